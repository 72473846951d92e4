"""Loans to groups in trouble: new schedules, write-offs, forgiveness, what stood in paper books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from tequio.circles.models import BulkLossRow, BulkOfferRow, BulkPlanRow, GroupLoanRow
from tequio.circles.queries import check
from tequio.circles.queries.bulk import Mirror, mirrors_of
from tequio.circles.rules.bulk import Bulk
from tequio.governance.tests.by_hand import unguarded
from tequio.kernel import Refused, Unit
from tequio.ledger import queries as ledger
from tequio.ledger.service import reverse
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told
from tests.stories.telling import everything_holds

pytestmark = pytest.mark.django_db
INR = Unit("INR", 2)
FEDERATION, GROUP = 0, 1
GIVEN_UP = "circle.bulk_write_off", "circle.bulk_forgive"


@pytest.fixture
def sides() -> tuple[Group, Group]:
    """A federation and a group whose assemblies allowed everything with the other."""
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES, cash=1_000_000)
    group = told.found(stage, "Nsoroma", told.WOMEN, cash=50_000)
    told.joins(group, federation)
    for code in ("circle.bulk_loan", "lending.reschedule", *GIVEN_UP):
        told.permits(federation, code, 600_000, group)
    for code in ("lending.reschedule", "circle.forgiven"):
        told.permits(group, code, 600_000, federation)
    told.permits(group, "circle.borrow", 840_000, federation)
    return federation, group


def mirror(sides: tuple[Group, Group]) -> Mirror:
    return mirrors_of(sides[0].organisation, INR)[sides[1].organisation]


def both(sides: tuple[Group, Group]) -> tuple[Bulk, Bulk]:
    now = mirror(sides)
    return now.lent[0], now.borrowed[0]


def says_no(act: Callable[..., Any], *given: Any, **fields: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*given, **fields)
    return {one.code for one in refused.value.refusals}


def held(group: Group, kind: str) -> int:
    return sum(one.minor for one in ledger.accounts(group.organisation) if one.kind == kind)


def lent_and_late(sides: tuple[Group, Group], days: int = 62) -> tuple[dict, dict]:
    lent = told.lends(*sides, 600_000)
    taken = told.takes(sides[1], lent)
    sides[0].stage.later(days)
    return lent, taken


def test_a_new_schedule_holds_in_both_books_from_the_day_the_group_agreed(sides) -> None:
    federation, group = sides
    lent, taken = lent_and_late(sides)
    first = told.pays_back(group, taken, 10_000)
    offer = told.offers(federation, lent, 12)
    assert [one.correlation for _l, one in mirror(sides).compared.offers] == [offer["correlation"]]
    assert both(sides)[0].position(group.stage.today).days_late, "an offer changes nothing yet"
    agreed = told.agrees(group, offer)
    assert (agreed["principal"], agreed["from_day"]) == (596_000, "2026-05-03")
    assert agreed["carried"] == 5_025 + 4_040, "interest of April, and of May that has begun"
    assert not mirror(sides).compared.is_agreed
    assert [plan.correlation for _l, plan in mirror(sides).compared.agreed] == [
        offer["correlation"]
    ]
    told.receives(federation, first)
    confirmed = told.holds(federation, offer)
    assert confirmed["lines"] == agreed["lines"]
    assert mirror(sides).compared.is_agreed
    there, here = both(sides)
    today = group.stage.today
    assert there.position(today) == here.position(today)
    assert here.position(today).days_late == 0
    assert len(here.holding(today)[1]) == 12
    group.stage.later(31)
    paid = told.pays_back(group, taken, 60_000)
    came = told.receives(federation, paid)
    assert (came["interest"], came["principal"]) == (paid["interest"], paid["principal"])
    assert mirror(sides).compared.is_agreed
    assert everything_holds()


def test_one_decision_makes_one_new_schedule_on_each_side(sides) -> None:
    federation, group = sides
    lent, _taken = lent_and_late(sides)
    told.offers(federation, lent, 600)
    offer = told.offers(federation, lent, 12)
    told.agrees(group, offer)
    told.holds(federation, offer)
    assert says_no(told.offers, federation, lent, 9) == {"decision_made_a_schedule"}
    told.permits(federation, "lending.reschedule", 600_000, group)
    again = told.offers(federation, lent, 9)
    assert says_no(told.agrees, group, again) == {"decision_made_a_schedule"}
    told.permits(group, "lending.reschedule", 600_000, federation)
    told.agrees(group, again)
    assert everything_holds()


def test_a_decision_to_write_off_forgives_nothing_and_one_to_forgive_keeps_no_debt() -> None:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES, cash=1_000_000)
    group = told.found(stage, "Nsoroma", told.WOMEN, cash=50_000)
    told.joins(group, federation)
    told.permits(group, "circle.borrow", 600_000, federation)
    told.permits(federation, "circle.bulk_loan", 600_000, group)
    for purpose, is_forgiven in zip(GIVEN_UP, (False, True), strict=True):
        lent = told.lends(federation, group, 300_000)
        told.takes(group, lent)
        told.permits(federation, purpose, 300_000, group)
        other = {"is_forgiven": not is_forgiven}
        refused = says_no(told.gives_up, federation, lent, **other)
        assert refused & {"no_mandate", "over_the_ceiling"}
        told.gives_up(federation, lent, is_forgiven=is_forgiven)
    assert everything_holds()


def test_what_is_forgiven_ends_in_both_books(sides) -> None:
    federation, group = sides
    lent, taken = lent_and_late(sides)
    lost = told.gives_up(federation, lent, is_forgiven=True)
    now = mirror(sides)
    assert (lost["minor"], now.owed.minor, now.owes.minor) == (600_000, 0, 600_000)
    assert [one.id for one in now.compared.forgiven] == [taken["loan"]]
    assert now.compared.findings == ()
    told.is_forgiven(group, taken)
    now = mirror(sides)
    assert now.compared.is_agreed
    assert (now.owes.minor, held(group, "income"), held(federation, "expense")) == (
        0,
        600_000,
        600_000,
    )
    assert both(sides)[1].position(group.stage.today).owed == 0
    assert everything_holds()


def test_what_was_given_up_is_never_turned_around_in_a_book(sides) -> None:
    federation, group = sides
    lent, taken = lent_and_late(sides)
    told.gives_up(federation, lent, is_forgiven=True)
    told.is_forgiven(group, taken)
    for owner, purpose in ((federation, "circle.bulk_forgive"), (group, "circle.forgiven")):
        (entry,) = ledger.entries_for(owner.organisation, [purpose])
        with pytest.raises(Refused) as refused:
            owner.does(told.treasurer(owner), reverse, transfer=entry)
        assert [one.code for one in refused.value.refusals] == ["settled_elsewhere"]
    assert everything_holds()


def test_a_loan_turned_around_after_it_was_given_up_leaves_the_book_whole(sides) -> None:
    federation, group = sides
    for _each in range(2):
        lent = told.lends(federation, group, 200_000)
        told.takes(group, lent)
    told.gives_up(federation, lent, is_forgiven=False)
    entry = max(ledger.entries_for(federation.organisation, ["circle.bulk_loan"]))
    federation.does(told.treasurer(federation), reverse, transfer=entry)
    assert everything_holds()
    assert not mirror(sides).compared.is_agreed, "the group still owes it"


def test_what_comes_back_after_a_write_off_may_be_turned_around_and_taken_in_again(sides) -> None:
    federation, group = sides
    lent, taken = lent_and_late(sides)
    told.gives_up(federation, lent, is_forgiven=False)
    paid = told.pays_back(group, taken, 30_000)
    told.recovers(federation, paid)
    (entry,) = ledger.entries_for(federation.organisation, ["lending.recovered"])
    federation.does(told.treasurer(federation), reverse, transfer=entry)
    assert everything_holds()
    told.recovers(federation, paid)
    assert mirror(sides).compared.is_agreed
    assert everything_holds()


def test_what_comes_back_of_a_loan_that_was_written_off_is_income(sides) -> None:
    federation, group = sides
    lent, taken = lent_and_late(sides)
    told.receives(federation, told.pays_back(group, taken, 20_000))
    told.gives_up(federation, lent, is_forgiven=False)
    now = mirror(sides)
    assert [one.id for one in now.compared.lost] == [taken["loan"]], "the group owes it on"
    assert now.compared.is_agreed
    paid = told.pays_back(group, taken, 30_000)
    assert [one.correlation for _l, one in mirror(sides).compared.up] == [paid["correlation"]]
    earned = held(federation, "income")
    came = told.recovers(federation, paid)
    assert (came["interest"], came["principal"]) == (paid["interest"], paid["principal"])
    assert held(federation, "income") - earned == 30_000
    assert mirror(sides).compared.is_agreed
    assert everything_holds()


def test_a_loan_of_the_paper_books_stands_in_both_once_both_agree(sides) -> None:
    federation, group = sides
    lent = told.brings(federation, group, 240_000)
    assert [one.correlation for one in mirror(sides).compared.down] == [lent["correlation"]]
    taken = told.agrees_to_owe(group, lent)
    assert mirror(sides).compared.is_agreed
    assert taken["schedule"] == lent["schedule"]
    assert both(sides)[1].since == date(2025, 9, 1)
    assert (held(federation, "group-loan"), held(group, "bulk-loan")) == (240_000, 240_000)
    assert held(group, "cash") == 50_000, "no money moved"
    group.stage.later(20)
    paid = told.pays_back(group, taken, 10_000)
    assert paid["interest"] == 2_400, "one percent from 15 February on"
    told.receives(federation, paid)
    assert mirror(sides).compared.is_agreed
    assert everything_holds()


def test_a_decision_to_owe_what_stood_in_the_paper_books_is_spent_by_it(sides) -> None:
    federation, group = sides
    told.agrees_to_owe(group, told.brings(federation, group, 600_000))
    with pytest.raises(Refused) as refused:
        told.agrees_to_owe(group, told.brings(federation, group, 600_000))
    assert [one.code for one in refused.value.refusals] == ["over_the_ceiling"]
    assert held(group, "bulk-loan") == 600_000, "repayments of it need no decision any more"


def test_a_schedule_that_only_the_federation_holds_is_a_disagreement(sides) -> None:
    federation, group = sides
    lent, _taken = lent_and_late(sides)
    offer = told.offers(federation, lent)
    told.agrees(group, offer)
    told.holds(federation, offer)
    with unguarded():
        BulkPlanRow.objects.filter(organisation_id=group.organisation).delete()
    assert [one.code for one in mirror(sides).compared.findings] == ["schedules_differ"]


# By hand --------------------------------------------------------------------------------------


def codes(group: Group) -> set[str]:
    return {one.code for one in check(group.organisation)}


def everything(sides: tuple[Group, Group]) -> None:
    """A loan that got a new schedule and was forgiven in part, and one from before."""
    federation, group = sides
    lent, taken = lent_and_late(sides)
    offer = told.offers(federation, lent)
    told.agrees(group, offer)
    told.holds(federation, offer)
    told.gives_up(federation, lent, is_forgiven=True)
    told.is_forgiven(group, taken)
    told.agrees_to_owe(group, told.brings(federation, group, 240_000))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _by(owner: int, row: Any, **changed: Any) -> tuple[int, Callable[[Group], Any]]:
    def change(group: Group) -> None:
        row.objects.filter(organisation_id=group.organisation).update(**changed)

    return owner, change


A_DAY_LATER = F("from_day") + timedelta(days=1)
CHANGES = {
    "more instalments offered": _by(FEDERATION, BulkOfferRow, count=24),
    "an offer of another day": _by(FEDERATION, BulkOfferRow, offered_on=date(2026, 1, 1)),
    "a longer schedule": _by(GROUP, BulkPlanRow, count=24),
    "less left of it": _by(GROUP, BulkPlanRow, principal=F("principal") - 1),
    "interest left out": _by(FEDERATION, BulkPlanRow, carried=0),
    "a schedule by the week": _by(FEDERATION, BulkPlanRow, step="week"),
    "a schedule by no step": _by(GROUP, BulkPlanRow, step="never"),
    "less given up": _by(FEDERATION, BulkLossRow, minor=F("minor") - 1),
    "more forgiven": _by(GROUP, BulkLossRow, minor=F("minor") + 1),
    "forgiven, or not": _by(FEDERATION, BulkLossRow, is_forgiven=False),
    "forgiven by another entry": _by(GROUP, BulkLossRow, transfer_id=F("transfer_id") + 1),
    "lent earlier": _by(FEDERATION, GroupLoanRow, since=date(2020, 1, 1)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_past_the_guards_is_found_on_the_side_that_was_changed(sides, name: str) -> None:
    everything(sides)
    assert [codes(side) for side in sides] == [set(), set()]
    place, change = CHANGES[name]
    with unguarded():
        change(sides[place])
    assert codes(sides[place]), "nothing was found"
    assert codes(sides[1 - place]) == set(), "the other side is whole in itself"


@pytest.mark.parametrize("table", ["bulkofferrow", "bulkplanrow", "bulklossrow"])
def test_what_changes_a_loan_only_grows(sides, table: str) -> None:
    everything(sides)
    for change in ("UPDATE {} SET loan_id = loan_id + 1", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(f"circles_{table}"))
