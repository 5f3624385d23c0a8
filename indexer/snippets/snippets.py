"""Texts and the highlights of a query to escaped, marked snippets. Nothing here ever yields source HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from indexer.analysis.analyzer import Token, tokens
from indexer.documents.text_analysis import TextAnalysis
from indexer.documents.token_table import TokenTable
from indexer.query.highlights import Highlight
from indexer.query.tree import FieldName
from indexer.snippets.highlighter import Expand, Highlighter, Match, Span
from indexer.snippets.passage_selection import choose

#: Texts whose matches are found together: those of a page of results; of a long page 5 MB at a time.
_AT_ONCE = 32

#: Control and bidi override characters would break a page's markup or reverse its text; a lone surrogate
#: cannot be encoded.
_UNSAFE_SET = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(f"[{_UNSAFE_SET}]")
#: Characters that are escaped in safe HTML.
_SPECIAL = "&<>\"'"
#: A line's end after punctuation, which needs no dot; one character, so that spans stay where they are.
_PUNCTUATED_END = re.compile(r"""\n(?:(?<=[.!?:;,…]\n)|(?<=[.!?…]["”’)]\n))""")
_CELL = re.compile(r" *\t\s*")


def spans(text: str, highlights: Sequence[Highlight], field: FieldName = "body") -> list[Span]:
    """What is to be marked in a field's text, by start; a phrase is one span."""
    found = tokens(text)
    (own,) = Highlighter.of(highlights, _with_prefix(found), field).spans([TokenTable.of(found)])
    return [Span(*span) for span in own]


def mark(text: str, found: Iterable[Span]) -> str:
    """The text as safe HTML with the spans in `<mark>`; spans that overlap share one."""
    return _marked(text, [(start, end) for start, end, _ in found])


def snippet(text: str, highlights: Sequence[Highlight], length: int = 320) -> str:
    """The snippet of one text, as `snippets` gives it."""
    return snippets([TextAnalysis.of(text)], highlights, _with_prefix(tokens(text)), length)[0]


def snippets(
    texts: Sequence[TextAnalysis], highlights: Sequence[Highlight], expand: Expand, length: int = 320
) -> list[str]:
    """The one or two stretches of each text with the most of the highlights, as safe HTML with these marked.

    They show whole sentences, and clauses of long ones, of about `length` characters; more where a
    negation needs it. `expand` gives the tokens that a prefix stands for.
    """
    highlighter = Highlighter.of(highlights, expand)
    shown: list[str] = []
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        found = highlighter.spans([text.tokens for text in part])
        shown += (_snippet(text, own, length) for text, own in zip(part, found, strict=True))
    return shown


def _with_prefix(found: Sequence[Token]) -> Expand:
    """Gives the tokens of one text that begin with a prefix."""
    return lambda prefix: [token.text for token in found if token.text.startswith(prefix)]


def _snippet(text: TextAnalysis, found: Sequence[Match], length: int) -> str:
    passages = text.passages
    if not passages:
        return ""
    chosen = choose(passages, found, length)
    parts = [(passages.starts[first], passages.ends[last]) for first, last in chosen]
    shown = [_shown(text.text, start, end, found) for start, end in parts]
    if chosen and chosen[0][0] > 0:
        shown.insert(0, "")
    if chosen and (chosen[-1][1] + 1 < len(passages) or text.cut):
        shown.append("")
    return " … ".join(shown).strip()


def _shown(text: str, start: int, end: int, found: Iterable[Match]) -> str:
    """A stretch of the text on one line; list items and table cells are separated by dots."""
    inside = [(max(s, start) - start, min(e, end) - start) for s, e, _ in found if s < end and e > start]
    part = text[start:end]
    if "\n" in part:
        html = _on_one_line(_marked(_PUNCTUATED_END.sub(" ", part), inside))
    else:
        html = _marked(part, inside)
    return _CELL.sub(" · ", html) if "\t" in html else html


def _on_one_line(html: str) -> str:
    first, *others = html.split("\n")
    lines = [first, *(line.lstrip() for line in others)]
    return " • ".join([line.rstrip(" \t") for line in lines if line])


def _marked(text: str, found: Iterable[tuple[int, int]]) -> str:
    """The text as safe HTML with these stretches, by start, in `<mark>`."""
    html: list[str] = []
    at = 0
    for start, end in _merged(found):
        html += (text[at:start], "<mark>", text[start:end], "</mark>")
        at = end
    html.append(text[at:])
    if not text.isprintable() or any(map(text.__contains__, _SPECIAL)):
        html[::2] = map(_safe, html[::2])
    return "".join(html)


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    until = 0
    for start, end in found:
        if start < until:
            until = max(end, until)
            merged[-1] = (merged[-1][0], until)
        else:
            merged.append((start, end))
            until = end
    return merged


def _safe(text: str) -> str:
    return escape(text if text.isprintable() else _UNSAFE.sub("", text))
