"""Worker processes that may die: of a page, of the system, of their own limits.

In: a function and batches of jobs. Out: results in order, None for a batch that was lost. May use the
shared nouns.
"""
