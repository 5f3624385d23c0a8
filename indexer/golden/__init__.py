"""Searches whose results an editor has prescribed.

In: a CSV file of golden queries and a `Searcher`. Out: a `GoldenReport`. May use `search` and the rooms
below.
"""
