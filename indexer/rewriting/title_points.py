"""How many points a subject gives to articles for their titles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indexer import weights
from indexer.arrays import Floats
from indexer.lexicon.names.title_cover import SHARE
from indexer.lexicon.title_index import TitleIndex
from indexer.rewriting.subject import Subject, TitlePoints

#: An exact title by another name, beside one by the reader's own words.
_EXACT_BY_NAME = 0.9

#: The articles that get points, those with the most.
_MOST = 256


def title_points(titles: TitleIndex, subjects: Iterable[Subject], weight: float) -> TitlePoints:
    """The points of the best titles, `weight` the weight of all words of the query."""
    cover: Floats = np.zeros(len(titles))
    exact: Floats = np.zeros(len(titles))
    for subject in subjects:
        found = titles.scores(subject.tokens)
        own = found.cover if subject.own else found.cover * (found.cover >= SHARE)
        np.maximum(cover, own * subject.share, out=cover)
        equal = subject.share * (1.0 if subject.own else _EXACT_BY_NAME)
        np.maximum(exact, found.exact * equal, out=exact)
    points = weight * (weights.TITLE_COVER * cover + weights.TITLE_EXACT * exact)
    best = np.flatnonzero(points)
    if len(best) > _MOST:
        best = best[np.argsort(-points[best], kind="stable")[:_MOST]]
    by_id = {titles.rows[number].article_id: float(points[number]) for number in best.tolist()}
    names = [titles.rows[number].names[0] for number in np.flatnonzero(exact).tolist()]
    return TitlePoints(by_id, tuple(dict.fromkeys(names)), float(cover.max(initial=0.0)))
