"""A reader's text in, a page of articles with their best sections out.

In: `Searcher.search(text)` over the live generation of a data folder. Out: `ResultPage`. May use
`generations`, `snippets`, `rewriting`, `engines` and the rooms below.
"""

from indexer.search.searcher import Searcher

__all__ = ["Searcher"]
