"""Every refusal that an act of loans between federations and groups declares, through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles.rules.bulk import BulkTerms
from tequio.kernel import Refused, Unit
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.mandates import granting
from tequio.mandates import service as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told

STANDING = [code for code in told.BOTH if code not in ("circle.pay_back", "circle.bulk_repaid")]
"""Without the two purposes whose decision the scenes give or leave out."""
TOMORROW = told.MONDAY + timedelta(days=1)
PURPOSES = {
    "circles.lend_to_group": "circle.bulk_loan",
    "circles.take_bulk_loan": "circle.borrow",
    "circles.pay_back": "circle.pay_back",
    "circles.take_repayment": "circle.bulk_repaid",
}

OF_FEDERATIONS = ("circles.lend_to_group", "circles.take_repayment")


@dataclass
class Scene:
    """A federation and a group that stand where the act under test is the next one."""

    act: str
    permit: bool = True
    stage: Stage = field(default_factory=lambda: Stage(told.MONDAY))

    def __post_init__(self) -> None:
        self.federation = told.found(
            self.stage,
            "Federation",
            told.DELEGATES,
            cash=900_000,
            **{"standing.purposes": STANDING},
        )
        self.group = told.found(
            self.stage, "Nsoroma", told.WOMEN, cash=50_000, **{"standing.purposes": STANDING}
        )
        told.joins(self.group, self.federation)
        for name in PURPOSES:
            if name != self.act or self.permit:
                self.allow(name, 600_000)
        if self.act == "circles.lend_to_group":
            return
        self.lent = told.lends(self.federation, self.group, 600_000)
        if self.act == "circles.take_bulk_loan":
            return
        self.taken = told.takes(self.group, self.lent)
        if self.act == "circles.take_repayment":
            self.paid = told.pays_back(self.group, self.taken, 1_000)

    @property
    def whose(self) -> Group:
        """Who acts."""
        return self.federation if self.act in OF_FEDERATIONS else self.group

    @property
    def who(self) -> str:
        return told.treasurer(self.whose)

    def allow(self, act: str = "", minor: int = 600_000, **more: Any) -> None:
        """What an assembly's decision would grant, for any subject."""
        act = act or self.act
        owner = self.federation if act in OF_FEDERATIONS else self.group
        unit = more.pop("unit", "INR")
        grant = {
            "title": "resolution",
            "scopes": (Scope(PURPOSES[act]),),
            "ceilings": (Ceiling(unit, minor),),
            "offices": ("treasurer",),
            "valid_from": told.MONDAY,
        } | more
        source = {"source": "resolution:1", "source_hash": "5" * 64}
        granting.grant(owner.organisation, grant=Grant(**grant), **source)

    def happens(self, **fields: Any) -> dict[str, Any]:
        """The act under test, lawful but for these fields."""
        if self.act == "circles.lend_to_group":
            group, minor = fields.pop("to", self.group), fields.pop("minor", 600_000)
            return told.lends(self.federation, group, minor, **fields)
        if self.act == "circles.take_bulk_loan":
            return told.takes(self.group, self.lent, **fields)
        if self.act == "circles.pay_back":
            return told.pays_back(self.group, self.taken, fields.pop("minor", 1_000), **fields)
        return told.receives(self.federation, self.paid, **fields)

    def turns_around(self, owner: Group, purpose: str, journal: int) -> None:
        """Somebody reverses what was booked."""
        found = books.entries_for(owner.organisation, [purpose])
        entry = next(number for number, one in found.items() if one.journal == journal)
        owner.does(told.treasurer(owner), ledger.reverse, transfer=entry)


Change = Callable[[Scene], Any]


def with_fields(**fields: Any) -> Change:
    return lambda scene: scene.happens(**fields)


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


def in_a_closed_period(scene: Scene) -> None:
    closed, owner = scene.stage.today, scene.whose
    scene.stage.later(1)
    owner.does(scene.who, ledger.close_period, through=closed)
    scene.happens(value_date=closed)


def at_a_limit(kind: str, **limits: Any) -> Change:
    """After a decision about the limits of an account."""

    def change(scene: Scene) -> None:
        owner = scene.whose
        listed = books.accounts(owner.organisation)
        account = next((one.id for one in listed if one.kind == kind), None)
        if account is None:
            side = {
                "circles.lend_to_group": scene.group,
                "circles.take_bulk_loan": scene.federation,
            }
            account = ledger.account_for(
                owner.organisation,
                unit="INR",
                kind=kind,
                ref=f"organisation:{side[scene.act].organisation}",
            )
        told.permits(owner, "ledger.limits", 1, subject=str(account))
        if limits:
            owner.does(scene.who, ledger.change_limit, account=account, **limits)
        else:
            owner.does(scene.who, ledger.close_account, account=account)
        scene.happens()

    return change


MOVING: dict[str, Change] = {
    "not_a_place_for_money": with_fields(account=99_999),
    "no_mandate": permitted(),
    "mandate_not_yet_valid": permitted(valid_from=TOMORROW),
    "mandate_over": permitted(days=1, valid_until=told.MONDAY),
    "unit_not_covered": in_minutes,
    "office_not_held": lambda scene: scene.happens(who=list(scene.whose.person)[4]),
    "keys_missing": permitted(keys=2),
    "over_the_ceiling": permitted(minor=999),
    "date_not_reached": with_fields(value_date=TOMORROW),
    "period_closed": in_a_closed_period,
}
WITHOUT = {"no_mandate", "mandate_not_yet_valid", "mandate_over", "unit_not_covered"}
WITHOUT |= {"keys_missing", "over_the_ceiling"}


def to_a_stranger(scene: Scene) -> None:
    other = told.found(scene.stage, "Others", told.WOMEN)
    scene.happens(to=other)


