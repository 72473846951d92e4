"""Provisions of the statutes: what a hand changes, and what is found."""

from __future__ import annotations

from typing import Any

from tequio.governance.models import (
    ProposalRow,
)
from tequio.governance.tests.by_hand import Book
from tequio.governance.tests.tampering.hands import SOME_DAY, Change, at
from tequio.membership.models import TextRow
from tequio.statutes.models import ProvisionRow


def provision(**columns: Any) -> Change:
    """The row in which the statutes name who writes the book, as it was amended."""

    def change(book: Book) -> None:
        rows = ProvisionRow.objects.filter(**book.own, source_id=at(book, "amended.resolution"))
        rows.update(**columns)

    return change


def another_provision(book: Book, **columns: Any) -> None:
    rows = ProvisionRow.objects.filter(**book.own, source_id=at(book, "amended.resolution"))
    ProvisionRow.objects.create(**rows.values().get() | {"id": 9_000} | columns)


def another_reason(book: Book) -> None:
    """The number of another text of the group."""
    text = ProposalRow.objects.get(**book.own, id=at(book, "back")).text_id
    TextRow.objects.filter(**book.own, id=text).update(body="x")
    provision(reason_id=text)(book)


STATUTES = [
    ("a value", provision(value='["secretary"]'), "provision_not_as_resolved"),
    (
        "a value of the founding",
        lambda book: ProvisionRow.objects.filter(**book.own, code="notice.days").update(value="0"),
        "provision_not_as_resolved",
    ),
    ("its day", provision(since=SOME_DAY), "provision_not_as_resolved"),
    (
        "which provision it is",
        provision(code="offices.claim"),
        "provision_lost provision_not_as_resolved reason_changed",
    ),
    ("the digest of its decision", provision(source_hash="0" * 64), "provision_not_as_resolved"),
    (
        "a decision that never was",
        provision(source_id=9_999),
        "provision_lost provision_not_resolved",
    ),
    ("one more", another_provision, "provision_not_as_resolved"),
    (
        "one more without decision",
        lambda book: another_provision(book, source_id=9_999),
        "provision_not_resolved",
    ),
    (
        "one is lost",
        lambda book: ProvisionRow.objects.filter(
            **book.own, source_id=at(book, "amended.resolution")
        ).delete(),
        "provision_lost",
    ),
    ("its reason is lost", provision(reason_id=None), "reason_changed"),
    ("its reason", another_reason, "reason_changed text_changed"),
]
