"""A reader's text to a query tree.

In: text. Out: `Parsed`: the tree, and the words that a rewriter may change; `Highlight`s: what a query marks.
May use `documents` and the rooms below.
"""

from indexer.query.parser import Parsed, parse

__all__ = ["Parsed", "parse"]
