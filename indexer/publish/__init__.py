"""Library to the next live generation: planned, built aside, reviewed, and held back where a gate says so.

In: a `Library` and the live generation. Out: a `Candidate` and its `Review`. May use `golden`,
`changes`, `search`, `generations`, `library` and the rooms below.
"""
