"""What changed in articles, for an editor to read before readers do, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from indexer.changes.articles import ArticleChange, SectionChange
from indexer.changes.words import Run
from search_web.cli.output.terminal import printable

#: Words of the same text that are shown on either side of a change.
_CONTEXT = 6

#: Words shown of one run that came or went.
_RUN = 30

#: Runs that came or went shown of one section, and sections of one article.
_RUNS = 8
_SECTIONS = 12

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_STYLES = {"added": "green", "removed": "red", "changed": "yellow"}

#: How a run is marked where there is no colour, and for those who do not see it.
_MARKS = {"gained": ("{+", "+}", "green"), "lost": ("[-", "-]", "red")}


def change_text(change: ArticleChange, path: str | None = None) -> Text:
    """An article's change for a terminal, some lines of bounded length; coloured where it is printed so."""
    text = Text(f"{change.change} ")
    text.append(printable(change.title), style=f"bold {_STYLES[change.change]}")
    text.append(f"  {_words(change.words_gained, change.words_lost)}")
    text.append(f"  ({printable(path or change.article_id)})", style="dim")
    for field in change.fields:
        text.append(f"\n   {field.field}: {_quoted(field.before)} is now {_quoted(field.after)}")
    parts = change.sections[:_SECTIONS]
    for part in parts:
        text.append("\n   ")
        text.append_text(_section_text(part, whole=change.change != "changed"))
    if more := len(change.sections) - len(parts):
        text.append(f"\n   and {more:,} more sections")
    for piece in change.left_out[:_SECTIONS]:
        words = piece.text.split()
        shown = " ".join(words[:_RUN]) + (" …" if len(words) > _RUN else "")
        text.append(f"\n   left out now, as {piece.rule}: {printable(shown)}")
    return text


def change_document(change: ArticleChange, path: str | None = None) -> dict[str, object]:
    """An article's change for scripts; the words of an article that came or went are counted, not given."""
    return {
        "id": change.article_id,
        "path": path,
        "title": change.title,
        "change": change.change,
        "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in change.fields],
        "headings": {
            "gained": change.headings_gained,
            "lost": change.headings_lost,
            "renamed": [{"before": old, "after": new} for old, new in change.headings_renamed],
        },
        "words": {"gained": change.words_gained, "lost": change.words_lost},
        "left_out": [{"rule": piece.rule, "text": piece.text} for piece in change.left_out],
        "sections": [_section_document(part, change.change == "changed") for part in change.sections],
    }


def _section_document(part: SectionChange, with_words: bool) -> dict[str, object]:
    section = part.section
    document: dict[str, object] = {
        "change": part.change,
        "heading": section.heading,
        "heading_before": part.heading_before,
        "path": section.path,
        "anchor": section.anchor,
        "anchor_before": part.anchor_before,
        "kind": section.kind,
        "kind_before": part.kind_before,
        "moved": part.moved or part.parent_changed,
        "words": {"gained": part.words_gained, "lost": part.words_lost},
    }
    if with_words:
        document["edits"] = [
            {"change": run.kind, "words": " ".join(run.words)} for run in part.runs if run.kind != "same"
        ]
    return document


def _section_text(part: SectionChange, whole: bool) -> Text:
    """A section's line, and below it the words that came and went; `whole` leaves these out."""
    section = part.section
    text = Text().append(f"{_SIGNS[part.change]} ", style=_STYLES[part.change])
    text.append(printable(" › ".join(section.path) or section.heading), style="bold")
    text.append(f"  [{section.kind}]  {_words(part.words_gained, part.words_lost)}")
    for note in _notes(part):
        text.append(f"\n       {printable(note)}")
    if not whole and (part.words_gained or part.words_lost):
        text.append("\n       ")
        text.append_text(_runs_text(part.runs))
    return text


def _notes(part: SectionChange) -> Iterator[str]:
    section = part.section
    if part.heading_before is not None:
        yield f"heading: “{part.heading_before}” is now “{section.heading}”"
    if part.kind_before is not None:
        yield f"kind: {part.kind_before} is now {section.kind}"
    if part.anchor_before is not None:
        yield f"address: #{part.anchor_before} is now #{section.anchor}"
    if part.parent_changed:
        yield f"stands under “{section.path[-2]}” now" if len(section.path) > 1 else "stands by itself now"
    elif part.moved:
        yield "stands in another place now"
    if part.layout_changed:
        yield "the same words are laid out otherwise"


def _runs_text(runs: Sequence[Run]) -> Text:
    """The runs that came and went with some words around them, and how many more there are."""
    text = Text()
    left = _RUNS
    hidden = 0
    for place, run in enumerate(runs):
        if run.kind == "same":
            if left:
                _append(text, _context(run.words, first=place == 0, last=place == len(runs) - 1))
            continue
        if left:
            opening, closing, style = _MARKS[run.kind]
            shown = " ".join(run.words[:_RUN]) + (" …" if len(run.words) > _RUN else "")
            _append(text, f"{opening}{shown}{closing}", style)
            left -= 1
            hidden += max(len(run.words) - _RUN, 0)
        else:
            hidden += len(run.words)
    if hidden:
        _append(text, f"and {hidden:,} more words")
    return text


def _append(text: Text, words: str, style: str | None = None) -> None:
    if text.plain:
        text.append(" ")
    text.append(printable(words), style=style)


def _context(words: Sequence[str], first: bool, last: bool) -> str:
    """The ends of a run of words that meet a change; all of it where there is little between them."""
    start = () if first else words[:_CONTEXT]
    end = () if last else words[-_CONTEXT:]
    if len(words) <= len(start) + len(end):
        return " ".join(words)
    return " ".join([*start, "…", *end])


def _words(gained: int, lost: int) -> str:
    if not gained and not lost:
        return "same words"
    return " ".join(f"{sign}{count:,}" for sign, count in (("+", gained), ("-", lost)) if count) + " words"


def _quoted(value: str) -> str:
    return f"“{printable(value)}”" if value else "none"
