"""docs/acts is made from the code and current; every act says what it is for and who may."""

from pathlib import Path

import pytest

from tequio.site.acts import all_acts
from tequio.site.commands.docs import pages
from tests.lanes.copies import ROOT

FOLDER = ROOT / "docs" / "acts"


def differing(folder: Path) -> list[str]:
    """Pages that are missing, stale or of acts that are no more."""
    made = pages()
    there = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    return sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))


def test_the_pages_of_all_acts_are_current():
    assert differing(FOLDER) == [], "run ./tequio docs and commit what it wrote"


def test_a_stale_a_missing_and_a_left_over_page_are_found(tmp_path):
    for name, text in pages().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert differing(tmp_path) == []
    (tmp_path / "membership.leave.md").write_text("old")
    (tmp_path / "membership.invite.md").unlink()
    (tmp_path / "membership.dance.md").write_text("gone")
    assert differing(tmp_path) == [
        "membership.dance.md",
        "membership.invite.md",
        "membership.leave.md",
    ]


@pytest.mark.parametrize("name", all_acts())
def test_every_act_says_what_it_does_who_may_and_names_itself_after_its_room(name):
    spec = all_acts()[name]
    room, _, verb = name.partition(".")
    assert spec.about
    assert spec.may
    assert spec.function.__module__.startswith(f"tequio.{room}.service")
    assert spec.function.__name__ == verb
