"""HTML to an article: decoded, pruned, cleaned, split at its headings.

In: the bytes of a `Page`. Out: the parts of an `Article`: sections, metadata, and what was dropped by
which rule. May use `corpus`' shared nouns (`model`, `kinds`, `limits`, `errors`).
"""
