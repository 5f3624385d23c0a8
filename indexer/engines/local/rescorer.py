"""The second stage of a search: the exact order of a window of articles, by a `Ranking`.

For each section, with W the weight of all words and `kind` 1 / rank of the kind of section asked for:

    cover    the share of W of the words that it has, or for which it has another name
    section  (words + names + extras) * cover^COVERAGE * (1 + KIND * kind)
    article  max over its sections of section + title points * (1 + TITLE_KIND * kind),
             + ELSEWHERE * what other sections of the article add to the best one's words
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from indexer import weights
from indexer.arrays import Flags, Floats, Numbers
from indexer.engines.base import ArticleMatch, SearchRequest, SectionMatch
from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.window import TermSource, Window
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import Query


class _Scores(NamedTuple):
    """A place for each section of a window."""

    matching: Flags
    scores: Floats  # with the points of the article's title
    words: Floats  # a row for each word: what of the score is a word's own
    sections: Floats  # without the points of the title
    counted: Flags  # whether it has enough of the words


class Rescored:
    """The articles of a window that match, best first: by score, then id; made when they are asked for."""

    def __init__(self, scores: _Scores, rows: Numbers, values: DocValues, shown: int) -> None:
        at = np.flatnonzero(scores.matching)
        codes = values.articles.codes[rows[at]]
        order = np.lexsort((values.positions[rows[at]], -scores.scores[at], codes))
        self._at, codes = at[order], codes[order]
        starts = np.flatnonzero(np.diff(codes, prepend=-1))
        self._scores, self._rows, self._values, self._shown = scores, rows, values, shown
        self._codes, self._starts, self._ends = codes[starts], starts, np.append(starts[1:], len(at))
        self._points = self._article_scores()
        self._order = np.lexsort((self._codes, -self._points))

    def __len__(self) -> int:
        return len(self._order)

    def articles(self, first: int, end: int) -> list[ArticleMatch]:
        """A stretch of the articles; the sections of each by score, then position, without weak ones."""
        return [self._article(number) for number in self._order[first:end].tolist()]

    def _article_scores(self) -> Floats:
        """The score of the best section, and a part of what the others add to its words."""
        if not len(self._at):
            return np.empty(0)
        words = self._scores.words[:, self._at]
        best = self._at[self._starts]
        most = np.maximum.reduceat(words, self._starts, axis=1).sum(axis=0)
        elsewhere = most - words[:, self._starts].sum(axis=0)
        found: Floats = self._scores.scores[best] + weights.ELSEWHERE * elsewhere
        return found

    def _article(self, number: int) -> ArticleMatch:
        start, end = int(self._starts[number]), int(self._ends[number])
        own = self._at[start:end]
        scores = self._scores.sections[own]
        own = own[self._scores.counted[own] | (scores >= weights.MATCH * scores.max())]
        sections = tuple(
            SectionMatch(self._values.ids[int(self._rows[at])], float(self._scores.scores[at]))
            for at in own[: self._shown].tolist()
        )
        name = self._values.articles.texts[int(self._codes[number])]
        return ArticleMatch(name, float(self._points[number]), len(own), sections)


def rescored(index: TermSource, rows: Numbers, query: Query, request: SearchRequest) -> Rescored:
    """The articles of these sections, rows rising, that a query matches."""
    ranking = request.ranking
    window = Window(index, rows, [query, *_clauses(ranking)])
    matching = window.matches(query)
    if ranking is None:
        every = matching.matching
        scores = _Scores(every, matching.scores, np.zeros((1, len(rows))), matching.scores, every)
    else:
        scores = _scored(window, index.doc_values, ranking, matching.matching)
    return Rescored(scores, rows, index.doc_values, request.sections_per_article)


def explain(index: TermSource, queries: Sequence[Query], ids: Sequence[str]) -> list[Mapping[str, float]]:
    """The scores of sections by query (`SearchEngine.explain`)."""
    values = index.doc_values
    rows = np.array(sorted(values.number[one] for one in ids if one in values.number), np.int64)
    window = Window(index, rows, queries)
    found: list[Mapping[str, float]] = []
    for docs in map(window.matches, queries):
        at = np.flatnonzero(docs.matching)
        scored = zip(rows[at].tolist(), docs.scores[at].tolist(), strict=True)
        found.append({values.ids[row]: score for row, score in scored})
    return found


def _clauses(ranking: Ranking | None) -> list[Query]:
    if ranking is None:
        return []
    return [clause.query for clause in (*ranking.words, *ranking.names, *ranking.extras)]


def _scored(window: Window, values: DocValues, ranking: Ranking, matching: Flags) -> _Scores:
    rows = window.rows
    kind = _kinds(values, rows, ranking.kinds)
    found = [window.matches(word.query) for word in ranking.words]
    words = np.array([row.scores for row in found]).reshape(len(found), len(rows))
    has = np.array([row.matching for row in found]).reshape(len(found), len(rows))
    others = np.zeros(len(rows))
    for name in ranking.names:
        row = window.matches(name.query)
        others += row.scores
        has[list(name.covers)] |= row.matching
    total = words.sum(axis=0) + others
    for extra in ranking.extras:
        total += window.matches(extra.query).scores * (total > 0.0)
    cover = _cover(ranking.words, has)
    sections = total * cover**weights.COVERAGE * (1.0 + weights.KIND * kind)
    if not ranking.kinds:
        sections += weights.OVERVIEW * _kinds(values, rows, ("overview",))
    texts = values.articles.texts
    points = np.array([ranking.titles.get(texts[code], 0.0) for code in values.articles.codes[rows].tolist()])
    scores = sections + points * (1.0 + weights.TITLE_KIND * kind)
    return _Scores(matching, scores, words, sections, cover >= weights.MATCH)


def _cover(words: Sequence[ScoredClause], has: Flags) -> Floats:
    """The share of the words' weight that each section has."""
    share = np.array([word.weight for word in words])
    total = float(share.sum())
    cover: Floats = share @ has / total if total else np.ones(has.shape[1])
    return cover


def _kinds(values: DocValues, rows: Numbers, kinds: Sequence[str]) -> Floats:
    """1 for sections of the first of these kinds, 1/2 for those of the second, and so on."""
    ordinals = values.facets["kind"]
    rank = np.zeros(len(ordinals.texts))
    for number, kind in enumerate(kinds, start=1):
        if kind in ordinals.texts:
            rank[ordinals.texts.index(kind)] = 1.0 / number
    found: Floats = rank[ordinals.codes[rows]]
    return found
