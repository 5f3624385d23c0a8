"""`healthsearch synonyms`: check a synonym list, or make one from an ontology."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.errors import SynonymError
from search_web.cli.commands import options

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def synonyms() -> None:
    """Check a synonym list, or make one from an ontology.

    \b
    Example: healthsearch synonyms check our-words.txt
    """


@synonyms.command()
@click.argument("file", type=_file)
@options.as_json
def check(file: Path, as_json: bool) -> None:
    """Show what each line of FILE would change, and every line with an error.

    \b
    Example: healthsearch synonyms check our-words.txt
    """
    from indexer.rewriting.synonyms.list_changes import changes
    from indexer.rewriting.synonyms.list_file import read_list
    from indexer.rewriting.synonyms.synonyms import Synonyms
    from search_web.cli.output.synonyms import changes_json, changes_text

    own_list = read_list(file)
    shipped = Synonyms.load()
    line_changes = [change for entry in own_list.entries for change in changes(entry, shipped)]
    if as_json:
        click.echo(changes_json(line_changes, own_list.problems))
    elif line_changes:
        click.echo(changes_text(line_changes))
    for problem in own_list.problems:
        click.echo(problem, err=True)
    if own_list.problems:
        raise SynonymError(f"{file} cannot be used until these lines are fixed: {len(own_list.problems)}.")


@synonyms.command("import")
@click.argument("file", type=_file)
@click.option("--into", required=True, type=click.Path(dir_okay=False, path_type=Path), help="List to write.")
@options.as_json
def import_(file: Path, into: Path, as_json: bool) -> None:
    """Make a synonym list of the names in FILE, MeSH descriptors in XML or an OBO ontology.

    \b
    Example: healthsearch synonyms import desc2025.xml --into mesh.txt
    """
    from indexer.rewriting.synonyms.ontologies import import_ontology
    from search_web.cli.output.synonyms import imported_json, imported_text

    lines = import_ontology(file, into)
    click.echo(imported_json(file, into, lines) if as_json else imported_text(file, into, lines))
