"""Writes the shipped synonym lists with every name analysed; `make lists` runs it.

python tools/prepare_lists.py
"""

from indexer.rewriting.synonyms.prepared_lists import prepared_text
from indexer.rewriting.synonyms.synonyms import PREPARED, SHIPPED

if __name__ == "__main__":
    PREPARED.write_text(prepared_text(SHIPPED), encoding="utf-8")
