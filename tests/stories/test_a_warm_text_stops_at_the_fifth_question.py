"""Impact Ltd tells warm stories; who governs it is read from a screening, never from a text."""

from __future__ import annotations

import pytest

from tequio.chronicle.queries import all_lines
from tequio.knowledge import service
from tequio.knowledge.queries.practice import Practice, practice
from tequio.knowledge.queries.standing import reader_of
from tests.stories.a_library import a_design
from tests.stories.a_screening import (
    NOBODY_RULES_ALONE,
    NOBODY_TAKES,
    OF_ITS_RULES,
    Screening,
    a_screening,
    papers,
)
from tests.stories.telling import everything_holds, refused

OF_A_COMPANY = {
    "rules__legal_form": "company",
    "rules__vote": "by_capital",
    "rules__veto": True,
    "rules__distribution": "by_capital",
}
OF_MEETINGS = {"practice__decides_together": True, "practice__members": 40}


@pytest.fixture
def here(stage) -> Screening:
    return a_screening(stage)


def a_warm_text(here: Screening, listed: int) -> int:
    """What its brochure says, brought to the library; the number of the practice."""
    network = here.network
    told = network.does(
        "Asha", service.join, design=a_design("A smile for every box"), role="public", listed=listed
    )
    number = int(told["innovation"])
    for question in (1, 2, 3, 4, 6):
        asked = {"innovation": number, "question": question, "answer": "holds"}
        network.does("Asha", service.answer_question, **asked, words="Their brochure says so.")
    return number


def profile(here: Screening, number: int) -> Practice:
    network, today = here.network, here.network.stage.today
    reader = reader_of(network.organisation, network.person["Asha"], today)
    found = practice(network.organisation, number, reader, today)
    assert found is not None
    return found.profile


def answer(here: Screening, number: int) -> str:
    return profile(here, number).answers[4].answer


def is_found(here: Screening, listed: int, *evidence: tuple[str, dict]) -> str:
    """An assessor looks at it by these papers, and the panel decides; the verdict."""
    for kind, facts in evidence:
        here.examiner.is_shown(listed, papers(here.network, kind, facts))
    case = here.examiner.opens(listed, "un-ilo@1", "A practice of yours was brought to us.")
    case.is_taken().is_drafted("This is what your papers say.")
    case.is_answered("We have read it.")
    here.network.stage.later(22)
    case.is_found("By what is written there, and by what was done.")
    return str(here.finding(case).state)


def test_a_company_stops_at_the_fifth_and_goes_on_once_it_is_a_cooperative(here, stage):
    company = here.register.lists("Impact Ltd", address__country="GH")
    number = a_warm_text(here, company)
    assert (profile(here, number).label, answer(here, number)) == ("open", "unknown")

    assert is_found(here, company, ("register_extract", OF_A_COMPANY)) == "does_not_meet"
    assert profile(here, number).stops_at == 5
    assert (profile(here, number).label, answer(here, number)) == ("emerging", "fails")
    with refused("screening_answers_this"):
        asked = {"innovation": number, "question": 5, "answer": "holds", "words": "We promise."}
        here.network.does("Asha", service.answer_question, **asked)

    written = of_the_library(here)
    stage.later(800)  # what was filed of the company is too old to count by now
    assert (
        is_found(
            here,
            company,
            ("clause", OF_ITS_RULES),
            ("minutes", NOBODY_RULES_ALONE | OF_MEETINGS),
            ("accounts", NOBODY_TAKES),
        )
        == "meets"
    )
    assert answer(here, number) == "holds"
    assert (profile(here, number).label, profile(here, number).stops_at) == ("strong", None)
    assert of_the_library(here) == written, "nobody wrote anything in the library"
    assert everything_holds()


def of_the_library(here: Screening) -> int:
    """How many lines of the chronicle tell of the library."""
    lines = all_lines(here.network.organisation)
    return sum(line.kind.startswith("knowledge.") for line in lines)
