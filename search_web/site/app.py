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
from search_web.site import about, api, article, health, pages, params
from search_web.site.app_searcher import install_searcher
from search_web.site.error_pages import install_error_pages
from search_web.site.security import install_security
from search_web.site.static_files import static_addresses
from search_web.wording import day


def make_site(config: Mapping[str, object] | None) -> Flask:
    """The app that `search_web.create_app` returns."""
    app = Flask(__package__)
    app.config.from_mapping(settings(os.environ))
    app.config.from_mapping(config or {})
    _install_templates(app)
    install_searcher(app)
    install_security(app)
    install_error_pages(app)
    for module in (pages, article, about, api, health):
        app.register_blueprint(module.blueprint)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app


def _install_templates(app: Flask) -> None:
    """Give the templates the functions and constants that they use."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        filter_fields=params.filter_fields,
        fragment=article.fragment,
        kind_labels=KIND_LABELS,
        max_query_chars=MAX_QUERY_CHARS,
        page_address=params.page_address,
        search_address=params.search_address,
        static_address=static_addresses(Path(app.static_folder or "")),
        undo_address=params.undo_address,
        unfiltered_address=params.unfiltered_address,
    )
    app.jinja_env.filters["day"] = day
