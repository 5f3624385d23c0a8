"""Passages that must be shown together, so that no negation is cut off from what it governs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, islice, pairwise

from indexer.passages.sentences import Passage

#: The most characters of a run of clauses with the negations around them; in a longer one only the nearest
#: negation is shown, before or after an ellipsis.
_RUN = 420
#: The most lines that a lead-in such as "Do not take it if you:" governs.
_LED_LINES = 20

_NEGATION = re.compile(
    r"""\b(?: no | not | none | nor | neither | never | without | cannot | except(?:ing|ions?)? | unless
    | only | rarely | seldom | hardly | unlikely | avoid\w* | contraindicat\w* | refrain\w*
    | lack(?:s|ed|ing)? | absen(?:t|ce) | fail(?:s|ed)?[ ]to | rather[ ]than | instead[ ]of
    | rul(?:ed?|es|ing)[ ]out | stop(?:s|ped|ping)? | \w+n['’ʼ]t )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ANSWER = re.compile(r"\W*(?:no|not|never|rarely|neither|none)\b", re.IGNORECASE)


def bound_passages(text: str, parts: Sequence[Passage]) -> dict[int, tuple[int, ...]]:
    """The numbers of the passages that a passage must be shown with, for each that is bound to others."""
    together: dict[int, tuple[int, ...]] = {}
    whole = not parts or parts[-1].sentence + 1 == len(parts)  # no sentence has several passages
    sentences = groupby(
        range(0 if whole else len(parts)), key=lambda number: (parts[number].sentence, parts[number].line)
    )
    for _, sentence in sentences:
        numbers = list(sentence)
        if len(numbers) > 1:
            for stretch in _governed(text, parts, numbers):
                together.update(_around_negations(text, parts, stretch))
    for number, other in chain(
        _introduced(text, parts), _led(text, parts), _tabled(text, parts), _answered(text, parts)
    ):
        together[number] = tuple(sorted({other, *together.get(number, (number,))}))
    return together


def negates(text: str, start: int, end: int) -> bool:
    """Whether this stretch of a text has a negation."""
    return _NEGATION.search(text, start, end) is not None


def _negates(text: str, passage: Passage) -> bool:
    return negates(text, passage.start, passage.end)


def _governed(text: str, parts: Sequence[Passage], numbers: list[int]) -> Iterator[list[int]]:
    """The stretches of a sentence that a negation governs: to a semicolon, or past a colon to the end."""
    stretch: list[int] = []
    negated = listed = False
    for number in numbers:
        stretch.append(number)
        negated = negated or _negates(text, parts[number])
        mark = text[parts[number].end - 1]
        listed = listed or (negated and mark in ":：")
        if mark in ";；" and not listed:
            yield stretch
            stretch, negated = [], False
    if stretch:
        yield stretch


def _around_negations(
    text: str, parts: Sequence[Passage], stretch: list[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """What each clause of a stretch is bound to: all from its first negation to its last, or the nearest."""
    negations = [number for number in stretch if _negates(text, parts[number])]
    for number in stretch if negations else ():
        first, last = min(number, negations[0]), max(number, negations[-1])
        if parts[last].end - parts[first].start <= _RUN:
            yield number, tuple(range(first, last + 1))
        else:
            at = bisect_left(negations, number)
            yield number, tuple(sorted({number, *negations[max(0, at - 1) : at + 1]}))


def _introduced(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Passages that end in a colon or lead to a list, and the passage after each."""
    for number, (one, after) in enumerate(pairwise(parts)):
        listed = one.sentence == after.sentence and after.item and not one.item
        if listed or (text[one.end - 1] == ":" and text[after.end - 1] != ":"):
            yield number, number + 1


def _led(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """List items and the negated line before the list: "Do not take it if you:"."""
    listed = any(part.item for part in parts)
    for number in range(len(parts) - 1 if listed or ":" in text or "：" in text else 0):
        if _leads(text, parts, number):
            yield from ((item, number) for item in _items(text, parts, number + 1))


def _leads(text: str, parts: Sequence[Passage], number: int) -> bool:
    after = parts[number + 1] if number + 1 < len(parts) else None
    if after and after.line == parts[number].line:
        return False
    leads = text[parts[number].end - 1] in ":：" or (
        after is not None
        and after.item
        and not parts[number].item
        and text[parts[number].end - 1] not in ".!?"
    )
    return leads and _negates(text, parts[number])


def _items(text: str, parts: Sequence[Passage], first: int) -> Iterator[int]:
    """The passages of the lines that look like the first one: those of one list."""
    lines = groupby(range(first, len(parts)), key=lambda number: parts[number].line)
    shape = None
    for _, line in islice(lines, _LED_LINES):
        numbers = list(line)
        if parts[first].item:
            if not parts[numbers[0]].item:
                return
            yield from numbers
            continue
        look = (text[parts[numbers[0]].start].islower(), text[parts[numbers[-1]].end - 1] in ".!?")
        shape = shape or look
        if look[0] != shape[0] or look[1] > shape[1] or _leads(text, parts, numbers[-1]):
            return
        yield from numbers


def _tabled(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """The cells of a table and the negated cell of its header row: "Avoid in pregnancy"."""
    header: list[int] | None = None
    for _, line in groupby(range(len(parts) if "\t" in text else 0), key=lambda number: parts[number].line):
        row = list(line)
        if "\t" not in text[parts[row[0]].start : parts[row[-1]].end]:
            header = None
        elif header is None:
            header = [number for number in row if _negates(text, parts[number])][:1]
        else:
            yield from ((number, lead) for number in row for lead in header)


def _answered(text: str, parts: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Questions whose answer begins with a negation, and that answer."""
    for number in range(len(parts) - 1 if "?" in text else 0):
        answer = parts[number + 1]
        if (
            text[parts[number].end - 1] == "?"
            and text[answer.end - 1] != "?"  # or a hostile page could chain its whole text together
            and _ANSWER.match(text, answer.start)
        ):
            yield number, number + 1
