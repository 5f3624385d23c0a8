"""Changes to a query, made and offered, as steps with the address that undoes them or takes up the offer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from indexer.query.words import Word
from indexer.rewriting.expansion import Expansion
from indexer.rewriting.rewritten_query import RewriteStep
from indexer.rewriting.spelling.corrections import Correction

#: Other names or spellings shown in a step; more are searched, but nobody reads them.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Address:
    """A query as the query string of an address."""

    text: str
    exact: tuple[str, ...]

    def exactly(self, words: str) -> str:
        """The same query with more words to be searched just as they are."""
        return urlencode([("q", self.text), *(("exact", word) for word in (*self.exact, words))])

    def instead(self, start: int, end: int, written: str) -> str:
        """The query with other words from `start` to `end`, and the same words searched just as they are."""
        text = self.text[:start] + written + self.text[end:]
        return urlencode([("q", text), *(("exact", word) for word in self.exact)])


def spelling_offers(correction: Correction, start: int, end: int, address: Address) -> Iterable[RewriteStep]:
    """Offers of the likeliest spellings for the word from `start` to `end`."""
    for spelling in (correction.after, *correction.others)[:SHOWN]:
        yield RewriteStep("suggestion", correction.before, spelling, address.instead(start, end, spelling))


def word_offers(found: Iterable[tuple[Word, str]], address: Address) -> Iterable[RewriteStep]:
    """Offers of words of the corpus in place of those that it does not have."""
    for word, spelling in found:
        yield RewriteStep("suggestion", word.text, spelling, address.instead(word.start, word.end, spelling))


def expansion_steps(
    written: str, words: Sequence[Word], expansion: Expansion, address: Address
) -> Iterable[RewriteStep]:
    """The other names that are searched too, and offers of senses to choose from."""
    shown = [name.text for name in expansion.names if name.shown][:SHOWN]
    if shown:
        names = ", ".join(shown)
        yield RewriteStep(expansion.step, written, names, address.exactly(written))
    for long, articles in expansion.offers:
        count = f"{articles:,} article{'' if articles == 1 else 's'}"
        undo = address.instead(words[0].start, words[-1].end, long)
        yield RewriteStep("sense", written, f"{long} ({count})", undo)
