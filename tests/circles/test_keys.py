"""Three keys at a meeting: those that are proved turn, those that are named stand as one."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.membership import service as membership
from tequio.membership.models import PinGuessRow
from tequio.membership.queries import pins
from tequio.membership.rules.pins import NO_SHARED_PHONE, proof_of
from tequio.site.demonstration.meeting import Asks, Told
from tequio.site.verification import findings
from tests.circles.groups import WOMEN, holds, refused, ten

LOAN = Asks("Fati", 4_000, (9, 0, 1), months=2, purpose="Seeds")
TOLD = Told({}, asks=[LOAN])


def ask_with(savers, keys, key: str, told: Told = TOLD):
    """A meeting in which Fati asks for a loan, with these keys on the sheet."""
    fields = savers.fields(told)
    fields["keys"] = tuple(keys)
    return savers.group.does("Caro", circles.close_meeting, key=key, **fields)


def proved(savers, name: str, key: str, told: Told = TOLD) -> rules.KeyHeld:
    """What she typed her PIN for: this sheet, under this key."""
    person = savers.group.person[name]
    row = pins.latest(savers.group.organisation, person)
    assert row is not None
    return rules.KeyHeld(
        person, proof_of(row.verifier, rules.said_by_keys(key, savers.fields(told)))
    )


def with_pins(savers, *names: str) -> None:
    """Each chooses a PIN; what the phone makes of it is any digest here."""
    for name in names:
        digest = hashlib.sha256(name.encode()).hexdigest()
        savers.group.does(name, membership.set_pin, salt=digest, verifier=digest[::-1])


def met_once(**values):
    savers = ten(**{"circle.keys": 3} | values)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    with_pins(savers, "Hawa", "Ines", "Joy")
    savers.group.stage.later(7)
    return savers


def test_two_holders_who_typed_their_pins_turn_their_keys_with_the_treasurer(db) -> None:
    savers = met_once()
    keys = [proved(savers, name, "sheet-1") for name in ("Hawa", "Ines")]
    told = ask_with(savers, keys, "sheet-1")
    assert holds(savers, "member-loan") == 4_000
    assert [key[1] for key in told["keys"]] == [True, True]
    turned = [step for step in told["steps"] if step["kind"] == "mandates.turn_key"]
    assert {step["by"] for step in turned} == {*savers.group.numbers(["Hawa", "Ines"])}
    assert list(findings()) == []


def test_three_keys_that_one_person_names_are_one(db) -> None:
    savers = met_once()
    named = [rules.KeyHeld(savers.group.person[name]) for name in ("Hawa", "Ines", "Joy")]
    with refused("keys_missing"):
        ask_with(savers, named, "sheet-1")
    assert holds(savers, "member-loan") == 0


def test_a_proof_for_another_sheet_proves_nothing_and_refuses_nothing(db) -> None:
    savers = met_once(**{"circle.keys": 1})
    stale = proved(savers, "Hawa", "another sheet")
    told = ask_with(savers, [stale, replace(stale, person=savers.group.person["Ines"])], "sheet-1")
    assert [key[1] for key in told["keys"]] == [False, False]
    assert holds(savers, "member-loan") == 4_000


def test_a_proof_for_a_smaller_loan_opens_no_larger_one(db) -> None:
    savers = met_once()
    smaller = Told({}, asks=[replace(LOAN, minor=400)])
    keys = [proved(savers, name, "sheet-1", smaller) for name in ("Hawa", "Ines")]
    with refused("keys_missing"):
        ask_with(savers, keys, "sheet-1")
    told = ask_with(savers, keys, "sheet-1", smaller)
    assert [key[1] for key in told["keys"]] == [True, True]


def test_the_key_of_who_was_not_there_is_named_though_her_pin_was_typed(db) -> None:
    savers = met_once(**{"circle.keys": 1})
    away = Told({}, {"Hawa": "absent"}, asks=[replace(LOAN, hands=(9, 0, 0))])
    told = ask_with(savers, [proved(savers, "Hawa", "sheet-1", away)], "sheet-1", away)
    assert [key[1] for key in told["keys"]] == [False]


def test_a_wrong_proof_is_a_wrong_guess_of_her_also_where_the_sheet_is_refused(db) -> None:
    savers = met_once()
    hawa = savers.group.person["Hawa"]
    wrong = rules.KeyHeld(hawa, "0" * 64)
    for guess in range(5):
        with refused("keys_missing"):
            ask_with(savers, [wrong], f"guess-{guess}")
    assert PinGuessRow.objects.get(person_id=hawa, device=NO_SHARED_PHONE).wrong == 5
    keys = [proved(savers, name, "sheet-1") for name in ("Hawa", "Ines")]
    with refused("keys_missing"):
        ask_with(savers, keys, "sheet-1")
    assert PinGuessRow.objects.get(person_id=hawa, device=NO_SHARED_PHONE).wrong == 5
    savers.group.stage.later(1)
    again = [proved(savers, name, "sheet-2") for name in ("Hawa", "Ines")]
    told = ask_with(savers, again, "sheet-2")
    assert [key[1] for key in told["keys"]] == [True, True]


def test_who_may_not_write_the_book_counts_no_guesses_against_others(db) -> None:
    savers = met_once()
    fields = savers.fields(TOLD)
    fields["keys"] = (rules.KeyHeld(savers.group.person["Hawa"], "0" * 64),)
    with refused("office_not_held"):
        savers.group.does("Gifty", circles.close_meeting, **fields)
    assert not PinGuessRow.objects.exists()
