"""Which kind of section a question asks for.

In: a query's text and words. Out: `Intent`. May use `query` and the rooms below.
"""
