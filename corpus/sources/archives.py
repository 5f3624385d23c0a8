"""Packed pages to bytes, counted while they are unpacked."""

from __future__ import annotations

import io
import zlib
from typing import IO

from corpus.errors import PageError, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES, MAX_RATIO, RATIO_FROM

GZIP = 16 + zlib.MAX_WBITS  # what zlib calls gzip's own header and checksum


def too_dense(unpacked: int, packed: int) -> bool:
    """Whether this many bytes out of that many are a bomb and no text."""
    return unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed


def within_limits(stream: IO[bytes], packed: int) -> bytes:
    """All that comes out of a stream of `packed` bytes; `PageTooLarge` where that is more than a page is."""
    html = stream.read(MAX_PAGE_BYTES + 1)
    if len(html) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"It unpacks to more than {MAX_PAGE_BYTES:,} bytes, the limit of one page.")
    if too_dense(len(html), packed):
        raise PageTooLarge(
            f"It unpacks to more than {MAX_RATIO} times its size, which is no page but a bomb."
        )
    return html


def unpack(packed: bytes, wbits: int = GZIP) -> bytes:
    """A page packed with gzip, or in another format of zlib by its `wbits`.

    Raises `PageError` where it is not whole, `PageTooLarge` before more than a page is unpacked.
    """
    html, rest = b"", packed
    while rest.strip(b"\0"):
        inflater = zlib.decompressobj(wbits)
        try:
            html += inflater.decompress(rest, MAX_PAGE_BYTES + 1 - len(html))
        except zlib.error as error:
            raise PageError(f"It is not whole, as gzip says: {error}.") from error
        if len(html) > MAX_PAGE_BYTES:
            break
        if not inflater.eof:
            raise PageError("It is not whole, as gzip says: the end is missing.")
        rest = inflater.unused_data
    return within_limits(io.BytesIO(html), len(packed))
