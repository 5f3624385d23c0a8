"""What a Tantivy index knows of its articles as a whole, in a small file beside its own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

FILE = "catalogue.json"


@dataclass(slots=True)
class Catalogue:
    """The articles with their dates and numbers of sections, and the values that sections are counted by.

    In the index a kind or a source is its place here, so that it may be any text and is
    counted as a number. Places only come on top: segments that are shared with former generations name them.
    """

    articles: dict[str, tuple[str, int]] = field(default_factory=dict)  # date or "", sections
    kinds: dict[str, int] = field(default_factory=dict)  # in the order of their places
    sources: dict[str, int] = field(default_factory=dict)
    length: int = 0  # of all sections together, weighted as their frequencies are

    @classmethod
    def load(cls, folder: Path) -> Catalogue:
        """The catalogue that `save` wrote into this folder."""
        found = json.loads((folder / FILE).read_text(encoding="ascii"))
        articles = {article: (date, sections) for article, date, sections in found["articles"]}
        kinds, sources = (dict(zip(found[name], count())) for name in ("kinds", "sources"))
        return cls(articles, kinds, sources, found["length"])

    def save(self, folder: Path) -> None:
        """Replace the file; it may be shared with an earlier generation by a hard link."""
        articles = [[article, *facts] for article, facts in sorted(self.articles.items())]
        values = {"kinds": [*self.kinds], "sources": [*self.sources], "length": self.length}
        text = json.dumps({**values, "articles": articles}, indent=0)
        aside = folder / f"{FILE}.new"
        aside.write_text(text, encoding="ascii")
        aside.replace(folder / FILE)

    def add(self, article: str, date: str, length: int) -> None:
        """Count one section of an article; its date is that of the section added last."""
        self.articles[article] = (date, self.articles.get(article, ("", 0))[1] + 1)
        self.length += length

    def discard(self, article: str, length: int) -> None:
        """Take one section of an article back."""
        self.length -= length
        date, sections = self.articles[article]
        if sections > 1:
            self.articles[article] = (date, sections - 1)
        else:
            del self.articles[article]


def place(values: dict[str, int], value: str) -> int:
    """The place of a value, the next one where it is new."""
    return values.setdefault(value, len(values))
