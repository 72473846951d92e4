"""`./tequio count`: JSON for whoever asks, one clear sentence for whoever asks wrongly."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tequio.governance.rules.counting.methods import METHODS
from tequio.governance.tests.test_counting_pabulib import CUMULATIVE, GOOD
from tequio.site.commands import count

ROOT = Path(__file__).resolve().parents[4]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    count.add_arguments(parser)
    return count.run(parser.parse_args(words))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "village.pb"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_rule_of_the_file_is_taken(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(good)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["method"] == "budget.greedy-skip@1"
    assert report["selected"] == ["roof"]
    assert report["ties"] == [{"stage": 0, "projects": ["roof", "well"], "by": "lower cost"}]
    assert (report["budget"], report["spent"], report["exponent"]) == (1005, 500, 1)
    assert (report["voters"], report["rule"], len(report["comments"])) == (3, "greedy", 1)
    assert [stage["kind"] for stage in report["stages"]] == ["chosen", "passed_over"]


@pytest.mark.parametrize("method", METHODS)
def test_a_method_can_be_named(good: Path, method: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(good), "--method", method) == 0
    assert json.loads(capsys.readouterr().out)["method"] == method


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, [], "There is no such file."),
        (b"\xff", [], "Line 1 is not written in UTF-8. Save the file as UTF-8 text."),
        (b"hello", [], "Line 1 stands before the first section. The first line of a Pabulib file"),
        (
            GOOD.replace("greedy", "unknown").encode(),
            [],
            "Name the method yourself, one of: budget.",
        ),
        (
            GOOD.encode(),
            ["--method", "dice@1"],
            "no counting method dice@1. Choose one of: budget.",
        ),
        (
            CUMULATIVE.encode(),
            ["--method", "budget.equal-shares.cost.add1@1"],
            "counts approvals; these are cumulative ballots.",
        ),
    ],
)
def test_bad_input_ends_with_a_sentence_and_2(
    tmp_path: Path,
    content: bytes | None,
    words: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "some.pb"
    if content is not None:
        path.write_bytes(content)
    assert run(str(path), *words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_a_folder_is_not_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path)) == 2
    assert "This is a folder, not a file." in capsys.readouterr().err


def test_the_command_starts_without_django(good: Path) -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from tequio.site.__main__ import main\n"
        f"raise SystemExit(main(['count', {str(good)!r}]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    words = [sys.executable, "-c", code]
    ended = subprocess.run(words, capture_output=True, check=False, env=environment)
    assert (ended.returncode, ended.stderr) == (0, b"")
