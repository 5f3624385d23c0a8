"""A section as the document that Tantivy takes, and what has to be known to take it out again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from math import lcm

from tantivy import Document, PreTokenizedString, Token

from indexer import weights
from indexer.engines.base import IndexedSection
from indexer.engines.lengths import weighted_length
from indexer.engines.tantivy_fields import FIELDS, LONGEST, WORDS, number, share, token, tokens_in

_WEIGHTS = {"title": weights.TITLE, "heading": weights.HEADING, "body": weights.BODY}

#: A token stands in `words` so many times for every 1 of its weight, so that each stands there a whole number
#: of times.
SCALE = lcm(*(Fraction(weight).limit_denominator(4).denominator for weight in _WEIGHTS.values()))
_TIMES = {field: round(SCALE * weight) for field, weight in _WEIGHTS.items()}


def document(section: IndexedSection, kind: int, source: int) -> Document:
    """A section as Tantivy takes it; kind and source are their numbers."""
    made = Document()
    words: list[str] = []
    for name, field in zip(FIELDS, (section.title, section.heading, section.body), strict=True):
        texts = _held(field.texts)
        if texts:
            made.add_pre_tokenized_text(name, _placed(texts, field.positions))
        made.add_unsigned(tokens_in(name), len(texts))
        words.extend(texts * _TIMES[name])
    made.add_text(WORDS, " ".join(words))
    made.add_unsigned(tokens_in(WORDS), len(words))
    made.add_unsigned("length", length(section))
    article = number(section.article_id)
    made.add_unsigned("section", number(section.id))
    made.add_unsigned("article", article)
    made.add_text("order", section.article_id.encode("utf-8", "replace").decode())
    made.add_unsigned("position", section.position)
    made.add_unsigned("share", share(article))
    made.add_unsigned("kind", kind)
    made.add_unsigned("source", source)
    made.add_bytes("id", section.id.encode("utf-8", "surrogatepass"))
    made.add_bytes("stored", section.stored)
    made.add_bytes("counted", Counted(length(section), section.words, section.definitions).dump())
    return made


def length(section: IndexedSection) -> int:
    """A section's length in `SCALE`s."""
    return round(SCALE * weighted_length(section))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a section was counted with when it was added, to take it back by: it stands beside the section."""

    length: int
    words: Sequence[str]
    definitions: Sequence[tuple[str, str]]

    def dump(self) -> bytes:
        """As bytes: half the time of JSON for the words, none of which has white space."""
        defined = json.dumps(self.definitions) if self.definitions else ""
        text = f"{self.length}\n{' '.join(self.words)}\n{defined}"
        return text.encode("utf-8", "surrogatepass")

    @classmethod
    def load(cls, dumped: bytes) -> Counted:
        """What `dump` wrote."""
        length, words, defined = dumped.decode("utf-8", "surrogatepass").split("\n", 2)
        definitions = [(short, long) for short, long in json.loads(defined)] if defined else []
        return cls(int(length), words.split(" ") if words else [], definitions)


def _placed(texts: Sequence[str], positions: Sequence[int]) -> PreTokenizedString:
    """Tokens at their positions; where they are in the text is of no use here."""
    nothing = repeat(0)
    return PreTokenizedString("", list(map(Token, texts, positions, nothing, nothing)))


def _held(texts: Sequence[str]) -> list[str]:
    if max(map(len, texts), default=0) < LONGEST // 4:  # bytes of a character
        return list(texts)
    return [token(text) or "" for text in texts]
