"""The `healthsearch` command: each subcommand reads its arguments, makes one call and prints."""

from __future__ import annotations

from importlib import import_module
from typing import cast

import click

from corpus.errors import CorpusError
from indexer.errors import IndexerError
from search_web.errors import SiteError

_COMMANDS = (
    "evaluate",
    "generations",
    "golden",
    "migrate",
    "reindex",
    "rollback",
    "search",
    "serve",
    "show",
    "status",
    "synonyms",
    "verify",
    "watch",
)


class _Commands(click.Group):
    """Imports a subcommand when it is called, and turns every error raised on purpose into a message.

    The message goes to standard error as one line, with exit code 1.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        # For a misspelled name click suggests similar ones, and wants all of them.
        names = [cmd_name] if cmd_name in _COMMANDS else _COMMANDS
        for name in names:
            module = import_module(f"search_web.cli.commands.{name}")
            self.add_command(cast(click.Command, getattr(module, name)))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (CorpusError, IndexerError, SiteError, OSError) as error:
            if ctx.params.get("debug") or isinstance(error, BrokenPipeError):
                raise  # click ends quietly when the reader of a pipe has gone
            click.echo(f"healthsearch: {_message(error)}", err=True)
            ctx.exit(1)


def _message(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        file = error.filename or "A file"
        return f"{file} cannot be read or written ({error.strerror}). Check whether the disk is full."
    return str(error)


@click.group(cls=_Commands)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="healthsearch", prog_name="healthsearch")
def main(debug: bool) -> None:
    """Full-text search over health articles that finds the section with the answer.

    \b
    Example: healthsearch serve --data var

    \b
    Exit codes: 0 done, or nothing to do; 1 an error, or damage was found;
    2 wrong usage; 3 refused by a gate, or a golden query failed.
    """
