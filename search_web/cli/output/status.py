"""What `status` prints, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.status import ListStatus, Status
from search_web.cli.output.terminal import json_text, printable


def status_json(status: Status) -> str:
    """The JSON document of `status --json`."""
    manifest = status.manifest
    return json_text(
        {
            "data": str(status.data_dir),
            "generation": status.generation,
            "generations": list(status.generations),
            "engine": manifest.engine if manifest else None,
            "built": manifest.built if manifest else None,
            "articles": manifest.articles if manifest else None,
            "sections": manifest.sections if manifest else None,
            "problem": status.problem,
            "due": status.due,
            "writer": status.writer,
            "leftovers": [{"path": str(left.path), "bytes": left.size} for left in status.leftovers],
            "set_aside": [str(path) for path in status.damaged_libraries],
            "rolled_back": _rolled_back(status),
            "synonyms": [_list_document(listed) for listed in status.lists],
            "urgent": _list_document(status.urgent),
            "failures": [{"path": failure.path, "reason": failure.reason} for failure in status.failures],
        }
    )


def _list_document(listed: ListStatus) -> dict[str, object]:
    return {
        "list": listed.name,
        "lines": listed.lines,
        "written": listed.written.isoformat(timespec="seconds") if listed.written else None,
        "newer_than_index": listed.newer,
        "problem": listed.problem,
    }


def status_text(status: Status) -> str:
    """What is live, its problems, and what else is in the data folder, one thing on each line."""
    lines = [f"Data folder {status.data_dir}"]
    if status.problem:
        lines.append(f"problem: {status.problem}")
    if status.due:
        lines.append(f"due: {status.due}")
    if status.manifest:
        manifest = status.manifest
        lines.append(
            f"Generation {status.generation} is live and whole: {manifest.articles:,} articles, "
            f"{manifest.sections:,} sections ({manifest.engine}, built {manifest.built})"
        )
    lines += _folder_lines(status)
    others = [str(number) for number in status.generations if number != status.generation]
    if others:
        lines.append(f"Generations kept: {', '.join(others)}")
    lines += _list_lines(status.lists)
    lines.append(_urgent_line(status.urgent))
    lines += [f"failed: {failure.path}: {failure.reason}" for failure in status.failures]
    return printable("\n".join(lines))


def _list_lines(lists: Sequence[ListStatus]) -> Iterable[str]:
    """The synonym lists in force on one line, and those that are newer than the index or have a problem."""
    in_force = [f"{listed.name} ({listed.lines:,} lines)" for listed in lists if not listed.problem]
    yield f"Synonym lists in force: {', '.join(in_force) or 'none'}"
    if newer := [listed.name for listed in lists if listed.newer]:
        yield f"Newer than the index: {', '.join(newer)}. They apply to every search, so no reindex is due."
    yield from (f"problem: {listed.problem}" for listed in lists if listed.problem)


def _urgent_line(table: ListStatus) -> str:
    if table.problem:
        return f"problem: {table.problem}"
    return f"Urgent table in force: {table.name} ({table.lines:,} phrases)"


def _rolled_back(status: Status) -> dict[str, object] | None:
    return (
        {"generation": status.rolled_back.live, "held": status.rolled_back.held}
        if status.rolled_back
        else None
    )


def _folder_lines(status: Status) -> Iterable[str]:
    """A reindex that runs, a rollback in force, and files in the data folder that nobody needs."""
    if status.writer:
        yield f"A reindex is running: {status.writer}"
    if status.rolled_back:
        until = (
            "until `healthsearch rollback --release`"
            if status.rolled_back.held
            else "until the corpus changes"
        )
        yield f"Generation {status.rolled_back.live} was rolled back to and stays live {until}"
    if status.leftovers:
        size = sum(left.size for left in status.leftovers) / 1e6
        names = ", ".join(left.path.name for left in status.leftovers)
        yield f"Left by a reindex that was killed, deleted by the next one: {names} ({size:,.1f} MB)"
    yield from (
        f"A damaged library was kept: {path}. Delete it when nobody needs it."
        for path in status.damaged_libraries
    )
