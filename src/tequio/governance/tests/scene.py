"""The scene on which refusals are tried: five women, and one lawful call beside each refused one.

Ama is chair, Bea secretary, Caro treasurer, Dede and Efua are members, Zora belongs nowhere.  A row
of a table says in a sentence what is different from the lawful call of the same set-up, and what
the door answers.  First the lawful call succeeds (and is taken back), then the other is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS, Receipt
from tequio.governance import service as governance
from tequio.governance.rules.budgets import NewProject
from tequio.governance.rules.effects import AllowBudget, AllowPayment, Effect, Nothing
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.governance.service import NewBudget
from tequio.governance.service.bodies import open_body
from tequio.kernel import Act, Refused
from tequio.membership import service as membership

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
OFFICES = {"Ama": ("chair",), "Bea": ("secretary",), "Caro": ("treasurer",)}
NAMES = ("Ama", "Bea", "Caro", "Dede", "Efua")
NOBODY = 99_999
GROUP = NewGroup("Nsoroma", "self-help-group", "GHS", country="TL")
FOUNDERS = tuple(Founder(name, offices=OFFICES.get(name, ())) for name in NAMES)
VALUES: dict[str, Any] = {
    "members.least": 3,
    "notice.days": 2,
    "meeting.ad_hoc": "3/5",
    "second_call.wait_minutes": 30,
    "decision.office.quorum": "4/5",
    "offices.pay": ["treasurer"],
    "offices.keys": ["treasurer"],
    "standing.purposes": ["ledger.claim", "ledger.opening", "budget.receive"],
}
KEYS = count(1)

Fields = Mapping[str, Any]
Change = Callable[["Scene"], Fields]
Row = tuple[str, Change, str]


@dataclass
class Scene:
    """The group, its people by name, and the moment."""

    organisation: int
    person: dict[str, int]
    at: datetime = MONDAY
    lawful: Fields = field(default_factory=dict)
    """The lawful call beside which another is tried."""

    @property
    def today(self) -> date:
        return self.at.date()

    def later(self, days: int = 0, minutes: int = 0) -> Scene:
        """Let time pass."""
        self.at += timedelta(days=days, minutes=minutes)
        return self

    def numbers(self, *names: str) -> tuple[int, ...]:
        """Persons by name."""
        return tuple(self.person[name] for name in names)

    def does(self, by: str, what: Callable[..., Receipt], /, **fields: Any) -> Fields:
        """Somebody acts; the facts of the event."""
        act = Act(self.person.get(by), self.organisation, self.at, f"scene-{next(KEYS)}")
        return what(act, **fields).facts

    def proposes(self, effect: Effect | None = None, **fields: Any) -> int:
        """Dede makes a proposal; its number."""
        given = {"title": "A new roof", "effect": effect or Nothing()} | fields
        return int(self.does("Dede", governance.propose, **given)["proposal"])

    def calls(self, **fields: Any) -> int:
        """Bea calls a meeting for the first possible day; its number."""
        held_on = self.today + timedelta(days=2)
        return int(
            self.does("Bea", governance.call_meeting, **{"held_on": held_on} | fields)["meeting"]
        )

    def meets(self, *present: str, meeting: int | None = None) -> int:
        """Bea opens a meeting, with everybody if nobody is named; its number."""
        here = self.numbers(*(present or NAMES))
        return int(
            self.does("Bea", governance.open_meeting, present=here, meeting=meeting)["meeting"]
        )

    def ends(self, meeting: int) -> None:
        """Bea closes a meeting."""
        self.does("Bea", governance.close_meeting, meeting=meeting)

    def asks(self, proposal: int, meeting: int | None = None) -> int:
        """Bea opens a ballot: by hands in a meeting, else by phone for two days; its number."""
        if meeting is not None:
            where: dict[str, Any] = {"way": "hands", "meeting": meeting}
        else:
            where = {"way": "phone", "closes_on": self.today + timedelta(days=2)}
        opened = self.does("Bea", governance.open_ballot, proposal=proposal, **where)
        return int(opened["ballot"])

    def counts(self, ballot: int, yes: int = 5) -> None:
        """Bea enters a count of hands before Caro and Dede."""
        hands = Hands(yes, 5 - yes, 0, self.numbers("Caro", "Dede"))
        self.does("Bea", governance.record_hands, ballot=ballot, hands=hands)

    def closes(self, ballot: int) -> Fields:
        """Bea closes a ballot; the facts of its end."""
        return self.does("Bea", governance.close_ballot, ballot=ballot)

    def decides(self, effect: Effect) -> Fields:
        """All five meet and say yes; the facts of the ballot's end."""
        meeting = self.meets()
        ballot = self.asks(self.proposes(effect), meeting)
        self.counts(ballot)
        ended = self.closes(ballot)
        self.ends(meeting)
        return ended


