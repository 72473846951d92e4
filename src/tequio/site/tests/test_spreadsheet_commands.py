"""`./tequio export` and `./tequio import circle` as somebody types them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tequio.governance.rules.founding import Founder, NewGroup
from tequio.site.__main__ import main
from tequio.site.demonstration.stage import Stage

CUT_OFF = "Name,Total savings,Loan outstanding\nAsha,500,\nBina,300,0\n"


@pytest.fixture
def group(db: None):
    return Stage().found(
        NewGroup("Sakhi", "self-help-group", "INR"),
        [Founder("Asha", offices=("chair", "treasurer")), *map(Founder, "Bina Chand Devi".split())],
        values={"circle.share_price": 100_00, "members.least": 1, "circle.keys": 1}
        | {"lending.guarantors": 0, "lending.multiple_of_savings": "0", "lending.largest": 10**6},
    )


def run(*words: object) -> int:
    from tequio.site.commands import export, import_

    verb = {"export": export, "import": import_}[str(words[0])]
    import argparse

    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    return verb.run(parser.parse_args([str(word) for word in words[1:]]))


def test_a_cut_off_is_tried_then_taken_then_goes_out(group, tmp_path: Path, capsys) -> None:
    file = tmp_path / "cut-off.csv"
    file.write_text(CUT_OFF, encoding="utf-8")
    words = ("import", "circle", file, "--for", "sakhi", "--by", group.person["Asha"])
    assert run(*words, "--dry-run") == 0
    assert "this was a dry run" in capsys.readouterr().out
    assert run(*words, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["outcome"] for one in told] == [
        "cycle begun",
        "shares",
        "shares",
    ]
    target = tmp_path / "all.zip"
    assert run("export", "sakhi", target) == 0
    with zipfile.ZipFile(target) as archive:
        accounts = archive.read("csv/accounts.csv").decode()
    assert '"main","member-shares","Asha","500.00","INR"' in accounts
    assert run("export", "sakhi", target) == 2, "it does not overwrite"


def test_a_loan_in_a_cut_off_needs_its_months(group, tmp_path: Path, capsys) -> None:
    file = tmp_path / "cut-off.csv"
    file.write_text(CUT_OFF.replace("300,0", "300,100"), encoding="utf-8")
    assert run("import", "circle", file, "--for", "sakhi", "--by", group.person["Asha"]) == 1
    assert "months_missing" in capsys.readouterr().err


def test_what_is_wrong_is_said_row_by_row(group, tmp_path: Path, capsys) -> None:
    file = tmp_path / "cut-off.csv"
    file.write_text(CUT_OFF.replace("Bina", "Nobody").replace("500", "550"), encoding="utf-8")
    words = ("import", "circle", file, "--for", "sakhi", "--by", group.person["Asha"])
    assert run(*words) == 1
    said = capsys.readouterr().err
    assert "row 2" in said
    assert "row 3" in said
    assert run("import", "circle", tmp_path / "none.csv", *words[3:]) == 2
    assert run("export", "nowhere", tmp_path / "x.zip") == 1


def test_export_stands_among_the_verbs(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "ZIP" in capsys.readouterr().out
