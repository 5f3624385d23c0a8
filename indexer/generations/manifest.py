"""The manifest of a generation. It is checked before the index is opened: Whoosh unpickles what it opens."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from indexer import weights
from indexer.documents import serialization as kept_documents
from indexer.engines import ENGINES, open_engine
from indexer.engines.engine_index import EngineIndex
from indexer.errors import IndexDamaged, IndexStale
from indexer.files import write_atomically
from indexer.library.contents import Contents

MANIFEST_FILE = "manifest.json"

_OWN = "sha256"  # in the file: the hash of all other values

#: Fields that the first manifests lacked, with their values for these. They had no hash of their own either.
_ADDED_SINCE = {"steps": 0, "replaced": 0}

#: Raise it whenever the files of an index change, or the module of a class that Whoosh pickles.
_SCHEMA = "14"

#: Everything that decides how text becomes an index; an index with another fingerprint is stale.
FINGERPRINT = f"{_SCHEMA}/{kept_documents.FINGERPRINT}/{weights.FINGERPRINT}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation's engine, fingerprint, counts and the SHA-256 of each of its files."""

    engine: str
    fingerprint: str
    built: str  # UTC, ISO
    articles: int
    sections: int
    steps: int  # builds since one from nothing
    replaced: int  # deleted sections that its files still contain
    files: dict[str, str]


def seal_generation(index: EngineIndex, contents: Contents, *, steps: int = 0, replaced: int = 0) -> Manifest:
    """Seal an index with the files beside it, and write the manifest into its folder.

    It is written when everything that it names is on the disk: a folder with a manifest is whole, even after
    a power cut.
    """
    files = index.seal()
    manifest = Manifest(
        engine=index.engine,
        fingerprint=FINGERPRINT,
        built=datetime.now(timezone.utc).isoformat(timespec="seconds"),
        articles=len(contents),
        sections=sum(state.size.sections for state in contents.values()),
        steps=steps,
        replaced=replaced,
        files=dict(files),
    )
    write_atomically(index.location / MANIFEST_FILE, _text(manifest))
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation; `IndexDamaged` when there is none or it is invalid."""
    try:
        text = (folder / MANIFEST_FILE).read_text(encoding="utf-8")
        document = json.loads(text)
        older = document.pop(_OWN, None) is None and document.get("fingerprint") != FINGERPRINT
        manifest = Manifest(**(_ADDED_SINCE | document if older else document))
        _check_types(manifest)
        if text != _text(manifest) and not older:
            raise ValueError("it is not as it was written")
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise IndexDamaged(
            f"The manifest {folder / MANIFEST_FILE} cannot be read ({error}). "
            "Run `healthsearch reindex` to build the index anew."
        ) from error
    return manifest


def check_generation(folder: Path) -> Manifest:
    """The manifest, after every file was compared with it.

    Raises `IndexDamaged` for a file that differs, is missing or foreign, and `IndexStale` for an index that
    another version, schema or analysis built.
    """
    manifest = read_manifest(folder)
    if manifest.fingerprint != FINGERPRINT:
        raise IndexStale(
            f"The index in {folder} was built by another version ({manifest.fingerprint}; this one builds "
            f"{FINGERPRINT}). Run `healthsearch reindex` to build it anew."
        )
    check_files(folder, manifest)
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise `IndexDamaged` for a file that differs, is missing or foreign, whatever version built it."""
    index_at(folder, manifest).verify(manifest.files, beside=(MANIFEST_FILE, MANIFEST_FILE + ".new"))


def index_at(folder: Path, manifest: Manifest | None = None) -> EngineIndex:
    """The index in a generation's folder, for verifying, measuring, cloning or dropping; never raises.

    Where no manifest names an engine of this program, the folder is treated as one of an embedded engine.
    """
    with suppress(IndexDamaged):
        manifest = manifest or read_manifest(folder)
    known = manifest is not None and manifest.engine in ENGINES
    return open_engine(manifest.engine if manifest and known else ENGINES[0], folder)


def _text(manifest: Manifest) -> str:
    """The text of a manifest with its own hash, which shows any later change."""
    values = asdict(manifest)
    own = hashlib.sha256(json.dumps(values).encode()).hexdigest()
    return json.dumps(values | {_OWN: own}, indent=1) + "\n"


def _check_types(manifest: Manifest) -> None:
    texts = (manifest.engine, manifest.fingerprint, manifest.built, *manifest.files.values())
    counts = (manifest.articles, manifest.sections, manifest.steps, manifest.replaced)
    if not all(isinstance(t, str) for t in texts) or not all(isinstance(n, int) for n in counts):
        raise TypeError("a value of the wrong type")
