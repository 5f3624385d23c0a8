"""Whoosh, the embedded default: it keeps the posting lists and the stored fields.

In: a `SearchRequest`, or sections to index. Out: what the seam promises (`indexer.engines.base`). May
use `engines.local` and what that may use; the only room that imports `whoosh`.
"""
