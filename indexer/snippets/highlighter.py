"""The highlights of a query and analysed texts to the stretches of the texts that are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from indexer.arrays import Numbers
from indexer.documents.token_hashes import HashedTokens
from indexer.documents.token_table import SPAN, Occurrences, TokenTable, occurrences
from indexer.query.highlights import Highlight
from indexer.query.tree import FieldName, Phrase, Prefix, Term

#: The start and end of a match in its text, and the number of its highlight.
Match: TypeAlias = tuple[int, int, int]

#: Gives the tokens that a prefix stands for.
Expand: TypeAlias = Callable[[str], Sequence[str]]

#: The number of tokens that are looked for only as parts of phrases.
_NONE = -1


class Span(NamedTuple):
    """A stretch of text to be marked; a phrase is one."""

    start: int
    end: int
    highlight: int  # the number of the highlight that it belongs to


class _NumberedPhrase(NamedTuple):
    phrase: Phrase
    highlight: int
    apart: bool  # not marked where it overlaps a single word that is marked


@dataclass(frozen=True, slots=True, eq=False)
class Highlighter:
    """Finds what is marked in one field: prepared once for a query, then used for text after text."""

    tokens: HashedTokens  # those of all words and phrases
    highlights: Numbers  # of each token that is a word the number of its highlight
    phrases: tuple[_NumberedPhrase, ...]

    @classmethod
    def of(cls, highlights: Sequence[Highlight], expand: Expand, field: FieldName = "body") -> Highlighter:
        """The highlighter of these highlights in a field; `expand` gives the tokens of a prefix."""
        leaves = [
            (leaf, number, apart)
            for number, highlight in enumerate(highlights)
            for leaf, only, apart in highlight.leaves
            if only in (None, field)
        ]
        words = {leaf.text: number for leaf, number, _ in leaves if isinstance(leaf, Term)}
        for leaf, number, _ in leaves:
            if isinstance(leaf, Prefix):
                words.update(dict.fromkeys(expand(leaf.text), number))
        phrases = tuple(
            _NumberedPhrase(leaf, number, apart) for leaf, number, apart in leaves if isinstance(leaf, Phrase)
        )
        texts = tuple(dict.fromkeys(chain(words, *(phrase.terms for phrase, _, _ in phrases))))
        of_each = np.array([words.get(text, _NONE) for text in texts], np.int64)
        return cls(HashedTokens(texts), of_each, phrases)

    def spans(self, tables: Sequence[TokenTable]) -> list[list[Match]]:
        """The start, end and highlight of each `Span` in each of the texts with these tokens, by start."""
        found = occurrences(self.tokens, tables)
        highlights = self.highlights[found.which]
        words = np.array((found.starts, found.ends, highlights))[:, highlights != _NONE]
        matched = [words]
        for phrase, number, apart in self.phrases:
            avoided = words if apart else words[:, :0]
            if spans := [(start, end, number) for start, end in self._phrase(found, phrase, avoided)]:
                matched.append(np.array(spans).T)
        return _by_text(np.concatenate(matched, axis=1), len(tables))

    def _phrase(self, found: Occurrences, phrase: Phrase, avoided: Numbers) -> Iterator[tuple[int, int]]:
        """The start and end of each match of a phrase that overlaps none of the words to be avoided."""
        at = []
        for term in phrase.terms:
            own = np.flatnonzero(found.which == self.tokens.number[term])
            if not len(own):
                return
            at.append(dict(zip(found.positions[own].tolist(), own.tolist(), strict=True)))
        for position in at[0]:
            parts = zip(at, phrase.offsets, strict=True)
            whole = [numbers.get(position + offset, -1) for numbers, offset in parts]
            if -1 not in whole:
                start, end = int(found.starts[whole].min()), int(found.ends[whole].max())
                if not ((avoided[0] < end) & (start < avoided[1])).any():
                    yield start, end


def _by_text(spans: Numbers, texts: int) -> list[list[Match]]:
    """Spans in texts laid end to end as those of each text; of two equal spans the last one's highlight."""
    ordered = spans[:, np.lexsort((spans[1], spans[0]))]
    again = (ordered[:2, 1:] == ordered[:2, :-1]).all(axis=0)
    starts, ends, highlights = ordered[:, np.append(~again, True)[: ordered.shape[1]]]
    bounds = np.searchsorted(starts, np.arange(texts + 1) * SPAN).tolist()
    before = starts // SPAN * SPAN
    columns = (starts - before).tolist(), (ends - before).tolist(), highlights.tolist()
    rows = list(zip(*columns, strict=True))
    return [rows[first:last] for first, last in pairwise(bounds)]
