"""What readers type, and the tree that it becomes."""

from indexer.query.parser import Parsed, parse

__all__ = ["Parsed", "parse"]
