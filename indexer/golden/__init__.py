"""Searches whose answer an editor has settled.

In: a CSV file of golden queries and a `Searcher`. Out: a `GoldenReport`. May use `search` and the rooms
below.
"""
