"""A set of readers' queries with the articles that should come first, and what a system's answers are worth.

A set is a folder with three others:

    first_answer/  queries.jsonl {_id, text, class, kinds}, qrels.tsv (query-id, title, source, grade, id)
    misspelt/      misspelt.tsv (typed, intended, words of a title that answers), keep.tsv (typed, why)
    urgent/        urgent.tsv and ordinary.tsv (text, class)

Grades: 3 what a librarian would hand over first, 2 a right first answer too, 1 related, 0 neither.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

RIGHT, BEST = 2, 3  # grades
NO_ANSWER = "no_answer"  # the class of queries that no article answers
_DEPTH = 5  # of nDCG

_CORPUS_ID = re.compile(r"[A-Za-z]+_\d{7}(_\d+)?")
_FRAME = re.compile(r":\s*questions and answers\s*$|\s*\|\s*[^|]*$", re.IGNORECASE)

#: How an article is known: its id in the corpus, or its title and source.
Key = str | tuple[str, str]


class AnsweredArticle(NamedTuple):
    """An article among a system's results, with the kind of its best section."""

    title: str
    source: str
    url: str | None
    kind: str | None = None

    @property
    def key(self) -> Key:
        """The id that the address ends with, or else title and source."""
        fragment = (self.url or "").rsplit("#", 1)[-1]
        return fragment if _CORPUS_ID.fullmatch(fragment) else (same_title(self.title), self.source)


class Change(NamedTuple):
    """A change that a system made to a query, or offers."""

    step: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system shows for a query."""

    articles: Sequence[AnsweredArticle]
    changes: Sequence[Change] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, the kinds of section it asks for, and the grades of articles."""

    text: str
    group: str
    kinds: frozenset[str]
    grades: dict[Key, int] = field(default_factory=dict)
    ideal: list[int] = field(default_factory=list)  # the grades of all articles


class AnswerScores(NamedTuple):
    """How good the first answers to a query are, each 0 or 1 but for nDCG@5."""

    right: float
    best: float
    ndcg: float
    kind_leads: float | None  # None where no kind is asked for, or the first article is not right


class Misspelling(NamedTuple):
    """A misspelt query, what was meant, and words of a title that answers, `|` between alternatives."""

    typed: str
    intended: str
    words: str


def read_queries(folder: Path) -> list[JudgedQuery]:
    """The judged queries of a set."""
    queries = {}
    for line in (folder / "first_answer" / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        queries[record["_id"]] = JudgedQuery(record["text"], record["class"], frozenset(record["kinds"]))
    for query_id, title, source, grade, corpus_id in rows(folder / "first_answer" / "qrels.tsv"):
        query, by_title = queries[query_id], (same_title(title), source)
        query.grades[corpus_id] = int(grade)
        query.grades[by_title] = max(int(grade), query.grades.get(by_title, 0))
        query.ideal.append(int(grade))
    return list(queries.values())


def rows(path: Path) -> list[list[str]]:
    """The rows of a TSV file below its head."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def scores(query: JudgedQuery, articles: Sequence[AnsweredArticle]) -> AnswerScores:
    """The scores of the articles that a system gives, best first; an article counts once."""
    keys = [article.key for article in articles]
    grades = [0 if key in keys[:at] else query.grades.get(key, 0) for at, key in enumerate(keys)]
    first = grades[0] if grades else 0
    leads = float(articles[0].kind in query.kinds) if first >= RIGHT and query.kinds else None
    ideal = _dcg(sorted(query.ideal, reverse=True))
    ndcg = _dcg(grades) / ideal if ideal else 0.0
    return AnswerScores(float(first >= RIGHT), float(first == BEST), ndcg, leads)


def _dcg(grades: Sequence[int]) -> float:
    """The discounted gain of the first five, 2^grade - 1 for each (Burges et al. 2005)."""
    return sum((2.0**grade - 1.0) / math.log2(rank + 2) for rank, grade in enumerate(grades[:_DEPTH]))


def is_solved(misspelling: Misspelling, answer: Answer) -> bool:
    """Whether the intended text was searched, or an article on the first page has it in its title."""
    text = plain(misspelling.typed)
    for change in answer.changes:
        if change.step in ("spelling", "together"):
            text = re.sub(rf"\b{re.escape(plain(change.before))}\b", plain(change.after), text)
    alternatives = [words.split() for words in misspelling.words.split("|") if words]
    titles = [plain(article.title) for article in answer.articles]
    return _same(text, misspelling.intended) or any(
        all(re.search(rf"\b{re.escape(word)}", title) for word in words)
        for words in alternatives
        for title in titles
    )


def _same(text: str, other: str) -> bool:
    """Whether two texts have the same words, plurals and spaces aside."""
    texts = plain(text), plain(other)
    words, joined = map(_singular, texts), (_singular(one.replace(" ", "")) for one in texts)
    return _equal(words) or _equal(joined)


def _equal(pair: Iterable[list[str]]) -> bool:
    first, second = pair
    return first == second


def _singular(text: str) -> list[str]:
    return [re.sub(r"(?<![siu])s$", "", word) for word in text.split()]


def plain(text: str) -> str:
    """A text in small letters, without possessives and punctuation."""
    text = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("'s", "")
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def same_title(title: str) -> str:
    """A title without what a site's template adds, in one case and spacing."""
    title = html.unescape(title).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return " ".join(_FRAME.sub("", _FRAME.sub("", title)).casefold().split())


def mean(values: Iterable[float]) -> float:
    """The mean, 0 of no values."""
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def by_group(
    queries: Sequence[JudgedQuery], found: Sequence[AnswerScores]
) -> Mapping[str, list[AnswerScores]]:
    """The scores of the queries that have an answer, by class, and of all of them as "all"."""
    groups: dict[str, list[AnswerScores]] = {}
    for query, one in zip(queries, found, strict=True):
        if query.group != NO_ANSWER:
            groups.setdefault(query.group, []).append(one)
            groups.setdefault("all", []).append(one)
    return groups
