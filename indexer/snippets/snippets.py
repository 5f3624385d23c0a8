"""Texts and the highlights of a query to escaped, marked snippets. Nothing here ever yields source HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.analysis.analyzer import Token, tokens
from indexer.documents.passage_table import runs
from indexer.documents.text_analysis import TextAnalysis
from indexer.documents.token_table import TokenTable
from indexer.passages.addresses import addresses
from indexer.query.highlights import Highlight
from indexer.query.tree import FieldName
from indexer.snippets.highlighter import Expand, Highlighter, Match, Span
from indexer.snippets.passage_selection import choose
from indexer.snippets.text_blocks import TextBlock, marked_html, merged, run_html, text_blocks

#: Texts whose matches are found together: those of a page of results; of a long page 5 MB at a time.
_AT_ONCE = 32


@dataclass(frozen=True, slots=True, eq=False)
class Snippet:
    """The stretches of a text that are shown, and the form that is wanted of them."""

    text: TextAnalysis
    runs: Sequence[tuple[int, int]]  # of passages: the numbers of the first and the last one of each
    marks: Sequence[tuple[int, int]]  # all that is to be marked in the text, by start

    @property
    def html(self) -> str:
        """One line of safe HTML in which the only tag is `<mark>`."""
        passages = self.text.passages
        shown = [run_html(self.text.text, passages, run, self.marks) for run in self.runs]
        if self.runs and self.runs[0][0] > 0:
            shown.insert(0, "")
        if self.runs and (self.runs[-1][1] + 1 < len(passages) or self.text.cut):
            shown.append("")
        return " … ".join(shown).strip()

    @property
    def blocks(self) -> tuple[TextBlock, ...]:
        """Paragraphs and lists, plain text with what is marked beside it."""
        return text_blocks(self.text.text, self.text.passages, self.runs, self.marks)


def spans(text: str, highlights: Sequence[Highlight], field: FieldName = "body") -> list[Span]:
    """What is to be marked in a field's text, by start; a phrase is one span."""
    found = tokens(text)
    (own,) = Highlighter.of(highlights, _with_prefix(found), field).spans([TokenTable.of(found)])
    return [Span(*span) for span in _outside(own, addresses(text) if own else ())]


def mark(text: str, found: Iterable[Span]) -> str:
    """The text as safe HTML with the spans in `<mark>`; spans that overlap share one."""
    return marked_html(text, merged((start, end) for start, end, _ in found))


def snippet(text: str, highlights: Sequence[Highlight], length: int = 320) -> Snippet:
    """The snippet of one text, as `snippets` gives it."""
    return snippets([TextAnalysis.of(text)], highlights, _with_prefix(tokens(text)), length)[0]


def snippets(
    texts: Sequence[TextAnalysis],
    highlights: Sequence[Highlight],
    expand: Expand,
    length: int = 320,
    articles: Sequence[Hashable] = (),
) -> list[Snippet]:
    """The one or two stretches of each text with the most of the highlights, and these marked.

    They show whole sentences, and clauses of long ones, of about `length` characters; more where a
    negation, a number or the name of what "it" is needs it. `expand` gives the tokens that a prefix stands
    for. `articles` names the article of each text: what one of an article's snippets shows, its others do
    not repeat where their texts have something else.
    """
    highlighter = Highlighter.of(highlights, expand)
    shown: list[Snippet] = []
    several = [article for article, count in Counter(articles).items() if count > 1]
    seen: dict[Hashable, set[str]] = {article: set() for article in several}
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        found = highlighter.spans([text.tokens for text in part])
        for number, (text, own) in enumerate(zip(part, found, strict=True), start):
            shown.append(_snippet(text, own, length, seen.get(articles[number]) if articles else None))
    return shown


def _with_prefix(found: Sequence[Token]) -> Expand:
    """Gives the tokens of one text that begin with a prefix."""
    return lambda prefix: [token.text for token in found if token.text.startswith(prefix)]


def _snippet(text: TextAnalysis, found: Sequence[Match], length: int, seen: set[str] | None) -> Snippet:
    """The snippet of a text with these matches; `seen` are passages of its article, and gets its own."""
    passages = text.passages
    if not passages:
        return Snippet(text, (), ())
    if passages.addresses:
        found = _outside(found, list(pairwise(passages.addresses))[::2])
    chosen = choose(passages, found, length)
    if seen is not None:
        if seen and (repeated := _repeated(text, chosen, seen)):
            chosen = choose(passages, found, length, avoided=repeated) or chosen
        seen.update(_written(text, chosen))
    return Snippet(text, runs(chosen), [(start, end) for start, end, _ in found])


def _outside(found: Sequence[Match], avoided: Sequence[tuple[int, int]]) -> Sequence[Match]:
    """The matches that overlap none of these stretches."""
    if not avoided:
        return found
    return [one for one in found if not any(one[0] < end and start < one[1] for start, end in avoided)]


def _repeated(text: TextAnalysis, chosen: int, seen: set[str]) -> int:
    """The set of passages that were shown before, if they are at least half of the chosen ones."""
    starts, ends = text.passages.starts, text.passages.ends
    again = size = 0
    repeated = 0
    for first, last in runs(chosen):
        for number in range(first, last + 1):
            length = ends[number] - starts[number]
            size += length
            if text.text[starts[number] : ends[number]] in seen:
                again += length
                repeated |= 1 << number
    return repeated if 2 * again >= size else 0


def _written(text: TextAnalysis, chosen: int) -> list[str]:
    """The texts of passages."""
    starts, ends = text.passages.starts, text.passages.ends
    return [
        text.text[starts[number] : ends[number]]
        for first, last in runs(chosen)
        for number in range(first, last + 1)
    ]
