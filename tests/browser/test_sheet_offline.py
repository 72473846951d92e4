"""The meeting of a savings group with the network cut: one phone, two phones, a lost phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tequio.site.verification import findings
from tests.browser import looking
from tests.browser.places import outbox, picture
from tests.browser.sheets import ACCEPTED, WAITING, Phone, met, phone_of
from tests.lanes.nodes import Node

LISTED = "(n) => document.querySelectorAll('#outbox .kept').length == n"
KEPT = "() => TequioOutbox.all().then((all) => all.map((one) => one.fields))"
NOT_TAKEN = "Not accepted; nothing was lost"


@pytest.fixture
def phone(node: Node, browser: Any) -> Iterator[Phone]:
    made = phone_of(node, browser, node.copy.aside(met))
    yield made
    made.context.close()


@pytest.fixture
def other(phone: Phone, browser: Any) -> Iterator[Phone]:
    made = phone_of(phone.node, browser, phone.savers)
    yield made
    made.context.close()


def holds_a_meeting(phone: Phone, page: Any, *, more: int = 0) -> None:
    """Joy is absent, Gifty buys five shares, the box is counted."""
    phone.chooses(page, f"at-{phone.person('Joy')}", "absent")
    phone.chooses(page, f"sh-{phone.person('Gifty')}", "5")
    box, bag = phone.box()
    phone.counts(page, box + 500 + more, bag - 50)


def test_a_whole_meeting_without_network_counts_once(phone: Phone) -> None:
    phone.is_shared(["Hawa", "Ines"])
    phone.signs_in("Caro")
    page = phone.opens()
    phone.context.set_offline(True)
    page.reload()
    assert page.locator("h1").inner_text().startswith("The meeting of")
    assert page.locator(".seat").count() == 10
    holds_a_meeting(phone, page, more=-400)
    loan = page.locator("[name^=rp-]").get_attribute("name")
    page.fill(f"[name={loan}]", "5")
    page.locator("[data-row=loans] summary").first.click()
    page.select_option("[name=lw-0]", label="Dede")
    for name, typed in {"lm-0": "10", "lc-0": "4", "lp-0": "A pot", "ly-0": "8"}.items():
        page.fill(f"[name={name}]", typed)
    for name, pin in {"Hawa": "4821", "Ines": "1111"}.items():
        page.locator(f"[name=ky-{phone.person(name)}]").check()
        page.fill(f"[name=pin-{phone.person(name)}]", pin)
    page.get_by_role("button", name="Add it up").click()
    page.get_by_text("Nothing is lost. Keep the sheet on this phone").wait_for()
    assert looking.overflow(page) <= 0
    assert looking.barriers(page) == []
    picture(page, "sheet-no-network")
    page.get_by_role("button", name="Keep it on this phone").click()
    page.get_by_text(WAITING).wait_for()
    kept = dict(page.evaluate(KEPT)[0])
    assert not [name for name in kept if name.startswith("pin-")], "no PIN is kept"
    assert "4821" not in kept.values()
    assert len(phone.written()) == 2
    phone.context.set_offline(False)
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    said = outbox(page).inner_text()
    assert "In the box" in said, "what was counted differs from the book, and it says so"
    assert "Caro answers for the difference" in said
    assert len(page.locator("#outbox [data-words]").inner_text().split()) == 6
    picture(page, "sheet-accepted")
    assert len(phone.written()) == 3
    lines = phone.lines()
    assert (lines["Joy"].attendance, lines["Gifty"].shares) == ("absent", 5)
    assert phone.keys() == {phone.person("Hawa"): True, phone.person("Ines"): False}
    assert phone.node.copy.aside(lambda: list(findings())) == []


def test_the_same_meeting_kept_twice_on_one_phone_counts_once(phone: Phone) -> None:
    page = phone.opens()
    phone.context.set_offline(True)
    for number in (1, 2):
        holds_a_meeting(phone, page)
        phone.keeps(page)
        page.wait_for_function(LISTED, arg=number)
    phone.context.set_offline(False)
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    page.get_by_text(NOT_TAKEN).wait_for()
    assert "What you typed says the same. Nothing more is to do." in page.inner_text("#outbox")
    assert len(phone.written()) == 3
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Throw away").click()
    page.get_by_text(NOT_TAKEN).wait_for(state="hidden")
    assert outbox(page).count() == 1


def test_two_phones_that_differ_are_compared_line_by_line(phone: Phone, other: Phone) -> None:
    first, second = phone.opens(), other.opens()
    for one, page in ((phone, first), (other, second)):
        one.context.set_offline(True)
        holds_a_meeting(one, page)
    other.chooses(second, f"sh-{other.person('Ama')}", "4")
    for one, page in ((phone, first), (other, second)):
        one.keeps(page)
        page.get_by_text(WAITING).wait_for()
    phone.context.set_offline(False)
    first.get_by_text(ACCEPTED, exact=True).wait_for()
    other.context.set_offline(False)
    second.get_by_text(NOT_TAKEN).wait_for()
    said = outbox(second).inner_text()
    assert "is already written down" in said
    assert "Ama, Shares: The sheet that is there 2 · What you typed 4" in said
    assert looking.overflow(second) <= 0
    assert looking.barriers(second) == []
    picture(second, "sheet-two-phones")
    second.get_by_role("button", name="Open it again").click()
    assert second.locator(f"input[name=sh-{other.person('Ama')}]:checked").input_value() == "4"
    assert second.input_value("[name=counted]") == first_count(other)
    assert len(phone.written()) == 3
    second.once("dialog", lambda asked: asked.accept())
    second.get_by_role("button", name="Throw away").click()
    second.locator("#outbox").wait_for(state="hidden")


def first_count(phone: Phone) -> str:
    return f"{phone.written()[0].counted / 100:.2f}"


def test_a_lost_answer_is_asked_for_again_and_the_meeting_counts_once(phone: Phone) -> None:
    page = phone.opens()
    lost: list[int] = []

    def lose(route: Any) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    phone.context.route("**/circle/meeting", lose)
    holds_a_meeting(phone, page, more=-2_500)
    loan = page.locator("[name^=rp-]").get_attribute("name")
    page.fill(f"[name={loan}]", "15")
    page.locator("summary", has_text="Without network").click()
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Write it down at once").click()
    page.get_by_text(WAITING).wait_for()
    assert lost == [200], "the node has taken it"
    page.evaluate("() => dispatchEvent(new Event('online'))")
    page.get_by_text("Already accepted before; it counts once").wait_for()
    assert len(phone.written()) == 3


def test_a_lost_phone_is_found_after_its_sheet_was_typed_in_from_paper(
    phone: Phone, other: Phone
) -> None:
    lost = phone.opens()
    phone.context.set_offline(True)
    holds_a_meeting(phone, lost)
    phone.keeps(lost)
    lost.get_by_text(WAITING).wait_for()
    lost.close()
    page = other.opens()
    holds_a_meeting(other, page, more=-100)
    page.get_by_role("button", name="Add it up").click()
    page.get_by_role("heading", name="Look at it together").wait_for()
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text("Read this aloud").wait_for()
    assert len(phone.written()) == 3
    phone.context.set_offline(False)
    found = phone.context.new_page()
    found.goto(phone.sheet)
    found.get_by_text(NOT_TAKEN).wait_for()
    said = outbox(found).inner_text()
    assert "The group, Counted in the box: The sheet that is there" in said
    found.get_by_role("link", name="See it").first.click()
    found.get_by_text("Read this aloud").wait_for()
    assert len(phone.written()) == 3


def test_a_key_proved_before_the_sums_were_looked_at_is_proved_on_the_sheet(phone: Phone) -> None:
    phone.is_shared(["Hawa"])
    phone.signs_in("Caro")
    page = phone.opens()
    holds_a_meeting(phone, page)
    page.locator(f"[name=ky-{phone.person('Hawa')}]").check()
    page.fill(f"[name=pin-{phone.person('Hawa')}]", "4821")
    page.get_by_role("button", name="Add it up").click()
    page.get_by_text("1 key named, 1 proved").wait_for()
    phone.context.set_offline(True)
    page.get_by_role("button", name="Write it down").click()
    page.get_by_text(WAITING).wait_for()
    page.wait_for_function("() => !document.querySelector('form[data-outbox]').inert")
    phone.context.set_offline(False)
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert phone.keys() == {phone.person("Hawa"): True}


def test_who_is_no_longer_signed_in_finds_her_sheet_when_she_comes_back(phone: Phone) -> None:
    page = phone.opens()
    phone.context.set_offline(True)
    holds_a_meeting(phone, page)
    phone.keeps(page)
    page.get_by_text(WAITING).wait_for()
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    page.get_by_text("Sign in again: your sheet is kept").wait_for()
    assert len(phone.written()) == 2
    phone.signs_in("Caro")
    page.reload()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert len(phone.written()) == 3


def test_the_next_person_by_pin_sees_nothing_of_the_sheet(phone: Phone) -> None:
    phone.is_shared(["Gifty"])
    phone.signs_in("Caro")
    page = phone.opens()
    phone.context.set_offline(True)
    holds_a_meeting(phone, page)
    phone.keeps(page)
    page.get_by_text(WAITING).wait_for()
    page.get_by_role("button", name="Next person").click()
    page.get_by_role("heading", name="No network").wait_for()
    page.goto(phone.sheet)
    assert page.locator("h1").inner_text() == "No network", "the page with the names is gone"
    phone.context.set_offline(False)
    page.goto(f"{phone.node.url}/phone/")
    page.get_by_role("link", name="Gifty").click()
    page.get_by_label("PIN").fill("4821")
    page.get_by_role("button", name="This is me").click()
    page.wait_for_url("**/o/**")
    answer = page.goto(phone.sheet)
    assert answer.status == 403
    for said in ("Joy", "Meeting of", WAITING):
        assert said not in page.inner_text("main")
    assert {one.entered_by for one in phone.written()} == {phone.person("Caro")}


def test_a_sheet_opened_again_brings_its_rows_and_loans_and_asks_for_pins_of_other_sums(
    phone: Phone,
) -> None:
    phone.is_shared(["Hawa"])
    phone.signs_in("Caro")
    page = phone.opens()
    phone.context.set_offline(True)
    holds_a_meeting(phone, page)
    page.fill("[name=counted]", "much")
    page.locator("[name^=rd-]").check()
    for _time in range(2):
        page.get_by_role("button", name="One more").first.click()
    page.select_option("[name=hw-2]", label="Efua")
    page.fill("[name=hm-2]", "1")
    page.locator(f"[name=ky-{phone.person('Hawa')}]").check()
    page.fill(f"[name=pin-{phone.person('Hawa')}]", "4821")
    phone.keeps(page)
    page.get_by_text(WAITING).wait_for()
    phone.context.set_offline(False)
    page.get_by_text(NOT_TAKEN).wait_for()
    assert "“much” is not an amount." in outbox(page).inner_text()
    page.reload()
    page.get_by_role("button", name="Open it again").click()
    assert page.locator("[name^=rd-]").is_checked()
    assert page.input_value("[name=hm-2]") == "1"
    box, _bag = phone.box()
    page.fill("[name=counted]", f"{box / 100:.2f}")
    page.fill(f"[name=pin-{phone.person('Hawa')}]", "4821")
    page.get_by_role("button", name="Add it up").focus()
    page.locator("summary", has_text="Without network").click()
    page.get_by_role("button", name="Write it down at once").click()
    page.get_by_text(ACCEPTED, exact=True).wait_for()
    assert phone.lines()["Efua"].helped == 100
    assert phone.keys() == {phone.person("Hawa"): True}


def test_a_page_kept_last_week_is_filled_for_today(phone: Phone) -> None:
    page = phone.opens()
    phone.context.set_offline(True)
    page.clock.install()
    page.clock.set_system_time("2030-01-07T10:00:00")
    page.reload()
    assert page.input_value("[name=held_on]") == "2030-01-07"
    assert page.locator("h1").inner_text() == "The meeting of 7 January 2030"
    assert page.locator("form.meeting").get_attribute("data-outbox") == "Meeting of 7 Jan 2030"


DRAFT = """async (said) => {
  for (let n = 0; n < 100; n++) {
    const draft = await TequioOutbox.noted('draft'), fields = draft ? draft.fields : [];
    if (said ? fields.some(([, value]) => value === said) : !draft) return fields;
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error('the draft is another');
}"""


def test_what_is_typed_comes_back_on_this_phone_and_to_nobody_else(phone: Phone) -> None:
    page, box = phone.opens(), "[name=counted]"
    phone.chooses(page, f"at-{phone.person('Joy')}", "absent")
    page.locator(f"[name=ky-{phone.person('Hawa')}]").check()
    page.fill(f"[name=pin-{phone.person('Hawa')}]", "4821")
    phone.counts(page, 12_300, 400)
    assert "4821" not in dict(page.evaluate(DRAFT, "123.00")).values(), "no PIN is kept"
    page.reload()
    assert page.input_value(box) == ""
    assert looking.barriers(page) == []
    page.get_by_role("button", name="Bring it back").click()
    assert page.input_value(box) == "123.00"
    assert page.locator(f"[name=at-{phone.person('Joy')}]:checked").input_value() == "absent"
    page.get_by_role("button", name="Add it up").click()
    page.get_by_role("heading", name="Look at it together").wait_for()
    page.go_back()
    assert page.input_value(box) == "123.00", "the browser's own Back shows what was typed"
    page.fill(box, "124")
    page.evaluate(DRAFT, "124")
    for name in ("Bea", "Caro"):
        phone.signs_in(name)
        page.goto(phone.sheet)
    page.evaluate(DRAFT, "")
    assert page.locator("text=Bring it back").is_hidden()
