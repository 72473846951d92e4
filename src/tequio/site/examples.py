"""One command line for each act that works with the demonstration's data.

The numbers are looked up when the example is shown, so that it can be copied and sent.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from tequio.governance.queries import looking
from tequio.governance.queries.ballots import BallotView, projects_of_budget
from tequio.governance.queries.meetings import meetings
from tequio.ledger import queries as ledger
from tequio.lending import queries as lending
from tequio.mandates.queries import Kept
from tequio.membership import queries as members
from tequio.site.ordinary import an_ordinary_meeting

RIDERS = "aarya-e-mobility-cooperative"
MOTHERS = "masakhane-mothers"
SAVERS = "nsoroma-savings-circle"
T = TypeVar("T")


@dataclass(frozen=True)
class Example:
    """Who does it, for which organisation (its short name; empty: for nobody's book), with what."""

    by: int | None
    organisation: str
    fields: Mapping[str, Any]

    def command(self, name: str) -> str:
        """The line for a shell, without the launcher's own name."""
        words = ["act", name, "--demo"]
        if self.by is not None:
            words += ["--by", str(self.by)]
        if self.organisation:
            words += ["--for", self.organisation]
        for field, value in self.fields.items():
            words += ["--with", f"{field}={_text(value)}"]
        return shlex.join(words)


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Group:
    """A group of the demonstration as it stands today; LookupError for what is not there."""

    slug: str
    today: date

    @cached_property
    def id(self) -> int:
        found = members.organisation(self.slug)
        if found is None:
            raise LookupError(self.slug)
        return found.id

    def holder(self, office: str) -> int:
        """Who holds an office."""
        return _first([t.person for t in members.terms(self.id, self.today) if t.office == office])

    @cached_property
    def people(self) -> list[int]:
        """Members, by number."""
        return sorted(members.member_ids(self.id, self.today))

    def without_office(self, place: int = 0) -> int:
        """A member who holds no office."""
        held = {term.person for term in members.terms(self.id, self.today)}
        return _first([person for person in self.people if person not in held][place:])

    def account(self, kind: str) -> int:
        """The first open account of a kind."""
        return _first([one.id for one in ledger.accounts(self.id) if one.kind == kind])

    def matter(self, *, voting: str = "") -> looking.Matter:
        """An open proposal: one on which nobody votes yet, or one that is voted on in this way
        (`phone`, `hands`), or on a `budget` by phone."""
        found = looking.open_matters(self.id, None, on=self.today)
        if not voting:
            return _first([one for one in found if one.state == "open"])
        return _first([one for one in found if one.ballot and _way(one.ballot) == voting])

    def meeting(self, state: str) -> int:
        """A meeting that is `called` or `open`."""
        listed = meetings(self.id, only_open=True, limit=20)
        return _first([one.id for one in listed if one.state == state])

    def loan(self, state: str) -> lending.LoanLine:
        """A loan in this state, as the treasurer sees it."""
        standing = members.standing(self.holder("treasurer"), self.id, self.today)
        listed = lending.loans(self.id, standing, self.today)
        return _first([one for one in listed if one.state == state])


def _way(ballot: BallotView) -> str:
    return "budget" if ballot.kind == "budget" else ballot.way


def _first(found: list[T]) -> T:
    if not found:
        raise LookupError("the demonstration holds none of these now")
    return found[0]


@dataclass(frozen=True)
class Scene:
    """The groups of the demonstration."""

    today: date

    @cached_property
    def riders(self) -> Group:
        return Group(RIDERS, self.today)

    @cached_property
    def mothers(self) -> Group:
        return Group(MOTHERS, self.today)

    @cached_property
    def savers(self) -> Group:
        return Group(SAVERS, self.today)


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
    return {"purpose": "budget.project", "subject": _first(found)}


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
    "circles.close_meeting": _savers(
        "treasurer",
        lambda g: an_ordinary_meeting(g.id, g.today, [g.without_office(0), g.without_office(1)]),
    ),
    "circles.leave": _savers("treasurer", lambda g: {"person": g.without_office(2)}),
    "circles.propose_share_out": _savers("treasurer", lambda g: {"coin": 50}),
    "governance.approve_projects": _approve,
    "governance.call_meeting": _riders(
        "chair",
        lambda g: {"held_on": g.today + timedelta(days=14), "place": "School yard"},
    ),
    "governance.cast": lambda s: Example(
        s.riders.people[100], RIDERS, {"ballot": _ballot(s.riders, "phone"), "choice": "yes"}
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
            "claim": _first([c.transfer for c in ledger.claims(g.id) if c.kind == "claim"]),
            "minor": 5_000,
            "account": g.account("cash"),
        },
    ),
    "ledger.reverse": _riders(
        "treasurer",
        lambda g: {
            "transfer": _first(
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
        _first([p for p in _asked(s).named if p not in _asked(s).guaranteed]),
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
