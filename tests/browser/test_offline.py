"""A day without network in a real browser: kept, sent once, answered, never another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tequio.membership.models import PinRow
from tequio.membership.queries import pins
from tests.browser import looking
from tests.browser.places import (
    ACCEPTED,
    NETWORK,
    WAITING,
    Place,
    fills,
    founded,
    outbox,
    picture,
    shared_session,
    writes,
)
from tests.lanes.nodes import FLAGS, Node, chromium

KEYS = "() => TequioOutbox.all().then((all) => all.map((one) => one.key))"
A_PAGE_COMES_AFTER_SHE_LEFT = """async (address) => {
    const answer = await fetch(address), real = self.fetch;
    let arrive;
    self.fetch = () => new Promise((done) => { arrive = () => done(answer); });
    const asked = got(address);
    self.fetch = () => Promise.reject(new TypeError("no network"));
    await leave(new Request(NEXT, { method: "POST" }));
    self.fetch = real;
    arrive();
    await asked;
    return (await caches.keys()).filter((name) => name.startsWith(PAGES));
}"""


@pytest.fixture
def place(node: Node, browser: Any) -> Iterator[Place]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(NETWORK)
    made = Place(node, node.copy.aside(founded), context)
    made.signs_in("Asha")
    yield made
    context.close()


def test_what_is_sent_without_network_is_kept_over_a_closed_browser_and_sent_once(
    place: Place,
) -> None:
    page = place.opens()
    place.context.set_offline(True)
    page.reload()
    assert page.locator("h1").inner_text() == "A member saves", "the kept page opens"
    writes(page)
    page.get_by_text(WAITING).wait_for()
    assert looking.overflow(page) <= 0
    assert looking.small_targets(page) == []
    picture(page, "outbox-waiting")
    page.close()
    later = place.context.new_page()
    later.goto(place.save)
    later.get_by_text(WAITING).wait_for()
    assert place.saved() == []
    place.context.set_offline(False)
    later.get_by_text(ACCEPTED, exact=True).wait_for()
    words = later.locator("#outbox [data-words]").inner_text()
    assert len(words.split()) == 6
    assert looking.barriers(later) == []
    picture(later, "outbox-accepted")
    assert len(place.saved()) == 1
    later.reload()
    later.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1
    later.get_by_role("button", name="Put away").click()
    later.locator("#outbox").wait_for(state="hidden")


def test_what_waits_is_there_when_the_whole_browser_was_closed(
    node: Node, browser: Any, tmp_path: Path
) -> None:
    group = node.copy.aside(founded)
    asked: dict[str, Any] = {"executable_path": chromium(), "args": list(FLAGS), "headless": True}
    opened = browser.browser_type.launch_persistent_context
    with closing(opened(tmp_path, locale="en-GB", **asked)) as before:
        place = Place(node, group, before)
        place.signs_in("Asha")
        page = place.opens()
        before.set_offline(True)
        writes(page)
        page.get_by_text(WAITING).wait_for()
    with closing(opened(tmp_path, locale="en-GB", **asked)) as later:
        place = Place(node, group, later)
        place.signs_in("Asha")
        page = later.new_page()
        page.goto(place.save)
        page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1


def test_a_lost_answer_is_asked_for_again_and_counts_once(place: Place) -> None:
    page = place.opens()
    lost: list[int] = []

    def lose(route: Any) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    place.context.route("**/books/save", lose)
    with page.expect_event("requestfailed"):
        writes(page)
    page.get_by_text(WAITING).wait_for()
    assert lost == [200], "the node has taken it"
    assert len(place.saved()) == 1
    page.evaluate("() => dispatchEvent(new Event('online'))")
    page.get_by_text("Already accepted before; it counts once").wait_for()
    assert len(place.saved()) == 1


def test_one_may_press_to_send_now(place: Place) -> None:
    page = place.opens()
    place.context.route("**/ticket", lambda route: route.abort())
    writes(page)
    page.get_by_text(WAITING).wait_for()
    page.wait_for_timeout(1000)
    assert place.saved() == []
    place.context.unroute("**/ticket")
    page.get_by_role("button", name="Send now").click()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1


def test_a_network_that_comes_back_while_a_sending_fails_is_used_at_once(place: Place) -> None:
    page = place.opens()
    held: list[Any] = []
    place.context.route(
        "**/ticket", lambda route: route.continue_() if held else held.append(route)
    )
    writes(page)
    page.get_by_text(WAITING).wait_for()
    while not held:
        page.wait_for_timeout(20)
    page.evaluate("() => dispatchEvent(new Event('online'))")
    held[0].abort()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1


def test_a_form_takes_nothing_while_it_is_sent_and_waits_for_no_silent_network(
    place: Place,
) -> None:
    page = place.opens()
    held: list[Any] = []
    place.context.route("**/ticket", lambda route: held.append(route))  # noqa: PLW0108
    writes(page)
    page.get_by_text(WAITING).wait_for()
    form = page.locator("form[data-outbox]")
    assert form.evaluate("(form) => form.inert"), "what is typed now would be lost"
    page.wait_for_function("() => !document.querySelector('form[data-outbox]').inert")
    assert page.input_value("[name=amount]") == ""
    fills(page, "70")
    for route in held:
        route.continue_()
    place.context.unroute("**/ticket")
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert page.input_value("[name=amount]") == "70", "what is typed later stays"


def test_two_tabs_and_impatient_presses_send_it_once(place: Place) -> None:
    first, second = place.opens(), place.opens()
    place.context.set_offline(True)
    writes(first)
    first.get_by_text(WAITING).wait_for()
    second.get_by_text(WAITING).wait_for()
    place.context.set_offline(False)
    for page in (first, second):
        page.evaluate("() => { for (let n = 0; n < 3; n++) dispatchEvent(new Event('online')); }")
    for page in (first, second):
        page.get_by_text(re.compile("ccepted")).first.wait_for()
        assert outbox(page).count() == 1
    assert len(place.saved()) == 1


def test_two_presses_on_one_form_keep_it_once(place: Place) -> None:
    page = place.opens()
    place.context.set_offline(True)
    fills(page)
    page.evaluate(
        "() => { const form = document.querySelector('form[data-outbox]');"
        " form.requestSubmit(); form.requestSubmit(); }"
    )
    page.get_by_text(WAITING).wait_for()
    assert outbox(page).count() == 1


def test_a_refused_one_is_opened_again_mended_and_accepted_under_its_key(place: Place) -> None:
    page = place.opens()
    place.context.set_offline(True)
    writes(page, "fifty")
    page.get_by_text(WAITING).wait_for()
    place.context.set_offline(False)
    page.get_by_text("Not accepted; nothing was lost").wait_for()
    picture(page, "outbox-refused")
    assert "Amount: “fifty” is not an amount." in outbox(page).inner_text()
    keys = page.evaluate(KEYS)
    assert re.fullmatch(
        "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", keys[0]
    )
    page.get_by_role("button", name="Open it again").click()
    assert page.input_value("[name=amount]") == "fifty"
    page.fill("[name=amount]", "55")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert page.evaluate(KEYS) == keys
    assert len(place.saved()) == 1


def test_nothing_is_thrown_away_without_being_asked(place: Place) -> None:
    page = place.opens()
    place.context.set_offline(True)
    writes(page)
    page.get_by_text(WAITING).wait_for()
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("button", name="Throw away").click()
    assert outbox(page).count() == 1
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Throw away").click()
    page.locator("#outbox").wait_for(state="hidden")


def test_what_one_kept_is_neither_shown_to_the_next_nor_sent_in_her_name(place: Place) -> None:
    page = place.opens()
    place.context.set_offline(True)
    writes(page)
    page.get_by_text(WAITING).wait_for()
    page.close()
    place.signs_in("Bela")
    place.context.set_offline(False)
    hers = place.opens()
    hers.get_by_text("more kept here for somebody else").wait_for()
    assert outbox(hers).count() == 0
    hers.evaluate("() => dispatchEvent(new Event('online'))")
    hers.wait_for_timeout(1000)
    assert place.saved() == []
    kept = hers.evaluate("() => caches.keys()")
    assert len([name for name in kept if name.startswith("tequio-pages-")]) == 1
    hers.close()
    place.signs_in("Asha")
    again = place.context.new_page()
    again.goto(place.save)
    again.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1


def test_who_is_no_longer_signed_in_is_told_and_her_sheet_is_kept(place: Place) -> None:
    page = place.opens()
    place.context.clear_cookies()
    writes(page)
    page.get_by_text("Sign in again: your sheet is kept").wait_for()
    place.signs_in("Asha")
    page.reload()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(place.saved()) == 1


def test_signing_out_empties_what_was_kept_for_reading(place: Place) -> None:
    page = place.opens()
    page.goto(f"{place.node.url}/account/sign-out")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{place.node.url}/")
    assert not kept_pages(page)
    place.context.set_offline(True)
    page.goto(place.save)
    assert page.locator("h1").inner_text() == "No network"
    assert looking.barriers(page) == []
    assert looking.overflow(page) <= 0


def kept_pages(page: Any) -> list[str]:
    names = page.evaluate("() => caches.keys()")
    return [name for name in names if name.startswith("tequio-pages-")]


def test_the_next_person_reads_nothing_with_the_back_button(place: Place) -> None:
    place.context.clear_cookies()
    place.takes(place.node.copy.aside(shared_session, place.group, "Devi"))
    page = place.opens()
    page.goto(f"{place.node.url}/o/asha-group/members/{place.group.people['Devi']}/")
    assert "This is you" in page.inner_text("main")
    page.get_by_role("button", name="Next person").click()
    page.get_by_role("heading", name="Who are you?").wait_for()
    assert not kept_pages(page)
    page.go_back()
    assert "This is you" not in page.inner_text("body")
    assert "asha-group" not in page.inner_text("header")
    page.goto(f"{place.node.url}/phone/")
    place.context.set_offline(True)
    page.goto(place.save)
    assert page.locator("h1").inner_text() == "No network"


def test_next_person_without_network_holds_when_the_network_is_back(place: Place) -> None:
    place.context.clear_cookies()
    place.takes(place.node.copy.aside(shared_session, place.group, "Devi"))
    page = place.opens()
    place.context.set_offline(True)
    page.get_by_role("button", name="Next person").click()
    page.get_by_role("heading", name="No network").wait_for()
    page.goto(place.save)
    assert page.locator("h1").inner_text() == "No network", "nothing is kept for reading"
    place.context.set_offline(False)
    answer = page.goto(f"{place.node.url}/o/asha-group/")
    assert answer.status == 404, "the session that was left is over"


def test_a_page_that_comes_after_she_left_is_not_kept(place: Place) -> None:
    place.opens()
    (worker,) = place.context.service_workers
    assert worker.evaluate(A_PAGE_COMES_AFTER_SHE_LEFT, place.save) == []


def test_a_phone_proves_a_pin_as_the_node_does(place: Place) -> None:
    place.context.clear_cookies()
    place.takes(place.node.copy.aside(shared_session, place.group, "Devi"))
    page, devi = place.opens(), place.group.people["Devi"]
    salts = page.evaluate(
        "() => fetch('/o/asha-group/members/phones/salts').then((answer) => answer.json())"
    )
    address = page.evaluate(
        "() => caches.keys().then(async (names) => { for (const name of names)"
        " for (const one of await (await caches.open(name)).keys())"
        " if (one.url.includes('/pins')) return one.url; })"
    )
    page.add_script_tag(url=address)
    proof = page.evaluate(
        "([salt, rounds]) => TequioPins.proof('4821', salt, rounds, 'the key of a sheet')",
        [salts[str(devi)]["salt"], salts[str(devi)]["rounds"]],
    )
    here = place.group.organisation
    assert place.node.copy.aside(pins.proves, devi, proof, "the key of a sheet", organisation=here)
    assert place.node.copy.aside(PinRow.objects.count) == 1


def test_without_javascript_the_same_form_is_sent_as_before(node: Node, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(NETWORK)
    place = Place(node, node.copy.aside(founded), context)
    place.signs_in("Asha")
    page = context.new_page()
    page.goto(place.save)
    assert not page.locator("#outbox").is_visible()
    writes(page)
    page.get_by_text("Saved for Devi. Who is next?").wait_for()
    assert len(place.saved()) == 1
    context.close()
