"""Texts and the highlights of a query to escaped, marked snippets.

In: stored texts with their analysis, and `Highlight`s. Out: safe HTML in which the only tag is `<mark>`. May
use `query`, `documents` and the rooms below.
"""
