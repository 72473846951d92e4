"""A network screens: who is what it says it is, by what it wrote and by what it does."""

from __future__ import annotations

import pytest

from tequio.screening.rules.credentials import read_credential
from tequio.screening.service import attest
from tests.stories.a_register import a_register, joins
from tests.stories.a_screening import (
    NOBODY_RULES_ALONE,
    NOBODY_TAKES,
    OF_A_MINUTE_BOOK,
    OF_ITS_RULES,
    Screening,
    a_cooperative,
    a_screening,
    lets_books_be_read,
    papers,
    shows,
)
from tests.stories.telling import everything_holds, found_circle, refused

BY_LAWS = "Perfect by-laws; but when did you last meet?"


@pytest.fixture
def here(stage) -> Screening:
    return a_screening(stage)


def test_a_workers_cooperative_lets_its_books_be_read_and_meets(here, stage):
    weavers = a_cooperative(stage)
    here.is_joined_by(weavers, "Weavers of Bonwire")
    lets_books_be_read(weavers, here, "statutes", "meetings", "members")
    stage.later(30)
    case = here.examiner.is_asked_by(weavers, "un-ilo@1", "We would like to sell to the city.")
    case.is_taken().is_drafted("Your books show who decides; nobody showed us the money.")
    assert here.reading(case, "C6") == "not_enough", "their books do not tell of it"

    shows(weavers, here, "clause", OF_ITS_RULES, pointer="articles 2 to 9")
    shows(weavers, here, "minutes", NOBODY_RULES_ALONE)
    shows(weavers, here, "accounts", NOBODY_TAKES)
    case.is_answered("Here are our by-laws, our minutes and last year's accounts.")
    case.is_drafted("What you showed us and what your books say comes to this.")
    case.is_answered("That is us.")
    case.is_found("They own and decide together; their books and their papers agree.")

    found = here.finding(case)
    assert (found.state, found.gates) == ("meets", ())
    assert here.reading(case, "C3") == "met"
    assert "their papers agree" in found.reasons
    assert found.holds_until.year == found.decided_on.year + 3
    assert "Weavers of Bonwire" in here.carried(case, ".svg")
    signed = here.carried(case, ".json")
    assert (read_credential(signed).pack, read_credential(signed).verdict) == ("un-ilo@1", "meets")
    with refused("credential_not_signed"):
        read_credential(signed.replace("Weavers of Bonwire", "Evergreen Wraps Ltd"))
    assert everything_holds()


def test_a_company_with_a_green_brochure_and_one_founders_veto_does_not_meet(here):
    green = here.register.lists("Evergreen Wraps Ltd", address__country="GH")
    network, examiner = here.network, here.examiner
    case = examiner.opens(green, "un-ilo@1", "They ask members of ours for a discount.")
    brochure = {"rules__planet": True, "rules__purpose": "community"}
    examiner.is_shown(green, papers(network, "photograph", brochure))
    filed = {
        "rules__legal_form": "company",
        "rules__vote": "by_capital",
        "rules__veto": True,
        "rules__distribution": "by_capital",
    }
    examiner.is_shown(green, papers(network, "register_extract", filed))
    case.is_taken().is_drafted("The founder can stop every decision; profit goes by capital.")
    case.is_answered("We plant a tree for every box.")
    network.stage.later(22)  # what an assessor wrote down for it ends its time to answer no sooner
    case.is_found("One founder has a veto. How green the boxes are was not asked here.")

    found = here.finding(case)
    assert (found.state, found.gates) == ("does_not_meet", ("C3", "C5"))
    assert here.reading(case, "C11") == "not_enough", "a brochure is no clause"
    assert "veto" in found.reasons
    assert here.carried(case, ".svg") == "", "there is no label for it"
    assert everything_holds()


def test_a_group_without_any_paper_meets_by_what_it_does(stage):
    here = a_screening(stage, "informal", "un-ilo")
    circle, neighbour, other = (
        found_circle(stage, name) for name in ("Nsoroma circle", "Biakoye circle", "Odo circle")
    )
    union = a_register(stage, "Union of circles").network
    joins(circle, union)
    listed = here.is_joined_by(circle, "Nsoroma circle")
    stage.later(7)
    shows(circle, here, "photograph", OF_A_MINUTE_BOOK)
    for group, name in ((neighbour, "Biakoye"), (other, "Odo"), (union, "Union")):
        here.is_joined_by(group, name)
        said = {"listed": listed, "words": "We meet under the next tree."}
        group.does(group.secretary, attest, examiner=here.network.slug, **said)

    for pack in ("informal@1", "un-ilo@1"):
        case = here.examiner.is_asked_by(circle, pack, "We have no papers but our book.")
        case.is_taken().is_drafted("Your book and your neighbours show it.")
        case.is_answered("Yes.")
        case.is_found("They save, meet and decide together; two groups and their union say so.")
        assert here.finding(case).state == "meets", pack
    assert here.reading(case, "C3") == "works_not_written", "help with by-laws, no rejection"
    assert everything_holds()


def test_perfect_by_laws_and_no_assembly_in_two_years_are_letter_only(here, stage):
    palace = a_cooperative(stage, "Cooperative of the fine letter")
    listed = here.is_joined_by(palace, "Cooperative of the fine letter")
    lets_books_be_read(palace, here, "statutes", "meetings", "members")
    stage.later(790)
    shows(palace, here, "clause", OF_ITS_RULES, pointer="articles 1 to 40")
    heard = {"practice__decides_together": False, "practice__veto_used": False}
    visit = papers(here.network, "visit", heard, file="", words="Three members told us so.")
    here.examiner.is_shown(listed, visit)
    case = here.examiner.is_asked_by(palace, "un-ilo@1", "Our by-laws are a model.")
    case.is_taken().is_drafted(BY_LAWS)

    assert here.reading(case, "C3") == "letter_only"
    case.is_answered("We were busy.")
    case.is_found("What is written is not done: no assembly for two years.")
    found = here.finding(case)
    assert (found.state, found.gates) == ("does_not_meet", ("C3",))
    assert everything_holds()


def test_an_association_of_forty_is_contested_by_its_own_registers(stage):
    here = a_screening(stage, "fr-ess")
    here.reads_a_list("Statistics office", "1,Les Quarante,900100,40,yes")
    here.reads_a_list("Chamber of the social economy", "7,Les Quarante,900100,40,no")
    ((name, row),) = here.register.listed().items()
    assert (name, row.sources) == ("Les Quarante", 2), "one association, two official words"

    case = here.examiner.opens(row.number, "fr-ess@1", "Two registers say two things of you.")
    case.is_taken().is_drafted("One list says that you belong, the other that you do not.")
    case.is_answered("Nobody ever told us.")
    stage.later(22)
    case.is_found("We do not choose between two offices: they are asked to agree.")
    found = here.finding(case)
    assert (found.state, found.gates) == ("contested", ("C1-list",))
    assert everything_holds()
