"""What a supervisor or a load balancer asks: does the process live, can it answer searches."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_web.live import searcher

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Always 200: the process answers."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def ready() -> Response:
    """200 with what is being searched, degraded when a newer generation cannot be; 503 without an index."""
    search = searcher()
    facts = search.facts()
    return jsonify(
        ready=True,
        degraded=search.problem is not None,
        engine=facts.engine,
        generation=search.generation,
        articles=facts.articles,
        sections=facts.sections,
    )
