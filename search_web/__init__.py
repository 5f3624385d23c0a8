"""Results in, pages out: the site, made by `create_app`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The site as a WSGI app; `config` goes before the environment, and that before `SETTINGS`' defaults."""
    from search_web.site.app import (
        make_site,  # the command and its workers need no site: half a second for each
    )

    return make_site(config)
