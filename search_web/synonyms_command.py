"""`healthsearch synonyms`: look over a list of one's own, or make one of an ontology."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from indexer.errors import SynonymError
from indexer.query.ontologies import import_ontology
from indexer.query.synonym_changes import Change, changes
from indexer.query.synonym_file import read_list
from indexer.query.synonyms import Synonyms
from search_web import options
from search_web.terminal import json_text

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def synonyms() -> None:
    """Look over a synonym list, or make one of an ontology.

    \b
    Example: healthsearch synonyms check our-words.txt
    """


@synonyms.command()
@click.argument("file", type=_file)
@options.as_json
def check(file: Path, as_json: bool) -> None:
    """Tell what each line of FILE would change, and every line that is wrong.

    \b
    Example: healthsearch synonyms check our-words.txt
    """
    found = read_list(file)
    shipped = Synonyms.load()
    all_changes = [change for entry in found.entries for change in changes(entry, shipped)]
    if as_json:
        rows = [asdict(change) for change in all_changes]
        click.echo(json_text({"changes": rows, "problems": found.problems}))
    else:
        for change in all_changes:
            click.echo(f"line {change.line}: {_in_words(change)}")
    for problem in found.problems:
        click.echo(problem, err=True)
    if found.problems:
        raise SynonymError(f"{file} cannot be used before these lines are mended: {len(found.problems)}.")


@synonyms.command("import")
@click.argument("file", type=_file)
@click.option("--into", required=True, type=click.Path(dir_okay=False, path_type=Path), help="List to write.")
@options.as_json
def import_(file: Path, into: Path, as_json: bool) -> None:
    """Write the names in FILE, a MeSH descriptor XML or an OBO ontology, as a synonym list.

    \b
    Example: healthsearch synonyms import desc2025.xml --into mesh.txt
    """
    lines = import_ontology(file, into)
    written = {"from": str(file), "into": str(into), "lines": lines}
    click.echo(json_text(written) if as_json else f"{into} has {lines:,} lines from {file}.")


def _in_words(change: Change) -> str:
    names, shipped = ", ".join(change.names), ", ".join(change.shipped)
    if change.change == "new":
        return f"{change.term} will also find {names}"
    if change.change == "more":
        return f"{change.term} will also find {names}, beside {shipped}"
    if change.change == "taken back":
        return f"{change.term} will no longer find {names}"
    return f"{change.term} changes nothing"
