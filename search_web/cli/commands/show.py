"""`healthsearch show`: how a page was read."""

from __future__ import annotations

from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@click.argument("file_or_article")
@options.data
@options.as_json
@click.option("--dropped", is_flag=True, help="Also show text that was dropped, and by which rule.")
def show(file_or_article: str, data: Path, as_json: bool, dropped: bool) -> None:
    """Show how a page was read: its sections, their kinds, and what was dropped.

    FILE_OR_ARTICLE is the file of a page, a page in an archive, or the id of an indexed article.

    \b
    Example: healthsearch show page.html --dropped
    """
    from search_web.cli.article_lookup import find_article
    from search_web.cli.output.article import article_json, article_text

    article = find_article(file_or_article, data)
    click.echo(article_json(article) if as_json else article_text(article, dropped))
