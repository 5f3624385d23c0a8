"""Text and the query that found it to escaped, marked fragments. Nothing here ever yields source HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from indexer.analysed import AnalysedText, TokenTable
from indexer.analysis import fold, tokens
from indexer.fragments import choose, runs
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    FieldName,
    InField,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

#: Control and bidi override characters would break a page's markup or turn its text round; a lone
#: surrogate cannot be sent at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: A line's end that needs no dot to be heard; one character, so that spans stay where they are.
_SPOKEN_END = re.compile(r"""(?:(?<=[.!?:;,…])|(?<=[.!?…]["”’)]))\n""")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_CELL = re.compile(r" *\t\s*")


class Span(NamedTuple):
    """A stretch of text that the query matches."""

    start: int
    end: int
    clause: int  # which of the things asked for it is: the forms of an alternative share a number


def spans(text: str, query: Query, field: FieldName = "body") -> list[Span]:
    """Where the positive leaves of a query match a field's text, by start; a phrase is one span."""
    return _spans(text, TokenTable.of(tokens(text)), query, field)


def mark(text: str, found: Iterable[Span]) -> str:
    """The text as safe HTML with the spans in `<mark>`; spans that overlap share one."""
    html: list[str] = []
    at = 0
    for start, end in _merged(found):
        html += (_safe(text[at:start]), "<mark>", _safe(text[start:end]), "</mark>")
        at = end
    html.append(_safe(text[at:]))
    return "".join(html)


def snippet(text: str | AnalysedText, query: Query, length: int = 320) -> str:
    """The one or two stretches of a section's text that answer best, as safe HTML with matches marked.

    It shows whole sentences, and clauses of long ones, of about `length` characters; more where a
    negation needs it.
    """
    analysed = AnalysedText.of(text) if isinstance(text, str) else text
    if not analysed.pieces:
        return ""
    found = _spans(analysed.text, analysed.tokens, query, "body")
    chosen = choose(analysed.pieces, analysed.together, found, length)
    parts = [(analysed.pieces[first].start, analysed.pieces[last].end) for first, last in runs(chosen)]
    shown = [_shown(analysed.text, start, end, found) for start, end in parts]
    if shown and chosen[0] > 0:
        shown.insert(0, "")
    if shown and (chosen[-1] + 1 < len(analysed.pieces) or analysed.cut):
        shown.append("")
    return " … ".join(shown).strip()


def _spans(text: str, found: TokenTable, query: Query, field: FieldName) -> list[Span]:
    clauses = enumerate(_clauses(query))
    wanted = [(leaf, number) for number, clause in clauses for leaf in _leaves(clause, field)]
    words = list(_terms(found, {leaf.text: number for leaf, number in wanted if isinstance(leaf, Term)}))
    names = set(_other_names(query))
    matched = list(words)
    for leaf, number in wanted:
        if isinstance(leaf, Prefix):
            matched.extend(_prefixed(text, found, leaf.text, number))
        elif isinstance(leaf, Phrase):
            phrases = _phrases(found, leaf, number)
            matched.extend(p for p in phrases if leaf not in names or not _overlaps(p, words))
    return sorted({(span.start, span.end): span for span in matched}.values())


def _clauses(query: Query) -> Iterator[Query]:
    """The things a query asks for: each word is one, and each set of alternatives beside others."""
    if isinstance(query, (Bonus, Constant)):
        yield from _clauses(query.clause)
        if isinstance(query, Bonus):  # of what only ranks, the words that carry the question
            ranking = query.bonus.clauses if isinstance(query.bonus, Or) else (query.bonus,)
            yield from (
                b.clause for b in ranking if isinstance(b, Boosted) and not isinstance(b.clause, Phrase)
            )
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            if isinstance(clause, (And, Bonus, Constant)):
                yield from _clauses(clause)
            else:
                yield clause
    else:
        yield query


def _other_names(query: Query) -> Iterator[Phrase]:
    """The phrases that are only another name for words beside them."""
    if isinstance(query, Boosted) and isinstance(query.clause, Phrase):
        yield query.clause
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            yield from _other_names(clause)
    elif isinstance(query, (Bonus, Boosted, Constant)):
        yield from _other_names(query.clause)


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _leaves(query: Query, field: FieldName) -> Iterator[Term | Phrase | Prefix]:
    """The leaves that a match in this field may come from."""
    if isinstance(query, (Term, Phrase, Prefix)):
        yield query
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            yield from _leaves(clause, field)
    elif isinstance(query, (Bonus, Boosted, Constant)) or (
        isinstance(query, InField) and query.field == field
    ):
        yield from _leaves(query.clause, field)


def _terms(found: TokenTable, wanted: dict[str, int]) -> Iterator[Span]:
    for number, text in enumerate(found.texts if wanted else ()):
        if text in wanted:
            start = found.starts[number]
            yield Span(start, start + found.lengths[number], wanted[text])


def _prefixed(text: str, found: TokenTable, prefix: str, clause: int) -> Iterator[Span]:
    for number, token_text in enumerate(found.texts):
        if token_text[0] == prefix[0]:
            _, start, end, _ = found[number]
            if token_text.startswith(prefix) or fold(text[start:end]).startswith(prefix):
                yield Span(start, end, clause)


def _phrases(found: TokenTable, phrase: Phrase, clause: int) -> Iterator[Span]:
    wanted = set(phrase.terms)
    at = {(text, found.positions[n]): n for n, text in enumerate(found.texts) if text in wanted}
    for text, position in at:
        if text == phrase.terms[0]:
            places = zip(phrase.terms, phrase.offsets, strict=True)
            whole = [at.get((term, position + offset), -1) for term, offset in places]
            if -1 not in whole:
                start = min(found.starts[part] for part in whole)
                yield Span(start, max(found[part].end for part in whole), clause)


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
