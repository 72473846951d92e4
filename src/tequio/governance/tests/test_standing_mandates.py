"""What the statutes allow without a vote: ended and granted anew by amendments, on a day on which
something was booked under it; and permissions that end on such a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tequio.chronicle import queries as chronicle
from tequio.chronicle.service import take_ids
from tequio.governance import queries
from tequio.governance.rules.effects import AmendStatutes, EndMandate
from tequio.governance.tests import hall
from tequio.governance.tests.by_hand import unguarded
from tequio.governance.tests.hall import Hall
from tequio.kernel import Refused
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.ledger.models import TransferRow
from tequio.mandates import queries as mandates
from tequio.membership import queries as membership
from tequio.statutes import queries as statutes

pytestmark = pytest.mark.django_db
ROUTINE = ["ledger.claim", "ledger.opening", "ledger.receive", "member.save"]


@pytest.fixture
def group() -> Hall:
    return hall.found(values={"standing.purposes": ROUTINE}, days_ago=30)


def box(group: Hall) -> int:
    return next(one.id for one in books.accounts(group.organisation) if one.kind == "cash")


def saves(group: Hall) -> Any:
    """Devi saves 5.00; the facts of the event."""
    money = {"account": box(group), "minor": 500, "unit": "INR"}
    return ledger.save(group.act("Chitra"), person=group.people["Devi"], **money).facts


def pays(group: Hall, mandate: int) -> Any:
    """Chitra pays 1.00 for tyres; the facts of the event, which names this mandate."""
    money = {"account": box(group), "minor": 100, "unit": "INR"}
    paid = ledger.pay(group.act("Chitra"), purpose="ledger.pay", payee_text="a shop", **money)
    assert paid.facts["mandate"] == mandate
    return paid.facts


def amends(group: Hall, days: int, **values: Any) -> str:
    """All decide that provisions have other values from in some days on; the outcome."""
    plain = {code.replace("__", "."): value for code, value in values.items()}
    effect = AmendStatutes("amendment", plain, group.today + timedelta(days=days))
    return str(group.decides(effect)["outcome"])


def verified(group: Hall) -> list[tuple[str, dict[str, Any]]]:
    """Code and fields of every finding."""
    rooms = (chronicle, membership, statutes, mandates, books, queries)
    found = [one for room in rooms for one in room.check(group.organisation)]
    return [(one.code, dict(one.fields)) for one in found]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


@pytest.mark.parametrize("days", [0, 20])
def test_what_was_booked_in_the_morning_stands_after_an_amendment(group: Hall, days: int) -> None:
    saves(group)
    assert amends(group, days, offices__book=["treasurer", "chair"]) == "adopted"
    assert verified(group) == []
    saves(group)
    assert verified(group) == []


def test_what_was_paid_in_the_morning_stands_after_its_permission_is_taken_back(
    group: Hall,
) -> None:
    saves(group)
    granted = int(group.decides(hall.payment())["result"])
    before = pays(group, granted)
    assert group.decides(EndMandate("revocation", granted))["outcome"] == "adopted"
    assert verified(group) == []
    with pytest.raises(Refused) as refused:
        pays(group, granted)
    assert codes(refused) == ["mandate_over"]
    group.later(days=1)
    assert verified(group) == []
    _hands_over_the_guards(group, granted, before["transfer"])


def _hands_over_the_guards(group: Hall, granted: int, paid: int) -> None:
    """The database takes nothing more of that day; `verify` names what came in all the same."""
    rows = TransferRow.objects.filter(organisation_id=group.organisation)
    late = rows.filter(id=paid).values().get() | {"id": take_ids(group.organisation)}
    with pytest.raises(DatabaseError, match="not in force"), transaction.atomic():
        TransferRow.objects.create(**late)
    with unguarded():
        TransferRow.objects.create(**late)
    told = {"transfer": late["id"], "mandate": granted}
    assert ("out_of_force", told) in verified(group)
    assert ("out_of_force", told | {"transfer": paid}) not in verified(group)


def test_routine_that_was_taken_out_of_the_statutes_is_never_granted_again(group: Hall) -> None:
    saves(group)
    without = [code for code in ROUTINE if code != "member.save"]
    assert amends(group, 5, offices__book=["treasurer", "chair"]) == "adopted"
    assert amends(group, 0, standing__purposes=without) == "adopted"
    for _day in range(7):
        with pytest.raises(Refused) as refused:
            saves(group)
        assert codes(refused) == ["mandate_over"]
        group.later(days=1)
    assert amends(group, 0, offices__claim=["chair"]) == "adopted"
    with pytest.raises(Refused) as refused:
        saves(group)
    assert codes(refused) == ["mandate_over"]
    assert verified(group) == []
    assert amends(group, 0, standing__purposes=ROUTINE) == "adopted"
    assert saves(group)["minor"] == 500, "the members may allow it again"


def test_the_page_of_a_standing_mandate_offers_to_amend_the_rules(group: Hall) -> None:
    standing = mandates.standing_mandate(group.organisation, "member.save", group.today)
    granted = group.decides(hall.payment())["result"]
    devi = group.enters("Devi")
    amend = reverse("governance:propose_amendment", args=[group.slug])
    amend += "?provision=standing.purposes"
    places = {n: reverse("ledger:mandate", args=[group.slug, n]) for n in (standing, granted)}
    pages = {number: devi.get(place).content.decode() for number, place in places.items()}
    assert amend in pages[standing]
    assert "revocation" not in pages[standing]
    assert f"revocation?mandate={granted}" in pages[granted]
    assert amend not in pages[granted]
    assert devi.get(amend).status_code == 200
