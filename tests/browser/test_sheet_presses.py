"""An ordinary meeting of twenty on the phone, entry by entry, beside the same on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser.sheets import Phone, phone_of, twenty
from tests.lanes.nodes import Node

PAPER = {
    "attendance": 20,
    "shares of who gives": 17,
    "social fund of who gives": 17,
    "fines paid": 2,
    "repayments: sum in the row of each": 4,
    "the loan: name, sum, parts, purpose, hands": 5,
    "counted before, box, bag": 3,
    "witnesses": 2,
}
"""What is written on the paper sheet for the same meeting."""


@dataclass
class Clerk:
    """Whoever fills the sheet; a press, a choice from a list and a typed number are one entry."""

    phone: Phone
    page: Any
    made: list[str] = field(default_factory=list)

    def presses(self, name: str, value: str = "") -> None:
        asked = f"input[name={name}]" + (f"[value='{value}']" if value else "")
        self.page.locator(asked).check(force=True)
        self.made.append(name)

    def types(self, **typed: str) -> None:
        for name, text in typed.items():
            self.page.fill(f"[name={name.replace('_', '-')}]", text)
            self.made.append(name)

    def chooses(self, name: str, label: str) -> None:
        self.page.select_option(f"[name={name}]", label=label)
        self.made.append(name)

    def opens(self, fold: Any) -> None:
        fold.locator("summary").first.click()
        self.made.append("open")

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()
        self.made.append(name)


def fills(clerk: Clerk) -> None:
    """Three absent, two late with their fine, two with more shares, four repay what is due, one
    asks for a loan, box and bag are counted; all others as always."""
    page, everybody = clerk.page, [clerk.phone.person(f"Woman {n:02}") for n in range(20)]
    clerk.presses("heard", "same")
    for person in everybody[:3]:
        clerk.presses(f"at-{person}", "absent")
    for person in everybody[3:5]:
        clerk.presses(f"at-{person}", "late")
        clerk.opens(page.locator("details.fine", has=page.locator(f"[name=pd-{person}]")))
        clerk.presses(f"pd-{person}")
    for person in everybody[5:7]:
        clerk.presses(f"sh-{person}", "5")
    dues = [one.get_attribute("name") for one in page.locator("[name^=rd-]").all()]
    for name in dues:
        clerk.presses(name)
    clerk.opens(page.locator("[data-row=loans]").first)
    clerk.chooses("lw-0", "Woman 12")
    clerk.types(lm_0="10", lc_0="4", lp_0="Seeds", ly_0="15")
    clerk.types(opening="100", counted="1000", social="20")
    clerk.chooses("wi-0", "Woman 13")
    clerk.chooses("wi-1", "Woman 14")


def test_an_ordinary_meeting_of_twenty_needs_fewer_presses_than_paper_has_entries(
    node: Node, browser: Any
) -> None:
    phone = phone_of(node, browser, node.copy.aside(twenty))
    clerk = Clerk(phone, phone.opens())
    fills(clerk)
    clerk.button("Add it up")
    clerk.page.get_by_role("heading", name="Look at it together").wait_for()
    clerk.button("Write it down")
    clerk.page.get_by_text("Read this aloud").wait_for()
    lines = phone.lines().values()
    assert sum(one.attendance == "absent" for one in lines) == 3
    assert [one.fine_paid for one in lines if one.attendance == "late"] == [100, 100]
    assert [one.shares for one in lines].count(5) == 2
    assert len(clerk.made) == 29
    assert len(clerk.made) <= sum(PAPER.values()) == 70
    phone.context.close()
