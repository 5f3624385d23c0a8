"""What a supervisor or a load balancer asks: does the process live, can it answer searches."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_web.site.live import searcher

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Always 200: the process answers."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def ready() -> Response:
    """200 with what is being searched, degraded when something newer cannot be; 503 without an index."""
    search = searcher()
    facts = search.describe()
    problem = search.list_problem and f"A synonym list is not in force. {search.list_problem}"
    if search.problem:  # which names folders
        problem = "The newest index cannot be used, an earlier one answers; `healthsearch status` tells why."
    return jsonify(
        ready=True,
        degraded=problem is not None,
        problem=problem,
        engine=facts.engine,
        generation=search.generation,
        articles=facts.articles,
        sections=facts.sections,
    )
