"""Why a candidate was not published, for editors and for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from indexer.publish.gates import Refusal
from search_web.cli.output.terminal import printable


def refusals_text(refusals: Sequence[Refusal]) -> Text:
    """Each reason on a line, and what publishes all the same; coloured on a terminal."""
    text = Text()
    for refusal in refusals:
        text.append(f"refused ({refusal.gate}): ", style="red").append(f"{printable(refusal.reason)}\n")
    overrides = list(dict.fromkeys(refusal.override for refusal in refusals))
    if overrides and None not in overrides:
        text.append(
            f"If this is what you want, publish with {' '.join(filter(None, overrides))}, or --force."
        )
    elif overrides:
        text.append("No option publishes an index that is not whole. Run the reindex again.")
    return text


def refusal_documents(refusals: Sequence[Refusal]) -> list[dict[str, object]]:
    """The refusals for scripts."""
    return [
        {"gate": refusal.gate, "reason": refusal.reason, "override": refusal.override} for refusal in refusals
    ]
