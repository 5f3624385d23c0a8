"""What a generation holds: each article with the hash of its documents, so that a build knows the changes."""

from __future__ import annotations

import hashlib
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
    write_atomically(folder / FILE, _text(contents))


def digest(contents: Contents) -> str:
    """The SHA-256 of the file that `write_contents` makes: the same for the same articles."""
    return hashlib.sha256(_text(contents).encode("utf-8")).hexdigest()


def read_contents(folder: Path) -> Contents:
    """What `write_contents` wrote into a folder that was checked."""
    found = {}
    for line in (folder / FILE).read_text(encoding="utf-8").split("\n")[:-1]:
        article, hash_, sections = line.split("\t")
        found[article] = ArticleState(hash_, int(sections))
    return found


def _text(contents: Contents) -> str:
    rows = (f"{article}\t{state.hash}\t{state.sections}\n" for article, state in sorted(contents.items()))
    return "".join(rows)
