"""Judged sets, and the comparison of two indexes.

In: a folder in BEIR layout, or two `Searcher`s. Out: `JudgedSet`, `Parity`. May use `search`, `library`
and the rooms below.
"""
