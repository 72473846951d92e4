"""A surplus divided through the door: proposed, decided, done, paid out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refused, Unit
from tequio.ledger import service as ledger
from tequio.shares import rules, service
from tequio.shares.queries import dividing
from tequio.shares.tests import stage
from tequio.shares.tests.test_rules import cases, minor

YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}
AFTER = date(2026, 1, 20)
QUIET = dict.fromkeys(rules.STEPS, "0")


def earns(group, sum_earned, on=date(2025, 6, 1)):
    """The group earns money on a day; less than nothing is spent."""
    given = {"account": group.account(), "minor": abs(sum_earned), "unit": "EUR", "value_date": on}
    if sum_earned > 0:
        group.does("Bodil", ledger.receive, purpose="ledger.receive", payer_text="Sales", **given)
    else:
        group.permits("ledger.pay", -sum_earned)
        group.does("Bodil", ledger.pay, purpose="ledger.pay", payee_text="Shop", **given)


def proposes(group, **more):
    """Amina proposes how the year is divided; the facts."""
    return group.does("Amina", service.propose_division, **YEAR | more)


@pytest.mark.django_db
@pytest.mark.parametrize("case", cases("years"))
def test_a_year_is_divided_as_the_accountant_wrote(case):
    group = stage.found(**QUIET | case["statutes"])
    for who, day, shares in case.get("capital", ()):
        group.today = day
        group.subscribes(who, shares)
    group.today = AFTER
    if "lost_before" in case:
        group.today = date(2025, 6, 1)
        earns(group, -minor(case["lost_before"]))
        group.today = date(2027, 1, 20)
    year = group.today.year - 1
    earns(group, minor(case["earned"]), on=date(year, 6, 1))
    made = proposes(
        group,
        since=date(year, 1, 1),
        until=date(year, 12, 31),
        rate=case.get("rate", "0"),
        refund=minor(case.get("refund", "0")),
        uses=tuple(
            service.Use(group.person[who], minor(use)) for who, use in case.get("uses", {}).items()
        ),
        in_cash=case.get("in_cash", "1"),
        rest_to=case["rest_to"],
    )
    before = {kind: group.holds(kind) for kind in ("member-capital", "cash")}
    group.resolves(made["proposal"])
    told = group.does("Bodil", service.divide, division=made["division"])
    held = {kind: minor(text) for kind, text in case["holds"].items()}
    added = held.pop("member-capital", 0)
    assert {kind: group.holds(kind) for kind in held} == held
    assert group.holds("member-capital") - before["member-capital"] == added
    assert group.holds("surplus") == told["minor"] == sum(held.values()) + added
    for who, text in case.get("owed", {}).items():
        assert group.holds("surplus-due", f"person:{group.person[who]}") == minor(text)
        group.is_paid(who, minor(text))
    assert group.holds("surplus-due") == 0
    assert stage.findings(group) == []


@pytest.mark.django_db
def test_what_was_divided_is_not_divided_again_and_a_changed_book_is_decided_anew():
    group = stage.found(**QUIET | {"surplus.reserve": "1/2"})
    group.today = AFTER
    earns(group, 10_000)
    first, second = proposes(group, rest_to="aside"), proposes(group)
    for made in (first, second):
        group.resolves(made["proposal"])
    group.does("Bodil", service.divide, division=first["division"])
    with pytest.raises(Refused, match="surplus_changed"):
        group.does("Bodil", service.divide, division=second["division"])
    with pytest.raises(Refused, match="no_surplus"):
        proposes(group)
    earns(group, 101, on=date(2025, 7, 1))  # found later, of a year that was divided already
    with pytest.raises(Refused, match="earlier_undivided"):
        proposes(group, since=date(2026, 1, 1), until=date(2026, 1, 19))
    assert proposes(group)["result"] == 101
    (one,) = dividing.divisions(group.organisation, number=first["division"])
    assert (one.surplus, one.rest, one.divided_on) == (10_000, 5_000, AFTER)


EUR = Unit("EUR", 2)
STEPS = st.lists(
    st.builds(rules.Step, st.sampled_from(rules.STEPS), st.fractions(0, 1)),
    max_size=5,
    unique_by=lambda step: step.label,
)
HOLDINGS = st.lists(
    st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=0, max_size=5
).map(lambda held: [rules.Holding(place, *one) for place, one in enumerate(held, 1)])


@given(
    st.integers(0, 10**10),
    st.integers(-(10**9), 0),
    STEPS,
    HOLDINGS,
    st.builds(
        rules.Proposed,
        st.fractions(0, Fraction(1, 10)),
        st.integers(0, 10**8),
        st.fractions(0, 1),
    ),
)
def test_a_division_exhausts_the_surplus_exactly(result, carried, steps, holdings, proposed):
    years = rules.Years(*YEAR.values(), result, carried, EUR)
    done = rules.plan(years, steps, holdings, proposed)
    into = sum(part.owed + part.capital for part in done.parts)
    assert sum(minor for _step, minor in done.steps) + into + done.rest == done.surplus
    assert years.surplus == done.surplus == max(0, result + carried)
    refused = list(rules.objections_to_plan(done, EUR))
    assert [one.code for one in refused] == (["more_than_is_left"] if done.rest < 0 else [])
