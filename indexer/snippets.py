"""Text and the query that found it to escaped, marked fragments. Nothing here ever yields source HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from indexer.analysis import Token, fold, tokens
from indexer.fragments import choose, runs
from indexer.limits import MAX_SNIPPET_SOURCE
from indexer.negation import held
from indexer.query.tree import And, Boosted, FieldName, InField, Or, Phrase, Prefix, Query, Term
from indexer.sentences import Piece, pieces

#: Control and bidi override characters would break a page's markup or turn its text round; a lone
#: surrogate cannot be sent at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: A line's end that needs no dot to be heard; one character, so that spans stay where they are.
_SPOKEN_END = re.compile(r"""(?:(?<=[.!?:;,…])|(?<=[.!?…]["”’)]))\n""")
_LINE_END = re.compile(r"[ \t]*\n\s*")
#: Characters read at a time, some 1,000 words: most sections are read whole, long ones until they answer.
_STRETCH = 6_000
#: A text is read no further than this once it matched at all: most answers stand near the beginning.
_ENOUGH = 2 * _STRETCH
_CELL = re.compile(r" *\t\s*")


class Span(NamedTuple):
    """A stretch of text that the query matches."""

    start: int
    end: int
    clause: int  # which of the things asked for it is: the forms of an alternative share a number


def spans(text: str, query: Query, field: FieldName = "body") -> list[Span]:
    """Where the positive leaves of a query match a field's text, by start; a phrase is one span."""
    clauses = enumerate(_clauses(query))
    wanted = [(leaf, number) for number, clause in clauses for leaf in _leaves(clause, field)]
    if not wanted:
        return []
    found = tokens(text, _spellings(leaf for leaf, _ in wanted))
    matched = list(_terms(found, {leaf.text: number for leaf, number in wanted if isinstance(leaf, Term)}))
    for leaf, number in wanted:
        if isinstance(leaf, Prefix):
            matched.extend(_prefixed(text, found, leaf.text, number))
        elif isinstance(leaf, Phrase):
            matched.extend(_phrases(found, leaf, number))
    return sorted({(span.start, span.end): span for span in matched}.values())


def mark(text: str, found: Iterable[Span]) -> str:
    """The text as safe HTML with the spans in `<mark>`; spans that overlap share one."""
    html: list[str] = []
    at = 0
    for start, end in _merged(found):
        html += (_safe(text[at:start]), "<mark>", _safe(text[start:end]), "</mark>")
        at = end
    html.append(_safe(text[at:]))
    return "".join(html)


def snippet(text: str, query: Query, length: int = 320) -> str:
    """The one or two stretches of a section's text that answer best, as safe HTML with matches marked.

    It shows whole sentences, and clauses of long ones, of about `length` characters; more where a
    negation needs it. Of a text beyond `MAX_SNIPPET_SOURCE` only the beginning is considered.
    """
    whole = len(text)
    text, found = _read(text, query)
    parts, together = _divided(text)
    if not parts:
        return ""
    chosen = choose(parts, together, found, length)
    shown = [_shown(text, parts[first].start, parts[last].end, found) for first, last in runs(chosen)]
    if shown and chosen[0] > 0:
        shown.insert(0, "")
    if shown and (chosen[-1] + 1 < len(parts) or len(text) < whole):
        shown.append("")
    return " … ".join(shown).strip()


@lru_cache(maxsize=2_048)
def _divided(text: str) -> tuple[list[Piece], dict[int, tuple[int, ...]]]:
    """A text's pieces and which of them belong together, kept for the sections that many searches find."""
    parts = pieces(text)
    return parts, held(text, parts)


def _read(text: str, query: Query) -> tuple[str, list[Span]]:
    """A text up to the first stretch that matches everything asked for, and the matches in it."""
    asked = sum(1 for clause in _clauses(query) if any(_leaves(clause, "body")))
    found: list[Span] = []
    at = 0
    while at < min(len(text), MAX_SNIPPET_SOURCE):
        end = _stretch_end(text, at)
        here = spans(text[at:end], query)
        found += [Span(span.start + at, span.end + at, span.clause) for span in here]
        at = end
        if len({span.clause for span in here}) == asked or (found and at >= _ENOUGH):
            break
    return text[:at], found


def _stretch_end(text: str, start: int) -> int:
    """The last line's, sentence's or at least word's end before a stretch is full."""
    full = start + _STRETCH
    if full >= len(text):
        return len(text)
    ends = (text.rfind(end, start, full) + len(end) for end in ("\n", ". ", " "))
    return next((end for end in ends if end > start + _STRETCH // 2), full)


def _clauses(query: Query) -> Iterator[Query]:
    """The things a query asks for: each word is one, and each set of alternatives beside others."""
    if isinstance(query, (And, Or)):
        for clause in query.clauses:
            if isinstance(clause, And):
                yield from _clauses(clause)
            else:
                yield clause
    else:
        yield query


def _leaves(query: Query, field: FieldName) -> Iterator[Term | Phrase | Prefix]:
    """The leaves that a match in this field may come from."""
    if isinstance(query, (Term, Phrase, Prefix)):
        yield query
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            yield from _leaves(clause, field)
    elif isinstance(query, Boosted) or (isinstance(query, InField) and query.field == field):
        yield from _leaves(query.clause, field)


def _spellings(leaves: Iterable[Term | Phrase | Prefix]) -> frozenset[str] | None:
    """The tokens that any of the leaves can match, None where only looking at each can tell."""
    spellings: set[str] = set()
    for leaf in leaves:
        if isinstance(leaf, Prefix):
            return None
        spellings.update(leaf.terms if isinstance(leaf, Phrase) else (leaf.text,))
    return frozenset(spellings)


def _terms(found: list[Token], wanted: dict[str, int]) -> Iterator[Span]:
    for token in found if wanted else ():
        if token.text in wanted:
            yield Span(token.start, token.end, wanted[token.text])


def _prefixed(text: str, found: list[Token], prefix: str, clause: int) -> Iterator[Span]:
    for token in found:
        if token.text[0] == prefix[0] and (
            token.text.startswith(prefix) or fold(text[token.start : token.end]).startswith(prefix)
        ):
            yield Span(token.start, token.end, clause)


def _phrases(found: list[Token], phrase: Phrase, clause: int) -> Iterator[Span]:
    at = {token.position: token for token in found}
    for token in found:
        if token.text == phrase.terms[0]:
            whole = [at.get(token.position + offset) for offset in phrase.offsets]
            if [part and part.text for part in whole] == list(phrase.terms):
                yield Span(token.start, max(part.end for part in whole if part), clause)


def _shown(text: str, start: int, end: int, found: Iterable[Span]) -> str:
    """A stretch of the text on one line: list items and table cells are kept apart by dots."""
    inside = (
        Span(max(s, start) - start, min(e, end) - start, n) for s, e, n in found if s < end and e > start
    )
    html = mark(_SPOKEN_END.sub(" ", text[start:end]), inside)
    return _CELL.sub(" · ", _LINE_END.sub(" • ", html))


def _merged(found: Iterable[Span]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end, _ in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _safe(text: str) -> str:
    return escape(_UNSAFE.sub("", text))
