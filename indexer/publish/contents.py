"""What a generation holds: each article with the hash of its documents, so that a build knows the changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.publish.files import write_atomically

FILE = "articles.tsv"


class ArticleState(NamedTuple):
    """The hash of an article's documents, and how many there are."""

    hash: str
    sections: int


Contents: TypeAlias = "Mapping[str, ArticleState]"  # by article id


def write_contents(folder: Path, contents: Contents) -> None:
    """Write an article a line, in the order of ids."""
    rows = (f"{article}\t{state.hash}\t{state.sections}\n" for article, state in sorted(contents.items()))
    write_atomically(folder / FILE, "".join(rows))


def read_contents(folder: Path) -> Contents:
    """What `write_contents` wrote into a folder that was checked."""
    found = {}
    for line in (folder / FILE).read_text(encoding="utf-8").split("\n")[:-1]:
        article, hash_, sections = line.split("\t")
        found[article] = ArticleState(hash_, int(sections))
    return found
