"""The body of an HTTP response, as it was sent → the page in it: chunks joined, compression undone."""

from __future__ import annotations

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader

from corpus.errors import PageError
from corpus.limits import MAX_PAGE_BYTES
from corpus.sources.compression import GZIP, unpack

#: The `wbits` of zlib by Content-Encoding; some servers send deflate without the header it should have.
_WBITS = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
_NOT_PACKED = ("", "identity", "none", "utf-8")


def read_body(body: bytes, chunked: bool, encoding: str) -> bytes:
    """The page in a body with this Content-Encoding; raises PageError.

    Crawlers keep the headers of what they have undone themselves, so both are used only if the bytes agree.
    """
    if chunked:
        body = ChunkedDataReader(io.BytesIO(body)).read(MAX_PAGE_BYTES + 1)
    name = encoding.strip().lower()
    if name in _NOT_PACKED or body[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        return body
    if name not in _WBITS:
        raise PageError(
            f"It is packed with {encoding[:40]!r}, and only gzip and deflate can be unpacked. "
            "Have the crawler ask for these (Accept-Encoding), or store pages unpacked."
        )
    return _inflate(body, _WBITS[name])


def _inflate(body: bytes, formats: tuple[int, ...]) -> bytes:
    if formats == (GZIP,) and not body.startswith(b"\x1f\x8b"):
        return body
    for wbits in formats[:-1]:
        try:
            return unpack(body, wbits)
        except PageError:
            continue
    return unpack(body, formats[-1])
