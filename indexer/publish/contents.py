"""What a generation holds: each article with the hash of its documents, so that a build knows the changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.census import ArticleCount, Census
from indexer.publish.files import write_atomically

FILE = "articles.jsonl"


class ArticleState(NamedTuple):
    """The hash of an article's documents, and its size."""

    hash: str
    size: ArticleCount


Contents: TypeAlias = "Mapping[str, ArticleState]"  # by article id


def census_of(contents: Contents) -> Census:
    """The size of every article."""
    return Census({article: state.size for article, state in contents.items()})


def write_contents(folder: Path, contents: Contents) -> None:
    """Write an article a line, in the order of ids."""
    write_atomically(folder / FILE, _text(contents))


def digest(contents: Contents) -> str:
    """The SHA-256 of the file that `write_contents` makes: the same for the same articles."""
    return hashlib.sha256(_text(contents).encode("utf-8")).hexdigest()


def read_contents(folder: Path) -> Contents:
    """What `write_contents` wrote into a folder that was checked."""
    found = {}
    with (folder / FILE).open(encoding="utf-8") as lines:
        for article, hash_, source, sections, words in map(json.loads, lines):
            found[article] = ArticleState(hash_, ArticleCount(source, sections, words))
    return found


def _text(contents: Contents) -> str:
    rows = (
        [article, state.hash, state.size.source, state.size.sections, state.size.words]
        for article, state in sorted(contents.items())
    )
    return "".join(f"{json.dumps(row)}\n" for row in rows)
