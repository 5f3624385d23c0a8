"""Names of drugs, which are right although a corpus may not have them: another drug is another treatment."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

#: From RxNorm, Drugs@FDA and the DrugBank vocabulary; see NOTICE. `tools/make_drug_names.py` makes it.
_LIST = Path(__file__).with_name("drug_names.txt.gz")


def is_drug_name(word: str) -> bool:
    """Whether a word in small letters is the name of a drug: an ingredient or a brand."""
    return word in _drug_names()


@cache
def _drug_names() -> frozenset[str]:
    """The list, read when a query first has a word that the corpus hardly knows: 2 ms."""
    return frozenset(gzip.decompress(_LIST.read_bytes()).decode("ascii").split("\n"))
