"""Packed pages to bytes, with a limit that is checked while they are unpacked."""

from __future__ import annotations

import io
import zlib
from typing import IO

from corpus.errors import PageError, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES, MAX_RATIO, RATIO_CHECKED_FROM

GZIP = 16 + zlib.MAX_WBITS  # zlib's `wbits` for data with gzip's header and checksum


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether data unpack to so many times their size that they are no text but a decompression bomb."""
    return unpacked > RATIO_CHECKED_FROM and unpacked > MAX_RATIO * packed


def read_within_limits(stream: IO[bytes], packed: int) -> bytes:
    """All bytes that a stream of `packed` bytes unpacks to; raises `PageTooLarge` if they are too many."""
    html = stream.read(MAX_PAGE_BYTES + 1)
    if len(html) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"It unpacks to more than {MAX_PAGE_BYTES:,} bytes, the limit for a page.")
    if is_bomb(len(html), packed):
        raise PageTooLarge(
            f"It unpacks to more than {MAX_RATIO} times its size: it is a decompression bomb, not a page."
        )
    return html


def unpack(packed: bytes, wbits: int = GZIP) -> bytes:
    """A page packed with gzip, or in another format of zlib given by its `wbits`.

    Raises `PageError` if the data are damaged, and `PageTooLarge` before more than a page is unpacked.
    """
    html, rest = b"", packed
    while rest.strip(b"\0"):
        inflater = zlib.decompressobj(wbits)
        try:
            html += inflater.decompress(rest, MAX_PAGE_BYTES + 1 - len(html))
        except zlib.error as error:
            raise PageError(f"It is damaged, gzip reports: {error}.") from error
        if len(html) > MAX_PAGE_BYTES:
            break
        if not inflater.eof:
            raise PageError("It is damaged, gzip reports: the end is missing.")
        rest = inflater.unused_data
    return read_within_limits(io.BytesIO(html), len(packed))
