"""The pages of turns: the list, the wheel, the lot, a round, what is made good."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.circles.queries import check
from tequio.circles.tests import turning
from tequio.circles.tests.turning import FIVE, Turning
from tequio.ledger import queries as ledger
from tequio.ledger.queries.entries import entry as find_entry
from tequio.ledger.service import reverse as reverse_entry
from tequio.membership.tests.groups import browser_of

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


def address(turns: Turning, name: str, *given: Any) -> str:
    return reverse(f"circles:{name}", args=[turns.group.slug, *given])


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode())).replace("\xa0", " ")


def look(turns: Turning, who: str, name: str, *given: Any) -> Any:
    return browser_of(turns.number(who)).get(address(turns, name, *given))


def press(turns: Turning, who: str, name: str, *given: Any, **sent: Any) -> Any:
    """Open the page for its key, and send its form."""
    browser = browser_of(turns.number(who))
    place = address(turns, name, *given)
    key = re.findall(r'name="key" value="([^"]+)"', text(browser.get(place)))[0]
    return browser.post(place, {"key": key, **sent}, follow=True)


def test_a_bookkeeper_begins_to_take_turns_on_a_page():
    turns = turning.found()
    assert "By your rules each pays ₹10.00" in text(look(turns, "Asma", "all_turns"))
    places = {
        f"place_{turns.number(who)}": place for place, who in enumerate(reversed(FIVE), start=1)
    }
    stands = {f"guarantor_{turns.number('Asma')}": turns.number("Indu")}
    sent = {"first_day": "2026-02-14", "aside": "1.50", **places, **stands}
    answer = press(turns, "Bina", "start_turns", **sent)
    turns.turns = int(re.findall(r"/turns/(\d+)/", answer.redirect_chain[-1][0])[0])
    assert "Hema receives the pot." in text(answer)
    wheel = turns.wheel
    assert [seat.person for seat in wheel.seats] == [turns.number(who) for who in reversed(FIVE)]
    assert wheel.at(5).guarantors == ((turns.number("Indu"), 4_000),)
    assert wheel.terms.aside == 150
    assert "a pot of ₹50.00" in text(look(turns, "Esha", "all_turns"))


def test_a_group_whose_rules_say_nothing_takes_no_turns():
    turns = turning.found(**{"turn.contribution": 0})
    page = text(look(turns, "Asma", "all_turns"))
    assert "Until the members decide it, nobody takes turns." in page
    answer = press(
        turns, "Bina", "start_turns", first_day="2026-02-14", **{f"place_{turns.number('Asma')}": 1}
    )
    assert answer.status_code == 409


def test_a_round_with_a_missed_turn_is_written_down_and_made_good_on_pages():
    turns = turning.found().starts()
    assert "Asma receives the pot of ₹50.00" in text(
        look(turns, "Bina", "close_round", turns.turns)
    )
    esha = turns.number("Esha")
    sent = {"held_on": "2026-02-14", f"short_{esha}": "on"}
    page = text(press(turns, "Bina", "close_round", turns.turns, **sent))
    assert "Esha receives the pot." in page
    assert "₹40.00" in page
    assert turns.owes("Esha") == 1_000
    good = text(look(turns, "Bina", "make_good", turns.turns, esha))
    assert "Esha owes ₹10.00." in good
    sent = {"minor": "4.00", "paid_on": "2026-02-14"}
    press(turns, "Bina", "make_good", turns.turns, esha, **sent)
    assert turns.owes("Esha") == 600


def test_a_round_that_was_reversed_in_the_book_says_so_and_verify_finds_nothing_hidden():
    turns = turning.found().starts(FIVE[:2], aside=100)
    turns.closes()
    organisation, wheel = turns.group.organisation, turns.wheel
    entries = ledger.statement(organisation, wheel.box, since=FIRST, until=date.max).lines
    given = [line.transfer for line in entries]
    turns.group.does("Bina", reverse_entry, transfer=given[0])
    page = text(look(turns, "Asma", "turns", turns.turns))
    assert "partly reversed in the book" in page
    for entry in given[1:]:
        if not find_entry(organisation, entry).reversed_by:
            turns.group.does("Bina", reverse_entry, transfer=entry)
    page = text(look(turns, "Asma", "turns", turns.turns))
    assert "partly reversed" not in page
    assert "reversed in the book" in page
    assert [str(one) for one in check(organisation)] == []


def test_what_was_put_aside_is_named_when_all_have_received_and_when_the_turns_ended():
    turns = turning.found().starts(FIVE[:2], aside=150)
    turns.closes()
    turns.closes()
    left = "₹6.00 put aside for missed turns stay in the reserve of the book"
    assert left in text(look(turns, "Asma", "turns", turns.turns))
    assert left in text(press(turns, "Bina", "turns", turns.turns, do="end"))


def test_a_button_is_grey_for_who_does_not_write_the_book():
    turns = turning.found().starts()
    page = text(look(turns, "Asma", "close_round", turns.turns))
    assert "disabled" in page
    assert "Only these offices may do this" in page
    assert "Another takes a place over" not in text(look(turns, "Asma", "turns", turns.turns))


def test_a_lot_is_laid_opened_and_drawn_on_a_page():
    turns = turning.found(**{"turn.order": "lot"}).starts(FIVE[:2])
    here = turns.turns

    def send(who: str, do: str, **sent: Any) -> str:
        return text(press(turns, who, "turns", here, do=do, **sent))

    page = send("Asma", "lay_down", **{"lay-person": turns.number("Asma"), "lay-word": "mango"})
    assert "mango" not in page
    page = send("Bina", "lay_down", **{"lay-person": turns.number("Esha"), "lay-word": "river"})
    for who, word in (("Asma", "mango"), ("Esha", "river")):
        page = send(who, "open", **{"open-person": turns.number(who), "open-word": word})
    assert "“mango”" in page
    assert "receives the pot." in send("Esha", "draw")


def test_a_member_bids_for_herself_only():
    turns = turning.found(**{"turn.order": "bid"}).starts()
    page = text(look(turns, "Asma", "turns", turns.turns))
    assert "at most ₹20.00" in page
    sent = {"do": "bid", "bid-person": turns.number("Asma"), "bid-minor": "5.00"}
    assert "Asma receives the pot." in text(press(turns, "Asma", "turns", turns.turns, **sent))
    sent["bid-person"] = turns.number("Esha")
    assert press(turns, "Asma", "turns", turns.turns, **sent).status_code == 422


def test_a_place_is_passed_on_before_witnesses_and_the_turns_are_called_off():
    turns = turning.found().starts()
    sent = {
        "leaves": turns.number("Hema"),
        "takes_over": turns.number("Jaya"),
        "witness_1": turns.number("Chand"),
        "witness_2": turns.number("Deepa"),
    }
    page = text(look(turns, "Bina", "substitute", turns.turns))
    assert "Who saw that both agree? Witness 2" in page
    alone = press(turns, "Bina", "substitute", turns.turns, **sent | {"witness_2": ""})
    assert alone.status_code == 409
    assert "witnesses; 2 are needed" in text(alone)
    assert "Jaya" in text(press(turns, "Bina", "substitute", turns.turns, **sent))
    assert "These turns ended on" in text(press(turns, "Bina", "turns", turns.turns, do="end"))


def test_what_is_not_there_is_not_found():
    turns = turning.found().starts()
    for name, given in (("turns", [99_999]), ("make_good", [turns.turns, 99_999])):
        assert look(turns, "Asma", name, *given).status_code == 404
    assert press(turns, "Bina", "turns", turns.turns, do="else").status_code == 404


def test_the_wheel_asks_as_many_questions_after_five_rounds_as_after_one():
    turns = turning.found().starts()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            look(turns, "Bina", "turns", turns.turns)
        return len(captured)

    turns.closes()
    asked()
    before = asked()
    for _round in FIVE[1:]:
        turns.closes()
    assert asked() <= before
