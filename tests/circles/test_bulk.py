"""Loans from a federation to its groups: two books, two chains, one correlation."""

from __future__ import annotations

import pytest

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.bulk import Mirror, mirrors_of
from tequio.kernel import Unit
from tequio.ledger import queries as ledger
from tequio.ledger.service import reverse
from tequio.site.demonstration.stage import Group, Stage
from tequio.site.verification import findings
from tests.circles import federated as told

INR = Unit("INR", 2)


@pytest.fixture
def sides(db: None) -> tuple[Group, Group]:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES, cash=10_000_000)
    group = told.found(stage, "Nsoroma", told.WOMEN, cash=50_000)
    told.joins(group, federation)
    told.permits(federation, "circle.bulk_loan", 600_000, group)
    told.permits(group, "circle.borrow", 600_000, federation)
    return federation, group


def mirror(federation: Group, group: Group) -> Mirror:
    return mirrors_of(federation.organisation, INR)[group.organisation]


def holds(group: Group, kind: str) -> int:
    return sum(one.minor for one in ledger.accounts(group.organisation) if one.kind == kind)


def test_what_one_side_sends_is_on_its_way_until_the_other_confirms_it(sides) -> None:
    federation, group = sides
    lent = told.lends(federation, group, 600_000)
    now = mirror(*sides)
    assert (now.owed.minor, now.owes.minor) == (600_000, 0)
    assert [one.correlation for one in now.compared.down] == [lent["correlation"]]
    assert now.compared.findings == ()

    taken = told.takes(group, lent)
    assert mirror(*sides).compared.is_agreed
    assert taken["schedule"] == lent["schedule"]

    group.stage.later(31)
    paid = told.pays_back(group, taken, 103_529)
    assert (paid["interest"], paid["principal"]) == (6_000, 97_529), "1 % of 6,000.00 a month"
    now = mirror(*sides)
    assert [one.correlation for _loan, one in now.compared.up] == [paid["correlation"]]
    assert (now.owed.minor, now.owes.minor) == (600_000, 502_471)

    group.stage.later(2)
    came = told.receives(federation, paid)
    assert (came["interest"], came["principal"]) == (6_000, 97_529), "as on the day it was paid"
    assert mirror(*sides).compared.is_agreed
    assert (holds(federation, "group-loan"), holds(group, "bulk-loan")) == (502_471, 502_471)
    assert (holds(federation, "income"), holds(group, "expense")) == (6_000, 6_000)
    assert list(findings()) == []


def test_the_same_key_does_it_once(sides) -> None:
    federation, group = sides
    fields = {
        "group": group.organisation,
        "minor": 600_000,
        "terms": told.TERMS,
        "account": federation.account("cash"),
    }
    act = federation.act("Rita", "pressed")
    first = told.circles.lend_to_group(act, **fields)
    again = told.circles.lend_to_group(act, **fields)
    assert again.replayed
    assert again.facts == first.facts
    assert holds(federation, "group-loan") == 600_000


def test_whoever_confirms_holds_the_head_of_the_other(sides) -> None:
    federation, group = sides
    taken = told.takes(group, told.lends(federation, group, 600_000))
    group.stage.later(31)
    told.receives(federation, told.pays_back(group, taken, 10_000))
    for witness, seen in ((group, federation), (federation, group)):
        chain = chronicle.head_of(seen.organisation).chain
        assert witness.organisation in [who for who, _h in chronicle.witnesses_of(chain)]


def test_a_repayment_that_one_side_reverses_is_a_disagreement_in_words(sides) -> None:
    federation, group = sides
    taken = told.takes(group, told.lends(federation, group, 600_000))
    group.stage.later(31)
    paid = told.pays_back(group, taken, 100_000)
    told.receives(federation, paid)
    entry = next(
        number
        for number, one in ledger.entries_for(group.organisation, ["circle.pay_back"]).items()
        if one.journal == paid["journal"]
    )
    group.does("Caro", reverse, transfer=entry)
    found = mirror(*sides).compared.findings
    assert [one.code for one in found] == ["only_the_federation"]
    assert "1000.00 INR" in str(found[0])
    assert list(findings()) == [], "each side is whole in itself"


def test_a_loan_that_the_federation_takes_back_stands_with_the_group_alone(sides) -> None:
    federation, group = sides
    lent = told.lends(federation, group, 600_000)
    told.takes(group, lent)
    entry = next(iter(ledger.entries_for(federation.organisation, ["circle.bulk_loan"])))
    federation.does("Rita", reverse, transfer=entry)
    assert [one.code for one in mirror(*sides).compared.findings] == ["only_the_group"]
    assert list(findings()) == []
