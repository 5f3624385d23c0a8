"""A query tree to a `RewrittenQuery`: spelling, synonyms, abbreviations, intent, and what ranks.

In: a reader's text, a `Lexicon` and the synonym lists. Out: `RewrittenQuery`: what is searched, what is
marked, and every step that led to it. May use `engines` (the seam), `lexicon`, `query` and the rooms
below.
"""
