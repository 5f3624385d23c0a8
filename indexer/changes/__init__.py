"""The differences that readers see between two versions of an article, and of first pages of results.

In: two articles, or two `Searcher`s. Out: `ArticleChange`, `FirstPageChange`. May use `search` and the
rooms below.
"""
