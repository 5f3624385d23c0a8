"""A reader's text in, a page of articles with their best sections out.

In: `Searcher.search(text)` over the live generation of a data folder. Out: `ResultPage`. May use
`generations`, `snippets`, `urgent`, `rewriting`, `engines` and the rooms below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.search.searcher import Searcher

__all__ = ["Searcher"]


def __getattr__(name: str) -> object:
    """`Searcher`, imported on first use: a module that needs a `ResultPage` does without the rewriting."""
    if name != "Searcher":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from indexer.search.searcher import Searcher

    return Searcher
