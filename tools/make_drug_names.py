"""Writes the list of the words of drug names, which are never taken for misspellings.

python tools/make_drug_names.py indexer/rewriting/spelling/drug_names.txt.gz drugs_rxnorm.tsv drugs_fda.tsv …

Each table has the columns `name` and `synonym`: an ingredient and a brand or another name, one pair a line.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.rewriting.spelling.english import is_english

#: Shorter words are not corrected.
WORD = re.compile(r"\b[a-z]{4,}\b")


def drug_names(tables: Iterable[Path]) -> Iterator[str]:
    """The words of the names in small letters that are no English words."""
    for table in tables:
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                words = WORD.findall(f"{row['name']} {row['synonym']}".lower())
                yield from (word for word in words if not is_english(word))


def main(into: str, *tables: str) -> None:
    names = sorted(set(drug_names(map(Path, tables))))
    Path(into).write_bytes(gzip.compress("\n".join(names).encode(), 9, mtime=0))
    print(f"{into}: {len(names):,} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
