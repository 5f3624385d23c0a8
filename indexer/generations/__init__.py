"""The immutable indexes of a data folder, and `CURRENT`, which names the live one.

In: a data folder. Out: `Generations`, `Manifest`, a `Listing` and a `Verification` with every problem.
May use `library`, `engines` and the rooms below.
"""
