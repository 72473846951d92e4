"""Whatever a group does, in whatever order: no unit is lost or made, and the figures agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tequio.circles import queries
from tequio.circles.models import SheetLineRow, SheetRow
from tequio.kernel import Refused
from tequio.ledger import queries as ledger
from tequio.ledger import service as book
from tequio.lending import service as lending
from tequio.site.demonstration.meeting import Asks, Claims, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import MONDAY, WOMEN, allows, carrying, holds, shares_out, ten

SHARES = st.dictionaries(st.sampled_from(WOMEN), st.integers(0, 6), max_size=10)
WHO = st.sampled_from(WOMEN)
Move = Callable[[Savers], Any]


def meeting(shares: dict[str, int], late: str, paid: int, off: int) -> Move:
    """A meeting in which somebody is late and pays of her fines, and the box is counted wrong."""

    def move(savers: Savers) -> Any:
        told = Told(
            shares,
            attendance={late: "late"},
            fines={late: "late"},
            fines_paid={late: paid},
            too_much=off,
        )
        return savers.meets(told)

    return move


def borrowing(who: str, minor: int) -> Move:
    asks = [Asks(who, minor, (10, 0, 0), months=2)]
    return lambda savers: savers.meets(Told({}, asks=asks))


def repaying(part: int) -> Move:
    """Something of every loan comes back."""

    def move(savers: Savers) -> Any:
        group = savers.group
        fund = queries.fund_of(group.organisation, "main", on=group.stage.today)
        owed = [one for loans in (fund.loans if fund else {}).values() for one in loans]
        repays = {one.loan.id: max(1, one.minor * part // 4) for one in owed}
        return savers.meets(Told({}, repays=repays))

    return move


def helping(who: str, minor: int) -> Move:
    return lambda savers: savers.meets(Told({}, helps={who: minor}))


def claiming(who: str, minor: int, yes: int) -> Move:
    claims = [Claims(who, minor, (yes, 10 - yes, 0))]
    return lambda savers: savers.meets(Told({}, claims=claims))


def leaving(who: str) -> Move:
    return lambda savers: savers.leaves(who)


def reversing(place: int) -> Move:
    """A share of this cycle that was written down is taken back."""

    def move(savers: Savers) -> Any:
        organisation = savers.group.organisation
        cycle = queries.running_cycle(organisation, "main")
        assert cycle is not None
        found = SheetLineRow.objects.filter(
            organisation_id=organisation,
            saved_entry__isnull=False,
            sheet_id__in=SheetRow.objects.filter(cycle_id=cycle.id).values("id"),
        )
        entries = sorted(found.values_list("saved_entry", flat=True))
        chosen = entries[place % len(entries)] if entries else 0
        return savers.group.does("Caro", book.reverse, transfer=chosen)

    return move


def spending(minor: int) -> Move:
    def move(savers: Savers) -> Any:
        money = {"minor": minor, "unit": "GHS", "subject": "roof", "payee_text": "roof"}
        account = savers.group.account("cash")
        fields = {"purpose": "ledger.pay", "account": account, **money}
        return savers.group.does("Caro", book.pay, **fields)

    return move


def setting_aside(savers: Savers) -> Any:
    """For late loans as much as a table asks for."""
    return savers.group.does("Caro", lending.provide, table="arkansas")


def sharing_out(coin: int, over: dict[str, int]) -> Move:
    """Shared out; some carry shares over into the next cycle, which begins at once."""

    def move(savers: Savers) -> Any:
        shared = shares_out(savers, coin=coin, carried=carrying(savers, **over))
        carried = {person: minor for person, _shares, minor in shared["carried"]}
        worth = [part[2] for part in shared["parts"]]
        assert sum(worth) == shared["pool"]
        for person, _shares, its_worth, set_off, paid, left in shared["parts"]:
            assert its_worth == set_off + carried.get(person, 0) + paid + left
            assert paid >= 0
        assert holds(savers, "member-shares") == sum(carried.values())
        assert holds(savers, "member-loan") == 0
        assert holds(savers, "income") == holds(savers, "fine-due"), "fines that stay owed"
        assert holds(savers, "loan-provision") == holds(savers, "expense") == 0
        if not carried:
            savers.starts()
        return shared

    return move


MOVES = st.one_of(
    st.builds(meeting, SHARES, WHO, st.integers(0, 150), st.sampled_from([0, 0, 0, -70, 30])),
    st.builds(meeting, SHARES, WHO, st.just(0), st.just(0)),
    st.builds(borrowing, WHO, st.integers(1, 5_000)),
    st.builds(repaying, st.integers(1, 4)),
    st.builds(helping, WHO, st.integers(1, 900)),
    st.builds(claiming, WHO, st.integers(1, 900), st.integers(0, 10)),
    st.builds(leaving, WHO),
    st.builds(reversing, st.integers(0, 40)),
    st.builds(spending, st.integers(1, 4_000)),
    st.just(setting_aside),
    st.builds(sharing_out, st.sampled_from([1, 50, 1_000]), st.just({})),
    st.builds(
        sharing_out,
        st.sampled_from([1, 50, 1_000]),
        st.dictionaries(WHO, st.integers(0, 2), min_size=1, max_size=4),
    ),
)


def figures_agree(savers: Savers) -> None:
    """Sum zero and balances recomputed by the book itself; shares as sheets and book have them."""
    organisation = savers.group.organisation
    assert [str(one) for one in ledger.check(organisation)] == []
    assert [str(one) for one in queries.check(organisation)] == []


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(MOVES, min_size=3, max_size=12))
def test_any_sequence_of_acts_keeps_every_unit(db: None, moves: list[Move]) -> None:
    with transaction.atomic():
        savers = ten(Stage(MONDAY))
        allows(savers, "circle.share_out")
        allows(savers, "ledger.pay", subject="roof")
        allows(savers, "lending.provide")
        savers.starts()
        savers.meets(dict.fromkeys(WOMEN, 2))
        for move in moves:
            savers.group.stage.later(7)
            journals = ledger.balance(savers.group.organisation, savers.group.account("cash"))
            try:
                move(savers)
            except Refused:
                after = ledger.balance(savers.group.organisation, savers.group.account("cash"))
                assert after == journals, "what is refused moves nothing"
            figures_agree(savers)
        transaction.set_rollback(True)
