"""Misspelled words: what they were meant to be.

In: a query's words and a `Lexicon`. Out: `Correction`s. May use `lexicon`, `query` and the rooms below.
"""
