"""What `!` lines of synonym lists remove from the lists below them."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.rewriting.synonyms.list_file import Entry, Key, Name


class Removals:
    """The removals of the lists so far: whole terms, and pairs of a term and a name."""

    def __init__(self) -> None:
        self._terms: set[Key] = set()
        self._pairs: set[tuple[Key, Key]] = set()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add the removals of these entries."""
        for entry in entries:
            term = entry.term.key
            if not entry.names:
                self._terms.add(term)
            for name in entry.names:
                self._pairs.add((term, name.key))
                if entry.both_ways:
                    self._pairs.add((name.key, term))

    def left(self, term: Key, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Those of the names that a term still has; none for a term that was removed."""
        if term in self._terms:
            return ()
        if not self._terms and not self._pairs:
            return names
        return tuple(n for n in names if n.key not in self._terms and (term, n.key) not in self._pairs)
