"""HTML to an article: decoded, pruned, cleaned, split at its headings.

In: the bytes of a `Page`. Out: the parts of an `Article`: its sections, its metadata, and each dropped text
with the rule that dropped it. May use the shared nouns of `corpus` (`model`, `kinds`, `limits`, `errors`).
"""
