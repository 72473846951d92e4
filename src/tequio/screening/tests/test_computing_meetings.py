"""How the members met and voted, from their own meetings and votes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.chronicle import queries as chronicle
from tequio.governance import service as governance
from tequio.governance.queries.over_time import last_assemblies
from tequio.governance.rules.effects import Admit, AdmitOrganisation, Nothing
from tequio.governance.rules.founding import Opening
from tequio.governance.tests.hall import NAMES, found, payment
from tequio.ledger import service as ledger
from tequio.ledger.service import account_for
from tequio.membership import service as membership
from tequio.screening.queries.computing import Row, computed_facts
from tequio.screening.tests.own_books import answers, by_phone, office, written_down

pytestmark = pytest.mark.django_db


def assembly(hall, present=NAMES, *, closed_by="Asha"):
    """A meeting with a vote by raised hands that Asha opens and counts; its number."""
    proposal = hall.proposes(Nothing())
    meeting = hall.opens(present)
    ballot = hall.votes(proposal, meeting)
    hall.raises(ballot, len(present))
    governance.close_ballot(hall.act(closed_by), ballot=ballot)
    governance.close_meeting(hall.act(closed_by), meeting=meeting)
    return meeting


def test_assemblies_and_turnout_are_counted_with_their_rows() -> None:
    hall = found(days_ago=100)
    first = assembly(hall, NAMES[:9], closed_by="Bela")
    day = hall.today
    by_phone(hall.later(days=40), Nothing(), yes=NAMES[:6])
    said = answers(hall, "meetings")
    held = said["practice.assemblies"]
    assert (held.value, held.grade, held.rows) == (1, 2, (Row("meeting", first, day),))
    assert (held.since, held.until) == (day, hall.today), "not before it was founded here"
    assert said["practice.months_since_assembly"].value == 1
    turnout = said["practice.turnout"]
    assert (turnout.value, turnout.grade) == ("5/8", 2)
    assert [row.kind for row in turnout.rows] == ["meeting", "resolution"]
    assert said["practice.largest_vote"].value == "1/12"


def test_a_meeting_that_one_wrote_alone_is_typed_alone() -> None:
    hall = found(days_ago=10)
    assembly(hall)
    said = answers(hall, "meetings")
    assert (said["practice.assemblies"].value, said["practice.assemblies"].grade) == (1, 0)
    confirmed = assembly(hall.later(days=3), closed_by="Bela")
    held = answers(hall, "meetings")["practice.assemblies"]
    assert (held.value, held.grade) == (1, 2), "it does not take the grade of the confirmed one"
    assert [row.number for row in held.rows] == [confirmed]


def test_no_assembly_for_two_years_is_said_of_a_book_that_is_kept_here() -> None:
    hall = found(days_ago=800)
    assembly(hall, closed_by="Bela")
    day = hall.today
    said = answers(hall.later(days=740), "meetings")
    assert (said["practice.assemblies"].value, said["practice.assemblies"].grade) == (0, 2)
    since = said["practice.months_since_assembly"]
    assert (since.value, since.since, since.grade) == (24, day, 2)
    assert last_assemblies([hall.organisation], hall.today) == {hall.organisation: day}
    assert said["practice.turnout"] == "nothing_happened"


def test_who_was_founded_and_never_met_is_silent_for_a_year() -> None:
    hall = found(days_ago=800)
    young = answers(hall.later(days=200), "meetings")
    assert young["practice.assemblies"] == young["practice.months_since_assembly"] == "too_young"
    old = answers(hall.later(days=300), "meetings")
    assert (old["practice.assemblies"].value, old["practice.months_since_assembly"].value) == (
        0,
        16,
    )


def test_a_meeting_without_its_quorum_counts_for_the_turnout_alone() -> None:
    hall = found(days_ago=10)
    founded = hall.today
    assembly(hall.later(days=2), NAMES[:3])
    said = answers(hall, "meetings")
    assert last_assemblies([hall.organisation], hall.today) == {hall.organisation: founded}
    assert said["practice.assemblies"] == "too_young"
    assert said["practice.turnout"].value == "1/4"


def test_votes_are_of_the_members_and_what_leaves_no_row_is_not_said() -> None:
    said = answers(found(), "meetings")
    assert said["practice.voting_members"].value == "1"
    assert (
        said["practice.demutualised"] == said["practice.accounts_presented"] == "not_attributable"
    )
    assert said["practice.largest_vote"] == "nothing_happened"


def test_seats_for_which_two_stood_and_offices_that_changed_hands() -> None:
    hall = found(days_ago=500, values={"term.months": 12})
    assert answers(hall, "meetings")["practice.rotation"] == "too_young"
    hall.later(days=400)
    assert answers(hall, "meetings")["practice.contested_seats"] == "nothing_happened"
    both = [
        hall.proposes(office(hall, name, "treasurer", replaces="Chitra"))
        for name in "Devi Esha".split()
    ]
    ballots = [hall.votes(proposal, way="phone") for proposal in both]
    for ballot, choice in zip(ballots, ("no", "yes"), strict=True):
        for name in NAMES[:9]:
            governance.cast(hall.act(name), ballot=ballot, choice=choice)
    hall.later(days=1)
    ended = [hall.closes(ballot)["outcome"] for ballot in ballots]
    assert ended == ["rejected", "adopted"]
    said = answers(hall, "meetings")
    assert (said["practice.contested_seats"].value, said["practice.contested_seats"].grade) == (
        "1",
        2,
    )
    assert said["practice.rotation"].value == "1/3"
    assert {row.kind for row in said["practice.rotation"].rows} == {"term"}


def test_a_permission_is_carried_out_when_something_was_paid_under_it() -> None:
    hall = found(days_ago=60, opening=(Opening("cash", 100_000),))
    until = hall.today + timedelta(days=20)
    paid = by_phone(hall, payment(subject="roof", until=until))
    by_phone(hall, payment(subject="well", until=until))
    by_phone(hall, Nothing())
    assert answers(hall, "meetings", "money")["practice.decisions_executed"] == "nothing_happened"
    box = account_for(hall.organisation, unit="INR", kind="cash")
    spent = {
        "purpose": "ledger.pay",
        "subject": "roof",
        "minor": 100,
        "unit": "INR",
        "payee_text": "roofer",
    }
    ledger.pay(hall.act("Chitra"), account=box, **spent)
    said = answers(hall, "meetings", "money")["practice.decisions_executed"]
    assert (said.value, said.grade) == ("1", 0)
    assert [row.number for row in said.rows if row.kind == "resolution"] == [paid["resolution"]]
    over = answers(hall.later(days=30), "meetings", "money")["practice.decisions_executed"]
    assert over.value == "1/2"


def test_as_many_queries_for_many_meetings_as_for_one(django_assert_num_queries) -> None:
    hall = found(days_ago=30)
    books = ("statutes", "members", "meetings", "money")
    assembly(hall)
    by_phone(hall, payment())
    with CaptureQueriesContext(connection) as asked:
        computed_facts(hall.organisation, books, hall.today)
    for _time in range(2):
        assembly(hall)
        by_phone(hall, payment())
    with django_assert_num_queries(len(asked)):
        computed_facts(hall.organisation, books, hall.today)
    assert len(asked) <= 40
    with django_assert_num_queries(0):
        assert computed_facts(hall.organisation, (), hall.today) == ([], [])


def test_what_another_organisation_holds_the_head_of_is_believed_most() -> None:
    hall = found(days_ago=10)
    assembly(hall, closed_by="Bela")
    head = chronicle.head_of(hall.organisation)
    sister = found("Sister Mandal")
    witnessed = {"chain": head.chain, "number": head.number, "digest": head.digest}
    membership.witness_head(sister.act("Asha"), **witnessed)
    assert answers(hall, "meetings")["practice.assemblies"].grade == 3
    assembly(hall, closed_by="Bela")
    assert answers(hall, "meetings")["practice.assemblies"].grade == 2


def test_members_without_a_vote_are_seen_and_of_organisations_nothing_is_said() -> None:
    hall = found()
    friend = written_down(hall, "Mira").person
    by_phone(hall, Admit("admission", friend, "friend"))
    said = answers(hall, "meetings")["practice.voting_members"]
    assert (said.value, len(said.rows)) == ("12/13", 13)
    sister = found("Sister Mandal")
    membership.apply(sister.act("Asha"), federation=hall.organisation)
    by_phone(hall, AdmitOrganisation("admission_of_organisation", sister.organisation))
    assert answers(hall, "meetings")["practice.voting_members"] == "votes_of_organisations"
