"""What a section contributes to the lexicon: stored with it, so that a builder can take it back later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexiconEntries:
    """The surface forms, tokens and definitions of one section, each distinct, and its article's title."""

    title: str  # a line: the title, and after a tab each of its names as tokens with spaces between
    surface_forms: Sequence[str]  # as `indexer.documents.surface_forms` gives them
    tokens: Sequence[str]  # of title, heading path and body
    definitions: Sequence[tuple[str, str]]  # abbreviations: short and long form

    def dump(self) -> bytes:
        """The entries as text: a line each for title, forms and tokens, and one for each definition."""
        pairs = ("\t".join(pair) for pair in self.definitions)
        lines = [self.title, " ".join(self.surface_forms), " ".join(self.tokens), *pairs]
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    @classmethod
    def load(cls, dumped: bytes) -> LexiconEntries:
        """The entries that `dump` wrote."""
        title, forms, tokens, *pairs = dumped.decode("utf-8", "surrogatepass").split("\n")
        return cls(title, _split(forms), _split(tokens), list(map(_pair, pairs)))


def _split(line: str) -> Sequence[str]:
    return line.split(" ") if line else ()


def _pair(line: str) -> tuple[str, str]:
    short, _, long = line.partition("\t")
    return short, long
