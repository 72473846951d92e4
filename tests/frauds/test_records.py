"""Sheets, keys, witnesses, receipts and books that are not what they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle import queries as chronicle
from tequio.circles import rules
from tequio.circles import service as circles
from tequio.circles.models import SheetKeyRow, SheetRow
from tequio.circles.queries import payment_of_share_out
from tequio.kernel import six_words
from tequio.mandates import service as mandates
from tequio.membership import service as membership
from tequio.notices.queries.proving import proof_of, token_of
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import MONDAY, agrees_to_share_out, closes_through, refused, ten
from tests.frauds.scenes import by_hand, verify
from tests.stories.test_an_administrator_rewrites_the_chronicle import rewrite


def test_key_held_by_one(savers: Savers) -> None:
    person = savers.group.person
    keys = tuple(rules.KeyHeld(person[name]) for name in ("Hawa", "Ines", "Joy"))
    fields = savers.fields(Told({})) | {"keys": keys}
    savers.group.does("Caro", circles.close_meeting, **fields)
    assert set(SheetKeyRow.objects.values_list("is_proved", flat=True)) == {False}
    agrees_to_share_out(savers)
    found = payment_of_share_out(savers.group.organisation, "main", on=savers.group.stage.today)
    assert found is not None
    turned = {"mandate": found.mandate, "payment_hash": found.payment}
    savers.group.does("Hawa", mandates.turn_key, **turned)
    with refused("key_already_turned"):
        savers.group.does("Hawa", mandates.turn_key, **turned)
    with refused("keys_missing"):
        savers.group.does("Caro", circles.share_out)


def test_back_dated_entry(savers: Savers) -> None:
    savers.group.stage.on(date(2026, 4, 7))
    invented = date(2026, 3, 16)
    savers.meets(Told({}, held_on=invented))
    sheet = SheetRow.objects.get(held_on=invented)
    assert (sheet.entered_at.date() - sheet.held_on).days == 22
    assert sheet.entered_by_id == savers.group.person["Caro"]
    closes_through(savers, date(2026, 3, 31))
    with refused("period_closed"):
        savers.meets(Told({"Ama": 1}, held_on=date(2026, 3, 23)))


def test_sheet_changed_after_the_meeting(savers: Savers) -> None:
    change = "UPDATE circles_sheetlinerow SET shares = 2, saved = 1000 WHERE shares = 3"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert verify() == set()
    by_hand(change)
    assert {"told_otherwise", "entry_differs"} <= verify()


def test_second_sheet_of_a_day(savers: Savers) -> None:
    fields = savers.fields(Told({"Ama": 3}))
    first = savers.group.does("Caro", circles.close_meeting, key="once", **fields)
    savers.group.stage.acts -= 1
    act = savers.group.act("Caro", "once")
    assert circles.close_meeting(act, **fields).facts == first
    other = fields | {"counted": fields["counted"] - 500}
    with refused("sheet_already_there"):
        savers.group.does("Caro", circles.close_meeting, **other)


def test_fake_witnesses(savers: Savers) -> None:
    lawful = savers.fields(Told({}, attendance={"Dede": "absent"}))
    with refused("witness_was_not_there"):
        savers.group.does("Caro", circles.close_meeting, **lawful)
    own = rules.Kept(witnesses=savers.group.numbers(("Caro", "Efua")))
    with refused("kept_it_herself"):
        savers.group.does("Caro", circles.close_meeting, **lawful | {"kept": own})


def test_two_sets_of_books(savers: Savers) -> None:
    """The administrator writes the meeting anew and chains everything after it consistently."""
    sister = ten(Stage(MONDAY + timedelta(days=7), acts=5_000), name="Sisters")
    organisation = savers.group.organisation
    head = chronicle.head_of(organisation)
    read_aloud = six_words(head.digest)
    sister.group.does(
        "Bea", membership.witness_head, chain=head.chain, number=head.number, digest=head.digest
    )
    rewrite(
        organisation, lambda line: {**line.facts, "counted": 1} if is_sheet(line) else line.facts
    )
    assert six_words(chronicle.head_of(organisation).digest) != read_aloud
    assert "witness_differs" in verify()


def is_sheet(line: chronicle.rules.Line) -> bool:
    return bool(line.kind == "circles.close_meeting")


def test_receipt_without_entry(savers: Savers) -> None:
    organisation = savers.group.organisation
    number = chronicle.head_of(organisation).number
    true = token_of(organisation, number)
    assert proof_of(true) is not None
    assert proof_of(true[:-20] + "0" * 20) is None
    assert proof_of(token_of(organisation, number + 1)) is None
