"""Which tables hold data and which only lay out a page."""

from __future__ import annotations

from bs4 import Tag

from corpus.extraction.tags import HEADINGS

#: Characters from which on a cell is a column of the page, not a value.
LARGEST_CELL = 1_000

_BUILT_IN = frozenset({"table", "form", "article", "main", "nav", *HEADINGS})


def is_data_table(table: Tag) -> bool:
    """Whether a table's rows say something as rows: it has several of them, of several small cells."""
    if table.get("role") in ("presentation", "none") or table.find(_BUILT_IN) is not None:
        return False
    rows = table.find_all("tr")
    cells = [row.find_all(("td", "th"), recursive=False) for row in rows]
    if max(map(len, cells), default=0) < 2 or len(rows) < 2:
        return False
    return all(len(cell.get_text()) <= LARGEST_CELL for row in cells for cell in row)
