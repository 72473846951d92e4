"""`./tequio assess`: whether a practice would stand in a place; clear words for wrong input."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from tequio.knowledge.rules.transferability.aloud import DISCLAIMER
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import township
from tequio.knowledge.tests.writing import begun
from tequio.site.commands import assess
from tests.lanes.copies import Copy


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    assess.add_arguments(parser)
    return assess.run(parser.parse_args(words))


def test_a_place_in_a_file_is_told_with_the_question_that_would_decide(tmp_path: Path, capsys):
    place = tmp_path / "kasi.yaml"
    place.write_text("median_household_income: {value: 3400, unit: ZAR}\nbonding_trust: 8\n")
    assert run("creche", "--context", str(place)) == 0
    told = capsys.readouterr().out
    assert "Not enough known" in told
    assert "Ask this first" in told
    assert DISCLAIMER in told
    place.write_text("{savings_group_density: 14, bonding_trust: 8, customary_group_rules: true}")
    assert run("creche", "--context", str(place)) == 0, "YAML in braces, as docs/learning.md has it"
    place.write_text("")
    capsys.readouterr()
    assert run("creche", "--context", str(place), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["disclaimer"]) == ("not_enough_known", DISCLAIMER)


def test_a_place_of_a_library_is_read_as_it_stands(db, capsys):
    here = stage.library()
    kasi = str(township(here))
    assert run("creche", "--for", "network", "--context", kasi, "--json") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "adapt"
    assert run(str(begun(here)), "--for", "network", "--context", kasi) == 2
    assert "what the core of this practice needs" in capsys.readouterr().err
    assert run("999999", "--for", "network", "--context", kasi) == 2
    assert "There is no practice 999999" in capsys.readouterr().err
    assert run("creche", "--for", "network", "--context", "999999") == 2
    assert "There is no place 999999" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"mood: good", "mood"),
        (b"bonding_trust: 99", "bonding_trust"),
        (b"\xff\xfe", "UTF-8"),
        (b"- just\n- a list", "kasi.yaml:"),
        (b"{", "JSON"),
        (b"0", "kasi.yaml:"),
        (b"bonding_trust: [8", "line 1"),
        (b"bonding_trust: 8\nbonding_trust: 9", "stands twice"),
        (b"a: &a [*a]", "refers to itself"),
        (b"x" * 200_001, "larger than any place"),
    ],
)
def test_a_file_that_describes_no_place_is_refused_with_what_is_wrong(
    tmp_path: Path, capsys, content, says
):
    place = tmp_path / "kasi.yaml"
    place.write_bytes(content)
    assert run("creche", "--context", str(place)) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Say which practice"),
        (("creche",), "Say which practice"),
        (("unheard-of", "--context", "nowhere.yaml"), "no ready case"),
        (("creche", "--context", "nowhere.yaml"), "nowhere.yaml: There is no such file."),
        (("creche", "--context", "."), ".: "),
        (("creche", "--context", "7"), "needs --for"),
        (("7", "--context", "nowhere.yaml"), "needs --for"),
        (("creche", "--for", "nobody", "--context", "7"), "no organisation"),
    ],
)
def test_wrong_input_is_answered_with_what_to_do(db, capsys, words, says):
    assert run(*words) == 2
    assert says in capsys.readouterr().err


def test_a_ready_case_in_the_place_of_a_file_needs_no_database(tmp_path: Path):
    (tmp_path / "kasi.yaml").write_text("bonding_trust: 8")
    here = Copy(tmp_path, "")
    done = here.run("assess", "creche", "--context", str(tmp_path / "kasi.yaml"))
    assert (done.returncode, "Not enough known" in done.stdout) == (0, True), done.stderr
    assert not (tmp_path / "tequio.sqlite3").exists()


def test_the_ready_cases_are_listed(capsys):
    assert run("--cases") == 0
    assert "creche " in capsys.readouterr().out
