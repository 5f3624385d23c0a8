"""Library to the next live generation: planned, built beside it, reviewed, and refused where a gate says so.

In: a `Library` and the live generation. Out: a `Candidate` and its `ReviewResult`. May use `golden`,
`changes`, `search`, `generations`, `library` and the rooms below.
"""
