"""Text to clinical tokens with offsets: one analysis for articles, queries and all engines.

In: text. Out: `Token`s; definitions of abbreviations; phonetic keys.
May use nothing but the shared nouns.
"""
