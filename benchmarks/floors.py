"""Pinned scores, so that a change that makes a measure worse ends a run with exit code 1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")


def fingerprint(paths: Iterable[Path], *others: str) -> str:
    """A hash of what is measured, so that a floor is never compared with other input."""
    digest = sha256()
    for path in paths:
        digest.update(path.read_bytes())
    for other in others:
        digest.update(other.encode())
    return digest.hexdigest()[:16]


def below_floor(benchmark: str, name: str, hashed: str, measures: Mapping[str, float]) -> list[str]:
    """A sentence for each measure that is under its floor; none where this input has no floor."""
    floor = json.loads(FLOORS.read_text(encoding="utf-8")).get(benchmark, {}).get(name)
    if floor is None or floor["input"] != hashed:
        return []
    return [
        f"{name}: {measure} is {measures[measure]:.4f}, under its floor of {least:.4f}"
        for measure, least in floor["measures"].items()
        if measure in measures and measures[measure] < least
    ]
