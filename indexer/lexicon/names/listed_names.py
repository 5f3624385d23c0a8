"""The shipped names as columns of numbers, which do not depend on a corpus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.analysis.function_words import function_tokens
from indexer.arrays import Flags, Numbers
from indexer.lexicon.names.name_words import abbreviation_key, letters, name_set, word_key
from indexer.lexicon.names.open_names import SHIPPED, OpenNames, read_names


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names with the numbers of their words; the names of an entry stand side by side."""

    names: OpenNames
    numbers: dict[str, int]  # of each word of `names.words`
    words: Numbers  # the distinct words of all names, those of a name side by side
    of: Numbers  # the name of each of these words, ascending
    compared: Flags  # whether each word is compared with titles, by number
    heads: Numbers  # the first name of each entry
    keys: Numbers  # of each name by its words, an abbreviation or not
    codes: Numbers  # the letter of the code of each name
    single: Flags  # whether a name has one word

    def key(self, number: int) -> int:
        """The key under which a name is found: an abbreviation by its letters, others by their words."""
        code = self.names.codes[number][0]
        if code in "aA":
            return abbreviation_key(letters(self.names.texts[number]), everyday=code == "A")
        return int(self.keys[number])


@lru_cache(maxsize=1)
def listed_names(path: Path = SHIPPED) -> ListedNames:
    """The names of a file, cached: 0.3 s and 60 MB, which only a process that builds indexes takes.

    Raises `NamesError` when the file cannot be used.
    """
    names = read_names(path)
    numbers = {word: number for number, word in enumerate(names.words)}
    sizes = np.array([words.count(" ") + 1 for words in names.named])
    words = np.fromiter(map(numbers.__getitem__, " ".join(names.named).split(" ")), np.int64)
    codes = np.sort(np.repeat(np.arange(len(sizes)), sizes) * len(numbers) + words)
    codes = codes[np.diff(codes, prepend=-1) > 0]
    words, of = codes % len(numbers), codes // len(numbers)
    left_out = numbers.keys() - name_set(numbers)
    word_keys = np.fromiter(map(word_key, names.words), np.int64)
    word_keys[[numbers[word] for word in left_out]] = 0
    compared = np.ones(len(numbers), np.bool_)
    compared[[numbers[word] for word in left_out | (function_tokens() & numbers.keys())]] = False
    return ListedNames(
        names,
        numbers,
        words,
        of,
        compared,
        heads=np.cumsum([0, *names.sizes[:-1]]),
        keys=np.add.reduceat(word_keys[words], np.searchsorted(of, np.arange(len(sizes)))),
        codes=np.frombuffer("".join([code[0] for code in names.codes]).encode(), np.uint8),
        single=sizes == 1,
    )
