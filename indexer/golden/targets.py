"""What a golden query calls an article or a section, to the articles and the section that it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process

from corpus.model import Article, Section
from indexer.analysis.folding import fold

#: Between the name of an article and the heading of its section: "Gout # Treatment".
_MARK = " # "

#: Where a title goes on after its subject: "Stroke: Signs, Treatment, and Recovery".
_SUBJECT_ENDS = re.compile(r"[:(?!|–—]| - ")

_QUOTES_AND_DASHES = str.maketrans("‘“”–—", '\'""--')

#: How alike two names are, of 100, for one to be offered in place of the other.
_OFFERED = 60.0


class Shelf(Protocol):
    """What is asked for articles by name; a `Searcher` is one."""

    def newest(self, limit: int = ...) -> Sequence[Article]:
        """Articles without their sections."""

    def article(self, article_id: str) -> Article | None:
        """An article with its sections."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means: articles of that name, in them the sections named, if any; or why it means none."""

    name: str  # as the editor wrote it
    article_ids: frozenset[str] = frozenset()
    section_ids: frozenset[str] | None = None  # None where the articles are meant as a whole
    unknown: str | None = None  # a sentence


class Names:
    """The articles of a shelf by id, URL and title."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, str] = {}
        for article in shelf.newest(2**31):
            self._titles[article.id] = article.title
            for name in (article.id, article.title, *_addresses(article)):
                self._ids[folded(name)].add(article.id)
            self._subjects[folded(_SUBJECT_ENDS.split(article.title)[0])].add(article.id)

    def find(self, name: str) -> Named:
        """What a name means; one that means nothing says so in its `unknown`, with the nearest that does."""
        article_name, heading = name, ""
        found = self._articles(name)
        if not found and _MARK in name:
            article_name, _, heading = name.rpartition(_MARK)
            found = self._articles(article_name)
        elif not found and "://" in name:
            article_name, _, heading = name.partition("#")
            found = self._articles(article_name)
        if len(found) > 1 and folded(article_name) not in self._ids:
            return Named(name, unknown=f"{self._several(found)} “{article_name}” names; write one in full.")
        if not found:
            return Named(name, unknown=self._nobody(article_name))
        return self._sections(name, found, heading) if heading else Named(name, frozenset(found))

    def _articles(self, name: str) -> set[str]:
        """The articles that bear the name; else those whose title begins with it up to a colon or bracket."""
        key = folded(name)
        return self._ids.get(key) or self._subjects.get(key, set())

    def _sections(self, name: str, article_ids: Iterable[str], heading: str) -> Named:
        ids = frozenset(article_ids)
        articles = [article for id_ in sorted(ids) if (article := self._shelf.article(id_))]
        sections = [section for article in articles for section in article.sections]
        meant = frozenset(section.id for section in sections if folded(heading) in _section_names(section))
        if meant:
            return Named(name, ids, meant)
        offer = _nearest(heading, (section.heading for section in sections))
        title = articles[0].title if articles else name
        return Named(name, ids, meant, f"“{title}” has no section “{heading}”{offer}.")

    def _several(self, ids: Iterable[str]) -> str:
        titles = sorted(self._titles[id_] for id_ in ids)
        shown = " and ".join(f"“{title}”" for title in titles[:3])
        return f"{shown}{' and others' if len(titles) > 3 else ''} are what"

    def _nobody(self, name: str) -> str:
        if "://" in name:
            return f"No article has the address {name}."
        return f"No article is called “{name}”{_nearest(name, self._titles.values())}."


def folded(name: str) -> str:
    """A name without what two people write differently: case, accents, quotes, dashes, spaces."""
    plain = name.lower() if name.isascii() else fold(name).translate(_QUOTES_AND_DASHES)
    return " ".join(plain.split()).rstrip("/")


def _addresses(article: Article) -> Iterable[str]:
    return (article.url,) if article.url else ()


def _section_names(section: Section) -> tuple[str, ...]:
    return folded(section.heading), folded(section.anchor), folded(" › ".join(section.path))


def _nearest(name: str, among: Iterable[str]) -> str:
    by_key = {folded(other): other for other in among}
    found = process.extractOne(folded(name), list(by_key), score_cutoff=_OFFERED)
    return f"; the nearest is “{by_key[found[0]]}”" if found else ""
