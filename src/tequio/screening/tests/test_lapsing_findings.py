"""A finding counts no more once something happened on which it rested, and somebody notes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tequio.chronicle.queries import facts_of
from tequio.governance.queries.over_time import last_assemblies
from tequio.kernel import add_months
from tequio.registry import service as registry
from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening.models import FindingRow
from tequio.screening.queries import findings, lapsing
from tequio.screening.rules.lapsing import Trigger
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage
from tequio.screening.tests.hearing import PACK, Hearing, applied, by_letter
from tequio.statutes import amending

pytestmark = pytest.mark.django_db


def lets_read(case: Hearing, *books: str) -> int:
    """The weavers let these books be read; the number of the consent."""
    proposal = case.asks("propose_consent", packs=(PACK,), books=books)["proposal"]
    case.here.votes(proposal, case.group)
    return int(case.own("give_consent", proposal=proposal)["consent"])


def live(case: Hearing):
    return lapsing.live_of(case.here.keeper, case.finding, case.here.at.date())


def amended(case: Hearing, **values: str) -> date:
    """The statutes of the weavers change today."""
    day = case.here.at.date()
    told = {code.replace("__", "."): value for code, value in values.items()}
    amending.adopt(case.group.id, values=told, from_day=day, source=1, source_hash="5" * 64)
    return day


def how_many_queries(case: Hearing) -> int:
    """How many it takes to know the state of every finding."""
    rows = FindingRow.objects.filter(organisation_id=case.here.keeper)
    with CaptureQueriesContext(connection) as queries:
        lapsing.live_states(case.here.keeper, rows, case.here.at.date())
    return len(queries)


def test_a_clause_that_changed_is_known_only_where_the_statutes_may_be_read():
    case = applied().decided()
    case.here.later(30)
    day = amended(case, surplus__reserve="1/2")
    assert live(case).counts
    lets_read(case, "statutes")
    assert (live(case).ended, live(case).is_noted) == (Trigger(day, "clause_changed"), False)


def test_an_assessor_notes_it_once_and_both_chronicles_tell_it():
    case = applied().decided()
    given = {"finding": case.finding}
    assert case.refused("lapse", **given) == "nothing_to_lapse"
    assert case.refused("lapse", "chand", **given) == "office_not_held"
    assert case.refused("lapse", finding=case.finding + 900) == "no_such_finding"
    case.here.later(30)
    day = amended(case, surplus__reserve="1/2")
    consent = lets_read(case, "statutes")
    told = case.does("lapse", **given)
    assert (told["trigger"], told["day"]) == ("clause_changed", day.isoformat())
    assert facts_of(case.group.id, "screening.lapse") == [dict(told)]
    case.own("withdraw_consent", consent=consent)
    assert live(case).ended == Trigger(day, "clause_changed")
    view = findings.finding(case.here.keeper, case.finding, day, is_inside=False)
    assert (view.state, view.lapsed_on) == ("lapsed", day)
    assert case.refused("lapse", **given) == "already_lapsed"
    assert lapsing.lapsing(case.here.keeper, day) == []
    assert case.here.troubles() == []


def test_no_assembly_for_18_months_ends_it_unless_a_document_tells_of_one():
    case = applied().decided()
    case.here.later(30)
    lets_read(case, "meetings")
    held = case.here.at.date()
    due = add_months(held, 18)
    assert live(case).counts
    case.here.later((due - held).days - 20)
    assert live(case).coming == Trigger(due, "no_assembly")
    case.here.later(30)
    assert live(case).ended == Trigger(due, "no_assembly")
    shown = NewEvidence(
        "minutes",
        (Shown("practice.months_since_assembly", 3),),
        case.here.at.date(),
        file=stage.FILE,
        pointer="page 4",
        words="We met under the tree.",
    )
    case.asks("submit_evidence", evidence=shown)
    assert live(case).counts


def test_a_merger_with_a_day_ends_it_and_two_entries_that_were_one_do_not():
    case = by_letter().decided()
    here = case.here
    here.merges(case.listed, here.lists("Green Limited"))
    assert live(case).counts
    other, day = here.lists("Greener Ltd"), here.later(9).at.date()
    here.does(registry.relate, listed=other, type="succeeds", other=case.listed)
    assert live(case).counts, "no day is known"
    merged = {"listed": case.listed, "type": "merged_into", "other": other, "since": day}
    here.does(registry.relate, **merged)
    assert live(case).ended == Trigger(day, "merger")
    case.does("lapse", finding=case.finding)
    assert here.troubles() == []


def test_the_desk_lists_what_lapsed_unnoted_and_what_will():
    case = by_letter().decided()
    here, row = case.here, FindingRow.objects.get(organisation_id=case.here.keeper)
    assert lapsing.lapsing(here.keeper, here.at.date()) == []
    (soon,) = lapsing.lapsing(here.keeper, row.holds_until - timedelta(days=20))
    assert (soon.finding, soon.name, soon.pack) == (row.id, "Green Ltd", PACK)
    over = row.holds_until + timedelta(days=1)
    assert (soon.trigger, soon.is_over) == (Trigger(over, "expired"), False)
    assert lapsing.lapsing(here.keeper, over) == []
    here.later((over - here.at.date()).days)
    assert case.refused("lapse", finding=row.id) == "already_lapsed"


def test_what_stands_in_place_of_another_took_its_place():
    case = applied().decided()
    first = case.finding
    case.asks("appeal", finding=first, words="You never came.")
    case.decided("emil", "ines jaya kofi")
    assert case.refused("lapse", finding=first) == "already_lapsed"


def test_the_states_of_many_are_read_with_as_few_questions_as_of_one():
    case = applied().decided()
    here, group = case.here, case.group
    lets_read(case, "statutes", "meetings", "money")
    first = how_many_queries(case)
    case.group, case.listed = here.member("potters")
    lets_read(case, "statutes", "meetings", "money")
    case.asks("apply", pack=PACK, words="Us too.")
    case.decided()
    assert how_many_queries(case) == first
    assert group.id in last_assemblies([group.id], here.at.date())


CHANGES = [
    "UPDATE screening_lapserow SET trigger = 'dividend'",
    "UPDATE screening_lapserow SET day = '2020-01-01'",
    "UPDATE screening_lapserow SET noted_at = '2020-01-01 00:00:00+00:00'",
    "UPDATE screening_lapserow SET finding_id = finding_id + 1",
    "DELETE FROM screening_lapserow",
]


def test_a_lapse_that_was_changed_past_the_guards_is_found():
    case = by_letter().decided()
    here = case.here
    day = here.later(9).at.date()
    merged = {"listed": case.listed, "type": "merged_into", "other": here.lists("Greener")}
    here.does(registry.relate, **merged, since=day)
    case.does("lapse", finding=case.finding)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            assert here.troubles(), change
            transaction.set_rollback(True)
