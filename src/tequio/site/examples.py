"""One command line for each act that works with the demonstration's data.

The numbers are looked up when the example is shown, so that it can be copied and sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tequio.governance.queries.ballots import projects_of_budget
from tequio.ledger import queries as ledger
from tequio.lending import queries as lending
from tequio.mandates.queries import Kept
from tequio.site.examples_of_ecosystem import OF_ECOSYSTEM
from tequio.site.examples_of_knowledge import OF_KNOWLEDGE
from tequio.site.examples_of_practices import OF_PRACTICES
from tequio.site.examples_of_registers import OF_REGISTERS
from tequio.site.examples_of_screenings import OF_SCREENINGS
from tequio.site.ordinary import an_ordinary_meeting
from tequio.site.scenes import MOTHERS, RIDERS, SAVERS, Example, Group, Scene, first_of


def example_of(name: str, today: date) -> Example | None:
    """An example that works now; None where there is none, or nothing left to do it with."""
    making = EXAMPLES.get(name)
    try:
        return making(Scene(today)) if making else None
    except LookupError:
        return None


def _riders(by: str, fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    """Somebody of the riders does it: the holder of an office."""
    return lambda scene: Example(scene.riders.holder(by), RIDERS, fields(scene.riders))


def _mothers(by: str, fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    return lambda scene: Example(scene.mothers.holder(by), MOTHERS, fields(scene.mothers))


def _savers(by: str, fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    return lambda scene: Example(scene.savers.holder(by), SAVERS, fields(scene.savers))


def _a_leaver(group: Group) -> dict[str, Any]:
    seen = (group.without_office(0), group.without_office(1))
    return {"person": group.without_office(2), "witnesses": seen}


def _money(group: Group, kind: str, minor: int, unit: str) -> dict[str, Any]:
    return {"account": group.account(kind), "minor": minor, "unit": unit}


def _approve(scene: Scene) -> Example:
    riders = scene.riders
    ballot = riders.matter(voting="budget").ballot
    assert ballot is not None, "it was looked for by its ballot"
    projects = [one.id for one in projects_of_budget(riders.id, ballot.id)]
    return Example(riders.people[100], RIDERS, {"ballot": ballot.id, "projects": projects[:2]})


def _ballot(group: Group, way: str) -> int:
    ballot = group.matter(voting=way).ballot
    assert ballot is not None, "it was looked for by its ballot"
    return ballot.id


def _asked(scene: Scene) -> lending.Loan:
    """The loan for which guarantors are still asked."""
    return scene.riders.loan("asked").loan


def _hands(group: Group, voting: int) -> dict[str, Any]:
    witnesses = [p for p in group.people if p not in (group.holder("secretary"),)][5:7]
    return {"yes": voting - 3, "no": 2, "abstain": 1, "witnesses": witnesses}


def _project_to_pay(group: Group) -> dict[str, str]:
    """A winner of the budget of which something is left."""
    kept = Kept(group.today, is_over=False, purposes=("budget.project",))
    decided = ledger.decided_against_done(group.id, kept)
    found = [
        scope.subject
        for one in decided
        for scope in one.scopes
        if scope.code == "budget.project" and one.is_in_force and is_left(one)
    ]
    return {"purpose": "budget.project", "subject": first_of(found)}


def is_left(one: ledger.Decided) -> bool:
    """Whether anything may still be paid under this decision."""
    return any(done.left is None or done.left.minor for done in one.done)


def _line_and_entry(group: Group) -> dict[str, Any]:
    for line in ledger.unmatched_lines(group.id, limit=50):
        for proposal in line.proposals:
            return {"line": line.id, "transfer": proposal.transfer}
    raise LookupError("every line is matched")


NEW_GROUP = {"name": "Morning savers", "kind": "savings-circle", "unit": "INR", "country": "IN"}
FOUNDERS = [
    {"name": "Asha", "offices": ["chair"]},
    {"name": "Bela", "offices": ["secretary"]},
    {"name": "Chitra", "offices": ["treasurer"]},
    *({"name": name} for name in "Devi Esha Farida Gita Hema Indu Jaya".split()),
]

EXAMPLES: Mapping[str, Callable[[Scene], Example]] = {
    **OF_PRACTICES,
    **OF_REGISTERS,
    **OF_SCREENINGS,
    **OF_ECOSYSTEM,
    **OF_KNOWLEDGE,
    "circles.close_meeting": _savers(
        "treasurer",
        lambda g: an_ordinary_meeting(g.id, g.today, [g.without_office(0), g.without_office(1)]),
    ),
    "circles.leave": _savers("treasurer", _a_leaver),
    "circles.propose_share_out": _savers("treasurer", lambda g: {"coin": 50}),
    "governance.approve_projects": _approve,
    "governance.call_meeting": _riders(
        "chair",
        lambda g: {"held_on": g.today + timedelta(days=14), "place": "School yard"},
    ),
    "governance.cast": lambda s: Example(
        s.riders.people[100], RIDERS, {"ballot": _ballot(s.riders, "phone"), "choice": "yes"}
    ),
    "governance.declare_interest": _riders(
        "treasurer", lambda g: {"proposal": g.matter().proposal.id}
    ),
    "governance.found": lambda s: Example(None, "", {"group": NEW_GROUP, "members": FOUNDERS}),
    "governance.open_ballot": _riders(
        "chair",
        lambda g: {
            "proposal": g.matter().proposal.id,
            "way": "phone",
            "closes_on": g.today + timedelta(days=14),
        },
    ),
    "governance.open_meeting": _riders("chair", lambda g: {"present": g.people[:90]}),
    "governance.propose": lambda s: Example(
        s.riders.without_office(), RIDERS, {"title": "Meet an hour earlier in winter"}
    ),
    "governance.record_attendance": _mothers(
        "secretary", lambda g: {"meeting": g.meeting("open"), "present": g.people[:20]}
    ),
    "governance.record_hands": _mothers(
        "secretary", lambda g: {"ballot": _ballot(g, "hands"), "hands": _hands(g, 20)}
    ),
    "governance.withdraw_proposal": _riders(
        "secretary", lambda g: {"proposal": g.matter().proposal.id}
    ),
    "ledger.add_account": _riders(
        "treasurer", lambda g: {"kind": "bank", "unit": "INR", "name": "Post office"}
    ),
    "ledger.close_period": _riders(
        "treasurer", lambda g: {"through": g.today - timedelta(days=30)}
    ),
    "ledger.count_cash": _riders(
        "treasurer",
        lambda g: {
            "account": g.account("cash"),
            "counted_minor": ledger.balance(g.id, g.account("cash")).minor,
            "answerable": g.holder("treasurer"),
        },
    ),
    "ledger.import_lines": _riders(
        "treasurer",
        lambda g: {
            "account": g.account("bank"),
            "lines": [{"day": g.today.isoformat(), "minor": -5_900, "text": "SMS charges"}],
        },
    ),
    "ledger.match_line": _riders("treasurer", _line_and_entry),
    "ledger.move": _riders(
        "treasurer",
        lambda g: {
            "source": g.account("bank"),
            "target": g.account("cash"),
            "minor": 5_000,
            "unit": "INR",
        },
    ),
    "ledger.pay": _riders(
        "treasurer",
        lambda g: {
            **_project_to_pay(g),
            **_money(g, "bank", 50_000, "INR"),
            "payee_text": "Solar shop in the market",
        },
    ),
    "ledger.prepare_payment": _mothers(
        "treasurer",
        lambda g: {
            "purpose": "ledger.pay",
            "subject": "food",
            **_money(g, "cash", 1_000, "ZAR"),
            "payee_text": "Wholesaler at the rank",
        },
    ),
    "ledger.receive": _riders(
        "treasurer", lambda g: {**_money(g, "cash", 25_000, "INR"), "subject": "fees"}
    ),
    "ledger.record_undecided": _riders(
        "treasurer",
        lambda g: {
            "person": g.holder("treasurer"),
            **_money(g, "cash", 20_000, "INR"),
            "subject": "repair",
            "payee_text": "The workshop at the crossing",
        },
    ),
    "ledger.recover_claim": _riders(
        "treasurer",
        lambda g: {
            "claim": first_of([c.transfer for c in ledger.claims(g.id) if c.kind == "claim"]),
            "minor": 5_000,
            "account": g.account("cash"),
        },
    ),
    "ledger.reverse": _riders(
        "treasurer",
        lambda g: {
            "transfer": first_of(
                [p.transfer for p in ledger.latest_payments(g.id) if p.code == "ledger.pay"]
            ),
            "reason": "booked twice",
        },
    ),
    "ledger.save": _mothers(
        "treasurer",
        lambda g: {"person": g.without_office(), **_money(g, "cash", 5_000, "ZAR")},
    ),
    "lending.guarantee": lambda s: Example(
        first_of([p for p in _asked(s).named if p not in _asked(s).guaranteed]),
        RIDERS,
        {"loan": _asked(s).id},
    ),
    "lending.repay": _riders(
        "treasurer",
        lambda g: {
            "loan": g.loan("running").loan.id,
            "minor": 10_000,
            "account": g.account("cash"),
        },
    ),
    "lending.request": lambda s: Example(
        s.riders.without_office(5),
        RIDERS,
        {"minor": 500_000, "months": 10, "purpose_text": "A sewing machine"},
    ),
    "lending.withdraw_request": lambda s: Example(_asked(s).person, RIDERS, {"loan": _asked(s).id}),
    "membership.apply": lambda s: Example(
        s.riders.holder("secretary"), RIDERS, {"federation": s.mothers.id}
    ),
    "membership.correct_person": _mothers(
        "secretary",
        lambda g: {"person": g.people[-1], "name": "Nomsa", "phone": "+27820000001"},
    ),
    "membership.enrol_device": _mothers("treasurer", lambda g: {"title": "the phone in the box"}),
    "membership.erase_on_request": _mothers(
        "secretary",
        lambda g: {
            "person": g.without_office(5),
            "asked": "spoken",
            "witness": g.without_office(6),
        },
    ),
    "membership.hand_pin_code": _mothers(
        "secretary", lambda g: {"person": g.without_office(6), "code_hash": "0" * 64}
    ),
    "membership.invite": _mothers(
        "secretary", lambda g: {"person": g.people[-1], "code_hash": "0" * 64}
    ),
    "membership.issue_token": lambda s: Example(
        s.riders.without_office(), "", {"token_hash": "0" * 64, "title": "my script"}
    ),
    "membership.leave": lambda s: Example(s.riders.without_office(9), RIDERS, {}),
    "membership.register_person": _riders("secretary", lambda g: {"name": "Nirmala"}),
    "membership.set_pin": lambda s: Example(
        s.mothers.without_office(6), MOTHERS, {"salt": "0" * 64, "verifier": "1" * 64}
    ),
    "notices.choose_channel": _mothers(
        "secretary",
        lambda g: {"person": g.without_office(), "channel": "none", "wish": "spoken"},
    ),
}
"""Act → its example.  Those that are missing need a state that the demonstration does not hold."""
