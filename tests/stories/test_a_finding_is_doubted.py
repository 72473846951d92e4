"""What was found is doubted, appealed against, or asked about anew; nothing turns by itself."""

from __future__ import annotations

import pytest

from tequio.kernel import Truth
from tequio.membership.service import NewPerson, create_person
from tequio.screening.queries.cases import case_view
from tequio.screening.queries.looking import changed_for_all
from tequio.screening.queries.packs import pack_of, ready_text
from tequio.screening.service import withdraw_consent
from tests.stories.a_screening import (
    NOBODY_RULES_ALONE,
    NOBODY_TAKES,
    OF_ITS_RULES,
    Screening,
    a_cooperative,
    a_screening,
    lets_books_be_read,
    papers,
    shows,
)
from tests.stories.telling import everything_holds, refused


@pytest.fixture
def here(stage) -> Screening:
    return a_screening(stage)


@pytest.fixture
def weavers(here, stage):
    """Weavers whom the register lists; they let their roll and their meetings be read."""
    group = a_cooperative(stage)
    group.listed = here.is_joined_by(group, "Weavers of Bonwire")
    group.consent = lets_books_be_read(group, here, "statutes", "meetings", "members")
    stage.later(30)
    return group


DOUBT = "They elected nobody: the founder's cousin names the board."


def is_doubted(here, weavers, outside: str):
    """A stranger who buys from the weavers doubts them."""
    here.network.person["Stina"] = create_person(NewPerson("Stina"))
    seats = papers(here.network, "minutes", {"practice__outside_seats": outside})
    return here.examiner.is_doubted_by("Stina", weavers.listed, "un-ilo@1", DOUBT, seats)


def test_a_doubt_is_read_by_nobody_until_it_is_taken_up_and_then_it_counts(here, weavers):
    before = here.register.reads(weavers.listed)
    case = is_doubted(here, weavers, "1")
    assert here.register.reads(weavers.listed) == before
    secretary, stage = weavers.person["Bea"], here.network.stage
    assert case_view(here.network.organisation, case.case, secretary, stage.today) is None

    case.is_looked_at("These are minutes; we ask them.", is_taken=True)
    case.group = weavers
    case.is_taken().is_drafted("Minutes say that all seats were given from outside.")
    case.is_answered("That was before the looms were ours; we would not say it better.")
    case.is_found("All seats of the board were given from outside.")
    found = here.finding(case)
    assert (found.state, found.gates) == ("does_not_meet", ("C4",))
    assert everything_holds()


def test_a_doubt_that_is_refused_leaves_no_trace_in_what_is_judged(here, weavers):
    case = is_doubted(here, weavers, "1")
    case.is_looked_at("These are minutes of somebody else.", is_taken=False)
    show_everything(weavers, here)
    assert here.finding(is_judged(here, weavers)).state == "meets"
    assert everything_holds()


def show_everything(weavers, here) -> None:
    """By-laws, minutes and accounts."""
    for kind, facts in (
        ("clause", OF_ITS_RULES),
        ("minutes", NOBODY_RULES_ALONE),
        ("accounts", NOBODY_TAKES),
    ):
        shows(weavers, here, kind, facts)


def is_judged(here, weavers):
    """A case of the weavers, up to its finding."""
    case = here.examiner.is_asked_by(weavers, "un-ilo@1", "Please look at us.")
    case.is_taken().is_drafted("This is what was shown.").is_answered("Yes.")
    case.is_found("This is what was shown, and no more.")
    return case


def test_an_appeal_succeeds_before_people_who_had_no_part_in_it(here, weavers):
    first = is_judged(here, weavers)
    assert here.finding(first).state == "not_enough_evidence"
    show_everything(weavers, here)
    again = first.is_appealed("You never asked for our by-laws. Here they are, with accounts.")
    with refused("in_conflict"):
        again.is_taken("Dalia")

    again.is_taken("Emil").is_drafted("You are right: it is shown now.").is_answered("Thanks.")
    again.is_proposed("Their papers were not asked for; they show what was missing.")
    again.is_called()
    for name in ("Fatou", "Gita"):
        with refused("not_on_the_roll"):
            again.is_voted_on(name)
    told = again.is_voted_on("Ines", "Jaya", "Kofi").is_decided()

    assert (told["instead_of"], here.finding(again).state) == (first.finding, "meets")
    was = here.finding(first)
    assert (was.replaced_by, was.is_current) == (again.finding, False), "it stays to be read"
    assert everything_holds()


def test_a_consent_is_taken_back_and_nothing_turns_into_met(here, weavers):
    show_everything(weavers, here)
    case = here.examiner.is_asked_by(weavers, "un-ilo@1", "Please look at us.").is_taken()
    before = here.judgement(case.is_assessed())
    weavers.does("Caro", withdraw_consent, consent=weavers.consent)
    after = here.judgement(case.is_assessed())

    was = {one.id for one in before.criteria if one.truth is Truth.HOLDS}
    now = {one.id for one in after.criteria if one.truth is Truth.HOLDS}
    assert before.verdict == "meets"
    assert now < was, "what rested on their books is unknown again"
    assert after.verdict == "contested"
    assert not any(one.truth is Truth.FAILS for one in after.criteria), "and nothing failed"
    assert everything_holds()


def test_a_new_version_of_a_pack_proposes_and_changes_nothing(here, weavers):
    show_everything(weavers, here)
    case = is_judged(here, weavers)
    first = ready_text("un-ilo")
    harder = first.replace("version: 1", "version: 2").replace(
        "id: C7\n    gate: false", "id: C7\n    gate: true"
    )
    here.examiner.adopts(harder)

    keeper, today = here.network.organisation, here.network.stage.today
    packs = tuple(pack_of(keeper, key).pack for key in ("un-ilo@1", "un-ilo@2"))
    ((listed, change),) = changed_for_all(keeper, packs, today)
    assert (listed, change.old.verdict, change.new.verdict) == (
        weavers.listed,
        "meets",
        "not_enough_evidence",
    )
    assert [(one.criterion, one.what) for one in change.changes[0].rules] == [("C7", "gate")]
    found = here.finding(case)
    assert (found.state, found.pack.key, found.is_current) == ("meets", "un-ilo@1", True)
    assert everything_holds()
