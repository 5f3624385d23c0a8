"""The body of an HTTP response as it was sent to the page in it: chunks joined, packing undone."""

from __future__ import annotations

import io
import zlib

from warcio.bufferedreaders import ChunkedDataReader

from corpus.errors import PageError
from corpus.limits import MAX_PAGE_BYTES
from corpus.sources.archives import GZIP, unpack

#: Content-Encoding to what zlib calls it; some servers send deflate without the header it should have.
_ZLIB = {"gzip": (GZIP,), "x-gzip": (GZIP,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}


def read_body(body: bytes, chunked: bool, encoding: str) -> bytes:
    """The page in a body with this Content-Encoding; raises PageError.

    Crawlers keep headers of what they have undone themselves, so neither is believed against the bytes.
    """
    if chunked:
        body = ChunkedDataReader(io.BytesIO(body)).read(MAX_PAGE_BYTES + 1)
    named = encoding.strip().lower()
    if named in ("", "identity", "none", "utf-8") or body[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(
        b"<"
    ):
        return body
    if named not in _ZLIB:
        raise PageError(
            f"It is packed with {encoding[:40]!r}, and only gzip and deflate can be unpacked. "
            "Have the crawler ask for these (Accept-Encoding), or store pages unpacked."
        )
    return _inflated(body, _ZLIB[named])


def _inflated(body: bytes, formats: tuple[int, ...]) -> bytes:
    if formats == (GZIP,) and not body.startswith(b"\x1f\x8b"):
        return body
    for wbits in formats[:-1]:
        try:
            return unpack(body, wbits)
        except PageError:
            continue
    return unpack(body, formats[-1])
