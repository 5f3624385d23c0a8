"""What a reading did and offers, as steps, each with the address that leads to the other reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from indexer.query.words import Word
from indexer.rewriting.expansion import OtherNames
from indexer.rewriting.rewritten_query import ReadingStep
from indexer.rewriting.spelling.corrections import Correction

#: Other names or spellings that a step says; more are searched, but nobody reads them.
SAID = 3


@dataclass(frozen=True, slots=True)
class Address:
    """A query as an address' query string."""

    text: str
    exact: tuple[str, ...]

    def exactly(self, words: str) -> str:
        """The same query with more words to be taken just as they are."""
        return urlencode([("q", self.text), *(("exact", word) for word in (*self.exact, words))])

    def instead(self, start: int, end: int, written: str) -> str:
        """The query with other words in a place, and the same words taken just as they are."""
        text = self.text[:start] + written + self.text[end:]
        return urlencode([("q", text), *(("exact", word) for word in self.exact)])


def offered(correction: Correction, start: int, end: int, address: Address) -> Iterable[ReadingStep]:
    """The likeliest spellings for the word at this place, to choose from."""
    for spelling in (correction.after, *correction.others)[:SAID]:
        yield ReadingStep("suggestion", correction.before, spelling, address.instead(start, end, spelling))


def suggested(found: Iterable[tuple[Word, str]], address: Address) -> Iterable[ReadingStep]:
    """Words of the corpus in place of those that it does not have, to choose from."""
    for word, spelling in found:
        yield ReadingStep("suggestion", word.text, spelling, address.instead(word.start, word.end, spelling))


def named(said: str, words: Sequence[Word], other: OtherNames, address: Address) -> Iterable[ReadingStep]:
    """The other names that are searched too, and the senses to choose from."""
    if other.names:
        yield ReadingStep(other.step, said, ", ".join(other.names[:SAID]), address.exactly(said))
    for long, articles in other.offers:
        count = f"{articles:,} article{'' if articles == 1 else 's'}"
        undo = address.instead(words[0].start, words[-1].end, long)
        yield ReadingStep("sense", said, f"{long} ({count})", undo)
