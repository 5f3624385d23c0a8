"""What the site is, and whose lists of names it uses."""

from __future__ import annotations

from flask import Blueprint, render_template

from indexer.lexicon.names.attribution import attributions
from indexer.search.params import SearchParams

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def about() -> str:
    """The lines that the licences of the lists ask to be shown."""
    return render_template("about.html", params=SearchParams(), attributions=attributions())