def founded(name: str = "Nsoroma", **values: Any) -> Scene:
    """Found the group with 1,000.00 in its box."""
    receipt = governance.found(
        Act(None, None, MONDAY, f"scene-{next(KEYS)}"),
        group=NewGroup(name, "self-help-group", "GHS", country="TL"),
        members=FOUNDERS,
        values=VALUES | values,
        opening=(Opening("cash", 100_000),),
    )
    person = dict(zip(NAMES, receipt.facts["members"], strict=True))
    person["Zora"] = membership.create_person(membership.NewPerson("Zora"))
    return Scene(int(receipt.facts["organisation"]), person)


def lawful_budget(resolution: int) -> dict[str, Any]:
    """The vote on a budget that was decided, until in two days."""
    projects = (NewProject("well", "A well", 60), NewProject("roof", "A roof", 50))
    return {
        "budget": NewBudget(resolution, MONDAY.date() + timedelta(days=2)),
        "projects": projects,
    }


def decided_on(scene: Scene, minor: int = 100, *, days: int = 3) -> int:
    """The number of the resolution by which this sum may be shared until in some days."""
    last = scene.today + timedelta(days=days)
    effect = AllowBudget("budget", minor, "GHS", "budget.greedy-skip@1", last)
    return int(scene.decides(effect)["resolution"])


def a_budget(scene: Scene, minor: int = 100) -> Fields:
    """A budget on which all five vote until Wednesday; the facts of its opening."""
    return scene.does("Bea", governance.open_budget, **lawful_budget(decided_on(scene, minor)))


def body_of_nobody(scene: Scene) -> int:
    """A body to which nobody was ever admitted."""
    return open_body(scene.organisation, code="choir", member_class="choir")


def payment(minor: int = 50_000, **more: Any) -> AllowPayment:
    """A mandate for the treasurer."""
    given = {"purpose": "ledger.pay", "unit": "GHS", "offices": ("treasurer",)} | more
    return AllowPayment("mandate", minor=minor, **given)


def differs(**fields: Any) -> Change:
    """The same call but for these fields; `by` names who acts."""
    return lambda scene: fields


def try_row(
    scene: Scene, what: Callable[..., Receipt], lawful: Fields, change: Change, codes: str
) -> None:
    """The lawful call succeeds and is taken back; with the difference it is refused."""
    with transaction.atomic():
        _call(scene, what, lawful)
        transaction.set_rollback(True)
    scene.lawful = lawful
    different = {**lawful, **change(scene)}
    with pytest.raises(Refused) as caught:
        _call(scene, what, different)
    assert [refusal.code for refusal in caught.value.refusals] == codes.split()
    assert all(str(refusal) for refusal in caught.value.refusals), "each sentence has its fields"


def _call(scene: Scene, what: Callable[..., Receipt], fields: Fields) -> None:
    given = dict(fields)
    scene.does(given.pop("by", "Bea"), what, **given)


def each(rows: Iterable[Row]) -> pytest.MarkDecorator:
    """One test for each row, named by its sentence."""
    return pytest.mark.parametrize(
        ("change", "codes"),
        [pytest.param(change, codes, id=says.replace(" ", "-")) for says, change, codes in rows],
    )


def not_tried(act: str, *tables: Iterable[tuple[Any, ...]]) -> set[str]:
    """Refusals that an act declares and no row of these tables names, or the other way round."""
    declared = {kind.code for kind in ACTS[act].refusals} - {kind.code for kind in OF_THE_DOOR}
    return declared ^ {code for rows in tables for row in rows for code in row[-1].split()}
