"""The kinds of section that a question is about.

In: a query's text and words. Out: `Intent`. May use `query` and the rooms below.
"""
