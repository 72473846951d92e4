"""What statutes can say: types, limits, defaults."""

from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Rate, plain
from tequio.membership.rules import OFFICE_WORDS
from tequio.statutes.rules import (
    CATALOGUE,
    DECISION_TYPES,
    GROUPS,
    NO_LAW,
    STANDING_PURPOSES,
    Adopted,
    Statutes,
    Unreadable,
    in_force,
    objections_to_adopt,
    plain_value,
    read_value,
)

TODAY = date(2026, 5, 1)
SILENT = Statutes(TODAY)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_default_could_be_adopted_and_has_words(code):
    provision = CATALOGUE[code]
    told = plain(provision.default)
    assert objections_to_adopt({code: told}, rulebook=NO_LAW, day=TODAY) == ()
    assert provision.title
    assert provision.group in GROUPS


def test_offices_named_by_default_are_known():
    named = {o for p in CATALOGUE.values() if p.kind == "offices" for o in p.default}
    assert named <= set(OFFICE_WORDS)


def test_each_standing_purpose_names_the_offices_that_carry_it_out():
    for purpose in STANDING_PURPOSES.values():
        assert SILENT.executors(purpose.code) == SILENT.offices(purpose.executors)


def test_silence_makes_nothing_easier():
    rules = [SILENT.decision_rule(kind) for kind in DECISION_TYPES]
    assert all(rule.quorum >= Fraction(1, 2) for rule in rules)
    assert all(rule.second_call_quorum == rule.quorum for rule in rules)
    assert all(rule.strict or rule.majority > Fraction(1, 2) for rule in rules)
    assert SILENT.fraction("meeting.ad_hoc") == 1
    assert SILENT.fraction("lending.multiple_of_savings") == 1
    assert SILENT.choice("privacy.votes") == "self"
    assert not any(SILENT.integer(code) for code in ("circle.share_price", "turn.contribution"))
    assert SILENT.fraction("turn.commission") == 0
    assert not SILENT.flag("turn.covered_by_all")
    assert SILENT.choice("turn.missing") == "refused"


def test_the_keys_of_a_meeting_follow_the_keys_of_a_payment_where_statutes_are_silent():
    assert in_force({"keys.pay": 3}, TODAY).integer("circle.keys") == 3
    assert in_force({"keys.pay": 3, "circle.keys": 2}, TODAY).integer("circle.keys") == 2


def test_the_second_call_follows_the_first_where_statutes_are_silent():
    stated = in_force({"decision.money.quorum": "2/3"}, TODAY)
    assert stated.decision_rule("money").second_call_quorum == Fraction(2, 3)
    both = {"decision.money.quorum": "2/3", "decision.money.second_call_quorum": "1/3"}
    assert in_force(both, TODAY).decision_rule("money").second_call_quorum == Fraction(1, 3)


def test_a_rule_of_decision_carries_everything_that_the_statutes_say():
    stated = in_force(
        {
            "decision.money.quorum": "1/3",
            "decision.money.majority": "3/5",
            "decision.money.strict": False,
            "decision.money.base": "members",
            "notice.days": 3,
        },
        TODAY,
    )
    rule = stated.decision_rule("money")
    assert (rule.kind, rule.quorum, rule.majority) == ("money", Fraction(1, 3), Fraction(3, 5))
    assert (rule.strict, rule.base, rule.notice_days) == (False, "members", 3)
    assert rule.quorum_base == "members"


def test_the_rate_of_interest_is_exact():
    stated = in_force({"lending.rate": "2/100", "lending.rate_period": "week"}, TODAY)
    assert stated.rate() == Rate(Fraction(1, 50), "week")


def test_statutes_are_a_mapping_over_the_whole_catalogue():
    assert set(SILENT) == set(CATALOGUE)
    assert len(SILENT) == len(CATALOGUE)
    assert SILENT["keys.pay"] == 1
    assert not SILENT.is_stated("keys.pay")
    assert in_force({"keys.pay": 1}, TODAY).is_stated("keys.pay")


def test_statutes_cannot_be_changed():
    stated = in_force({"keys.pay": 2}, TODAY)
    with pytest.raises(TypeError):
        stated.adopted["keys.pay"] = None
    with pytest.raises(AttributeError):
        stated.day = TODAY


def test_asking_for_what_is_not_there_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        SILENT["keys.lost"]
    with pytest.raises(KeyError):
        SILENT.decision_rule("war")
    with pytest.raises(TypeError, match="integer"):
        SILENT.fraction("keys.pay")


def test_a_value_holds_from_its_day_and_the_later_of_one_day_wins():
    def one(value, day, number):
        return Adopted("keys.pay", value, day, 1, "a" * 64, number)

    every = [one(5, date(2026, 7, 1), 3), one(3, TODAY, 2), one(2, TODAY, 1)]
    assert in_force(every, TODAY).integer("keys.pay") == 3
    assert in_force(every, date(2026, 4, 30)).integer("keys.pay") == 1
    assert in_force(every, date(2026, 7, 1)).integer("keys.pay") == 5


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("decision.money.quorum", 0.5),
        ("decision.money.quorum", "0.5"),
        ("decision.money.quorum", "50 %"),
        ("decision.money.quorum", "1/0"),
        ("decision.money.quorum", "-1/2"),
        ("decision.money.quorum", True),
        ("decision.money.quorum", None),
        ("decision.money.strict", 1),
        ("decision.money.base", ["present"]),
        ("notice.days", "7"),
        ("notice.days", 7.0),
        ("keys.pay", True),
        ("offices.pay", "treasurer"),
        ("offices.pay", ["Treasurer!"]),
        ("offices.pay", [1]),
        ("offices.pay", ["chair", "chair"]),
        ("standing.purposes", ["saving"]),
    ],
)
def test_a_value_of_the_wrong_type_cannot_be_read(code, value):
    with pytest.raises(Unreadable):
        read_value(code, value)


@given(st.integers(0, 999), st.integers(1, 999))
def test_a_fraction_is_read_back_exactly(above, below):
    told = plain_value("decision.money.quorum", f"{above}/{below}")
    assert read_value("decision.money.quorum", told) == Fraction(above, below)


@given(st.one_of(st.none(), st.floats(), st.text(), st.lists(st.text()), st.binary()))
def test_reading_never_fails_otherwise_than_by_saying_what_is_expected(value):
    for code in ("decision.money.quorum", "notice.days", "offices.pay", "decision.money.strict"):
        with suppress(Unreadable):
            read_value(code, value)
