"""The names that can lead somewhere in one corpus.

A name leads somewhere if all its words occur in the corpus, and it covers the title of an article, or is a
drug, a brand or a single word, which texts may have. Entries with such a name are left, with every name as a
key: 20,000 of 31,000 entries for 5,476 articles.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis.function_words import function_tokens
from indexer.arrays import Flags, Numbers
from indexer.lexicon.names.listed_names import ListedNames
from indexer.lexicon.names.name_words import name_set
from indexer.lexicon.names.removals import Removals
from indexer.lexicon.names.title_cover import TitleCover, WordSets

_INGREDIENT = ord("g")


@dataclass(frozen=True, slots=True)
class ResolvedNames:
    """The entries that are left, and the keys of their names, ascending.

    A line of an entry has three cells for each name: its code, with a `!` after it where a title has just its
    words, the name, and its words in normal form. The last two are empty where a name leads nowhere. An
    ingredient that the corpus does not have keeps its name.
    """

    lines: Sequence[str]
    keys: Numbers
    entries: Numbers  # the line of each key, from 0
    places: Numbers  # which name of that line has the key, from 0


def resolve(
    listed: ListedNames, titles: Iterable[Sequence[str]], tokens: Container[str], removals: Removals
) -> ResolvedNames:
    """The names of a corpus: `titles` are the words of each title, `tokens` all that occur in it.

    The same corpus gives the same names in the same order.
    """
    leads, equal = _leading(listed, titles, tokens)
    lines: list[str] = []
    keys: list[int] = []
    sizes: list[int] = []
    kept_entries = np.logical_or.reduceat(leads, listed.heads) | (listed.codes[listed.heads] == _INGREDIENT)
    for entry in np.flatnonzero(kept_entries).tolist():
        head = int(listed.heads[entry])
        numbers = range(head, head + listed.names.sizes[entry])
        own = [listed.key(number) for number in numbers]
        left = removals.left(own)
        if len(left) > 1 and any(_is_useful(listed, leads, numbers[place]) for place in left):
            keys += [own[place] for place in left]
            lines.append("\t".join([_cells(listed, leads, equal, numbers[place]) for place in left]))
            sizes.append(len(left))
    of = np.repeat(np.arange(len(sizes)), np.array(sizes, np.int64))
    places = np.arange(len(keys)) - np.searchsorted(of, of)
    order = np.argsort(np.array(keys, np.int64), kind="stable")
    return ResolvedNames(lines, np.array(keys, np.int64)[order], of[order], places[order])


def _leading(
    listed: ListedNames, titles: Iterable[Sequence[str]], tokens: Container[str]
) -> tuple[list[bool], list[bool]]:
    """Whether each name leads somewhere, and whether a title has just its words.

    Abbreviations lead to texts only, and those that are everyday words nowhere.
    """
    size = len(listed.codes)
    occurs = np.fromiter(map(tokens.__contains__, listed.names.words), np.bool_)
    whole = np.bincount(listed.of, ~occurs[listed.words], size) == 0
    covers, equal = np.zeros((2, size), np.bool_)
    cover = TitleCover(map(_title_set, titles), listed.numbers)
    covers[whole], equal[whole] = cover.covered(_word_sets(listed, whole))
    drug = np.repeat(listed.codes[listed.heads] == _INGREDIENT, listed.names.sizes)
    abbreviation, everyday = listed.codes == ord("a"), listed.codes == ord("A")
    leads = whole & ~everyday & (listed.single | (covers | drug) & ~abbreviation)
    return leads.tolist(), equal.tolist()


def _title_set(words: Iterable[str]) -> frozenset[str]:
    """The words of a title that are compared with names: without function words, as `Titles` has them."""
    found = name_set(words)
    return (found - function_tokens()) or found


def _word_sets(listed: ListedNames, which: Flags) -> WordSets:
    """The words of some names that are compared with titles."""
    left = which[listed.of] & listed.compared[listed.words]
    return WordSets(listed.words[left], (np.cumsum(which) - 1)[listed.of[left]], int(which.sum()))


def _is_useful(listed: ListedNames, leads: Sequence[bool], number: int) -> bool:
    """Whether a name leads somewhere, or is an ingredient, which the results of its brand name anyway."""
    return leads[number] or bool(listed.codes[number] == _INGREDIENT)


def _cells(listed: ListedNames, leads: Sequence[bool], equal: Sequence[bool], number: int) -> str:
    names = listed.names
    if not leads[number]:
        return f"{names.codes[number]}\t{names.texts[number] * _is_useful(listed, leads, number)}\t"
    return (
        f"{names.codes[number]}{'!' if equal[number] else ''}\t{names.texts[number]}\t{names.named[number]}"
    )
