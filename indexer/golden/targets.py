"""The names that golden queries give to articles and sections, resolved to their ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process

from corpus.model import Article, Section
from indexer.analysis.folding import fold

if TYPE_CHECKING:  # it imports the whole rewriting of queries, which a reindex without changes need not
    from indexer.search.searcher import Searcher

#: Separates the name of an article from the heading of its section: "Gout # Treatment".
_MARK = " # "

#: The end of the subject in a title: "Stroke: Signs, Treatment, and Recovery".
_SUBJECT_ENDS = re.compile(r"[:(?!|–—]| - ")

_QUOTES_AND_DASHES = str.maketrans("‘“”–—", '\'""--')

#: The least similarity of two names, of 100, for one to be suggested for the other.
_SUGGESTED = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """What a name refers to: articles, and sections of them if one is named; or why it refers to nothing."""

    name: str  # as the editor wrote it
    article_ids: frozenset[str] = frozenset()
    section_ids: frozenset[str] | None = None  # None where the name is that of a whole article
    unknown: str | None = None  # an error message


class Catalog:
    """The articles of an index by id, URL and title."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._subjects: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, str] = {}
        for article in searcher.newest(2**31):
            self._titles[article.id] = article.title
            for name in (article.id, article.title, *_addresses(article)):
                self._ids[folded(name)].add(article.id)
            self._subjects[folded(_SUBJECT_ENDS.split(article.title)[0])].add(article.id)

    def find(self, name: str) -> Target:
        """The target of a name; where there is none, `unknown` says so and suggests the nearest name."""
        article_name, heading = name, ""
        found = self._articles(name)
        if not found and _MARK in name:
            article_name, _, heading = name.rpartition(_MARK)
            found = self._articles(article_name)
        elif not found and "://" in name:
            article_name, _, heading = name.partition("#")
            found = self._articles(article_name)
        if len(found) > 1 and folded(article_name) not in self._ids:
            return Target(name, unknown=f"“{article_name}” may be {self._several(found)}; write one in full.")
        if not found:
            return Target(name, unknown=self._unknown(article_name))
        return self._sections(name, found, heading) if heading else Target(name, frozenset(found))

    def _articles(self, name: str) -> set[str]:
        """The articles with this name; else those whose title begins with it before a colon or bracket."""
        key = folded(name)
        return self._ids.get(key) or self._subjects.get(key, set())

    def _sections(self, name: str, article_ids: Iterable[str], heading: str) -> Target:
        ids = frozenset(article_ids)
        articles = [article for id_ in sorted(ids) if (article := self._searcher.article(id_))]
        sections = [section for article in articles for section in article.sections]
        found = frozenset(section.id for section in sections if folded(heading) in _section_names(section))
        if found:
            return Target(name, ids, found)
        suggestion = _nearest(heading, (section.heading for section in sections))
        title = articles[0].title if articles else name
        return Target(name, ids, found, f"“{title}” has no section “{heading}”{suggestion}.")

    def _several(self, ids: Iterable[str]) -> str:
        titles = sorted(self._titles[id_] for id_ in ids)
        shown = " or ".join(f"“{title}”" for title in titles[:3])
        return f"{shown}{' or others' if len(titles) > 3 else ''}"

    def _unknown(self, name: str) -> str:
        if "://" in name:
            return f"No article has the address {name}."
        return f"No article is called “{name}”{_nearest(name, self._titles.values())}."


def folded(name: str) -> str:
    """A name without the differences in case, accents, quotes, dashes and spaces that writers make."""
    plain = name.lower() if name.isascii() else fold(name).translate(_QUOTES_AND_DASHES)
    return " ".join(plain.split()).rstrip("/")


def _addresses(article: Article) -> Iterable[str]:
    return (article.url,) if article.url else ()


def _section_names(section: Section) -> tuple[str, ...]:
    return folded(section.heading), folded(section.anchor), folded(" › ".join(section.path))


def _nearest(name: str, among: Iterable[str]) -> str:
    by_key = {folded(other): other for other in among}
    found = process.extractOne(folded(name), list(by_key), score_cutoff=_SUGGESTED)
    return f"; the nearest is “{by_key[found[0]]}”" if found else ""
