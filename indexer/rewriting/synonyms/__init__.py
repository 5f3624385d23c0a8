"""Other names for words: the shipped lists and an editor's own.

In: list files. Out: `Synonyms`: the other names of words in a query. May use `query` and the rooms below.
"""
