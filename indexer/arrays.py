"""Rows of numbers as embedded engines reckon with them: numpy's, for a query adds up a hundred thousand."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = "npt.NDArray[np.integer[Any]]"
Floats: TypeAlias = "npt.NDArray[np.floating[Any]]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"


def among(these: Numbers, those: Numbers) -> tuple[Flags, Numbers]:
    """For each of the numbers whether the others, which rise, hold it, and its index there."""
    if not len(those):
        return np.zeros(len(these), np.bool_), np.zeros(len(these), np.intp)
    places = np.searchsorted(those, these)
    places[places == len(those)] = 0
    return those[places] == these, places
