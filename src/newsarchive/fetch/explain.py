"""What the libraries below say when a connection fails, in words for the person at the terminal."""

import http.client
import ssl

from urllib3 import exceptions

from newsarchive.fetch.trouble import Trouble

_BROKE = "the connection broke"
_LATER = "try again later"
_ANOTHER = "check the address"
_LEGACY = "if you trust this old server: --legacy-tls"
# The order counts: the narrow kind before the wide one.
_KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "too slow"),
    (exceptions.ReadTimeoutError, "too slow"),
    (exceptions.InvalidHeader, "contradicts itself on its length"),
    (exceptions.IncompleteRead, "ended before it was complete"),
    (http.client.IncompleteRead, "ended before it was complete"),
    (http.client.RemoteDisconnected, "closed the connection without an answer"),
    (http.client.BadStatusLine, "does not speak HTTP"),
    (http.client.LineTooLong, "its headers are too long"),
    (http.client.InvalidURL, "not an address of the web"),
    (http.client.HTTPException, "its headers are too many"),
    (ConnectionError, _BROKE),
)
_UNTRUSTED = "its certificate cannot be trusted"
_UNKNOWN = "its certificate is signed by nobody who is known here"
_CERTIFICATES = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is signed by itself alone",
    19: _UNKNOWN,
    20: _UNKNOWN,
    21: _UNKNOWN,
    62: "its certificate is for another host",
    64: "its certificate is for another host",
}  # by the codes of X509_verify_cert
_OLD = frozenset(
    """DH_KEY_TOO_SMALL EE_KEY_TOO_SMALL CA_KEY_TOO_SMALL CA_MD_TOO_WEAK BAD_ECPOINT NO_PROTOCOLS_AVAILABLE
    SSLV3_ALERT_HANDSHAKE_FAILURE TLSV1_ALERT_PROTOCOL_VERSION UNSAFE_LEGACY_RENEGOTIATION_DISABLED
    UNSUPPORTED_PROTOCOL WRONG_SIGNATURE_TYPE""".split()
)
_NOT_TLS = frozenset({"HTTP_REQUEST", "WRONG_VERSION_NUMBER"})


def explain(error: BaseException) -> Trouble:
    """Return what an error of socket, ssl, http.client or urllib3 means."""
    cause = error
    while isinstance(cause, exceptions.ProtocolError | exceptions.SSLError) and cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
        return _explain_tls(cause)
    return Trouble(next((reason for kind, reason in _KINDS if isinstance(cause, kind)), _BROKE), _LATER)


def _explain_tls(error: ssl.SSLError) -> Trouble:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Trouble(_CERTIFICATES.get(error.verify_code, _UNTRUSTED), _ANOTHER)
    if error.reason in _OLD:
        return Trouble("its encryption is too old", _LEGACY)
    if error.reason in _NOT_TLS:
        return Trouble("does not speak TLS", "give its address with http:")
    return Trouble("its encryption fails", _LATER)
