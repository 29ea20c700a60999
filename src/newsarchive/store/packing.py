"""How the bytes of captures are packed: zlib for what is small, zstd for the rest.

A page is packed against another one, of the same site or address, which says most of what it says as well.
"""

import sys
import zlib
from typing import Any

from newsarchive.errors import StoreError

LARGEST = 64 * 2**20  # bytes: no capture is larger, so nothing is unpacked to more
_SMALL = 4096  # bytes: they fit into a window of 12 bits
_LEVEL = 9  # 13 times smaller against another page, in 0.6 ms; level 19 needs ten times as long for a twentieth less
_QUICK_LEVEL = 3
_WINDOW, _QUICK_WINDOW = 22, 21  # bits that these levels look back; a prefix farther away than that is not seen
_LARGEST_WINDOW = 27  # bits, the most that is unpacked without being allowed to


def zipped(body: bytes) -> bytes:
    """Return body in the zlib format; the usual window is so large that making it takes longer than filling it."""
    if len(body) > _SMALL:
        return zlib.compress(body)
    packer = zlib.compressobj(wbits=12, memLevel=5)
    return packer.compress(body) + packer.flush()


def packed(body: bytes, prefix: bytes = b"", *, is_quick: bool = False) -> bytes:
    """Return body in the zstd format, to be unpacked with the same prefix."""
    zstd = _zstd()
    parameter = zstd.CompressionParameter
    level = _QUICK_LEVEL if is_quick else _LEVEL
    options = {parameter.compression_level: level, parameter.checksum_flag: 1}
    window = (len(body) + len(prefix)).bit_length()
    if prefix and window > (_QUICK_WINDOW if is_quick else _WINDOW):
        options |= {parameter.window_log: min(window, _LARGEST_WINDOW), parameter.enable_long_distance_matching: 1}
    return bytes(zstd.compress(body, options=options, zstd_dict=_dictionary(prefix)))


def unpacked(name: str, body: bytes, encoding: str, size: int | None, prefix: bytes = b"") -> bytes:
    """Return what was packed, size bytes if that is known; name is whose body it is.

    Raises StoreError: it is damaged, or packed in a way that this release does not know.
    """
    most = LARGEST if size is None else min(size, LARGEST)
    if encoding == "zlib":
        error: type[Exception] = zlib.error
        unpacker: Any = zlib.decompressobj()
    elif encoding == "zstd":
        error = _zstd().ZstdError
        unpacker = _zstd().ZstdDecompressor(zstd_dict=_dictionary(prefix))
    else:
        raise StoreError(f"{name}: packed in a way that is not known: {encoding!r}", "install the newest release")
    try:
        whole = bytes(unpacker.decompress(body, most + 1))  # one more, so that the end is read as well
    except (error, EOFError) as cause:
        raise damaged(name) from cause
    if len(whole) > most or not unpacker.eof:
        raise damaged(name)
    return whole


def damaged(name: str) -> StoreError:
    """Return the error that says that what the archive holds of name is not what was once stored."""
    return StoreError(f"{name}: its bytes are damaged", "restore the archive from a backup")


def _dictionary(prefix: bytes) -> Any:
    return _zstd().ZstdDict(prefix, is_raw=True).as_prefix if prefix else None


def _zstd() -> Any:
    from importlib import import_module

    return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
