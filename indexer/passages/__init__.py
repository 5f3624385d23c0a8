"""Text to the passages that snippets and answers are made of.

In: text. Out: `Passage`s, with those that must be shown together and those that say nothing; addresses. May
use nothing but the shared nouns.
"""
