"""Judged sets, and the comparison of two indexes.

In: a folder in BEIR layout, or two `Searcher`s and queries. Out: `JudgedSet`, `Parity`. May use
`search`, `library` and the rooms below.
"""