def to_one_that_counts_otherwise(scene: Scene) -> None:
    group = told.found(scene.stage, "Kumasi", told.WOMEN, unit="GHS")
    told.joins(group, scene.federation)
    scene.happens(to=group)


def after_it_was_reversed(scene: Scene) -> None:
    """The other side turned around what is to be confirmed."""
    if scene.act == "circles.take_bulk_loan":
        scene.turns_around(scene.federation, "circle.bulk_loan", scene.lent["journal"])
    elif scene.act == "circles.pay_back":
        scene.turns_around(scene.group, "circle.borrow", scene.taken["journal"])
    else:
        scene.turns_around(scene.group, "circle.pay_back", scene.paid["journal"])
    scene.happens()


def after_it_was_written_off(scene: Scene) -> None:
    """Confirmed, then written off; what the group pays now is no repayment any more."""
    scene.happens()
    told.permits(scene.federation, "circle.bulk_write_off", 600_000, scene.group)
    told.gives_up(scene.federation, scene.lent, is_forgiven=False)
    told.receives(scene.federation, told.pays_back(scene.group, scene.taken, 1_000))


def twice(scene: Scene) -> None:
    scene.happens()
    scene.happens()


def before_an_earlier_one(scene: Scene) -> None:
    second = told.pays_back(scene.group, scene.taken, 2_000)
    told.receives(scene.federation, second)


def more_than_the_federation_is_owed(scene: Scene) -> None:
    """The group turned a confirmed repayment around and paid the whole loan afterwards."""
    scene.happens()
    scene.turns_around(scene.group, "circle.pay_back", scene.paid["journal"])
    whole = told.pays_back(scene.group, scene.taken, 600_000)
    told.receives(scene.federation, whole)


def with_a_closed_account_of_interest(scene: Scene) -> None:
    owner, kind = scene.whose, "income" if scene.act in OF_FEDERATIONS else "expense"
    scene.stage.later(31)
    if scene.act in OF_FEDERATIONS:
        scene.happens()
        scene.paid = told.pays_back(scene.group, scene.taken, 10_000)
    account = ledger.account_for(owner.organisation, unit="INR", kind=kind, ref="interest")
    told.permits(owner, "ledger.limits", 1, subject=str(account))
    owner.does(scene.who, ledger.close_account, account=account)
    scene.happens()


SCENES: dict[str, dict[str, Change]] = {
    "circles.lend_to_group": MOVING
    | {
        "not_a_group_of_ours": to_a_stranger,
        "group_counts_otherwise": to_one_that_counts_otherwise,
        "rate_not_a_part": with_fields(terms=BulkTerms(6, rate="3/2")),
        "amount_not_positive": with_fields(minor=0),
        "term_not_one": with_fields(terms=BulkTerms(0)),
        "account_closed": at_a_limit("group-loan"),
        "above_the_limit": at_a_limit("cash", floor=None, ceiling=-899_000),
        "below_the_floor": at_a_limit("group-loan", floor=-1, ceiling=0),
    },
    "circles.take_bulk_loan": MOVING
    | {
        "no_such_bulk_loan": with_fields(correlation="0" * 32),
        "bulk_loan_reversed": after_it_was_reversed,
        "bulk_loan_already_taken": twice,
        "other_sum": with_fields(minor=599_999),
        "before_it_was_sent": with_fields(value_date=told.MONDAY - timedelta(days=1)),
        "account_closed": at_a_limit("bulk-loan"),
        "above_the_limit": at_a_limit("bulk-loan", floor=0, ceiling=1),
        "below_the_floor": at_a_limit("cash", floor=-50_001, ceiling=0),
    },
    "circles.pay_back": MOVING
    | {
        "no_such_bulk_loan": lambda scene: told.pays_back(scene.group, {"loan": 99_999}, 1),
        "bulk_loan_reversed": after_it_was_reversed,
        "amount_not_positive": with_fields(minor=0),
        "more_than_owed": with_fields(minor=600_001),
        "before_the_last_entry": with_fields(value_date=told.MONDAY - timedelta(days=1)),
        "account_closed": with_a_closed_account_of_interest,
        "above_the_limit": at_a_limit("cash", floor=None, ceiling=-649_500),
        "below_the_floor": at_a_limit("bulk-loan", floor=599_500),
    },
    "circles.take_repayment": MOVING
    | {
        "no_such_bulk_repayment": with_fields(correlation="0" * 32),
        "bulk_repayment_reversed": after_it_was_reversed,
        "bulk_repayment_already_received": twice,
        "other_sum": with_fields(minor=999),
        "earlier_repayment_waits": before_an_earlier_one,
        "before_it_was_sent": with_fields(value_date=told.MONDAY - timedelta(days=1)),
        "bulk_loan_given_up": after_it_was_written_off,
        "more_than_owed": more_than_the_federation_is_owed,
        "account_closed": with_a_closed_account_of_interest,
        "above_the_limit": at_a_limit("group-loan", ceiling=-599_500),
        "below_the_floor": at_a_limit("cash", floor=-300_500, ceiling=0),
    },
}


@pytest.fixture
def scene(told_before: Any, act: str, code: str) -> Iterator[Scene]:
    """Told once for all refusals that begin with the same."""
    permit = code not in WITHOUT
    with told_before((act, permit), lambda: Scene(act, permit)) as scene:
        yield scene


@pytest.mark.parametrize(
    ("act", "code"), [(act, code) for act, scenes in SCENES.items() for code in scenes]
)
def test_the_act_is_refused_with_this_reason(scene: Scene, db: None, act: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        SCENES[act][code](scene)
    assert code in [one.code for one in refused.value.refusals]


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_the_act_declares_has_its_scene(act: str) -> None:
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])
