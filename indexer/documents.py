"""An article as the documents that engines index, and those as bytes that the library keeps."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from corpus.model import Article, Section
from indexer import analysis
from indexer.abbreviations import definitions
from indexer.analysed import AnalysedText
from indexer.analysis import Token, tokens
from indexer.engines.base import FieldTokens, IndexedSection
from indexer.packing import pack, unpack
from indexer.stored import dump_section
from indexer.written_words import WrittenField, written_words

#: Changes whenever the same article gives other documents, or these other bytes.
FINGERPRINT = f"documents-3/{analysis.FINGERPRINT}"

#: Fastest by far, and a tenth larger than the best; what is stored of sections is kept as it is read.
_COMPRESSION = 1


def indexed_sections(article: Article) -> Iterator[IndexedSection]:
    """Each section of an article with all that an engine needs of it."""
    metadata = replace(article, sections=(), dropped=())
    dated = article.reviewed or article.published
    title = tokens(article.title)
    for section in article.sections:
        head = heading_text(section)
        heading, body = tokens(head), tokens(section.text)
        texts = article.title, head, section.text
        yield IndexedSection(
            id=section.id,
            article_id=article.id,
            position=section.position,
            kind=section.kind,
            source=article.source,
            dated=dated.isoformat() if dated else "",
            title=_columns(title),
            heading=_columns(heading),
            body=_columns(body),
            stored=dump_section(section, metadata, AnalysedText.of(section.text, body)),
            words=written_words(
                map(WrittenField, texts, (title, heading, body), (True, True, False)),
            ),
            definitions=sorted({(found.short, found.long) for text in texts for found in definitions(text)}),
        )


def heading_text(section: Section) -> str:
    """The heading path as one text."""
    return " / ".join(section.path)


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


def _columns(found: Sequence[Token]) -> FieldTokens:
    return FieldTokens([token.text for token in found], [token.position for token in found])
