"""Text and the query that found it to escaped, marked fragments. Nothing here ever yields source HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from indexer.analysed import AnalysedText, TokenIndex, TokenTable
from indexer.analysis import tokens
from indexer.fragments import choose, runs
from indexer.matches import Sought, Span
from indexer.query.tree import FieldName, Query

#: Control and bidi override characters would break a page's markup or turn its text round; a lone
#: surrogate cannot be sent at all.
_UNSAFE_SET = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[{_UNSAFE_SET}]")
#: What safe HTML is not just the text of.
_SPECIAL = re.compile(f"[&<>\"'{_UNSAFE_SET}]")
#: A line's end that needs no dot to be heard; one character, so that spans stay where they are.
_SPOKEN_END = re.compile(r"""(?:(?<=[.!?:;,…])|(?<=[.!?…]["”’)]))\n""")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_CELL = re.compile(r" *\t\s*")


def spans(text: str, query: Query, field: FieldName = "body") -> list[Span]:
    """Where the positive leaves of a query match a field's text, by start; a phrase is one span."""
    found = TokenIndex.of(TokenTable.of(tokens(text)))
    return [Span(*span) for span in Sought.by(query, field).spans(text, found)]


def mark(text: str, found: Iterable[Span]) -> str:
    """The text as safe HTML with the spans in `<mark>`; spans that overlap share one."""
    return _marked(text, [(start, end) for start, end, _ in found])


def snippet(text: str | AnalysedText, query: Query | Sought, length: int = 320) -> str:
    """The one or two stretches of a section's text that answer best, as safe HTML with matches marked.

    It shows whole sentences, and clauses of long ones, of about `length` characters; more where a
    negation needs it. For many texts work out once what is `Sought`.
    """
    analysed = AnalysedText.of(text) if isinstance(text, str) else text
    pieces = analysed.pieces
    if not pieces:
        return ""
    sought = query if isinstance(query, Sought) else Sought.by(query)
    found = sought.spans(analysed.text, analysed.tokens)
    chosen = choose(pieces, analysed.together, found, length)
    parts = [(pieces.starts[first], pieces.end(last)) for first, last in runs(chosen)]
    shown = [_shown(analysed.text, start, end, found) for start, end in parts]
    if shown and chosen[0] > 0:
        shown.insert(0, "")
    if shown and (chosen[-1] + 1 < len(pieces) or analysed.cut):
        shown.append("")
    return " … ".join(shown).strip()


def _shown(text: str, start: int, end: int, found: Iterable[tuple[int, int, int]]) -> str:
    """A stretch of the text on one line: list items and table cells are kept apart by dots."""
    inside = [(max(s, start) - start, min(e, end) - start) for s, e, _ in found if s < end and e > start]
    part = text[start:end]
    if "\n" not in part:
        html = _marked(part, inside)
        return _CELL.sub(" · ", html) if "\t" in part else html
    return _CELL.sub(" · ", _LINE_END.sub(" • ", _marked(_SPOKEN_END.sub(" ", part), inside)))


def _marked(text: str, found: Iterable[tuple[int, int]]) -> str:
    html: list[str] = []
    at = 0
    for start, end in _merged(found):
        html += (text[at:start], "<mark>", text[start:end], "</mark>")
        at = end
    html.append(text[at:])
    if _SPECIAL.search(text):
        html[::2] = map(_safe, html[::2])
    return "".join(html)


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _safe(text: str) -> str:
    return escape(text if text.isprintable() else _UNSAFE.sub("", text))
