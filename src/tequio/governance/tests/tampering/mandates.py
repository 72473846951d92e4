"""Mandates and their ends: what a hand changes, and what is found."""

from __future__ import annotations

from typing import Any

from tequio.governance.tests.by_hand import Book
from tequio.governance.tests.tampering.hands import SOME_DAY, Change, at, copied
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.mandates.models import CeilingRow, EndRow, MandateRow, ScopeRow


def sealed(book: Book, number: int) -> None:
    """Give a mandate the hash of what it says now."""
    found = mandates.mandate(book.scene.organisation, number)
    proof = mandate_rules.decision_hash(
        found.grant,
        source=found.source,
        source_hash=found.source_hash,
        decided_on=found.decided_on,
    )
    MandateRow.objects.filter(**book.own, id=number).update(decision_hash=proof)


def forged(which: str = "given.result", **columns: Any) -> Change:
    """A mandate that was changed and agrees with itself."""

    def change(book: Book) -> None:
        number = at(book, which)
        MandateRow.objects.filter(**book.own, id=number).update(**columns)
        sealed(book, number)

    return change


def a_higher_ceiling(book: Book) -> None:
    number = at(book, "given.result")
    CeilingRow.objects.filter(**book.own, mandate_id=number).update(minor=700_000)
    sealed(book, number)


def another_purpose(book: Book) -> None:
    number = at(book, "given.result")
    ScopeRow.objects.filter(**book.own, mandate_id=number).update(subject="")
    sealed(book, number)


def one_more(book: Book, **columns: Any) -> None:
    """A second mandate beside the one that was decided."""
    number = at(book, "given.result")
    for table in (ScopeRow, CeilingRow):
        for row in table.objects.filter(**book.own, mandate_id=number).values():
            table.objects.create(**row | {"mandate_id": 9_000})
    copied(MandateRow, book, number, **columns)
    sealed(book, 9_000)


def without(book: Book) -> None:
    number = at(book, "given.result")
    for table in (ScopeRow, CeilingRow):
        table.objects.filter(**book.own, mandate_id=number).delete()
    MandateRow.objects.filter(**book.own, id=number).delete()


def standing(book: Book) -> int:
    rows = MandateRow.objects.filter(**book.own, title="standing").order_by("id")
    return int(rows[0].id)


def without_keys(book: Book) -> None:
    """A standing mandate lets others act."""
    number = standing(book)
    MandateRow.objects.filter(**book.own, id=number).update(offices="member")
    sealed(book, number)


def ended(book: Book, number: int, **columns: Any) -> None:
    source = {"source": f"resolution:{at(book, 'sung.resolution')}", "source_hash": "0" * 64}
    EndRow.objects.create(**book.own, mandate_id=number, ends_on=SOME_DAY, **source | columns)


MANDATES = [
    (
        "a ceiling alone",
        lambda book: CeilingRow.objects.filter(
            **book.own, mandate_id=at(book, "given.result")
        ).update(minor=9),
        "mandate_changed",
    ),
    ("a ceiling", a_higher_ceiling, "mandate_not_as_decided"),
    ("a subject", another_purpose, "mandate_not_as_decided"),
    ("offices", forged(offices="treasurer member"), "mandate_not_as_decided"),
    ("keys", forged("shared_mandate", keys=2), "mandate_not_as_decided"),
    ("a last day", forged(valid_until=None), "mandate_not_as_decided"),
    ("a period", forged(period="month"), "mandate_not_as_decided"),
    ("the digest of its decision", forged(source_hash="0" * 64), "mandate_not_as_decided"),
    (
        "a decision that never was",
        forged(source="resolution:9999"),
        "mandate_lost mandate_not_decided",
    ),
    ("statutes as the decision", forged(source="statutes:1"), "mandate_lost mandate_not_decided"),
    (
        "another decision",
        lambda book: forged(source=f"resolution:{at(book, 'sung.resolution')}")(book),
        "mandate_lost mandate_not_as_decided",
    ),
    ("one more", one_more, "mandate_not_as_decided"),
    (
        "one more without decision",
        lambda book: one_more(book, source="resolution:9999"),
        "mandate_not_decided",
    ),
    ("one is lost", without, "mandate_lost"),
    ("a standing one", without_keys, "entry_changed mandate_not_as_decided"),
    (
        "one ends without decision",
        lambda book: ended(book, at(book, "given.result")),
        "end_not_decided",
    ),
    (
        "an end is lost",
        lambda book: EndRow.objects.filter(**book.own, mandate_id=at(book, "rent.result")).delete(),
        "end_lost",
    ),
    (
        "the day of an end",
        lambda book: EndRow.objects.filter(**book.own, mandate_id=at(book, "rent.result")).update(
            ends_on=SOME_DAY
        ),
        "end_not_as_decided",
    ),
    (
        "the decision of an end",
        lambda book: EndRow.objects.filter(**book.own, mandate_id=at(book, "rent.result")).update(
            source_hash="0" * 64
        ),
        "end_not_as_decided",
    ),
    (
        "a standing one lives on",
        lambda book: EndRow.objects.filter(**book.own, mandate_id=standing(book)).delete(),
        "end_lost",
    ),
]
