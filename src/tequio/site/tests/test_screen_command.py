"""`./tequio screen`: what a pack says of one, of itself, of all; clear words for wrong input."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from tequio.screening.tests import stage
from tequio.screening.tests.test_credentials import written
from tequio.site.commands import screen


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    screen.add_arguments(parser)
    return screen.run(parser.parse_args(words))


@pytest.fixture
def here(db: None) -> tuple[stage.Stage, int]:
    network = stage.network()
    _group, listed = network.member()
    return network, listed


def test_one_is_told_with_its_gates_and_with_what_would_settle_it(here, capsys):
    _network, listed = here
    assert run(str(listed), "--for", "network") == 0
    told = capsys.readouterr().out
    assert "un-ilo@1" in told
    assert "Not enough evidence: C1" in told
    assert "What would settle it, cheapest first:" in told
    assert run("weavers", "--for", "network", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["verdict"], found["computed"]) == ("not_enough_evidence", [])


def test_an_organisation_looks_at_itself_by_its_own_books(here, capsys):
    assert run("weavers", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert "practice.members" in {one["fact"] for one in found["computed"]}
    assert found["books"] == ["circle", "loans", "meetings", "members", "money", "statutes"]


def test_all_are_counted_and_another_pack_says_for_whom_it_would_change(here, capsys):
    network, _listed = here
    network.lists("Green Ltd")
    assert run("--all", "--for", "network") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1].endswith("Meets 0 · Does not meet 0 · Contested 0 · Not enough evidence 2")
    assert run("--all", "--for", "network", "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["name"] for one in lines] == ["Weavers of Lomé", "Green Ltd"]
    assert run("--all", "--for", "network", "--against", "in-shg@1") == 0
    assert "in-shg@1 → un-ilo@1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nobody"], "no organisation 'nobody'"),
        (["7"], "--for NETWORK. ./tequio find NETWORK NAME"),
        (["Green Ltd", "--for", "network"], "./tequio find network NAME tells the number"),
        (["7", "--for", "nobody"], "no organisation 'nobody'"),
        (["999", "--for", "network"], "lists nobody under 999"),
        (["network", "--for", "network"], "is not recognised in the register"),
        (["weavers", "--pack", "no-pack@1"], "There is no pack 'no-pack@1'"),
        (["weavers", "--pack", "un-ilo@7"], "There is no pack 'un-ilo@7'"),
        (["--all"], "needs --for"),
        ([], "Say which organisation"),
        (["--check", "/no/such/file"], "/no/such/file: There is no such file."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(here, capsys, words, told):
    assert run(*words) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("31.12.2026", "write the day as 2026-12-31"),
        ("0001-01-01", "write a day of the years 1900 to 2200"),
        ("9999-12-31", "write a day of the years 1900 to 2200"),
    ],
)
def test_a_day_that_cannot_be_looked_at_is_refused_in_a_sentence(capsys, day, told):
    with pytest.raises(SystemExit):
        run("weavers", "--on", day)
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_can_be_looked_at(here, day):
    _network, listed = here
    assert run("weavers", "--on", day) == 0
    assert run(str(listed), "--for", "network", "--on", day) == 0


def test_packs_of_the_house_and_those_that_were_adopted_are_listed(here, capsys):
    assert run("--packs") == 0
    assert "un-ilo@1" in capsys.readouterr().out
    assert run("--packs", "--for", "network") == 0
    assert capsys.readouterr().out == ""


def test_a_credential_is_checked_without_any_table(tmp_path: Path, capsys):
    file = tmp_path / "credential.json"
    file.write_text(written(), encoding="utf-8")
    assert run("--check", str(file)) == 0
    assert "Genuine" in capsys.readouterr().out
    file.write_text(written().replace("Weavers", "Reavers"), encoding="utf-8")
    assert run("--check", str(file)) == 1
    assert "something in the credential was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"\xff\xd8\xff\0",
            "This is not the credential of a finding: it is written in another way.",
        ),
        (b"Dear all", "This is not the credential of a finding: it is written in another way."),
        (b" " * 9, "This is not the credential of a finding: there is nothing in it."),
        (b"x" * 500_000, "This is not the credential of a finding: it is too large."),
    ],
)
def test_a_file_that_is_no_credential_is_told_in_words(tmp_path: Path, capsys, data, told):
    file = tmp_path / "photo.jpg"
    file.write_bytes(data)
    assert run("--check", str(file)) == 1
    assert capsys.readouterr().err.startswith(told)


def test_whom_the_rules_do_not_speak_of_is_not_said_to_lack_evidence(here, capsys):
    network, listed = here
    network.says(listed, "class.legal_form", {"scheme": "fr-legal-category", "code": "9220"})
    assert run(str(listed), "--for", "network", "--pack", "za@1") == 0
    assert ": Does not apply" in capsys.readouterr().out.splitlines()[0]
