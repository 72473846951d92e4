"""Three keys at a meeting: those that are proved turn, those that are named stand as one."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.membership import service as membership
from tequio.membership.queries import pins
from tequio.membership.rules.pins import proof_of
from tequio.site.demonstration.meeting import Asks, Told
from tequio.site.verification import findings
from tests.circles.groups import WOMEN, holds, refused, ten

LOAN = Asks("Fati", 4_000, (9, 0, 1), months=2, purpose="Seeds")


def ask_with(savers, keys, key: str):
    """A meeting in which Fati asks for a loan, with these keys on the sheet."""
    fields = savers.fields(Told({}, asks=[LOAN]))
    fields["keys"] = tuple(keys)
    return savers.group.does("Caro", circles.close_meeting, key=key, **fields)


def proved(savers, name: str, key: str) -> rules.KeyHeld:
    person = savers.group.person[name]
    row = pins.latest(savers.group.organisation, person)
    assert row is not None
    return rules.KeyHeld(person, proof_of(row.verifier, key))


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
