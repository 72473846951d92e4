"""What a mandate allows, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Amount, Refusal, Unit
from tequio.mandates import rules

INR = Unit("INR", 2)
DAY = date(2026, 2, 14)
MANDATE = rules.Candidate(
    mandate=7,
    decided_on=date(2026, 2, 1),
    offices=("treasurer", "chair"),
    keys=1,
    valid_from=date(2026, 2, 1),
    valid_until=date(2026, 2, 28),
    ended_on=None,
    scope="rent",
    has_unit=True,
    ceiling=500,
    spent=200,
)
ASKED = rules.Asked("ledger.pay", "rent", INR, 300, DAY, DAY)
TREASURER = rules.Hands(1, frozenset({"treasurer"}))
GRANT = rules.Grant(
    title="resolution",
    scopes=(rules.Scope("ledger.pay", "rent"), rules.Scope("ledger.fee")),
    ceilings=(rules.Ceiling("INR", 500), rules.Ceiling("MIN", None)),
    offices=("treasurer", "chair"),
    valid_from=DAY,
)


def codes(
    candidate: rules.Candidate | None = MANDATE,
    asked: rules.Asked = ASKED,
    hands: rules.Hands = TREASURER,
) -> list[str]:
    return [one.code for one in rules.objections_to_draw(candidate, asked, hands)]


def test_what_is_allowed_meets_no_objection() -> None:
    assert codes() == []


def test_each_thing_that_is_wrong_is_named() -> None:
    assert codes(None) == ["no_mandate"]
    assert codes(replace(MANDATE, valid_from=DAY + timedelta(1))) == ["mandate_not_yet_valid"]
    assert codes(replace(MANDATE, valid_until=DAY - timedelta(1))) == ["mandate_over"]
    assert codes(replace(MANDATE, ended_on=DAY)) == ["mandate_over"]
    assert codes(replace(MANDATE, scope=None)) == ["purpose_not_covered"]
    assert codes(replace(MANDATE, has_unit=False, ceiling=None)) == ["unit_not_covered"]
    assert codes(hands=rules.Hands(1, frozenset({"secretary"}))) == ["office_not_held"]
    assert codes(replace(MANDATE, keys=2)) == ["keys_missing"]
    assert codes(asked=replace(ASKED, minor=301)) == ["over_the_ceiling"]


def test_everything_that_is_wrong_is_named_at_once_and_in_order() -> None:
    worst = replace(MANDATE, ended_on=DAY, scope=None, has_unit=False, keys=3)
    found = codes(worst, replace(ASKED, minor=301))
    assert found == [
        "mandate_over",
        "purpose_not_covered",
        "unit_not_covered",
        "keys_missing",
        "over_the_ceiling",
    ]


def refusal_of(candidate: rules.Candidate, **asked: object) -> Refusal:
    """The one reason why this is not allowed."""
    (found,) = rules.objections_to_draw(candidate, replace(ASKED, **asked), TREASURER)
    return found


def test_what_is_left_is_said_with_the_period_in_which_it_is_left() -> None:
    once = str(refusal_of(MANDATE, minor=301))
    assert "allows 5.00 INR in all; 2.00 INR are already paid, so that 3.00 INR are left" in once
    monthly = str(refusal_of(replace(MANDATE, period="month"), minor=301))
    assert "from 2026-02-01 to 2026-02-28; 2.00 INR are already paid" in monthly
    overdrawn = dict(refusal_of(replace(MANDATE, spent=900)).fields)["left"]
    assert overdrawn == Amount(0, INR)


def test_the_period_around_a_day_has_its_first_and_its_last_day() -> None:
    assert rules.period_around("month", DAY) == (date(2026, 2, 1), date(2026, 2, 28))
    assert rules.period_around("quarter", DAY) == (date(2026, 1, 1), date(2026, 3, 31))
    assert rules.period_around("year", DAY) == (date(2026, 1, 1), date(2026, 12, 31))
    assert rules.period_around("", DAY) is None


def test_nobody_is_told_to_wait_for_a_day_that_has_passed() -> None:
    first = MANDATE.valid_from
    early = refusal_of(MANDATE, on=first - timedelta(1))
    assert (early.code, early.remedy) == (
        "mandate_not_yet_valid",
        rules.MANDATE_BEGAN_LATER.remedy,
    )
    coming = refusal_of(replace(MANDATE, valid_from=DAY + timedelta(1)))
    assert coming.remedy.startswith("Wait until")


def test_a_mandate_holds_on_its_first_and_on_its_last_day() -> None:
    for day in (MANDATE.valid_from, MANDATE.valid_until):
        assert day is not None
        assert codes(asked=replace(ASKED, on=day)) == []


def test_an_earlier_value_date_revives_no_mandate_that_is_over() -> None:
    last = MANDATE.valid_until
    assert last is not None
    assert codes(asked=replace(ASKED, on=DAY, today=last)) == []
    assert codes(asked=replace(ASKED, on=DAY, today=last + timedelta(1))) == ["mandate_over"]


def test_three_keys_of_one_person_are_one_key_and_the_payee_is_none() -> None:
    box = replace(MANDATE, keys=3)
    offices = frozenset({"treasurer", "chair"})
    other = frozenset({"chair"})
    turned = {(7, 1): offices, (7, 2): other, (7, 3): other}
    assert codes(box, hands=rules.Hands(1, offices, turned)) == []
    assert codes(box, hands=rules.Hands(1, offices, {(7, 1): offices, (7, 2): other})) == [
        "keys_missing"
    ]
    assert codes(box, hands=rules.Hands(1, offices, turned, payee=3)) == ["keys_missing"]
    assert codes(box, hands=rules.Hands(1, offices, turned, payee=1)) == ["keys_missing"]
    elsewhere = {(8, 2): other, (8, 3): other}
    assert codes(box, hands=rules.Hands(1, offices, elsewhere)) == ["keys_missing"]
    former = {(7, 2): frozenset[str](), (7, 3): other}
    assert codes(box, hands=rules.Hands(1, offices, former)) == ["keys_missing"]


def test_the_reasons_of_the_mandate_that_comes_closest_are_given() -> None:
    expired = replace(MANDATE, mandate=6, valid_until=DAY - timedelta(1))
    asked = replace(ASKED, minor=301)
    chosen, objections = rules.choose([expired, MANDATE], asked, TREASURER)
    assert (chosen, [one.code for one in objections]) == (None, ["over_the_ceiling"])
    assert dict(objections[0].fields)["mandate"] == 7


def test_a_payment_is_known_by_its_fingerprint() -> None:
    exact = {"code": "ledger.pay", "subject": "rent", "unit": "INR", "minor": 5, "payee": 3}
    first = rules.payment_hash(**exact)
    assert first == rules.payment_hash(**exact)
    for name, other in {"code": "x", "subject": "x", "unit": "x", "minor": 6, "payee": 4}.items():
        assert rules.payment_hash(**(exact | {name: other})) != first
    assert rules.payment_hash(**exact, place="account:2") != first


def test_a_key_lapses_after_a_day() -> None:
    turned = datetime(2026, 2, 14, 12, tzinfo=UTC)
    assert rules.key_is_fresh(turned, turned + timedelta(hours=24))
    assert not rules.key_is_fresh(turned, turned + timedelta(hours=24, seconds=1))
    assert not rules.key_is_fresh(turned, turned - timedelta(seconds=1))


def test_periods_have_names() -> None:
    day = date(2026, 8, 31)
    assert [rules.period_label(p, day) for p in ("", "month", "quarter", "year")] == [
        "",
        "2026-08",
        "2026-Q3",
        "2026",
    ]


def test_the_hash_of_a_decision_covers_everything_it_allows() -> None:
    def hashed(grant: rules.Grant = GRANT, **source: str) -> str:
        given = {"source": "resolution:1", "source_hash": "a" * 64} | source
        return rules.decision_hash(grant, **given)  # type: ignore[arg-type]

    changes = {
        "title": "other",
        "scopes": GRANT.scopes[:1],
        "ceilings": (rules.Ceiling("INR", 501), rules.Ceiling("MIN", None)),
        "offices": ("treasurer",),
        "keys": 2,
        "valid_from": DAY + timedelta(1),
        "valid_until": DAY + timedelta(9),
        "period": "month",
    }
    for name, value in changes.items():
        assert hashed(replace(GRANT, **{name: value})) != hashed(), name  # type: ignore[arg-type]
    assert hashed(source="resolution:2") != hashed()
    assert hashed(source_hash="b" * 64) != hashed()
    turned = replace(GRANT, scopes=GRANT.scopes[::-1], ceilings=GRANT.ceilings[::-1])
    assert hashed(turned) == hashed()


@given(
    st.integers(0, 1000),
    st.lists(st.integers(1, 400), max_size=20),
)
def test_draws_never_pass_the_ceiling(ceiling: int, asked: list[int]) -> None:
    spent = 0
    for minor in asked:
        candidate = replace(MANDATE, ceiling=ceiling, spent=spent)
        if not rules.objections_to_draw(candidate, replace(ASKED, minor=minor), TREASURER):
            spent += minor
    assert spent <= ceiling


@given(st.permutations([1, 2, 3, 4]))
def test_which_mandate_is_drawn_on_does_not_depend_on_the_order_they_come_in(
    order: list[int],
) -> None:
    four = {
        1: replace(MANDATE, mandate=1, scope="", valid_until=DAY),
        2: replace(MANDATE, mandate=2, valid_until=None),
        3: replace(MANDATE, mandate=3),
        4: replace(MANDATE, mandate=4),
    }
    chosen, _objections = rules.choose([four[one] for one in order], ASKED, TREASURER)
    assert chosen is not None
    assert chosen.mandate == 3
