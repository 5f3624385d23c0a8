"""The articles of a generation as a file in its folder, one a line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from indexer.files import write_atomically
from indexer.library.contents import ArticleSize, ArticleState, Contents

CONTENTS_FILE = "articles.jsonl"


def write_contents(folder: Path, contents: Contents) -> None:
    """Write one article a line, in the order of ids."""
    write_atomically(folder / CONTENTS_FILE, _text(contents))


def digest(contents: Contents) -> str:
    """The SHA-256 of the file that `write_contents` makes: the same for the same articles."""
    return hashlib.sha256(_text(contents).encode("utf-8")).hexdigest()


def read_contents(folder: Path) -> Contents:
    """Read what `write_contents` wrote; the folder must have been verified."""
    found = {}
    with (folder / CONTENTS_FILE).open(encoding="utf-8") as lines:
        for article, hash_, source, sections, words in map(json.loads, lines):
            found[article] = ArticleState(hash_, ArticleSize(source, sections, words))
    return found


def _text(contents: Contents) -> str:
    rows = (
        [article, state.hash, state.size.source, state.size.sections, state.size.words]
        for article, state in sorted(contents.items())
    )
    return "".join(f"{json.dumps(row)}\n" for row in rows)
