"""Keys: every refusal through the door, each beside the lawful call of the same set-up.

Asha is treasurer, Bela key-holder, Devi a member; the box needs two keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Act, Refused, Unit
from tequio.mandates import granting, service
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.membership import service as membership

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 2, 14, 12, tzinfo=UTC)
TODAY = NOON.date()
FOUNDED = date(2026, 1, 1)
OFFICES = {"Asha": "treasurer", "Bela": "keyholder", "Devi": ""}
PAYMENT = "5" * 64
TWO_KEYS = Grant(
    title="resolution",
    scopes=(Scope("ledger.pay", "roof"),),
    ceilings=(Ceiling("INR", 50_000),),
    offices=("treasurer", "keyholder"),
    keys=2,
    valid_from=FOUNDED,
)
KEYS = count(1)


@dataclass
class Box:
    """A group whose box has two locks, and the mandate under which it opens."""

    organisation: int
    people: dict[str, int] = field(default_factory=dict)

    def grants(self, **changes: Any) -> int:
        """A mandate as a resolution would give it."""
        grant = replace(TWO_KEYS, **changes)
        source = {"source": "resolution:1", "source_hash": "5" * 64}
        return granting.grant(self.organisation, grant=grant, **source)

    def turns(self, *, by: str = "Asha", **fields: Any) -> None:
        """Somebody turns a key."""
        act = Act(self.people.get(by), self.organisation, NOON, f"box-{next(KEYS)}")
        service.turn_key(act, **fields)


@pytest.fixture
def box() -> Box:
    facts = {"slug": "asha", "name": "Asha", "kind": "self-help-group", "unit": "INR"}
    box = Box(membership.create_organisation(facts | {"founded_on": FOUNDED}))
    for name, office in OFFICES.items():
        person = box.people[name] = membership.create_person(membership.NewPerson(name))
        membership.admit(box.organisation, [person], since=FOUNDED)
        if office:
            membership.seat(box.organisation, office=office, person=person, since=FOUNDED)
    service.open_unit(box.organisation, Unit("INR", 2))
    return box


def differs(**fields: Any) -> Callable[..., Mapping[str, Any]]:
    return lambda box, lawful: fields


def under(**changes: Any) -> Callable[..., Mapping[str, Any]]:
    """The same under another mandate, which differs in this."""
    return lambda box, lawful: {"mandate": box.grants(**changes)}


def revoked(box: Box, lawful: Mapping[str, Any]) -> Mapping[str, Any]:
    source = {"source": "resolution:2", "source_hash": "6" * 64}
    granting.end(box.organisation, mandate=lawful["mandate"], ends_on=TODAY, **source)
    return {}


def turned(box: Box, lawful: Mapping[str, Any]) -> Mapping[str, Any]:
    box.turns(**lawful)
    return {}


TURN = [
    ("a mandate that is not there", differs(mandate=99_999), "no_mandate"),
    ("one from tomorrow on", under(valid_from=TODAY + timedelta(1)), "mandate_not_yet_valid"),
    ("one until yesterday", under(valid_until=TODAY - timedelta(1)), "mandate_over"),
    ("it was revoked", revoked, "mandate_over"),
    ("Devi, who holds no key", differs(by="Devi"), "office_not_held"),
    ("nobody is signed in", differs(by="nobody"), "office_not_held"),
    ("one key is enough", under(keys=1), "key_not_needed"),
    ("her second time", turned, "key_already_turned"),
    ("a payment by its name", differs(payment_hash="roof"), "payment_malformed"),
    ("a payment in capitals", differs(payment_hash="A" * 64), "payment_malformed"),
]


@pytest.mark.parametrize(
    ("change", "code"),
    [pytest.param(change, code, id=says.replace(" ", "-")) for says, change, code in TURN],
)
def test_a_key_is_not_turned(box, change, code):
    lawful = {"by": "Asha", "mandate": box.grants(), "payment_hash": PAYMENT}
    with transaction.atomic():
        box.turns(**lawful)
        transaction.set_rollback(True)
    different = {**lawful, **change(box, lawful)}
    with pytest.raises(Refused) as caught:
        box.turns(**different)
    assert [refusal.code for refusal in caught.value.refusals] == [code]


def test_every_refusal_is_tried():
    declared = {kind.code for kind in ACTS["mandates.turn_key"].refusals}
    assert {code for *_, code in TURN} == declared - {kind.code for kind in OF_THE_DOOR}
