"""Writes the list of ordinary English words that are never taken for misspellings.

apt-get download scowl && dpkg -x scowl_*.deb scowl && python tools/make_english_words.py \
    scowl/usr/share/dict/scowl indexer/rewriting/spelling/english_words.txt.gz
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

#: "SIZE 60: the largest without misspellings or invalid words", as SCOWL's README says, which also leaves out
#: right words that are mostly slips for commoner ones ("calender").
LARGEST = 70
LISTS = re.compile(
    r"(?:english|american|british|british_z|canadian|australian|(?:\w+_)?variant_1)"
    r"-(?:words|upper|proper-names)\.(\d+)"
)

#: Shorter words are not corrected.
WORD = re.compile("[a-z]{4,}")


def english_words(folder: Path) -> Iterator[str]:
    """The words and names of SCOWL up to `LARGEST`, in small letters, without those that have accents."""
    for path in sorted(folder.iterdir()):
        found = LISTS.fullmatch(path.name)
        if found and int(found[1]) <= LARGEST:
            yield from filter(WORD.fullmatch, path.read_text(encoding="iso8859-1").lower().split())


def main(folder: str, into: str) -> None:
    words = sorted(set(english_words(Path(folder))))
    Path(into).write_bytes(gzip.compress("\n".join(words).encode(), 9, mtime=0))
    print(f"{into}: {len(words):,} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
