"""Which network addresses belong to the whole world, and which to a house, a company or the machine itself."""

from functools import cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

# `is_global` of the standard library lets some of these through, which ones depends on its release.
_PRIVATE = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # behind the NAT of a provider
            "127.0.0.0/8",
            "169.254.0.0/16",  # where clouds keep their secrets
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
        ),
    )
)
# Of IPv6 only what has been given out so far is public, but for those parts that lead elsewhere.
_GIVEN_OUT = IPv6Network("2000::/3")
_ELSEWHERE = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))  # Teredo, 6to4, examples


@cache
def is_public(address: str) -> bool:
    """Tell whether a numeric address, as the resolver gives it, may be asked on behalf of a stranger.

    >>> is_public("93.184.216.34"), is_public("192.168.1.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    return _is_public(ip_address(address.partition("%")[0]))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _PRIVATE)
    if address.ipv4_mapped is not None:
        return _is_public(address.ipv4_mapped)
    return address in _GIVEN_OUT and not any(address in network for network in _ELSEWHERE)
