"""The names that can lead somewhere in one corpus.

A name leads somewhere if all its words occur in the corpus, and it covers the title of an article, or is a
drug, a brand or a single word, which texts may have. Entries with such a name are kept, with every name as a
key: 20,000 of 31,000 entries for 5,476 articles.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays import Flags, Numbers
from indexer.lexicon.names.name_words import abbreviation_key, letters, name_set, word_key
from indexer.lexicon.names.open_names import OpenNames
from indexer.lexicon.names.removals import Removals
from indexer.lexicon.names.title_cover import TitleCover, WordSets


@dataclass(frozen=True, slots=True)
class ResolvedNames:
    """The entries that are kept, and the keys of their names, ascending.

    A line of an entry has three cells for each name: its code, with a `!` after it where a title has just its
    words, the name, and its words in normal form. The last two are empty where a name leads nowhere.
    """

    lines: Sequence[str]
    keys: Numbers
    entries: Numbers  # the line of each key, from 0
    places: Numbers  # which name of that line has the key, from 0


@dataclass(frozen=True, slots=True)
class _Columns:
    """What is known of each listed name in a corpus, as lists in the order of the names."""

    names: OpenNames
    keys: list[int]  # those of abbreviations are found by their letters instead
    leads: list[bool]
    titles: list[bool]  # whether a title has just its words


def resolve(
    names: OpenNames, titles: Iterable[Sequence[str]], tokens: Container[str], removals: Removals
) -> ResolvedNames:
    """The names of a corpus: `titles` are the words of each title, `tokens` all that occur in it.

    The same corpus gives the same names in the same order.
    """
    columns = _columns(names, titles, tokens)
    lines: list[str] = []
    keys: list[int] = []
    sizes: list[int] = []
    for entry in _entries(names.sizes, columns.leads):
        own = [_key(columns, number) for number in entry]
        kept = removals.left(own)
        if len(kept) > 1 and any(columns.leads[entry[place]] for place in kept):
            keys += [own[place] for place in kept]
            lines.append("\t".join([_cells(columns, entry[place]) for place in kept]))
            sizes.append(len(kept))
    of = np.repeat(np.arange(len(sizes)), sizes)
    places = np.arange(len(keys)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    order = np.argsort(np.array(keys, np.int64), kind="stable")
    return ResolvedNames(lines, np.array(keys, np.int64)[order], of[order], places[order])


def _columns(names: OpenNames, titles: Iterable[Sequence[str]], tokens: Container[str]) -> _Columns:
    numbers = {word: number for number, word in enumerate(names.words)}
    sizes = np.array([words.count(" ") + 1 for words in names.named])
    words = np.fromiter(map(numbers.__getitem__, " ".join(names.named).split(" ")), np.int64)
    of: Numbers = np.repeat(np.arange(len(sizes)), sizes)
    occurs = np.fromiter(map(tokens.__contains__, names.words), np.bool_)
    whole = np.bincount(of, ~occurs[words], len(sizes)) == 0
    left_out = [numbers[word] for word in numbers.keys() - name_set(numbers)]
    compared, compared_of = _distinct(words, of, left_out, len(numbers))
    keys = np.zeros(len(sizes), np.int64)
    np.add.at(keys, compared_of, np.fromiter(map(word_key, names.words), np.int64)[compared])
    known = whole[compared_of]
    place = np.cumsum(whole) - 1
    some = WordSets(compared[known], place[compared_of[known]], int(whole.sum()))
    covers, equal = np.zeros((2, len(sizes)), np.bool_)
    covers[whole], equal[whole] = TitleCover(map(name_set, titles), numbers).covered(some)
    leads = whole & _lead(names, covers, sizes == 1)
    return _Columns(names, keys.tolist(), leads.tolist(), equal.tolist())


def _distinct(words: Numbers, of: Numbers, left_out: Sequence[int], size: int) -> tuple[Numbers, Numbers]:
    """The distinct words of each name without some of them, and the name of each; `size` is of the words."""
    codes = np.sort(of * size + words)
    codes = codes[np.diff(codes, prepend=-1) > 0]
    codes = codes[~np.isin(codes % size, left_out)]
    return codes % size, codes // size


def _lead(names: OpenNames, covers: Flags, single: Flags) -> Flags:
    """Whether each name leads somewhere, if its words occur; abbreviations that are everyday words do not."""
    letter = np.frombuffer("".join([code[0] for code in names.codes]).encode(), np.uint8)
    heads = np.cumsum([0, *names.sizes[:-1]])
    drug = np.repeat(letter[heads] == ord("g"), names.sizes)
    short, everyday = letter == ord("a"), letter == ord("A")
    found: Flags = (single | (covers | drug) & ~short) & ~everyday
    return found


def _entries(sizes: Sequence[int], leads: Sequence[bool]) -> Iterator[range]:
    """The numbers of the names of each entry that has a name which leads somewhere."""
    start = 0
    for size in sizes:
        if True in leads[start : start + size]:
            yield range(start, start + size)
        start += size


def _key(columns: _Columns, number: int) -> int:
    code = columns.names.codes[number][0]
    if code in "aA":
        return abbreviation_key(letters(columns.names.texts[number]), everyday=code == "A")
    return columns.keys[number]


def _cells(columns: _Columns, number: int) -> str:
    names = columns.names
    if not columns.leads[number]:
        return f"{names.codes[number]}\t\t"
    title = "!" if columns.titles[number] else ""
    return f"{names.codes[number]}{title}\t{names.texts[number]}\t{names.named[number]}"
