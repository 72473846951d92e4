"""The five rules of self-help groups, counted."""

from __future__ import annotations

from fractions import Fraction

from tequio.circles import rules


def test_each_rule_is_a_fraction_of_what_the_books_show() -> None:
    counted = rules.Counted(24, 23, 220, 230, 18_000, 20_000, 40, 38, 23, 20)
    assert rules.five_rules(counted) == rules.FiveRules(
        Fraction(23, 24), Fraction(22, 23), Fraction(9, 10), Fraction(19, 20), Fraction(20, 23)
    )


def test_what_was_never_there_to_measure_is_unknown_and_not_zero() -> None:
    nothing = rules.five_rules(rules.Counted(0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    assert nothing == rules.FiveRules(None, None, None, None, None)


def test_more_meetings_than_planned_count_as_all() -> None:
    counted = rules.Counted(4, 5, 1, 1, 1, 1, 1, 1, 1, 1)
    assert rules.five_rules(counted).meetings == 1
