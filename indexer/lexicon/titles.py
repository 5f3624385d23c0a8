"""The titles of the articles of a generation, each with its names as tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from indexer.analysis.name_tokens import SharedParts, title_names
from indexer.files import replace_text

FILE = "titles.tsv"

#: What the names without a shared part begin with, in a line.
_OWN = "\t\x1f"


class TitleRow(NamedTuple):
    """An article's title."""

    article_id: str
    sections: int
    text: str
    names: Sequence[tuple[str, ...]]  # what the title calls the subject, as tokens; none for "!"


class Titles:
    """The title of each article and how many sections it has, filled with `add` and `discard`."""

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> Titles:
        """The titles that `save` wrote into this folder, which may go then; parsed when first needed."""
        return cls((folder / FILE).read_text(encoding="utf-8", errors="surrogatepass"))

    def save(self, folder: Path) -> None:
        """Write an article a line in the order of ids: id, sections, title, and the tokens of each name.

        Where a title has a part that many titles share, its names without that part follow. The same titles
        give the same bytes. The file is replaced, never written over: an earlier generation may share it by a
        hard link.
        """
        rows = sorted((key, count) for key, count in self._counts.items() if count > 0)
        shared = SharedParts(title.partition("\t")[0] for (_, title), _ in rows)
        lines = []
        for (article_id, title), count in rows:
            text = title.partition("\t")[0]
            own = shared.without(text)
            names = "" if own == text else _OWN + (self._own.get(title) or "\t".join(_joined(own)))
            lines.append(f"{article_id}\t{count}\t{title}{names}\n")
        replace_text(folder / FILE, "".join(lines))

    def add(self, article_id: str, title: str) -> None:
        """Count a section of an article with this title, as `LexiconEntries` has it."""
        self._counts[article_id, title] += 1

    def discard(self, article_id: str, title: str) -> None:
        """Take back what `add` counted for a section."""
        self._counts[article_id, title] -= 1

    @cached_property
    def rows(self) -> Sequence[TitleRow]:
        """The titles that were loaded, in the order of the ids of the articles."""
        return [
            TitleRow(article_id, int(count), *_parsed(title, names))
            for article_id, count, title, names in self._cells
        ]

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        return Counter({(article_id, title): int(count) for article_id, count, title, _ in self._cells})

    @cached_property
    def _own(self) -> dict[str, str]:
        """The names without a part that many titles share, by the title as it was added."""
        return {title: names for _, _, title, names in self._cells if names}

    @cached_property
    def _cells(self) -> list[tuple[str, str, str, str]]:
        """Each line: id, sections, title as it was added, and its names without a shared part."""
        lines = (line.split("\t", 2) for line in self._saved.split("\n")[:-1])
        return [(article_id, count, *_cut(title)) for article_id, count, title in lines]


def _cut(title: str) -> tuple[str, str]:
    title, _, names = title.partition(_OWN)
    return title, names


def _joined(title: str) -> list[str]:
    return [" ".join(name) for name in title_names(title)]


def _parsed(title: str, names: str) -> tuple[str, Sequence[tuple[str, ...]]]:
    text, _, all_names = title.partition("\t")
    cells = (names or all_names).split("\t") if names or all_names else ()
    return text, [tuple(cell.split(" ")) for cell in cells]
