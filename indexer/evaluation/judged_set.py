"""Judged sets in BEIR layout (Thakur et al. 2021): documents, queries, and relevance judgments."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.kinds import kind_of
from corpus.model import Article, Block, Section
from indexer.errors import JudgedSetError


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A folder with `corpus.jsonl` (or `.gz`), `queries.jsonl` (or `.gz`) and `qrels/<split>.tsv`."""

    folder: Path
    corpus: Path
    queries: dict[str, str]  # id to text, of the queries judged in the split
    relevance: dict[str, dict[str, int]]  # query id to document id to grade

    def fingerprint(self) -> str:
        """The SHA-256 of the documents' file: the same for the same documents, wherever they are."""
        return hashlib.sha256(self.corpus.read_bytes()).hexdigest()

    def articles(self) -> Iterator[Article]:
        """Each document as an article of one section; a document's `section` is the section's heading."""
        for record in _records(self.corpus):
            yield _article(record)


def read_judged_set(folder: Path, split: str) -> JudgedSet:
    """The judged set in a folder; a `JudgedSetError` names the file and its problem."""
    if not folder.is_dir():
        raise JudgedSetError(f"There is no folder {folder}. Name one with a judged set in BEIR layout.")
    relevance = _relevance(folder / "qrels" / f"{split}.tsv")
    texts = {str(record["_id"]): str(record["text"]) for record in _records(_file(folder, "queries.jsonl"))}
    missing = [query for query in relevance if query not in texts]
    if missing:
        raise JudgedSetError(
            f"{folder}/qrels/{split}.tsv judges query {missing[0]!r}, which queries.jsonl lacks."
        )
    queries = {query: texts[query] for query in relevance}
    return JudgedSet(folder, _file(folder, "corpus.jsonl"), queries, relevance)


def _file(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise JudgedSetError(f"{folder} is no judged set in BEIR layout: it has neither {name} nor {name}.gz.")


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as lines
        ):
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    record = json.loads(line)
                    if "_id" not in record or "text" not in record:
                        raise JudgedSetError(f"{path}, line {number}: there is no _id or no text.")
                    yield record
    except (OSError, EOFError, zlib.error, ValueError, TypeError) as error:
        raise JudgedSetError(f"{path} cannot be read ({error}).") from error


def _relevance(path: Path) -> dict[str, dict[str, int]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise JudgedSetError(f"{path} cannot be read ({why}). Name another with --split.") from error
    relevance: dict[str, dict[str, int]] = {}
    for number, line in enumerate(lines, start=1):
        fields = line.split("\t")
        if number == 1 and fields[0] == "query-id":
            continue
        try:
            query, document, grade = fields
            relevance.setdefault(query, {})[document] = int(grade)
        except ValueError:
            raise JudgedSetError(
                f"{path}, line {number}: expected query, document and a whole number with tabs between."
            ) from None
    if not relevance:
        raise JudgedSetError(f"{path} judges no query. Name another with --split.")
    return relevance


def _article(record: dict[str, Any]) -> Article:
    identity = str(record["_id"])
    title, heading = str(record.get("title") or ""), str(record.get("section") or "")
    section = Section(
        id=f"{identity}/text",
        article_id=identity,
        position=0,
        level=2 if heading else 1,
        heading=heading or title,
        path=(heading,) if heading else (),
        anchor="text",
        kind=kind_of(heading, title),
        blocks=tuple(Block("paragraph", line) for line in str(record["text"]).split("\n")),
    )
    return Article(identity, None, title, "", "", None, None, (section,))
