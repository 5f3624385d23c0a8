"""The lines that the licences of the lists ask to be shown, as `NOTICE` has them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from indexer.lexicon.names.removals import read_text

ATTRIBUTIONS = Path(__file__).with_name("attributions.txt")


class Attribution(NamedTuple):
    """A list and the line to show."""

    name: str
    line: str


def attributions() -> list[Attribution]:
    """The line of each list; raises `NamesError` when the file cannot be read."""
    lines = filter(None, read_text(ATTRIBUTIONS).splitlines())
    return [Attribution(name, text) for name, _, text in (line.partition(": ") for line in lines)]
