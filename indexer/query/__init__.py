"""A reader's text to a query tree.

In: text. Out: `Parsed`: the tree, and the words that a rewriter may change. May use `analysis`.
"""

from indexer.query.parser import Parsed, parse

__all__ = ["Parsed", "parse"]
