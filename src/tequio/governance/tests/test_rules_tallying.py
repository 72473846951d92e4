"""From a count to an outcome: exact, one member one vote, quorum before majority."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules.hindrances import hindrances_from
from tequio.governance.rules.refusals import ALREADY_HELD
from tequio.governance.rules.tallying import judge, result_from, rule_from, tally_of
from tequio.kernel import Refusal, plain
from tequio.ledger.rules import NO_SUCH_CLAIM
from tequio.statutes.rules import BASES, DecisionRule, Tally

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
CHOICES = ("yes", "no", "abstain")


def rule(**differing: Any) -> DecisionRule:
    given: dict[str, Any] = {
        "kind": "money",
        "quorum": HALF,
        "second_call_quorum": Fraction(1, 4),
        "majority": HALF,
        "strict": True,
        "base": "cast",
        "notice_days": 7,
    }
    return DecisionRule(**(given | differing))


rules = st.builds(
    rule,
    quorum=st.fractions(0, 1, max_denominator=10),
    second_call_quorum=st.fractions(0, 1, max_denominator=10),
    majority=st.fractions(0, 1, max_denominator=10),
    strict=st.booleans(),
    base=st.sampled_from(sorted(BASES)),
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    members = draw(st.integers(1, 60))
    present = draw(st.integers(0, members))
    yes = draw(st.integers(0, present))
    no = draw(st.integers(0, present - yes))
    return Tally(yes, no, draw(st.integers(0, present - yes - no)), present, members)


@given(rules, tallies(), st.sampled_from([1, 2]))
def test_an_outcome_is_what_cross_multiplied_integers_say(
    frozen: DecisionRule, tally: Tally, call: int
) -> None:
    part = frozen.quorum if call == 1 else frozen.second_call_quorum
    base = tally.base(frozen.base)
    left = tally.yes * frozen.majority.denominator
    right = frozen.majority.numerator * base
    carried = tally.yes > 0 and (left > right if frozen.strict else left >= right)
    enough = tally.present * part.denominator >= part.numerator * tally.members
    expected = ("adopted" if carried else "rejected") if enough else "no_quorum"
    assert judge(frozen, tally, call=call).outcome == expected


@given(rules, tallies())
def test_one_more_yes_never_turns_an_adoption_into_a_rejection(
    frozen: DecisionRule, tally: Tally
) -> None:
    if judge(frozen, tally, call=1).outcome != "adopted" or not tally.no:
        return
    friendlier = Tally(tally.yes + 1, tally.no - 1, tally.abstain, tally.present, tally.members)
    assert judge(frozen, friendlier, call=1).outcome == "adopted"


@given(st.lists(st.tuples(st.integers(1, 30), st.sampled_from(CHOICES)), max_size=200))
def test_one_member_has_one_vote_however_often_she_votes(cast: list[tuple[int, str]]) -> None:
    latest = dict(cast)
    tally = tally_of(latest.values(), members=30, present=len(latest))
    assert tally.cast == len({person for person, _choice in cast})
    for choice in CHOICES:
        assert getattr(tally, choice) == sum(latest[one] == choice for one in latest)


@given(st.lists(st.sampled_from(CHOICES), max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_the_votes_changes_nothing(cast: list[str], lot: Any) -> None:
    shuffled = list(cast)
    lot.shuffle(shuffled)
    there: dict[str, int] = {"members": 40, "present": len(cast)}
    assert tally_of(cast, **there) == tally_of(shuffled, **there)


def test_two_thirds_of_nine_are_six_at_least_and_seven_when_more_is_asked() -> None:
    six = Tally(6, 3, 0, 9, 9)
    assert judge(rule(majority=TWO_THIRDS, strict=False), six, call=1).outcome == "adopted"
    strict = judge(rule(majority=TWO_THIRDS, strict=True), six, call=1)
    assert strict.outcome == "rejected"
    assert strict.majority.needed == 7


def test_without_one_yes_nothing_is_adopted() -> None:
    assert judge(
        rule(majority=Fraction(0), strict=False), Tally(0, 0, 5, 5, 5), call=1
    ).outcome == ("rejected")


def test_too_few_take_part_on_the_first_call_and_enough_on_the_second() -> None:
    three = Tally(3, 0, 0, 3, 12)
    assert judge(rule(), three, call=1).outcome == "no_quorum"
    assert judge(rule(), three, call=2).outcome == "adopted"


def test_without_notice_more_members_must_be_there() -> None:
    seven = Tally(7, 0, 0, 7, 12)
    assert judge(rule(), seven, call=1).outcome == "adopted"
    assert judge(rule(), seven, call=1, ad_hoc=TWO_THIRDS).outcome == "no_quorum"
    eight = Tally(8, 0, 0, 8, 12)
    assert judge(rule(), eight, call=1, ad_hoc=TWO_THIRDS).outcome == "adopted"


@given(rules, tallies(), st.none() | st.fractions(0, 1, max_denominator=9))
def test_a_certificate_gives_back_the_arithmetic_that_was_put_into_it(
    frozen: DecisionRule, tally: Tally, ad_hoc: Fraction | None
) -> None:
    result = judge(frozen, tally, call=1, ad_hoc=ad_hoc)
    assert result_from({"result": plain(result)}) == result
    assert rule_from(plain(frozen)) == frozen


def test_a_founding_has_no_arithmetic() -> None:
    assert result_from({"founders": [1, 2]}) is None


def test_why_an_adopted_thing_could_not_be_done_is_read_back_from_the_certificate() -> None:
    kept = {
        "hindered": [
            {"code": "already_held", "fields": {"person": 7, "office": "treasurer"}},
            {"code": "gone_since", "fields": {}},
        ]
    }
    known, unknown = hindrances_from(kept, [ALREADY_HELD, NO_SUCH_CLAIM])
    assert known == ALREADY_HELD.because(person=7, office="treasurer")
    assert unknown == Refusal("gone_since", "gone_since", "")
    assert hindrances_from({}, [ALREADY_HELD]) == []


@pytest.mark.parametrize("wrong", [(-1, 0, 0, 1, 1), (2, 0, 0, 1, 3), (0, 0, 0, 4, 3)])
def test_a_tally_that_cannot_be_is_an_error(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="votes"):
        Tally(*wrong)
