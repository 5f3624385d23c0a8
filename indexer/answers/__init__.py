"""A clear question and the article found for it to an answer of a few whole sentences.

In: `Question`, and the best article's stored sections. Out: `Answer` or None. May use `snippets` and the
rooms below.
"""
