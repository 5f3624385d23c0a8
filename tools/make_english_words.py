"""Writes the list of ordinary English words that are never taken for misspellings.

apt-get download scowl && dpkg -x scowl_*.deb scowl && python tools/make_english_words.py \
    scowl/usr/share/dict/scowl indexer/rewriting/spelling/english_words.txt.gz
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz.distance import OSA

from indexer.analysis.phonetic_key import phonetic_key
from indexer.analysis.word_forms import normal_form

#: As SCOWL's README says, size 60 has no misspellings, and leaves out right words that are mostly slips for
#: commoner ones. Size 70 adds many words of medicine ("perineal", "micturition"), and such slips.
PLAIN, LARGEST = 60, 70
MOST_EDITS = 2
LISTS = re.compile(
    r"(?:english|american|british|british_z|canadian|australian|(?:\w+_)?variant_1)"
    r"-(?:words|upper|proper-names)\.(\d+)"
)

#: Shorter words are not corrected.
WORD = re.compile("[a-z]{4,}")


def english_words(folder: Path, largest: int) -> set[str]:
    """The words and names of SCOWL up to a size, in small letters, without those that have accents."""
    words: set[str] = set()
    for path in folder.iterdir():
        found = LISTS.fullmatch(path.name)
        if found and int(found[1]) <= largest:
            words.update(filter(WORD.fullmatch, path.read_text(encoding="iso8859-1").lower().split()))
    return words


def slips(rare: Iterable[str], plain: Iterable[str]) -> Iterator[str]:
    """The rare words that sound like a plain one of another meaning: "seizers" like seizures."""
    by_key: dict[str, list[str]] = {}
    for word in plain:
        by_key.setdefault(phonetic_key(word), []).append(word)
    for word in rare:
        for other in by_key.get(phonetic_key(word), ()):
            if OSA.distance(word, other) <= MOST_EDITS and normal_form(word) != normal_form(other):
                yield word
                break


def main(folder: str, into: str) -> None:
    plain, rare = (english_words(Path(folder), size) for size in (PLAIN, LARGEST))
    words = sorted(rare - set(slips(rare - plain, plain)))
    Path(into).write_bytes(gzip.compress("\n".join(words).encode(), 9, mtime=0))
    print(f"{into}: {len(words):,} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
