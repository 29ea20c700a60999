"""Names into addresses, addresses into open sockets: each within its time, and none that may not be asked."""

import socket
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from threading import Thread

from newsarchive.fetch.leash import PRIVATE, Leash
from newsarchive.fetch.trouble import Trouble

Address = tuple[socket.AddressFamily, str]
_CONNECT = 10.0  # seconds, for the name, for all its addresses together, and for the handshake of TLS
_LATER = "check the address and try again later"


def connect(host: str, port: int, leash: Leash) -> socket.socket:
    """Return a socket that is connected to host. Raises Trouble."""
    found = resolve(host, port, leash)
    allowed = [(family, address) for family, address in found if leash.allows(address)]
    if not allowed:
        raise Trouble(*PRIVATE)
    reason = ""
    for family, address in allowed:
        try:
            return _open(family, (address, port), leash, _CONNECT / len(allowed))
        except TimeoutError:
            reason = "no answer"
        except OSError:
            reason = "cannot be reached"
    leash.seconds(_CONNECT)
    raise Trouble(reason, _LATER)


def resolve(host: str, port: int, leash: Leash) -> list[Address]:
    """Return the addresses of a host in the order to be tried. Raises Trouble if there is none."""
    found: SimpleQueue[list[Address]] = SimpleQueue()
    # The resolver of the system knows no deadline, and cannot be stopped.
    Thread(target=lambda: found.put(_look_up(host, port)), daemon=True).start()
    try:
        addresses = found.get(timeout=leash.seconds(_CONNECT))
    except Empty:
        leash.seconds(_CONNECT)
        raise Trouble("no answer where it is", _LATER) from None
    if not addresses:
        raise Trouble("no such host", _LATER)
    return addresses


def _open(family: socket.AddressFamily, peer: tuple[str, int], leash: Leash, seconds: float) -> socket.socket:
    with ExitStack() as on_failure:
        opened = on_failure.enter_context(socket.socket(family, socket.SOCK_STREAM))
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.settimeout(leash.seconds(seconds))
        opened.connect(peer)
        opened.settimeout(leash.seconds(_CONNECT))  # for the handshake
        on_failure.pop_all()
    return opened


def _look_up(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if host else []  # no name: this machine
    except (OSError, UnicodeError):  # UnicodeError: an empty label, or one that is too long
        return []
    return [(family, str(address[0])) for family, _, _, _, address in found]
