"""A PIN typed on the sheet of a meeting says yes to what was on it, and to nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from tequio.circles.pages.proving import typed_for
from tequio.circles.queries import keys_of, running_cycle, sheets_of
from tequio.membership.models import PinGuessRow
from tequio.membership.queries import pins
from tequio.membership.rules.pins import proof_of, verifier_of
from tequio.membership.service import set_pin
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Sent, Writer, codes, words
from tests.circles.groups import WOMEN, ten

OUTBOX = {"Tequio-Outbox": "1"}


@pytest.fixture
def writer(db: None) -> Writer:
    savers = ten(Stage(timezone.localdate()), **{"circle.weekday": "any", "circle.keys": 1})
    savers.starts()
    salt = "ab" * 32
    savers.group.does("Hawa", set_pin, salt=salt, verifier=verifier_of("4711", salt=salt))
    return Writer(savers)


def sheet(writer: Writer, **typed: str) -> dict[str, Any]:
    shares = {writer.hers("sh", name): "1" for name in WOMEN}
    return writer.sheet(counted="50", social="5") | shares | typed


def hers(writer: Writer, code: str) -> str:
    return writer.hers(code, "Hawa")


def proved(writer: Writer) -> list[bool]:
    organisation = writer.savers.group.organisation
    cycle = running_cycle(organisation, "main")
    assert cycle is not None
    newest = sheets_of(organisation, cycle.id)[0]
    return [is_proved for _person, is_proved in keys_of(organisation, newest.id)]


def on_the_phone(writer: Writer, fields: dict[str, Any], over: str) -> str:
    """What a phone without a network makes of the PIN, over what was typed."""
    row = pins.latest(writer.savers.group.organisation, writer.savers.group.person["Hawa"])
    assert row is not None
    sent = QueryDict(mutable=True)
    sent.update(fields)
    return proof_of(row.verifier, typed_for(fields["key"], sent, over))


OVER = "held_on book counted lw- lm- lc- ls- lo- po-"


def test_looking_at_the_sums_tells_nothing_of_a_proof_that_the_page_did_not_make(
    writer: Writer,
) -> None:
    fields = sheet(writer)
    for proof in (on_the_phone(writer, fields, OVER), "0" * 64, "anything"):
        looked = writer.presses("check", fields | {hers(writer, "proof"): proof}, **OUTBOX)
        assert "1 key named, 0 proved" in words(looked)
    assert not PinGuessRow.objects.exists()


def test_a_pin_typed_for_one_sheet_is_not_carried_to_another_content(writer: Writer) -> None:
    looked = writer.presses("check", sheet(writer) | {hers(writer, "pin"): "4711"})
    assert "1 key named, 1 proved" in words(looked)
    carried = Sent(looked.content.decode()).fields
    writer.presses("write", carried | {"counted": "49"})
    assert proved(writer) == [False]


def test_changing_something_drops_what_was_proved(writer: Writer) -> None:
    looked = writer.presses("check", sheet(writer) | {hers(writer, "pin"): "4711"})
    back = writer.presses("back", Sent(looked.content.decode()).fields)
    offered = Sent(back.content.decode()).fields
    assert hers(writer, "proof") not in offered
    assert hers(writer, "pin") in offered


def test_a_proof_of_a_phone_without_network_holds_for_what_was_typed(writer: Writer) -> None:
    fields = sheet(writer)
    sent = fields | {hers(writer, "proof"): on_the_phone(writer, fields, OVER)}
    assert writer.presses("write", sent, **OUTBOX).json()["outcome"] == "accepted"
    assert proved(writer) == [True]
    assert writer.presses("write", sent, **OUTBOX).json()["outcome"] == "replayed"


def test_a_proof_of_a_phone_for_another_sum_is_a_wrong_guess(writer: Writer) -> None:
    fields = sheet(writer)
    proof = on_the_phone(writer, fields, OVER)
    sent = fields | {hers(writer, "proof"): proof, "counted": "49"}
    assert writer.presses("write", sent, **OUTBOX).json()["outcome"] == "accepted"
    assert proved(writer) == [False]
    assert {row.wrong for row in PinGuessRow.objects.all()} == {1}


def test_the_key_of_who_is_marked_absent_is_not_proved(writer: Writer) -> None:
    away = {hers(writer, "at"): "absent", "counted": "45", "social": "4.50"}
    looked = writer.presses("check", sheet(writer, **away) | {hers(writer, "pin"): "4711"})
    assert "1 key named, 0 proved" in words(looked), codes(looked)
