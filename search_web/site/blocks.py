"""A section's flat blocks to the nested ones that a page shows: lists, tables, definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import ClassVar, TypeAlias

from corpus.model import Block

#: Lists nested deeper are shown at this depth: a phone has no room for more, and a template that calls
#: itself must not meet Python's limit on recursion.
MAX_DEPTH = 6

_FAMILIES = {
    "item": "lists",
    "row": "tables",
    "term": "definitions",
    "definition": "definitions",
    "quote": "quote",
}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, a quote's paragraphs, preformatted text or a figure's caption."""

    kind: str
    texts: tuple[str, ...]


@dataclass(slots=True)
class ListItem:
    """A list item and the lists inside it."""

    text: str
    lists: list[ListBlock] = field(default_factory=list)


@dataclass(slots=True)
class ListBlock:
    """A bulleted or numbered list."""

    ordered: bool
    items: list[ListItem] = field(default_factory=list)
    kind: ClassVar[str] = "list"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: the header rows it begins with, and its body, each row as its cells."""

    caption: str
    head: tuple[tuple[str, ...], ...]
    body: tuple[tuple[str, ...], ...]
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class DefinitionBlock:
    """A definition list in its order: `("term", text)` and `("definition", text)`."""

    entries: tuple[tuple[str, str], ...]
    kind: ClassVar[str] = "definitions"


NestedBlock: TypeAlias = "TextBlock | ListBlock | TableBlock | DefinitionBlock"


def nested_blocks(blocks: Sequence[Block]) -> list[NestedBlock]:
    """The blocks of a section nested, in order; a caption right before a table becomes the table's own."""
    found: list[NestedBlock] = []
    for family, run in groupby(blocks, key=_family):
        found.extend(_grouped(family, list(run), found))
    return found


def _family(block: Block) -> str:
    return _FAMILIES.get(block.kind, block.kind)


def _grouped(family: str, run: list[Block], before: list[NestedBlock]) -> Iterator[NestedBlock]:
    if family == "lists":
        yield from _lists(run)
    elif family == "tables":
        yield from _tables(run, _caption(before))
    elif family == "definitions":
        yield DefinitionBlock(_entries(run))
    elif family == "quote":
        yield TextBlock("quote", tuple(block.text for block in run))
    else:
        for block in run:
            yield TextBlock(family, (block.text,))


def _lists(run: list[Block]) -> list[ListBlock]:
    top: list[ListBlock] = []
    #: At [n], the lists among the children of the last item of depth n.
    open_lists: list[list[ListBlock]] = [top]
    for block in run:
        depth = max(1, min(block.depth, len(open_lists), MAX_DEPTH))
        del open_lists[depth:]
        siblings = open_lists[-1]
        if not siblings or siblings[-1].ordered != block.ordered:
            siblings.append(ListBlock(block.ordered))
        item = ListItem(block.text)
        siblings[-1].items.append(item)
        open_lists.append(item.lists)
    return top


def _entries(run: list[Block]) -> tuple[tuple[str, str], ...]:
    entries = tuple((block.kind, block.text) for block in run)
    if entries[0][0] == "definition":  # a <dl> has to begin with a term
        return (("term", ""), *entries)
    return entries


def _caption(before: list[NestedBlock]) -> str:
    if before and isinstance(before[-1], TextBlock) and before[-1].kind == "caption":
        caption = before.pop()
        assert isinstance(caption, TextBlock)
        return caption.texts[0]
    return ""


def _tables(run: list[Block], caption: str) -> Iterator[TableBlock]:
    """Header rows after body rows begin another table."""
    head: list[tuple[str, ...]] = []
    body: list[tuple[str, ...]] = []
    for row in run:
        if row.header and body:
            yield TableBlock(caption, tuple(head), tuple(body))
            caption, head, body = "", [], []
        (head if row.header else body).append(row.cells)
    yield TableBlock(caption, tuple(head), tuple(body))
