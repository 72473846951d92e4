"""What the members voted on is called by its title wherever money is paid under it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tequio.governance.rules.effects import AllowPayment, subject_from
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import shown
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.mandates import queries as mandates

pytestmark = pytest.mark.django_db

TITLES = ("सभा के लिए चावल", "New roof: before the rain!")


def decided(group: Hall, title: str, subject: str = "", minor: int = 50_000) -> int:
    """The mandate that the members gave under this title."""
    subject = subject or subject_from(title)
    offices = ("treasurer",)
    effect = AllowPayment("mandate", "ledger.pay", minor, "INR", offices, subject=subject)
    meeting = group.opens(NAMES)
    ballot = group.votes(group.proposes(effect, title=title), meeting)
    group.raises(ballot, 12)
    ended = group.closes(ballot)
    (granted,) = mandates.mandates_from(group.organisation, f"resolution:{ended['resolution']}")
    return granted.id


def paid(group: Hall, subject: str) -> int:
    """The entry of a payment for it."""
    box = next(one.id for one in books.accounts(group.organisation) if one.kind == "cash")
    received = {"account": box, "unit": "INR"}
    ledger.receive(group.act("Chitra"), minor=90_000, payer_text="a gift", **received)
    what = {"purpose": "ledger.pay", "subject": subject, "payee_text": "a shop"}
    receipt = ledger.pay(group.act("Chitra"), minor=1_000, **what, **received)
    return int(receipt.facts["transfer"])


@pytest.mark.parametrize("title", TITLES)
def test_pages_of_the_books_show_the_title_and_not_the_key(title: str) -> None:
    group = hall.found(days_ago=1)
    subject = subject_from(title)
    mandate = decided(group, title)
    entry = paid(group, subject)
    chitra, slug = group.enters("Chitra"), group.slug
    for name, more in (
        ("ledger:pay", []),
        ("ledger:mandates", []),
        ("ledger:mandate", [mandate]),
        ("ledger:entry", [entry]),
        ("ledger:books", []),
    ):
        page = shown(chitra, reverse(name, args=[slug, *more]))
        assert title in page, name
        assert subject not in page, name


def test_two_decisions_with_one_key_are_told_apart_and_an_entry_keeps_its_key() -> None:
    group = hall.found(days_ago=1)
    march, april = decided(group, "Rent of March", "rent"), decided(group, "Rent of April", "rent")
    chitra, slug = group.enters("Chitra"), group.slug
    for mandate, title in ((march, "Rent of March"), (april, "Rent of April")):
        assert title in shown(chitra, reverse("ledger:mandate", args=[slug, mandate]))
    entry = paid(group, "rent")
    page = shown(chitra, reverse("ledger:entry", args=[slug, entry]))
    assert "Payment: rent" in page
    assert "Rent of March" in page
    assert "Rent of April" not in page
