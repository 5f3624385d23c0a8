"""`healthsearch synonyms`: look over a list of one's own, or make one of an ontology."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.errors import SynonymError
from search_web.cli.commands import options

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
    from indexer.rewriting.synonyms.list_changes import changes
    from indexer.rewriting.synonyms.list_file import read_list
    from indexer.rewriting.synonyms.synonyms import Synonyms
    from search_web.cli.output.synonyms import changes_json, changes_text

    found = read_list(file)
    shipped = Synonyms.load()
    made = [change for entry in found.entries for change in changes(entry, shipped)]
    if as_json:
        click.echo(changes_json(made, found.problems))
    elif made:
        click.echo(changes_text(made))
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
    from indexer.rewriting.synonyms.ontologies import import_ontology
    from search_web.cli.output.synonyms import imported_json, imported_text

    lines = import_ontology(file, into)
    click.echo(imported_json(file, into, lines) if as_json else imported_text(file, into, lines))
