"""Writes the counts of a run where the verb `test` can add the lanes up."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

COUNTED = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Leave the counts in the file that TEQUIO_TEST_SUMMARY names."""
    place = os.environ.get("TEQUIO_TEST_SUMMARY")
    if not place:
        return
    counts = {name: len(terminalreporter.stats.get(name, ())) for name in COUNTED}
    Path(place).write_text(json.dumps(counts))
