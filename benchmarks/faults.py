"""The figures of docs/guarantees.md: what was made to fail, and survived it.

Runs `tests/faults`, where every outcome is asserted, and adds up what the tests counted. Takes about two
minutes; prints nothing but the failing tests where one fails.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

_TESTS = Path(__file__).parent.parent / "tests" / "faults"


class Counts:
    """Hears of every test that ran, as a pytest plugin."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.tests = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add what a test counted."""
        if report.when == "call" and report.passed:
            self.tests += 1
            for name, number in report.user_properties:
                self.of[name] += int(str(number))


def main() -> int:
    """Print each figure; the exit code of the tests."""
    counts = Counts()
    code = int(pytest.main(["-q", "--no-header", str(_TESTS)], plugins=[counts]))
    if code == 0:
        for name, number in sorted(counts.of.items()):
            print(f"{name:28} {number:6,}  all survived")
        print(f"{'tests':28} {counts.tests:6,}")
    return code


if __name__ == "__main__":
    sys.exit(main())
