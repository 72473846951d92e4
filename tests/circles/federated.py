"""A federation and its groups on the stage: admitted, lending, paying back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tequio.circles import service as circles
from tequio.circles.rules.bulk import BulkTerms
from tequio.governance.rules.effects import AdmitOrganisation, AllowPayment, Effect
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.service import close_meeting
from tequio.membership.service import apply
from tequio.site.demonstration.stage import Group, Stage

MONDAY = date(2026, 3, 2)
DELEGATES = "Pia Qama Rita Sara Tara Uma".split()
WOMEN = "Ama Bea Caro Dede Efua Fati".split()
TEN = [*WOMEN, *"Gifty Hawa Ines Joy".split()]
OFFICES = ("chair",), ("secretary",), ("treasurer", "bookkeeper")
ALL = {
    "members.least": 1,
    "notice.days": 0,
    "meeting.ad_hoc": "1/2",
    "keys.pay": 1,
    "offices.pay": ["treasurer"],
}
BOTH = [
    *("ledger.claim", "ledger.opening", "ledger.receive", "ledger.reverse", "ledger.close"),
    *("circle.bulk_interest", "circle.bulk_repaid", "circle.borrow_interest", "circle.pay_back"),
    *(
        "lending.recovered",
        "ledger.cash_difference",
        "circle.shares",
        "circle.social",
        "circle.fine",
    ),
    *("circle.fine_paid", "lending.repay", "lending.interest"),
]
TERMS = BulkTerms(count=6, rate="1/100")


def found(
    stage: Stage, name: str, people: Sequence[str], cash: int = 0, unit: str = "INR", **values: Any
) -> Group:
    """A group whose first three hold the offices, with money in its box."""
    founders = [
        Founder(who, offices=OFFICES[place] if place < len(OFFICES) else ())
        for place, who in enumerate(people)
    ]
    opening = [Opening("cash", cash)] if cash else []
    kind = "network" if people is DELEGATES else "self-help-group"
    country = values.pop("country", "")
    if country:
        values["members.least"] = 10
    values = ALL | {"standing.purposes": BOTH} | values
    new = NewGroup(name, kind, unit, country=country)
    group = stage.found(new, founders, opening=opening, values=values)
    group.secretary = people[1]
    return group


def decides(group: Group, title: str, effect: Effect) -> dict[str, Any]:
    """The whole group meets, proposes and decides by hands."""
    people = list(group.person)
    proposal = group.proposes(people[3], title, effect)
    meeting = group.meets(group.secretary, people)
    hands = (len(people), 0, 0)
    seen = people[4:6]
    done = group.raises_hands(group.secretary, proposal, hands, meeting=meeting, witnesses=seen)
    group.does(group.secretary, close_meeting, meeting=meeting)
    assert done["outcome"] == "adopted", done
    return dict(done)


def joins(group: Group, federation: Group) -> None:
    """Apply, and be admitted by the delegates."""
    group.does(group.secretary, apply, federation=federation.organisation)
    effect = AdmitOrganisation("admission_of_organisation", group.organisation)
    decides(federation, f"Admit {group.slug}", effect)


def permits(
    group: Group, purpose: str, minor: int, other: Group | None = None, **more: Any
) -> None:
    """The assembly allows moving up to this sum, with the other side if one is named."""
    subject = f"organisation:{other.organisation}" if other else ""
    allowed = {"offices": ("treasurer",), "subject": subject} | more
    effect = AllowPayment("mandate", purpose, minor, group.unit, **allowed)
    decides(group, f"{purpose} {minor}", effect)


def treasurer(group: Group) -> str:
    """Who pays and writes the book."""
    return list(group.person)[2]


def lends(federation: Group, group: Group, minor: int, **fields: Any) -> dict[str, Any]:
    """The federation's treasurer hands a loan over."""
    given = {"group": group.organisation, "minor": minor, "terms": TERMS}
    given |= {"account": federation.account("cash")} | fields
    who = given.pop("who", treasurer(federation))
    return dict(federation.does(who, circles.lend_to_group, **given))


def takes(group: Group, lent: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The group's treasurer confirms it."""
    given = {"correlation": lent["correlation"], "minor": lent["minor"]}
    given |= {"account": group.account("cash")} | fields
    who = given.pop("who", treasurer(group))
    return dict(group.does(who, circles.take_bulk_loan, **given))


def pays_back(group: Group, taken: dict[str, Any], minor: int, **fields: Any) -> dict[str, Any]:
    """The group's treasurer pays back."""
    given = {"loan": taken["loan"], "minor": minor, "account": group.account("cash")} | fields
    who = given.pop("who", treasurer(group))
    return dict(group.does(who, circles.pay_back, **given))


def receives(federation: Group, paid: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The federation's treasurer confirms it."""
    given = {"correlation": paid["correlation"], "minor": paid["minor"]}
    given |= {"account": federation.account("cash")} | fields
    who = given.pop("who", treasurer(federation))
    return dict(federation.does(who, circles.take_repayment, **given))


def offers(federation: Group, lent: dict[str, Any], count: int = 12, **more: Any) -> dict[str, Any]:
    """The federation's treasurer offers a new schedule."""
    given = {"loan": lent["loan"], "count": count} | more
    return dict(federation.does(treasurer(federation), circles.offer_new_schedule, **given))


def agrees(group: Group, offer: dict[str, Any]) -> dict[str, Any]:
    """The group's treasurer takes it."""
    name = offer["correlation"]
    return dict(group.does(treasurer(group), circles.take_new_schedule, correlation=name))


def holds(federation: Group, offer: dict[str, Any]) -> dict[str, Any]:
    """The federation's treasurer confirms that the group agreed."""
    name = offer["correlation"]
    return dict(federation.does(treasurer(federation), circles.hold_new_schedule, correlation=name))


def gives_up(federation: Group, lent: dict[str, Any], *, is_forgiven: bool) -> dict[str, Any]:
    """The federation's treasurer writes the rest off."""
    given = {"loan": lent["loan"], "is_forgiven": is_forgiven}
    return dict(federation.does(treasurer(federation), circles.write_off_group_loan, **given))


def is_forgiven(group: Group, taken: dict[str, Any]) -> dict[str, Any]:
    """The group's treasurer writes down that nothing is owed any more."""
    return dict(group.does(treasurer(group), circles.take_forgiveness, loan=taken["loan"]))


def recovers(federation: Group, paid: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The federation's treasurer takes in what came back."""
    given = {"correlation": paid["correlation"], "minor": paid["minor"]}
    given |= {"account": federation.account("cash")} | fields
    who = given.pop("who", treasurer(federation))
    return dict(federation.does(who, circles.recover_from_group, **given))


def brings(federation: Group, group: Group, minor: int, **fields: Any) -> dict[str, Any]:
    """The federation's treasurer brings in what stood in the paper books."""
    given = {"group": group.organisation, "minor": minor, "terms": TERMS}
    given |= {"since": date(2025, 9, 1), "begins_on": date(2026, 2, 15)} | fields
    who = given.pop("who", treasurer(federation))
    return dict(federation.does(who, circles.bring_group_loan, **given))


def agrees_to_owe(group: Group, lent: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The group's treasurer agrees."""
    given = {"correlation": lent["correlation"], "minor": lent["minor"]} | fields
    who = given.pop("who", treasurer(group))
    return dict(group.does(who, circles.take_brought_loan, **given))
