"""The benchmarks still run; what they measure is no matter of a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lanes.copies import ROOT


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    """What a benchmark told that came to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "tequio.site", "bench", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.slow
def test_the_benchmark_of_postings_tells_its_figures_as_json(tmp_path: Path) -> None:
    told = tmp_path / "figures.json"
    done = bench("ledger", "--quick", "--engines", "sqlite", "--json", str(told))
    assert "ours, SQLite: post 1,000" in done.stdout
    report = json.loads(told.read_text(encoding="utf-8"))
    measured = {(row["work"], row["per_commit"]) for row in report["figures"]}
    assert measured >= {("save", 1), ("pay", 1), ("post", 1), ("post", 100), ("post", 1000)}
    assert all(row["per_second"]["median"] > 0 for row in report["figures"])
    assert all(row["ratio"]["median"] > 0 for row in report["ratios"])
    assert report["sides"]["ours, SQLite"]["synchronous"] == "FULL"


@pytest.mark.slow
def test_the_benchmark_of_savings_groups_tells_its_figures_as_json(tmp_path: Path) -> None:
    told = tmp_path / "figures.json"
    bench("circles", "--quick", "--engines", "sqlite", "--json", str(told))
    report = json.loads(told.read_text(encoding="utf-8"))["sqlite"]
    assert report["meetings"] == 5
    assert report["transfers"] > 5 * 80
    assert report["big_meeting"]["transfers"] > 120
    assert report["transfers_per_processor_second"] > 0


@pytest.mark.slow
def test_the_benchmark_of_practices_in_places_tells_its_figures_as_json(tmp_path: Path) -> None:
    told = tmp_path / "figures.json"
    few = ("--designs", "9", "--places", "9", "--times", "1")
    bench("knowledge", "--half", "assessing", *few, "--json", str(told))
    report = json.loads(told.read_text(encoding="utf-8"))["assessing"]
    assert sum(report["verdicts"].values()) == 81
    assert report["same"] is True
