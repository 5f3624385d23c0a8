"""Names of the lists that mislead, and words that must not be shown: plain text that an editor may extend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from indexer.errors import NamesError
from indexer.lexicon.names.name_words import (
    abbreviation_key,
    is_abbreviation,
    letters,
    name_set,
    name_words,
    set_key,
)

#: A line of it is a name, which is left out, or two names with an `=` between, which do not belong together.
REMOVALS = Path(__file__).with_name("removals.txt")
#: A line of it is the beginning of words; names with one are used to match, and never shown.
OUTDATED = Path(__file__).with_name("outdated.txt")


@dataclass(frozen=True, slots=True)
class Removals:
    """What is left out of the entries of the lists, by the keys of names."""

    names: frozenset[int]
    pairs: frozenset[tuple[int, int]]
    paired: frozenset[int]  # every name of a pair

    @classmethod
    def parse(cls, text: str) -> Removals:
        """The removals of a file's text."""
        lines = [[_keys(name) for name in line.split("=")] for line in written_lines(text)]
        pairs = frozenset(
            pair for first, *others in lines for other in others for pair in product(first, other)
        )
        names = frozenset(key for line in lines if len(line) == 1 for key in line[0])
        return cls(names, pairs, frozenset(name for pair in pairs for name in pair))

    def left(self, keys: Sequence[int]) -> Sequence[int]:
        """The places of the names of an entry that are left, given their keys; the first heads the entry.

        Of a pair the name that heads the entry is left, or that which was written first in the line.
        """
        wrong = self.names.intersection(keys)
        if self.paired.intersection(keys):
            own = set(keys)
            wrong |= {one if other == keys[0] else other for one, other in self.pairs if {one, other} <= own}
        return [place for place, key in enumerate(keys) if key not in wrong]


def written_lines(text: str) -> Iterator[str]:
    """The lines of a text without comments and empty ones."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return filter(None, lines)


def read_text(path: Path) -> str:
    """The text of a file; raises `NamesError` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NamesError(
            f"{path} cannot be read as UTF-8 text. Save it anew, or install healthsearch again."
        ) from error


def _keys(name: str) -> Sequence[int]:
    """The keys under which a name may stand."""
    if is_abbreviation(name.strip()):
        return [abbreviation_key(letters(name), everyday=everyday) for everyday in (False, True)]
    return [set_key(name_set(word.text for word in name_words(name)))]
