"""Real budgets: what was officially decided is what we count, in all 34 files that say it.

The files come from Pabulib (pabulib.org; D. Faliszewski and others, "Participatory Budgeting:
Data, Tools and Analysis", IJCAI 2023) and lie outside the repository, see `PLACE`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tequio.governance.rules.counting import greedy, methods, pabulib
from tequio.governance.rules.counting.pabulib_remarks import remarks

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("TEQUIO_SHARED", ROOT.parent / "shared"))
PLACE = SHARED / "data" / "elections" / "pabulib"

pytestmark = pytest.mark.skipif(
    not PLACE.is_dir(), reason="the reference data (../shared/data/elections/pabulib) is not here"
)

FILES = sorted(PLACE.glob("*.pb"))

NOT_COMPARABLE = {
    # The files state no official outcome (no column `selected`); their scores are compared below.
    "France_Toulouse_2022_11_-_Bonhoure_Guilhemery_Chateau_de_lHers_Limayrac_Cote_Pavee": "greedy",
    "Netherlands_Amsterdam_523": "greedy",
    "Poland_Gdansk_2020_Suchanino": "greedy",
    "Poland_Krakow_2018_Podgorze_Duchackie": "greedy",
    "Poland_Zabrze_2020_Centrum_Polnoc": "greedy",
    "Poland_Zabrze_2021_Zaborze_Polnoc": "greedy",
    # Nor do these, and the rule by which they were decided is not known either.
    "US_Stanford_Dataset_PB_Chicago_35th_Ward_2021_vote_knapsacks": "unknown",
    "US_Stanford_Dataset_PB_Greensboro_District_1_2019_vote_knapsacks": "unknown",
    "US_Stanford_Dataset_Your_Voice_Your_Choice_Parks_and_Streets-_Seattle_2017_District_6_"
    "vote_approvals": "unknown",
    "Worldwide_Mechanical_Turk_Ranking_value_8": "unknown",
}

DECIDED = [path for path in FILES if path.stem not in NOT_COMPARABLE]


def read(path: Path) -> pabulib.PabulibFile:
    return pabulib.read(path.read_bytes())


@pytest.mark.parametrize("path", DECIDED, ids=lambda path: path.stem)
def test_the_count_is_the_official_outcome(path: Path) -> None:
    """Compared is the set of projects marked 1.

    Poznań (`greedy-custom`) explains two more marks: 2, the first project that does not fit, paid
    from a reserve because 80 % of it was left; 3, projects paid with money unused elsewhere.  Both
    are decisions about other money, not about this budget; these two files contain neither.
    """
    file = read(path)
    method = methods.method_for_rule(file.rule, threshold=file.vote.threshold)
    count = methods.count(file.vote, method)
    assert set(count.selected) == {project for project, mark in file.selected if mark == 1}


def test_thirty_four_files_state_an_outcome_and_a_rule() -> None:
    rules = [read(path).rule for path in DECIDED]
    assert len(rules) == 34
    assert sum(rule.startswith("greedy") for rule in rules) == 31
    assert sum(rule.startswith("equalshares") for rule in rules) == 3
    assert rules.count("greedy-custom") == 2


def test_the_ten_others_say_why_they_cannot_be_compared() -> None:
    assert {path.stem for path in FILES} - {path.stem for path in DECIDED} == set(NOT_COMPARABLE)
    for path in FILES:
        if path.stem in NOT_COMPARABLE:
            assert read(path).selected == ()
            assert read(path).rule == NOT_COMPARABLE[path.stem]


def test_the_marks_of_poznan_are_only_chosen_and_not_chosen() -> None:
    custom = [read(path) for path in DECIDED if read(path).rule == "greedy-custom"]
    assert {mark for file in custom for _project, mark in file.selected} == {0, 1}
    assert all("80%" in comment for file in custom for comment in file.comments)
    assert all([remark.kind for remark in remarks(file)] == ["custom_rule"] for file in custom)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_scores_that_a_file_prints_are_those_of_its_ballots(path: Path) -> None:
    file = read(path)
    ids = [project.id for project in file.vote.projects]
    assert file.published == tuple(zip(ids, greedy.scores(file.vote), strict=True))


def test_the_withdrawn_project_of_wroclaw_is_left_out() -> None:
    file = read(PLACE / "Poland_Wroclaw_2017_Rejon_nr_11_750.pb")
    assert [project.id for project in file.vote.projects if project.withdrawn] == ["150"]
    stages = methods.count(file.vote, "budget.greedy-no-skip@1").stages
    assert [stage.kind for stage in stages] == ["withdrawn", "chosen", "stopped"]


def test_cents_stay_cents() -> None:
    file = read(PLACE / "Poland_Warszawa_2017_Kamionek.pb")
    assert (file.vote.budget, file.vote.exponent) == (30829885, 2)
    assert read(PLACE / "Poland_Swiecie_2023.pb").vote.exponent == 0


def test_ballots_outside_the_stated_limits_are_counted_and_remarked() -> None:
    found = {path.stem: [remark.kind for remark in remarks(read(path))] for path in FILES}
    outside = [stem for stem, kinds in found.items() if "outside_limit" in kinds]
    assert outside == ["Poland_Warszawa_2018_Grochow_Poludniowy"]


@pytest.mark.parametrize("path", [PLACE / "Netherlands_Assen_2024.pb"], ids=["Assen"])
def test_the_command_prints_the_count_of_a_real_file(path: Path) -> None:
    words = [sys.executable, "-m", "tequio.site", "count", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ended = subprocess.run(words, capture_output=True, check=True, env=environment)
    report = json.loads(ended.stdout)
    assert report["method"] == "budget.equal-shares.cost.add1@1"
    assert set(report["selected"]) == {"2", "3", "5", "6", "9", "11", "12", "13", "14"}
    assert report["ties"] == [{"stage": 4, "projects": ["2", "11"], "by": "lower cost"}]
    assert report["comments"] == ["#1: Young people between the ages of 12 and 27 could vote"]
