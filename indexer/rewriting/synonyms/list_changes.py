"""What a list of an editor's own would change of the shipped ones, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.rewriting.synonyms.list_file import Entry, Name
from indexer.rewriting.synonyms.synonyms import Synonyms

ChangeName = Literal["new", "more", "taken back", "nothing"]


@dataclass(frozen=True, slots=True)
class Change:
    """What a line does to one term: the names it brings or takes, and those that the shipped lists have."""

    line: int
    change: ChangeName
    term: str
    names: tuple[str, ...]
    shipped: tuple[str, ...]


def changes(entry: Entry, shipped: Synonyms) -> Iterator[Change]:
    """What an entry does to each of its terms; one change that says "nothing" if it does nothing."""
    both = (entry.term, *entry.names)
    terms = both if entry.both_ways else both[:1]
    found = [_change(entry, term, both, shipped) for term in terms]
    done = [change for change in found if change.change != "nothing"]
    yield from done or found[:1]


def _change(entry: Entry, term: Name, both: tuple[Name, ...], shipped: Synonyms) -> Change:
    had = shipped.all_names(term.key)
    others = {name.key: name.text for name in both if name.key != term.key}
    if entry.taken_back:
        gone = {key: had[key] for key in (others or had) if key in had}
        kind: ChangeName = "taken back" if gone else "nothing"
        return Change(entry.line, kind, term.text, tuple(gone.values()), tuple(had.values()))
    brought = tuple(text for key, text in others.items() if key not in had)
    kind = ("more" if had else "new") if brought else "nothing"
    return Change(entry.line, kind, term.text, brought, tuple(had.values()))
