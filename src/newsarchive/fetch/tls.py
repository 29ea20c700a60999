"""How encrypted connections are made: as the system wants it, or, for one feed, as old servers need it."""

import ssl

_LEGACY_SERVER_CONNECT = 0x4  # ssl.OP_LEGACY_SERVER_CONNECT, which has this name since Python 3.12 only


def tls_context(is_legacy: bool) -> ssl.SSLContext:
    """Return the settings of TLS. Certificates are verified in both kinds."""
    context = ssl.create_default_context()
    if is_legacy:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED  # TLS 1.0: SSL 3 stays off by its own option
        context.options |= _LEGACY_SERVER_CONNECT
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Python 3.13 sets it; old authorities do not live up to it
    return context
