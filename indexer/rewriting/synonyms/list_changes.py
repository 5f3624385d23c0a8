"""The changes that an editor's own list makes to the shipped ones, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.rewriting.synonyms.list_file import Entry, Name
from indexer.rewriting.synonyms.synonyms import Synonyms

ChangeName = Literal["new", "more", "taken back", "nothing"]


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one term by a line: the names it adds or removes, and those of the shipped lists."""

    line: int
    change: ChangeName
    term: str
    names: tuple[str, ...]
    shipped: tuple[str, ...]


def changes(entry: Entry, shipped: Synonyms) -> Iterator[Change]:
    """The changes that an entry makes to its terms; one change "nothing" where it makes none."""
    both = (entry.term, *entry.names)
    terms = both if entry.both_ways else both[:1]
    found = [_change(entry, term, both, shipped) for term in terms]
    made = [change for change in found if change.change != "nothing"]
    yield from made or found[:1]


def _change(entry: Entry, term: Name, both: tuple[Name, ...], shipped: Synonyms) -> Change:
    had = shipped.all_names(term.key)
    others = {name.key: name.text for name in both if name.key != term.key}
    if entry.removes:
        removed = {key: had[key] for key in (others or had) if key in had}
        kind: ChangeName = "taken back" if removed else "nothing"
        return Change(entry.line, kind, term.text, tuple(removed.values()), tuple(had.values()))
    added = tuple(text for key, text in others.items() if key not in had)
    kind = ("more" if had else "new") if added else "nothing"
    return Change(entry.line, kind, term.text, added, tuple(had.values()))
