"""Passages that must be shown together: with their negation, whole with a number, with what "it" names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby

from indexer.passages import negation
from indexer.passages.referents import referents
from indexer.passages.sentences import Passage

#: The most characters of a sentence that is never cut because of what it says.
_RUN = 420
_NUMBER_OR_CALL = re.compile(r"\d|\bcall\b", re.IGNORECASE)


def bound_passages(text: str, parts: Sequence[Passage]) -> Mapping[int, tuple[int, ...]]:
    """The numbers of the passages that a passage must be shown with, for each that is bound to others."""
    together: dict[int, tuple[int, ...]] = negation.bound_passages(text, parts)
    for number, others in chain(_whole_statements(text, parts), referents(text, parts)):
        together[number] = tuple(sorted({number, *others, *together.get(number, ())}))
    return together


def _whole_statements(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The clauses of a sentence with a number, a "not" or a "call", each bound to all up to a semicolon."""
    if not parts or parts[-1].sentence + 1 == len(parts):
        return  # no sentence has several passages
    for _, sentence in groupby(
        range(len(parts)), key=lambda number: (parts[number].sentence, parts[number].line)
    ):
        for stretch in _stretches(text, parts, sentence):
            start, end = parts[stretch[0]].start, parts[stretch[-1]].end
            if len(stretch) > 1 and end - start <= _RUN and _is_never_cut(text, start, end):
                yield from ((number, tuple(stretch)) for number in stretch)


def _stretches(text: str, parts: Sequence[Passage], numbers: Iterator[int]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for number in numbers:
        stretch.append(number)
        if text[parts[number].end - 1] in ";；":
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _is_never_cut(text: str, start: int, end: int) -> bool:
    return bool(_NUMBER_OR_CALL.search(text, start, end)) or negation.negates(text, start, end)
