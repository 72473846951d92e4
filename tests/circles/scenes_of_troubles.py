"""Scenes in which what changes a loan to a group, or brings one in, is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tequio.circles import service as circles
from tequio.kernel import Unit
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.mandates import granting
from tequio.mandates import service as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told

TOMORROW = told.MONDAY + timedelta(days=1)
OFFER, AGREE, HOLD = (
    "circles.offer_new_schedule",
    "circles.take_new_schedule",
    "circles.hold_new_schedule",
)
GIVE_UP, FORGIVE, RECOVER = (
    "circles.write_off_group_loan",
    "circles.take_forgiveness",
    "circles.recover_from_group",
)
BRING, OWE = "circles.bring_group_loan", "circles.take_brought_loan"
PURPOSES = {
    OFFER: "lending.reschedule",
    AGREE: "lending.reschedule",
    HOLD: "lending.reschedule",
    GIVE_UP: "circle.bulk_write_off",
    FORGIVE: "circle.forgiven",
    RECOVER: "lending.recovered",
    BRING: "ledger.opening",
    OWE: "circle.borrow",
}
OF_GROUPS = (AGREE, FORGIVE, OWE)
STANDING = [
    *("ledger.claim", "ledger.reverse", "ledger.close", "circle.pay_back", "circle.bulk_repaid"),
    *("circle.bulk_interest", "circle.borrow_interest"),
]
EVERYTHING = {
    True: ("circle.borrow", "lending.reschedule", "circle.forgiven"),
    False: (
        *("circle.bulk_loan", "lending.reschedule", "circle.bulk_write_off", "ledger.opening"),
        *("circle.bulk_forgive", "lending.recovered"),
    ),
}
"""Whether it is the group's side → what its assembly allowed for any subject."""


class Scene:
    """A loan that stands where the act under test is the next one.

    permit  whether who acts is allowed to do it
    """

    def __init__(self, act: str, *, permit: bool = True) -> None:
        self.act, self.stage = act, Stage(told.MONDAY)
        self.federation = self._founded("Federation", told.DELEGATES, 900_000, self.act != BRING)
        self.group = self._founded("Nsoroma", told.WOMEN, 50_000, True)
        told.joins(self.group, self.federation)
        for is_group, purposes in EVERYTHING.items():
            for purpose in purposes:
                if permit or (is_group, purpose) != (act in OF_GROUPS, PURPOSES.get(act)):
                    self.allow(is_group=is_group, purpose=purpose)
        self._until_then()

    def _founded(self, name: str, people: list[str], cash: int, opens: bool) -> Group:
        """With money in its box, unless opening balances are what the act needs a decision for."""
        purposes = [*STANDING, *(["ledger.opening"] if opens else [])]
        values = {"standing.purposes": purposes, "offices.book": ["treasurer", "bookkeeper"]}
        return told.found(self.stage, name, people, cash=cash if opens else 0, **values)

    def _until_then(self) -> None:
        if self.act == OWE:
            self.lent = told.brings(self.federation, self.group, 1_000)
        if self.act in (BRING, OWE):
            return
        self.lent = told.lends(self.federation, self.group, 600_000)
        self.taken = told.takes(self.group, self.lent)
        if self.act in (AGREE, HOLD):
            self.offer = told.offers(self.federation, self.lent)
        if self.act == HOLD:
            told.agrees(self.group, self.offer)
        if self.act in (FORGIVE, RECOVER):
            told.gives_up(self.federation, self.lent, is_forgiven=self.act == FORGIVE)
        if self.act == RECOVER:
            self.paid = told.pays_back(self.group, self.taken, 1_000)

    @property
    def whose(self) -> Group:
        return self.group if self.act in OF_GROUPS else self.federation

    @property
    def who(self) -> str:
        return told.treasurer(self.whose)

    def allow(
        self, *, is_group: bool | None = None, purpose: str = "", minor: int = 600_000, **more: Any
    ) -> None:
        """What an assembly's decision would grant, for any subject."""
        owner = (self.group if is_group else self.federation) if purpose else self.whose
        grant = {
            "title": "resolution",
            "scopes": (Scope(purpose or PURPOSES[self.act]),),
            "ceilings": (Ceiling(more.pop("unit", "INR"), minor),),
            "offices": ("treasurer",),
            "valid_from": told.MONDAY,
        } | more
        source = {"source": "resolution:1", "source_hash": "5" * 64}
        granting.grant(owner.organisation, grant=Grant(**grant), **source)

    def happens(self, **fields: Any) -> Any:
        """The act under test, lawful but for these fields."""
        if self.act == RECOVER:
            return told.recovers(self.federation, self.paid, **fields)
        if self.act == BRING:
            group, minor = fields.pop("to", self.group), fields.pop("minor", 600_000)
            return told.brings(self.federation, group, minor, **fields)
        if self.act == OWE:
            return told.agrees_to_owe(self.group, self.lent, **fields)
        who = fields.pop("who", self.who)
        verb = getattr(circles, self.act.partition(".")[2])
        return self.whose.does(who, verb, **(self._given() | fields))

    def _given(self) -> dict[str, Any]:
        if self.act in (AGREE, HOLD):
            return {"correlation": self.offer["correlation"]}
        if self.act == FORGIVE:
            return {"loan": self.taken["loan"]}
        loan = {"loan": self.lent["loan"]}
        return loan | ({"count": 9} if self.act == OFFER else {"is_forgiven": False})

    def pays(self, minor: int) -> dict[str, Any]:
        return told.pays_back(self.group, self.taken, minor)

    def turns_around(self, owner: Group, purpose: str) -> None:
        """Somebody reverses the newest entry of a purpose."""
        entry = max(books.entries_for(owner.organisation, [purpose]))
        owner.does(told.treasurer(owner), ledger.reverse, transfer=entry)


