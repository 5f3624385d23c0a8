"""Rows of numbers as embedded engines reckon with them: numpy's, for a query adds up a hundred thousand."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = "npt.NDArray[np.integer[Any]]"
Floats: TypeAlias = "npt.NDArray[np.floating[Any]]"
Flags: TypeAlias = "npt.NDArray[np.bool_]"
