"""Other names for words: the shipped lists and an editor's own.

In: list files. Out: `Synonyms`. May use `query` and the rooms below.
"""
