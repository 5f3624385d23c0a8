"""The changes in articles, for an editor to review before they go live, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from indexer.changes.articles import ArticleChange, SectionChange
from indexer.changes.words import Run
from search_web.cli.output.terminal import printable

#: Unchanged words to show on either side of a change.
_CONTEXT = 6

#: Words to show of one run that was added or removed.
_RUN_WORDS = 30

#: Added and removed runs to show of one section, and sections of one article.
_RUNS = 8
_SECTIONS = 12

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_STYLES = {"added": "green", "removed": "red", "changed": "yellow"}

#: How a run is marked where there is no colour, and for those who do not see it.
_MARKS = {"gained": ("{+", "+}", "green"), "lost": ("[-", "-]", "red")}


def change_text(change: ArticleChange, path: str | None = None) -> Text:
    """The change of an article in a few lines of bounded length, coloured on a terminal."""
    text = Text(f"{change.change} ")
    text.append(printable(change.title), style=f"bold {_STYLES[change.change]}")
    text.append(f"  {_word_counts(change.words_gained, change.words_lost)}")
    text.append(f"  ({printable(path or change.article_id)})", style="dim")
    for field in change.fields:
        text.append(f"\n   {field.field}: {_quoted(field.before)} is now {_quoted(field.after)}")
    parts = change.sections[:_SECTIONS]
    for part in parts:
        text.append("\n   ")
        text.append_text(_section_text(part, whole=change.change != "changed"))
    if more := len(change.sections) - len(parts):
        text.append(f"\n   and {more:,} more sections")
    for dropped in change.left_out[:_SECTIONS]:
        text.append(f"\n   now dropped as {dropped.rule}: {printable(_cut(dropped.text.split()))}")
    return text


def change_document(change: ArticleChange, path: str | None = None) -> dict[str, object]:
    """The JSON document of an article's change; of an added or removed article the words are only counted."""
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
        "left_out": [{"rule": dropped.rule, "text": dropped.text} for dropped in change.left_out],
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
    """A section on a line, and below it the words added and removed unless it is `whole` added or removed."""
    section = part.section
    text = Text().append(f"{_SIGNS[part.change]} ", style=_STYLES[part.change])
    text.append(printable(" › ".join(section.path) or section.heading), style="bold")
    text.append(f"  [{section.kind}]  {_word_counts(part.words_gained, part.words_lost)}")
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
        yield f"now under “{section.path[-2]}”" if len(section.path) > 1 else "now under no other heading"
    elif part.moved:
        yield "moved to another place"
    if part.layout_changed:
        yield "the same words in another layout"


def _runs_text(runs: Sequence[Run]) -> Text:
    """The added and removed runs with some words around them, and how many words are not shown."""
    text = Text()
    left = _RUNS
    hidden = 0
    for index, run in enumerate(runs):
        if run.kind == "same":
            if left:
                _append(text, _context(run.words, first=index == 0, last=index == len(runs) - 1))
            continue
        if left:
            opening, closing, style = _MARKS[run.kind]
            _append(text, f"{opening}{_cut(run.words)}{closing}", style)
            left -= 1
            hidden += max(len(run.words) - _RUN_WORDS, 0)
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
    """The ends of an unchanged run that are next to a change, or all of a short one."""
    start = () if first else words[:_CONTEXT]
    end = () if last else words[-_CONTEXT:]
    if len(words) <= len(start) + len(end):
        return " ".join(words)
    return " ".join([*start, "…", *end])


def _cut(words: Sequence[str]) -> str:
    return " ".join(words[:_RUN_WORDS]) + (" …" if len(words) > _RUN_WORDS else "")


def _word_counts(gained: int, lost: int) -> str:
    if not gained and not lost:
        return "same words"
    return " ".join(f"{sign}{count:,}" for sign, count in (("+", gained), ("-", lost)) if count) + " words"


def _quoted(value: str) -> str:
    return f"“{printable(value)}”" if value else "none"
