"""A newer version of a file leaves what was recorded by the one before; an edit is noticed."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tequio.ecosystem.queries import files
from tequio.ecosystem.queries.alliances import alliance, rule_called
from tequio.ecosystem.queries.policies import process
from tequio.ecosystem.queries.scorecards import card_of, scorecards
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_answering import opened
from tequio.ecosystem.tests.test_policies_made import begun

pytestmark = pytest.mark.django_db
SHIPPED = ("alliances/nodess.yaml", "frameworks/seed-blocks.yaml")


@pytest.fixture
def stage() -> Stage:
    return table()


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """The files of the house, in a folder where they can be changed."""
    for folder in ("alliances", "frameworks"):
        copytree(files.PLACE / folder, tmp_path / folder)
    monkeypatch.setattr(files, "PLACE", tmp_path)
    return tmp_path


def edited(file: Path, was: str, now: str) -> None:
    """A word of a file is another."""
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now, 1), encoding="utf-8")


def test_what_was_recorded_by_a_version_is_read_by_it_when_a_newer_one_comes(stage, place):
    number, card, policy = gathered(stage).plans().number, opened(stage), begun(stage)
    for name in SHIPPED:
        file = place / name
        kept = file.parent / "earlier" / f"{file.stem}-1.yaml"
        kept.parent.mkdir()
        kept.write_bytes(file.read_bytes())
        edited(file, "version: 1", "version: 2")
    files._rules_in.cache_clear()
    files._frameworks_in.cache_clear()

    today = stage.at.date()
    assert rule_called("nodess").version == 2
    assert alliance(stage.keeper, number, today, is_inside=True).rule.key == "nodess@1"
    assert card_of(stage.keeper, card, today).framework.key == "seed-blocks@1"
    assert [one.framework.version for one in scorecards(stage.keeper, today)] == [1]
    assert process(stage.keeper, policy, is_inside=True).framework.key == "seed-blocks@1"
    assert stage.ecosystem_troubles() == []


def test_a_file_that_was_edited_without_a_new_version_is_noticed(stage, place):
    gathered(stage)
    opened(stage)
    assert stage.ecosystem_troubles() == []
    edited(place / SHIPPED[0], "months: 6", "months: 3")
    edited(place / SHIPPED[1], "scale: 4", "scale: 10")
    files._rules_in.cache_clear()
    files._frameworks_in.cache_clear()
    found = stage.ecosystem_troubles()
    assert len(found) == 2
    assert ["nodess@1" in found[0], "seed-blocks@1" in found[1]] == [True, True]
