"""Names that cover a title: the quick comparison finds just those that comparing every pair finds."""

from math import log

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.lexicon.names.title_cover import SHARE, TitleCover, WordSets

WORDS = [f"w{number}" for number in range(12)]
SETS = st.lists(st.frozensets(st.sampled_from(WORDS), min_size=1, max_size=5), max_size=12)


def idf(titles, word):
    count = sum(word in title for title in titles)
    return log(1 + (len(titles) - count + 0.5) / (count + 0.5))


@given(titles=SETS, names=SETS)
def test_covers_are_those_of_every_pair(titles, names):
    numbers = {word: number for number, word in enumerate(WORDS[:9])}  # names never have the others
    names = [name & numbers.keys() for name in names if name & numbers.keys()]
    words = np.array([numbers[word] for name in names for word in sorted(name)], np.int64)
    of = np.repeat(np.arange(len(names)), np.array([len(name) for name in names], np.int64))
    covers, equal = TitleCover(titles, numbers).covered(WordSets(words, of, len(names)))
    distinct = set(titles)
    weight = {word: idf(distinct, word) for word in WORDS}
    for name, covered, same in zip(names, covers, equal, strict=True):
        best = 0.0
        for title in distinct:
            own, other, both = (sum(weight[word] for word in each) for each in (name, title, name & title))
            best = max(best, both * both / own / other)
        assert same == (name in distinct)
        if abs(best - SHARE) > 1e-6:
            assert covered == (best >= SHARE)
