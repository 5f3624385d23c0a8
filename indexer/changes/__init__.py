"""What differs for readers between two versions: of an article, and of the first pages of searches.

In: two articles, or two `Searcher`s. Out: `ArticleChange`, `FirstPageChange`. May use `search` and the
rooms below.
"""
