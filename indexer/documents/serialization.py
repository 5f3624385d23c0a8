"""An article's documents as the bytes that the library keeps of them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from indexer.analysis import analyzer as analysis
from indexer.documents.indexed_section import FieldTokens, IndexedSection
from indexer.documents.packing import pack, unpack

#: Changes whenever the same article gives other documents, or these other bytes.
FINGERPRINT = f"documents-4/{analysis.FINGERPRINT}"

#: Fastest by far, and a tenth larger than the best; what is stored of sections is kept as it is read.
_COMPRESSION = 1


def dump_documents(sections: Iterable[IndexedSection]) -> bytes:
    """The sections of one article as bytes."""
    rows, positions, stored = [], list[Sequence[int]](), list[bytes]()
    for one in sections:
        fields = (one.title, one.heading, one.body)
        facts = [one.id, one.article_id, one.position, one.kind, one.source, one.dated]
        rows.append([*facts, *(" ".join(f.texts) for f in fields), " ".join(one.words), one.definitions])
        positions += (field.positions for field in fields)
        stored.append(one.stored)
    columns = b"".join(map(pack, positions))
    parts = [json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), columns]
    packed = [*(zlib.compress(part, _COMPRESSION) for part in parts), *stored]
    return pack((len(packed), *map(len, packed))) + b"".join(packed)


def load_documents(dumped: bytes) -> list[IndexedSection]:
    """The sections that `dump_documents` wrote."""
    count = unpack(dumped[:4])[0]
    start = 4 * (count + 1)
    ends = list(accumulate(unpack(dumped[4:start]), initial=start))
    texts, numbers, *stored = (dumped[first:last] for first, last in pairwise(ends))
    rows = json.loads(zlib.decompress(texts).decode("utf-8", "surrogatepass"))
    positions = unpack(zlib.decompress(numbers))
    found, at = [], 0
    for (*facts, title, heading, body, words, pairs), kept in zip(rows, stored, strict=True):
        fields = []
        for joined in (title, heading, body):
            split = joined.split(" ") if joined else []
            fields.append(FieldTokens(split, positions[at : at + len(split)]))
            at += len(split)
        defined = list(map(tuple, pairs))
        found.append(IndexedSection(*facts, *fields, kept, words.split(), defined))  # type: ignore[call-arg]
    return found
