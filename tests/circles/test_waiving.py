"""A fine is waived by decision of the members, and stays visible as waived."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import service as circles
from tequio.circles.queries.waiving import waivers
from tequio.ledger import service as ledger
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, words
from tests.circles.groups import (
    WOMEN,
    account_of,
    adopts,
    allows,
    changes_account,
    closes_through,
    everything_holds,
    holds,
    part_of,
    refused,
    ten,
    whole_share_out,
)
from tests.circles.short_decisions import FALLS_SHORT
from tests.circles.test_refusals_of_cycles import a_guest

pytestmark = pytest.mark.django_db
CODE = "circle.fine_waived"


def fined(savers: Savers) -> Savers:
    """Fati came late: 1.00 is due."""
    savers.starts()
    late: Any = {"Fati": "late"}
    savers.meets(Told(dict.fromkeys(WOMEN, 1), attendance=late, fines=late))
    return savers


def proposed(savers: Savers, minor: int = 100, by: str = "Dede") -> dict[str, Any]:
    fati = savers.group.person["Fati"]
    fields = {"person": fati, "minor": minor, "why": "Her child was ill."}
    return dict(savers.group.does(by, circles.propose_waiver, **fields))


def waives(savers: Savers, waiver: int, by: str = "Caro") -> dict[str, Any]:
    return dict(savers.group.does(by, circles.waive_fine, waiver=waiver))


def test_a_fine_that_the_members_waive_is_not_set_off_and_stays_visible() -> None:
    savers = fined(ten())
    asked = proposed(savers)
    with refused("no_mandate"):
        waives(savers, asked["waiver"])
    adopts(savers, asked["proposal"])
    waives(savers, asked["waiver"])
    assert holds(savers, "fine-due") == holds(savers, "income") == 0
    (seen,) = waivers(savers.group.organisation, "main")
    assert (seen.minor, seen.reason) == (100, "Her child was ill.")
    assert seen.waived_on == savers.group.stage.today
    shared = whole_share_out(savers, ("Hawa", "Ines"))
    assert part_of(savers, shared, "Fati") == (1, 500, 0, 500, 0)
    assert everything_holds()


def decided(savers: Savers, **more: Any) -> int:
    """Proposed, and allowed by a decision."""
    waiver = int(proposed(fined(savers))["waiver"])
    allows(savers, CODE, subject=str(waiver), **more)
    return waiver


def limited(savers: Savers, kind: str, ref: str, **limit: int) -> None:
    changes_account(savers, account_of(savers, kind, ref), ledger.change_limit, **limit)


def twice(savers: Savers) -> None:
    waiver = decided(savers)
    waives(savers, waiver)
    waives(savers, waiver)


def paid_since(savers: Savers) -> None:
    waiver = decided(savers)
    savers.group.stage.later(7)
    savers.meets(Told({}, fines_paid={"Fati": 100}))
    waives(savers, waiver)


def month_is_over(savers: Savers) -> None:
    waiver = decided(savers)
    savers.group.stage.on(date(2026, 4, 6))
    closes_through(savers, date(2026, 3, 31))
    savers.group.stage.on(date(2026, 3, 30))
    waives(savers, waiver)


def income_is_kept(savers: Savers) -> None:
    waiver = decided(savers)
    limited(savers, "income", "fines", floor=100)
    waives(savers, waiver)


def debt_is_kept(savers: Savers) -> None:
    waiver = decided(savers)
    limited(savers, "fine-due", f"person:{savers.group.person['Fati']}", ceiling=-100)
    waives(savers, waiver)


PROPOSE = {
    "not_a_member": lambda savers: proposed(fined(savers), by=a_guest(savers)),
    "no_open_cycle": proposed,
    "fine_not_due": lambda savers: proposed(fined(savers), 101),
}
WAIVE = {
    "no_such_waiver": lambda savers: waives(savers, 9_999),
    "already_waived": twice,
    "fine_not_due": paid_since,
    "period_closed": month_is_over,
    "below_the_floor": income_is_kept,
    "above_the_limit": debt_is_kept,
}


@pytest.mark.parametrize("scene", [*PROPOSE.items(), *WAIVE.items()], ids=lambda one: one[0])
def test_what_is_not_waived_says_why(scene: Any) -> None:
    code, does = scene
    savers = ten()
    with refused(code):
        does(savers)


@pytest.mark.parametrize("case", FALLS_SHORT)
def test_a_decision_that_falls_short_waives_nothing(case: str) -> None:
    savers = fined(ten())
    waiver = proposed(savers)["waiver"]
    short = FALLS_SHORT[case]
    if short is not None:
        allows(savers, CODE, **{"subject": str(waiver), **short})
    with refused(case):
        waives(savers, waiver)


@pytest.mark.parametrize(
    ("name", "raised"), [("propose_waiver", {*PROPOSE}), ("waive_fine", {*WAIVE, *FALLS_SHORT})]
)
def test_every_refusal_that_is_declared_is_raised_here(name: str, raised: set[str]) -> None:
    declared = {kind.code for kind in ACTS[f"circles.{name}"].refusals}
    assert declared - {kind.code for kind in OF_THE_DOOR} == raised


def test_the_page_of_fines_proposes_it_and_keeps_what_was_waived() -> None:
    savers = fined(ten(Stage(timezone.localdate()), **{"circle.weekday": "any"}))
    writer = Writer(savers)
    sent = {
        "do": "propose",
        "person": savers.group.person["Fati"],
        "minor": "1",
        "why": "Ill.",
        "key": "a",
    }
    answer = writer.client.post(writer.address("fines"), sent)
    assert answer.status_code == 302, words(answer.content.decode())
    (asked,) = waivers(savers.group.organisation, "main")
    adopts(savers, asked.proposal)
    assert "Waive it as decided" in words(writer.opens("fines"))
    pressed = {"do": "waive", "waiver": asked.id, "key": "b"}
    page = writer.client.post(writer.address("fines"), pressed, follow=True).content.decode()
    assert "waived on" in words(page)
    assert "Nobody owes a fine." in words(page)
