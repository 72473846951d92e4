"""A crèche of a well-off suburb is held beside five places; then people disagree about one.

The table is that of the reference, to the word; all of it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tequio.knowledge import service
from tequio.knowledge.queries.assessed import AssessmentSeen
from tequio.knowledge.rules.references import Practice
from tests.stories.a_library import Library, a_library
from tests.stories.telling import everything_holds

CRECHE = Practice(case="creche")
HEADINGS = "income groups trust registration credit services customary".split()
PLACES = {
    "suburb": ("28000 1 5 yes yes yes no", "conditions_hold"),
    "township": ("3400 14 8 no no no yes", "adapt"),
    "township, groups not surveyed": ("3400 – 8 no no no yes", "not_enough_known"),
    "new settlement": ("3400 1 8 no no no yes", "do_not_transfer"),
    "nothing known": ("– – – – – – –", "not_enough_known"),
}
"""Place → what is known of it, under the headings; – where nobody asked.  And the verdict."""
KEPT = dict.fromkeys(("care", "registration", "loan", "organisation", "committee"), "keep")
CHANGED = KEPT | {
    "care": "in-kind",
    "registration": "constitution",
    "loan": "group-fund",
    "organisation": "several-functions",
}


@pytest.fixture
def here(stage) -> Library:
    return a_library(stage)


def told(seen: AssessmentSeen) -> Mapping[str, str]:
    """What each part of the crèche comes to: the form it would take, or its status."""
    return {one.component.id: one.variant or one.status for one in seen.found.components}


def decides(seen: AssessmentSeen) -> dict[str, set[tuple[str, str]]]:
    """By variable that would decide: answers that change the verdict, and to which."""
    return {
        one.variable.code: {(str(each.answer.value), each.verdict) for each in one.changes}
        for one in seen.found.decisive
    }


def described(here: Library, name: str) -> int:
    known = zip(HEADINGS, PLACES[name][0].split(), strict=True)
    return here.describes(name, **{head: value for head, value in known if value != "–"})


def test_five_places_five_verdicts_and_the_one_question_that_decides(here):
    seen = {name: here.assesses(described(here, name), CRECHE) for name in PLACES}
    for name, (_known, verdict) in PLACES.items():
        assert seen[name].found.verdict == verdict, name

    assert told(seen["suburb"]) == KEPT
    assert told(seen["township"]) == CHANGED, "four other forms; the committee stays"
    new = told(seen["new settlement"])
    assert {part for part, is_so in new.items() if is_so == "missing"} == {"care", "loan"}
    assert decides(seen["township, groups not surveyed"]) == {
        "savings_group_density": {("4", "do_not_transfer"), ("5", "adapt")}
    }
    assert decides(seen["nothing known"]) == {"bonding_trust": {("3", "do_not_transfer")}}
    assert everything_holds()


def test_where_two_disagree_nobody_knows_until_they_settle_it_and_later_all_see_who_was_right(
    here, stage
):
    place = described(here, "township, groups not surveyed")
    many = here.says(place, "groups", "14", by="Gita")
    assert here.assesses(place, CRECHE).found.verdict == "adapt"

    here.says(place, "groups", "2", by="Fati")
    assert here.assesses(place, CRECHE).found.verdict == "not_enough_known", "both stand"

    stage.later(7)
    settled = {"value": many, "present": 31, "words": "We counted the boxes, street by street."}
    here.does("Hawa", service.settle_value, **settled)
    seen = here.assesses(place, CRECHE)
    assert seen.found.verdict == "adapt"

    stage.later(190)
    words = "Mothers cook by turns; the box pays the rent."
    given = {"assessment": seen.line.id, "outcome": "alive_adapted", "words": words}
    here.does("Hawa", service.record_outcome, **given)
    (told,) = here.assessment(seen.line.id).outcomes
    assert (told.outcome, told.words, told.answer) == ("alive_adapted", words, "right")
    assert everything_holds()
