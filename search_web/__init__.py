"""The site and the `healthsearch` command; `create_app` makes the site.

In: requests and arguments. Out: pages, JSON documents and lines of text. May use `indexer` and `corpus`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The site as a WSGI app; `config` overrides the environment, and that the defaults of `SETTINGS`."""
    # The command and its workers need no site, whose import takes half a second for each.
    from search_web.site.app import make_site

    return make_site(config)
