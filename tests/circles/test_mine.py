"""A member sees herself across everything that her group does, on one page, and in her passbook."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tequio.circles.tests import turning
from tequio.circles.tests.turning import FIVE, Turning
from tequio.ledger import service as ledger
from tequio.lending.tests.stage import Group
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import WOMEN, ten

pytestmark = pytest.mark.django_db


@pytest.fixture
def met() -> Savers:
    """Ten women after two meetings: Fati borrowed, Ama came late, Bea was helped."""
    savers = ten(Stage(timezone.localdate() - timedelta(days=14)), **{"circle.weekday": "any"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    told = Told(
        dict.fromkeys(WOMEN, 3),
        attendance={"Ama": "late"},
        fines={"Ama": "late"},
        helps={"Bea": 300},
        asks=(Asks("Fati", 1_500, (9, 0, 0), weeks=2, purpose="Seeds"),),
    )
    savers.meets(told)
    savers.group.stage.later(7)
    return savers


def words(answer: object) -> str:
    plain = re.sub(r"<[^>]+>", " ", unescape(answer.content.decode()))  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", plain).replace("\xa0", " ")


def enters(savers: Savers, who: str) -> Client:
    return browser_of(savers.group.person[who])


def mine(savers: Savers, who: str) -> str:
    return words(enters(savers, who).get(reverse("mine", args=[savers.group.slug])))


def test_she_sees_shares_social_fund_help_fines_and_loans_on_one_page(met: Savers) -> None:
    assert "My shares GH₵25.00" in mine(met, "Ama")
    assert "Fines to pay GH₵1.00" in mine(met, "Ama")
    assert "Paid into the social fund GH₵1.00" in mine(met, "Bea")
    assert "Help from the social fund GH₵3.00" in mine(met, "Bea")
    assert "Loan of GH₵15.00" in mine(met, "Fati")
    assert "Loan of" not in mine(met, "Bea")


def test_her_passbook_says_how_many_shares_and_what_she_paid_into_the_fund(met: Savers) -> None:
    group = met.group
    fati = group.person["Fati"]
    page = words(enters(met, "Fati").get(reverse("notices:passbook", args=[group.slug, fati])))
    assert "My shares GH₵25.00 5 shares since" in page
    assert "Paid into the social fund GH₵1.00" in page


def test_every_entry_of_her_shares_stands_in_the_passbook_of_the_book(met: Savers) -> None:
    group = met.group
    fati = group.person["Fati"]
    page = words(enters(met, "Fati").get(reverse("ledger:passbook", args=[group.slug, fati])))
    assert "Nothing is saved yet" not in page
    assert "Shares GH₵25.00" in page
    assert "GH₵15.00 GH₵25.00" in page, "what she bought last, and what she has since"


def test_what_was_reversed_in_the_book_counts_no_more(met: Savers) -> None:
    from tequio.circles.models import SheetLineRow

    ama = met.group.person["Ama"]
    line = SheetLineRow.objects.filter(person_id=ama, shares=3).get()
    met.group.does("Caro", ledger.reverse, transfer=line.social_entry)
    assert "Paid into the social fund GH₵0.50" in mine(met, "Ama")


def test_every_book_stands_by_itself(met: Savers) -> None:
    group = met.group
    ledger.account_for(
        group.organisation,
        book="food",
        unit=group.unit,
        kind="member-savings",
        ref=f"person:{group.person['Ama']}",
    )
    page = mine(met, "Ama")
    assert "Book: food" in page
    assert page.index("My shares") < page.index("Book: food") < page.rindex("My savings")


def test_the_page_asks_as_many_questions_after_more_meetings(met: Savers) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            mine(met, "Fati")
        return len(captured)

    asked()
    before = asked()
    for _week in range(2):
        met.meets(dict.fromkeys(WOMEN, 1))
        met.group.stage.later(7)
    assert asked() <= before


def turns_of(turns: Turning, who: str) -> str:
    group: Group = turns.group
    return words(browser_of(turns.number(who)).get(reverse("mine", args=[group.slug])))


def test_she_sees_her_turns_what_she_owes_and_what_others_owe_her() -> None:
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False):
        turns = turning.found().starts(FIVE[:3])
        turns.closes(short={"Esha": 0})
        assert "You received it on 14 Feb 2026" in turns_of(turns, "Asma")
        assert "others owe you ₹10.00" in turns_of(turns, "Asma")
        assert "Yours on 14 Mar 2026 · you owe ₹10.00" in turns_of(turns, "Esha")
        asma = turns.number("Asma")
        address = reverse("notices:passbook", args=[turns.group.slug, asma])
        assert "Others owe me from turns ₹10.00" in words(browser_of(asma).get(address))
        assert "A pot of" not in turns_of(turns, "Jaya")


def test_a_stranger_finds_nothing(met: Savers) -> None:
    assert Client().get(reverse("mine", args=[met.group.slug])).status_code == 404


def test_her_page_offers_only_what_will_not_be_refused(met: Savers) -> None:
    """The chair holds an office, but none that works with books."""
    group = met.group
    page = reverse("membership:person", args=[group.slug, group.person["Fati"]])
    for who in WOMEN:
        browser = enters(met, who)
        links = re.findall(
            r'href="(/o/[^"]*(?:passbook|messages|mine)/[^"]*)"', browser.get(page).content.decode()
        )
        assert [one for one in links if browser.get(one).status_code != 200] == [], who
