"""The immutable indexes of a data folder, and `CURRENT`, which names the live one.

In: a data folder. Out: `Generations`, `Manifest`, and what is wrong with them. May use `library`,
`engines` and the rooms below.
"""
