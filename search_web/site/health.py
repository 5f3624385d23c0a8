"""Liveness and readiness, for a supervisor or a load balancer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_web.site.app_searcher import searcher

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Always 200: the process answers."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def ready() -> Response:
    """200 and the index that is searched, `degraded` if a newer one cannot be used; 503 without an index."""
    search = searcher()
    index = search.describe()
    problem = search.list_problem and f"A synonym list is not in force. {search.list_problem}"
    if search.urgent_problem:  # weighs more
        problem = f"The urgent table is not in force. {search.urgent_problem}"
    if search.problem:  # not shown itself, for it names folders
        problem = "The newest index cannot be used, an earlier one answers; `healthsearch status` shows why."
    return jsonify(
        ready=True,
        degraded=problem is not None,
        problem=problem,
        engine=index.engine,
        generation=search.generation,
        articles=index.articles,
        sections=index.sections,
    )