Change = Callable[[Scene], Any]


def after(*before: Change, **fields: Any) -> Change:
    """The act after something else happened, with these fields."""

    def change(scene: Scene) -> None:
        for one in before:
            one(scene)
        scene.happens(**fields)

    return change


def permitted(days: int = 0, **grant: Any) -> Change:
    """Under a decision of this kind alone."""

    def change(scene: Scene) -> None:
        if grant:
            scene.allow(**grant)
        scene.stage.later(days)
        scene.happens()

    return change


def in_minutes(scene: Scene) -> None:
    mandates.open_unit(scene.whose.organisation, Unit("MIN", 0, "time"))
    scene.allow(unit="MIN")
    scene.happens()


def at(kind: str, ref: str = "", **limits: Any) -> Change:
    """After a decision about the limits of an account, or about closing it."""

    def change(scene: Scene) -> None:
        owner = scene.whose
        other = scene.federation if owner is scene.group else scene.group
        named = f"organisation:{other.organisation}" if "loan" in kind else ref
        account = ledger.account_for(owner.organisation, unit="INR", kind=kind, ref=named)
        told.permits(owner, "ledger.limits", 1, subject=str(account))
        if limits:
            owner.does(scene.who, ledger.change_limit, account=account, **limits)
        else:
            owner.does(scene.who, ledger.close_account, account=account)
        scene.happens()

    return change


def a_day_later(scene: Scene) -> None:
    scene.stage.later(1)


def in_a_closed_period(scene: Scene) -> None:
    closed = scene.stage.today
    scene.stage.later(1)
    scene.federation.does(scene.who, ledger.close_period, through=closed)
    scene.happens(value_date=closed)


def the_federation_takes_it_back(scene: Scene) -> None:
    purpose = "ledger.opening" if scene.act == OWE else "circle.bulk_loan"
    scene.turns_around(scene.federation, purpose)


def the_group_takes_it_back(scene: Scene) -> None:
    scene.turns_around(scene.group, "circle.borrow")


def it_is_written_off(scene: Scene) -> None:
    told.gives_up(scene.federation, scene.lent, is_forgiven=False)


def the_group_paid_and_it_came(scene: Scene) -> None:
    told.receives(scene.federation, scene.pays(600_000))


def the_group_paid(scene: Scene) -> None:
    scene.pays(600_000)


def a_schedule_was_made(scene: Scene) -> None:
    """By the only decision of whoever acts; the other side decides as often as it likes."""
    first = told.offers(scene.federation, scene.lent) if scene.act == OFFER else scene.offer
    told.agrees(scene.group, first)
    told.holds(scene.federation, first)
    if scene.act == AGREE:
        scene.allow(is_group=False, purpose="lending.reschedule")
        scene.offer = told.offers(scene.federation, scene.lent)


def some_was_paid(scene: Scene) -> None:
    scene.pays(1_000)


def the_group_agreed(scene: Scene) -> None:
    told.agrees(scene.group, told.offers(scene.federation, scene.lent))


def before_an_earlier_one(scene: Scene) -> None:
    second = scene.pays(2_000)
    told.recovers(scene.federation, second)


def another_group(scene: Scene, **values: Any) -> Group:
    return told.found(scene.stage, "Others", told.WOMEN, **values)


def to_one_that_counts_otherwise(scene: Scene) -> None:
    group = another_group(scene, unit="GHS")
    told.joins(group, scene.federation)
    scene.happens(to=group)


def more_left_than_was_forgiven(scene: Scene) -> None:
    """The group turned around, after the write-off, what it had paid before."""
    scene.turns_around(scene.group, "circle.pay_back")
    scene.happens()


def more_than_the_federation_is_owed(scene: Scene) -> None:
    scene.happens()
    scene.turns_around(scene.group, "circle.pay_back")
    told.recovers(scene.federation, scene.pays(600_000))


class BeforeIt(Scene):
    """Where what came before the act is another thing than usually."""

    def __init__(self, act: str, code: str) -> None:
        self.code = code
        super().__init__(act)

    def _until_then(self) -> None:
        self.lent = told.lends(self.federation, self.group, 600_000)
        self.taken = told.takes(self.group, self.lent)
        if self.act == HOLD:
            paid = self.pays(1_000)
            if self.code == "other_remainder":
                told.receives(self.federation, paid)
                self.turns_around(self.group, "circle.pay_back")
            self.offer = told.offers(self.federation, self.lent)
            told.agrees(self.group, self.offer)
        elif self.code == "nothing_forgiven":
            told.gives_up(self.federation, self.lent, is_forgiven=False)
        elif self.code == "other_sum":
            told.receives(self.federation, self.pays(1_000))
            told.gives_up(self.federation, self.lent, is_forgiven=True)
        else:
            self.paid = self.pays(1_000)
