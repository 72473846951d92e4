"""`./tequio match`: pairs for whoever asks, one clear sentence for whoever asks wrongly."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from tequio.site.commands import match

A = """id,name,postcode,number,status
1,Leeds Bread Ltd,LS1 1AA,00012345,Live
2,Baywind Energy,LA14 2PN,,Live
3,Old Mill,LS1 1AA,,Dead
"""
B = """id,name,postcode,number
x,The Leeds Bread Co-operative,ls1 1aa,12345
y,Baywind Energy Two,LA14 2PN,
z,Old Mill,LS1 1AA,
"""
MAPPING = """
id: two
title: Two editions
parts:
  - source: ours
    key: id
    say:
      - {property: name.legal, column: name, language: en}
      - {property: address.postcode, column: postcode}
      - {property: address.country, value: GB}
      - {property: identifier, column: number, scheme: GB-COH}
"""


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    match.add_arguments(parser)
    return match.run(parser.parse_args(words))


@pytest.fixture
def lists(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("a.csv", A), ("b.csv", B), ("two.yaml", MAPPING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "a.csv"), str(tmp_path / "b.csv")


def found(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run(*words, "--json", "--country", "GB") == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def test_pairs_come_with_their_scores_and_what_speaks_for_them(
    lists: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    report = found(capsys, *lists)
    assert report["left"]["organisations"] == report["left"]["compared"] == 3
    pairs = [(one["left"], one["right"], one["score"]) for one in report["candidates"]]
    assert pairs == [("1", "x", 2.0), ("3", "z", 1.0), ("2", "y", 0.9125)]
    first, _mill, wind = report["candidates"]
    assert {one["feature"]: one["weight"] for one in first["features"]} == {
        "name": 0.7,
        "postcode": 0.3,
        "number": 1.0,
    }
    assert (first["reading"], first["sure"], first["automatic"]) == ("same", True, False)
    assert (wind["reading"], wind["sure"]) == ("address", False)
    assert {"feature": "numeral", "left": "", "right": "2", "weight": 0.0, "agrees": False} in (
        wind["features"]
    )


def test_numbers_can_be_hidden_and_closed_organisations_left_out(
    lists: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    report = found(capsys, *lists, "--without-numbers", "--live")
    assert [(one["left"], one["score"]) for one in report["candidates"]] == [
        ("1", 1.0),
        ("2", 0.9125),
    ]
    assert report["left"]["compared"] == 2


def test_by_a_mapping_it_says_what_an_import_would_link_and_why_it_would_not(
    lists: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = found(capsys, *lists, "--mapping", str(tmp_path / "two.yaml"))
    assert report["left"]["mapping"] == "two"
    (link,) = report["links"]
    assert (link["by"], link["automatic"]) == ("number", False)
    assert link["waits_because"] == report["candidates"][0]["waits_because"] == ["key_contradicts"]
    (tmp_path / "b.csv").write_text(B.replace("x,", "1,"), encoding="utf-8")
    report = found(capsys, *lists, "--mapping", str(tmp_path / "two.yaml"))
    assert report["candidates"][0]["automatic"]
    assert report["links"][0]["by"] == "key"


def test_a_person_gets_a_table(lists: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*lists, "--country", "GB") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("|")[0].split() == "2.000 one organisation 1 Leeds Bread Ltd".split()
    assert lines[-1] == (
        "3 organisations beside 3: 3 may be one, 0 may have taken another's place; "
        "an import would link 0 without asking."
    )


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, [], "There is no such file."),
        (b"", [], "has no heading line"),
        (b"colour,size\nred,1\n", [], "is known to hold names of organisations: colour, size."),
        (b"PK\x03\x04", [], "is neither a workbook"),
        (b"name\nA\n", ["--mapping", "nothing"], "There is no mapping nothing."),
        (b"name\nA\n", ["--mapping", "uk-coops-organisations"], "has no column"),
        (b"name\nA\n", ["--mapping", "a"] * 3, "--mapping is given at most twice"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_2(
    tmp_path: Path,
    lists: tuple[str, str],
    content: bytes | None,
    words: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "some.csv"
    if content is not None:
        path.write_bytes(content)
    assert run(lists[0], str(path), *words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1


def test_a_folder_is_not_a_list(
    tmp_path: Path, lists: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(lists[0], str(tmp_path)) == 2
    assert "This is a folder, not a file." in capsys.readouterr().err
