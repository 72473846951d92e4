"""Many designs in many places come to what each comes to alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.knowledge.rules.transferability import assess
from tequio.knowledge.rules.transferability import many as many_module
from tequio.knowledge.rules.transferability.many import verdicts
from tequio.knowledge.tests.the_creche import (
    NEW_SETTLEMENT,
    NOT_SURVEYED,
    NOTHING_KNOWN,
    SUBURB,
    TOWNSHIP,
    creche,
)
from tequio.knowledge.tests.transfers import designs, profiles

FIVE = [SUBURB, TOWNSHIP, NOT_SURVEYED, NEW_SETTLEMENT, NOTHING_KNOWN]


def test_the_five_places_of_the_reference_at_once():
    (found,) = verdicts([creche()], FIVE)
    assert found.each() == [
        "conditions_hold",
        "adapt",
        "not_enough_known",
        "do_not_transfer",
        "not_enough_known",
    ]
    assert found.each_questions() == [[], [], ["savings_group_density"], [], ["bonding_trust"]]
    assert found.questions(4) == ("bonding_trust",)
    with pytest.raises(IndexError):
        found.verdict(5)


def led(found, number):
    """Of one place, each answer that changes its verdict."""
    return sorted(
        (one.variable, str(one.answer.value), one.answer.unit, verdict)
        for one in found.led
        if one.changed >> number & 1
        for verdict, places in zip(many_module.VERDICTS, one.verdicts, strict=True)
        if places >> number & 1
    )


def compare(some, places):
    for design, found in zip(some, verdicts(some, places), strict=True):
        each, questions = found.each(), found.each_questions()
        for number, profile in enumerate(places):
            alone = assess(design, profile)
            assert each[number] == found.verdict(number) == alone.verdict
            assert questions[number] == [one.code for one in alone.decisive]
            assert led(found, number) == sorted(
                (one.code, str(lead.answer.value), lead.answer.unit, lead.verdict)
                for one in alone.decisive
                for lead in one.changes
            )


@settings(max_examples=50)
@given(st.lists(designs(), min_size=1, max_size=3), st.lists(profiles(), min_size=1, max_size=6))
def test_many_come_to_what_each_comes_to_alone(some, places):
    compare(some, places)


def test_batches_are_put_together_in_order(monkeypatch):
    monkeypatch.setattr(many_module, "AT_ONCE", 2)
    compare([creche()], FIVE)
