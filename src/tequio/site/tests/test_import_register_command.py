"""`./tequio import register`: told first, done once, refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tequio.registry.models import BatchRow, RecordRow, SourceRow
from tequio.registry.tests.stage import Register, register
from tequio.site.__main__ import main

pytestmark = pytest.mark.django_db

MAPPING = """
id: valley
title: Groups of the valley
sources:
  - {code: valley, title: The valley's list, kind: survey, licence: CC0-1.0, public: true}
parts:
  - source: valley
    key: no
    say:
      - {property: name.legal, column: name}
      - {property: founded_on, column: since, days: D/M/Y}
personal: {phone: a person's telephone}
"""
ROWS = "no,name,since,phone,colour\n1,Asha,2/3/2001,999,red\n2,Bina,soon,,\n"


@pytest.fixture
def held() -> Register:
    return register()


@pytest.fixture
def words(tmp_path: Path, held: Register) -> list[str]:
    """The words of the command for a file with two rows."""
    file, mapping = tmp_path / "list.csv", tmp_path / "valley.yaml"
    file.write_text(ROWS, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    by = str(held.group.people["asha"])
    whom = ["--source", "valley", "--for", "red", "--by", by, "--mapping", str(mapping)]
    return ["import", "register", str(file), *whom]


def told(capsys: pytest.CaptureFixture[str], words: list[str]) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_dry_run_tells_rows_and_columns_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    found = told(capsys, [*words, "--dry-run"])
    assert (found["rows"], found["new"], found["refused"]) == (2, 2, 0)
    assert [one["name"] for one in found["records"]] == ["Asha", "Bina"]
    states = {one["column"]: one["state"] for one in found["columns"]}
    assert states["phone"] == "personal"
    assert states["colour"] == "not_known"
    since = next(one for one in found["columns"] if one["column"] == "since")
    assert since["samples"] == [[3, "soon"]]
    assert not SourceRow.objects.exists()
    assert not RecordRow.objects.exists()


def test_a_file_is_taken_in_with_its_source_and_mapping_once(
    capsys: pytest.CaptureFixture[str], words: list[str], held: Register
) -> None:
    assert told(capsys, words)["new"] == 2
    again = told(capsys, words)
    assert again["replayed"] is True
    assert BatchRow.objects.count() == 1
    assert "999" not in "".join(RecordRow.objects.values_list("key", flat=True))
    assert held.findings() == []
    assert main(words) == 0
    assert "2 rows, 2 new" in capsys.readouterr().out


def test_without_json_it_is_told_in_lines(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main([*words, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 rows (csv): 2 new")
    assert "column colour: the mapping does not know this column" in said
    assert "column since: 1 of 2 not understood: 'soon' on line 3" in said


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("--mapping", "nothing"), 1, "There is no mapping nothing."),
        (("--source", "other"), 1, "does not speak for the source other"),
        (("--for", "nowhere"), 1, "There is no organisation called nowhere."),
    ],
)
def test_what_is_wrong_is_said(
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    change: tuple[str, str],
    code: int,
    said: str,
) -> None:
    assert main([*words, *change]) == code
    assert said in capsys.readouterr().err
    assert not RecordRow.objects.exists()
    assert not SourceRow.objects.exists()


def test_a_file_that_is_not_there_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    words[2] += ".gone"
    assert main(words) == 2
    assert "There is no such file." in capsys.readouterr().err


def test_a_day_written_otherwise_is_answered_with_how_to_write_it(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words, "--edition", "31/12/2016"])
    told = capsys.readouterr().err
    assert "'31/12/2016' is no day here: write year, month and day, such as 2016-12-31" in told
