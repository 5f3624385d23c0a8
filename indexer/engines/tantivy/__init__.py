"""Tantivy, the fast embedded engine: candidates and facets natively, then a rescorer.

In: a `SearchRequest`, or sections to index. Out: what the seam promises (`indexer.engines.base`). May
use `engines.local` and what that may use; the only room that imports `tantivy`.
"""
