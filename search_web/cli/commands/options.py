"""Options that several subcommands share."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.engines import ENGINES
from indexer.generations.generations import DEFAULT_KEEP

data = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="HEALTHSEARCH_DATA",
    default=Path("var"),
    show_default=True,
    help="Folder of the library and the index; $HEALTHSEARCH_DATA sets it too.",
)
engine = click.option(
    "--engine", type=click.Choice(ENGINES), help="Search engine; by default the one that built the index."
)
synonyms = click.option(
    "--synonyms",
    "own",
    type=click.Path(path_type=Path),
    envvar="HEALTHSEARCH_SYNONYMS",
    help="A synonym list of your own, on top of the shipped ones; $HEALTHSEARCH_SYNONYMS sets it too.",
)
urgent = click.option(
    "--urgent",
    type=click.Path(path_type=Path),
    envvar="HEALTHSEARCH_URGENT",
    help="A table of urgent phrases, instead of the shipped one; $HEALTHSEARCH_URGENT sets it too.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
keep = click.option(
    "--keep",
    type=click.IntRange(1),
    envvar="HEALTHSEARCH_KEEP",
    default=DEFAULT_KEEP,
    show_default=True,
    help="Generations to keep, the live one included; $HEALTHSEARCH_KEEP sets it too.",
)
workers = click.option(
    "--workers",
    type=click.IntRange(1),
    help="Processes that clean pages; by default one for each core.",
)

#: The exit code when nothing is broken but an editor has to look: a gate refused, a golden query failed.
REFUSED = 3
