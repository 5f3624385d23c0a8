"""Addresses of static files that change with their content, so that browsers may cache them for good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from flask import url_for


def static_addresses(folder: Path) -> Callable[[str], str]:
    """A function from the name of a file in the folder to its address with the content's hash."""
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in folder.iterdir()}

    def address(name: str) -> str:
        return url_for("static", filename=name, v=hashes[name])

    return address
