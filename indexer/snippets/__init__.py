"""Text and matches to escaped, marked fragments.

In: stored texts with their analysis, and what is to be marked. Out: safe HTML in which the only tag is
`<mark>`. May use `query`, `documents` and the rooms below.
"""
