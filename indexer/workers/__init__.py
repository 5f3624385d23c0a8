"""Processes that may be killed: by a page, by the system, by their own limits.

In: a function and batches of jobs. Out: results in order, None for a batch that was lost. May use the
shared nouns.
"""
