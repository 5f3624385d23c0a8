"""The site as a WSGI app, put together from its groups of pages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from corpus.kinds import KIND_LABELS
from indexer.limits import MAX_QUERY_CHARS
from search_web.settings import settings
from search_web.site import api, article, error_pages, health, live, pages, security
from search_web.site.static_files import static_addresses
from search_web.wording import day


def make_site(config: Mapping[str, object] | None) -> Flask:
    """The app that `search_web.create_app` gives."""
    app = Flask(__package__)
    app.config.from_mapping(settings(os.environ))
    app.config.from_mapping(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        static_address=static_addresses(Path(app.static_folder or "")),
        kind_labels=KIND_LABELS,
        fragment=article.fragment,
        max_query_chars=MAX_QUERY_CHARS,
    )
    app.jinja_env.filters["day"] = day
    live.install(app)
    security.secure(app)
    error_pages.install(app)
    for module in (pages, article, api, health):
        app.register_blueprint(module.blueprint)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app
