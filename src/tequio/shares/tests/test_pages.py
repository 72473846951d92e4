"""The pages of shares: who sees what, what is done, and what a division shows before and after."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.membership.tests.groups import browser_of
from tequio.shares import queries, rules
from tequio.shares.tests import stage
from tequio.shares.tests.scenes_of_divisions import proposes, used

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2025-01-01T12:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def group():
    return stage.found()


def on(group, clock, days):
    group.later(days)
    clock.move_to(f"{group.today.isoformat()}T12:00:00Z")


def address(group, name, *given):
    return reverse(f"shares:{name}", args=[group.slug, *given])


def look(group, who, name, *given):
    return browser_of(group.person[who]).get(address(group, name, *given))


def press(group, who, name, *given, **sent):
    """Open the page for its key, and send its form."""
    browser, place = browser_of(group.person[who]), address(group, name, *given)
    key = re.findall(r'name="key" value="([^"]+)"', text(browser.get(place)))[0]
    return browser.post(place, {"key": key, **sent}, follow=True)


def text(answer):
    return re.sub(r"\s+", " ", unescape(answer.content.decode())).replace("\xa0", " ")


def test_a_member_pays_in_asks_back_and_gets_back_on_pages(group, clock):
    box = {"account": str(group.account()), "value_date": ""}
    paid = press(group, "Bodil", "subscribe", person=str(group.person["Amina"]), count="4", **box)
    assert "It is written down as her share capital." in text(paid)
    assert "4 shares" in text(look(group, "Amina", "shares"))
    asked = text(press(group, "Amina", "give_notice", count="2"))
    assert "It is asked." in asked
    assert "Give back" not in asked, "only those who work with the book give back"
    (notice,) = queries.notices(group.organisation)
    brought = press(group, "Bodil", "withdraw", notice.id, do="bring")
    assert "The proposal is made." in text(brought)
    (number,) = re.findall(r"/proposals/(\d+)/", brought.redirect_chain[-1][0])
    group.resolves(int(number))
    refused = press(group, "Bodil", "withdraw", notice.id, do="withdraw", **box)
    assert (refused.status_code, "can be given back from" in text(refused)) == (409, True)
    on(group, clock, 30)
    given = press(group, "Bodil", "withdraw", notice.id, do="withdraw", **box)
    assert "It is given back and written down." in text(given)
    assert group.capital("Amina") == 10_000


def test_two_keys_turn_before_capital_is_given_back(clock):
    book = {"offices.book": ["treasurer", "bookkeeper"]}
    group = stage.found(**book, **{"keys.pay": 2, "offices.keys": ["secretary"]})
    group.subscribes("Amina", 4)
    notice = group.asks_back("Amina")
    group.permits("shares.withdraw", 5_000, subject=str(notice))
    on(group, clock, 30)
    box = {"account": str(group.account()), "value_date": ""}
    assert "needs 2 keys" in text(look(group, "Bodil", "withdraw", notice))
    press(group, "Bodil", "withdraw", notice, do="turn_key", **box)
    assert "Turned so far: Bodil." in text(look(group, "Bodil", "withdraw", notice))


def test_what_others_hold_is_shown_as_the_statutes_say(clock):
    group = stage.found(**{"privacy.books": "officers"})
    group.subscribes("Amina", 2)
    group.subscribes("Ewa", 3)
    notice = group.asks_back("Amina")
    assert "Register of shares" in text(look(group, "Bodil", "shares"))
    hers = text(look(group, "Ewa", "shares"))
    assert ("Register of shares" in hers, "Amina" in hers, "3 shares" in hers) == (0, 0, 1)
    assert look(group, "Ewa", "withdraw", notice).status_code == 404
    assert look(group, "Amina", "withdraw", notice).status_code == 200
    stranger = stage.found(slug="others")
    assert look(group, "Amina", "shares").status_code == 200
    for name in ("shares", "subscribe", "give_notice", "propose_division"):
        place = address(group, name)
        assert browser_of(stranger.person["Amina"]).get(place).status_code == 404


def test_only_offices_write_and_only_she_asks_for_herself(group):
    group.subscribes("Amina", 4)
    sent = {"account": str(group.account()), "value_date": "", "count": "1"}
    place = address(group, "subscribe")
    browser = browser_of(group.person["Ewa"])
    answer = browser.post(place, {"key": "one", "person": str(group.person["Ewa"]), **sent})
    assert answer.status_code == 403
    for_her = {"key": "two", "person": str(group.person["Amina"]), "count": "1"}
    browser.post(address(group, "give_notice"), for_her)
    assert queries.notices(group.organisation) == []


def test_a_surplus_is_looked_at_proposed_decided_divided_and_paid_out(group, clock):
    group.subscribes("Amina", 4)
    group.earns(100_000)
    on(group, clock, 365)
    said = {
        "since": "2025-01-01",
        "until": "2025-12-31",
        "rate": "3%",
        "refund": "100",
        "in_cash": "1/2",
        "uses": "Ewa: 300\n\namina: 100.50",
        "rest_to": "aside",
    }
    seen = text(press(group, "Amina", "propose_division", do="preview", **said))
    assert "So it would be" in seen
    assert "1,000.00" in seen
    assert queries.divisions(group.organisation) == []
    proposed = press(group, "Amina", "propose_division", do="propose", **said)
    assert "The proposal is made." in text(proposed)
    (one,) = queries.divisions(group.organisation)
    assert (one.dividend, one.refund, one.owed, one.capital) == (600, 10_000, 5_601, 4_999)
    assert "disabled" in text(look(group, "Bodil", "division", one.id)), "nobody decided yet"
    proposal = reverse("governance:proposal", args=[group.slug, one.proposal])
    told = text(browser_of(group.person["Ewa"]).get(proposal))
    assert "Return on capital (3%)" in told, "the members read the recipe on which they vote"
    group.resolves(one.proposal)
    assert "So it was divided" in text(press(group, "Bodil", "division", one.id))
    owed = group.holds("surplus-due", f"person:{group.person['Ewa']}")
    box = {"account": str(group.account()), "value_date": "", "amount": "1"}
    paid = press(group, "Bodil", "pay_due", group.person["Ewa"], do="pay", **box)
    assert "It is paid and written down." in text(paid)
    assert group.holds("surplus-due", f"person:{group.person['Ewa']}") == owed - 100
    assert look(group, "Ewa", "pay_due", group.person["Ewa"]).status_code == 200
    assert stage.findings(group) == []


@pytest.mark.parametrize(
    "wrong", [{"rate": "three"}, {"uses": "Nobody: 5"}, {"uses": "Ewa"}, {"uses": "Ewa: x"}]
)
def test_what_cannot_be_read_is_said_at_its_field(group, wrong):
    said = {
        "since": "2025-01-01",
        "until": "2025-12-31",
        "rate": "0%",
        "in_cash": "100%",
        "rest_to": "aside",
    }
    answer = press(group, "Amina", "propose_division", do="propose", **said | wrong)
    assert (answer.status_code, "errorlist" in text(answer)) == (422, True)


def test_of_a_division_a_member_sees_all_parts_until_it_is_decided_and_then_her_own(clock):
    group = stage.found(**{"privacy.books": "officers"})
    group.earns(10_000)
    uses = used(group, Amina=1, Ewa=2)
    clock.move_to("2025-01-02T12:00:00Z")
    made = proposes(group, refund=300, uses=uses)
    asked = reverse("governance:proposal", args=[group.slug, made["proposal"]])
    told = text(browser_of(group.person["Carla"]).get(asked))
    (one,) = queries.divisions(group.organisation)
    digest = rules.digest_of_parts(one.parts)
    assert "Members who get something: 2" in told
    assert "The most that one of them gets: 2.00" in told
    before = text(look(group, "Carla", "division", one.id))
    assert all(word in before for word in ("Amina", "Ewa", "0.02"))
    assert all(digest[:8] in page for page in (told, before))
    group.resolves(one.proposal)
    hers = text(look(group, "Ewa", "division", one.id))
    assert ("Ewa" in hers, "Amina" in hers, "Given back by use" in hers) == (True, False, True)


def test_the_fingerprint_of_the_parts_changes_with_each_of_them():
    part = rules.Part(7, 100, 30, 4, 3, 2)
    others = [replace(part, **{name: 9}) for name in vars(part)]
    digests = {rules.digest_of_parts([one]) for one in (part, *others)}
    assert len(digests) == 1 + len(others)


def test_a_longer_register_takes_no_more_queries(group):
    def queries_of_a_look():
        with CaptureQueriesContext(connection) as captured:
            assert look(group, "Bodil", "shares").status_code == 200
        return len(captured)

    group.subscribes("Amina", 2)
    group.asks_back("Amina")
    look(group, "Bodil", "shares")
    first = queries_of_a_look()
    for who in ("Bodil", "Carla", "Dewi", "Ewa"):
        group.subscribes(who, 2)
        group.asks_back(who)
    assert queries_of_a_look() == first
