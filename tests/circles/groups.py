"""Savings groups that the tests of circles stand on, and the words in which they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from tequio.circles import service as circles
from tequio.circles.queries import Said, closing_of, payment_of_share_out
from tequio.circles.rules import Carried
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment, Effect
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.kernel import Refused, Unit
from tequio.ledger import queries as ledger
from tequio.ledger import service as paying
from tequio.mandates import granting
from tequio.mandates import service as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.membership import queries as members
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Facts, Stage
from tequio.site.verification import findings

MONDAY = date(2026, 3, 2)
WOMEN = "Ama Bea Caro Dede Efua Fati Gifty Hawa Ines Joy".split()
TREASURER = "Caro"
OFFICES: Mapping[str, Sequence[str]] = {
    "Ama": ("chair",),
    "Bea": ("secretary",),
    TREASURER: ("treasurer", "bookkeeper"),
    "Hawa": ("keyholder",),
    "Ines": ("keyholder",),
    "Joy": ("keyholder",),
}
VALUES: Mapping[str, Any] = {
    "keys.pay": 3,
    "circle.keys": 1,
    "circle.share_price": 500,
    "circle.contribution": 50,
    "circle.help_small": 1_000,
    "circle.help_most": 6_000,
    "circle.weekday": "monday",
    "circle.fine_late": 100,
    "circle.fine_absent": 200,
    "circle.fine_rules": 0,
    "circle.coin": 50,
    "lending.guarantors": 0,
    "meeting.ad_hoc": "1",
}


def ten(stage: Stage | None = None, *, name: str = "Nsoroma", **values: Any) -> Savers:
    """Ten women who meet on Mondays; Hawa, Ines and Joy hold the keys, Caro writes the book."""
    group = (stage or Stage(MONDAY)).found(
        NewGroup(name, "savings-circle", "GHS", template="savings-circle"),
        [Founder(woman, offices=tuple(OFFICES.get(woman, ()))) for woman in WOMEN],
        values={**VALUES, **values},
    )
    group.secretary = "Bea"
    return Savers(group, TREASURER, ("Dede", "Efua"))


def four() -> Savers:
    """The four women of the reference's example: a share costs 5.00, coins of 0.50."""
    offices = {
        "Ama": ("chair", "keyholder"),
        "Bea": ("secretary", "keyholder"),
        "Caro": ("treasurer", "bookkeeper"),
        "Dede": ("keyholder",),
    }
    values = {"members.least": 4, "circle.fine_late": 200, "lending.method": "flat"}
    group = Stage(MONDAY).found(
        NewGroup("Four women", "savings-circle", "GHS", template="savings-circle"),
        [Founder(name, offices=held) for name, held in offices.items()],
        values={**VALUES, **values},
    )
    group.secretary = "Bea"
    return Savers(group, "Caro", ("Ama", "Dede"))


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """What happens inside is refused with this code among its reasons."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert code in [refusal.code for refusal in caught.value.refusals]


def holds(savers: Savers, kind: str, ref: str = "", *, book: str = "main") -> int:
    """What the accounts of a kind hold together, in minor units."""
    listed = ledger.accounts(savers.group.organisation, book=book)
    return sum(one.minor for one in listed if one.kind == kind and (not ref or one.ref == ref))


def everything_holds() -> bool:
    """What `./tequio verify` says of the whole node."""
    return list(findings()) == []


def adopts(savers: Savers, proposal: int) -> Facts:
    """Everybody meets and raises a hand for it."""
    group = savers.group
    everybody = [name for name, number in group.person.items() if number in _roll(savers)]
    meeting = group.meets(group.secretary, everybody)
    done = group.raises_hands(
        group.secretary,
        proposal,
        (len(everybody), 0, 0),
        meeting=meeting,
        witnesses=savers.witnesses,
    )
    group.does(group.secretary, governance.close_meeting, meeting=meeting)
    return done


def _roll(savers: Savers) -> set[int]:
    group = savers.group
    return set(members.member_ids(group.organisation, group.stage.today))


def decides(
    savers: Savers, effect: Effect, title: str = "As we agreed", *, by: str = "Dede"
) -> Facts:
    """Somebody proposes it and everybody agrees."""
    return adopts(savers, savers.group.proposes(by, title, effect))


def keyholders(savers: Savers) -> list[str]:
    """Who holds a key today."""
    group = savers.group
    terms = members.terms(group.organisation, group.stage.today)
    held = {term.person for term in terms if term.office == "keyholder"}
    return [name for name, number in group.person.items() if number in held]


def spends(savers: Savers, minor: int, what: str) -> None:
    """The members decide on a cost of the fund; keys are turned, and the treasurer pays it."""
    group = savers.group
    allowed = AllowPayment("mandate", "ledger.pay", minor, "GHS", ("treasurer",), subject=what)
    decides(savers, allowed, what)
    payment = {
        "purpose": "ledger.pay",
        "account": group.account("cash"),
        "minor": minor,
        "unit": "GHS",
        "subject": what,
        "payee_text": what,
    }
    laid = group.does(savers.writes, paying.prepare_payment, **payment)
    for name in keyholders(savers)[:2]:
        fields = {"mandate": laid["mandate"], "payment_hash": laid["payment"]}
        group.does(name, mandates.turn_key, **fields)
    group.does(savers.writes, paying.pay, **payment)


def allows(savers: Savers, code: str, minor: int | None = None, **more: Any) -> int:
    """Grant a mandate that nobody decided; `more`: fields of the grant, `unit`, `subject`."""
    mandates.open_unit(savers.group.organisation, Unit("MIN", 0, "time"))
    grant = {
        "title": "resolution",
        "scopes": (Scope(code, more.pop("subject", "")),),
        "ceilings": (Ceiling(more.pop("unit", "GHS"), minor),),
        "offices": ("treasurer",),
        "valid_from": MONDAY,
    }
    return granting.grant(
        savers.group.organisation,
        grant=Grant(**{**grant, **more}),
        source="resolution:1",
        source_hash="5" * 64,
    )


def account_of(savers: Savers, kind: str, ref: str = "") -> int:
    """The number of an account, opened if it is not there."""
    return paying.account_for(savers.group.organisation, unit="GHS", kind=kind, ref=ref)


def changes_account(savers: Savers, account: int, what: Any, **change: Any) -> None:
    """A decision about one account: its limits, or that it is closed."""
    allows(savers, "ledger.limits", subject=str(account))
    savers.group.does(TREASURER, what, account=account, **change)


def closes_through(savers: Savers, day: date) -> None:
    """The book is closed up to a day."""
    savers.group.does(TREASURER, paying.close_period, through=day)


def agrees_to_share_out(savers: Savers, **fields: Any) -> Facts:
    """Propose the share-out, and everybody raises a hand."""
    asked = {"book": savers.book, **fields}
    proposed = savers.group.does(savers.witnesses[0], circles.propose_share_out, **asked)
    adopts(savers, proposed["proposal"])
    return proposed


def turns_keys(savers: Savers, who: Sequence[str], **fields: Any) -> None:
    """Each of them turns her key on exactly this share-out."""
    group = savers.group
    found = payment_of_share_out(
        group.organisation,
        savers.book,
        on=group.stage.today,
        said=Said(fields.get("coin"), fields.get("carried", ())),
    )
    assert found is not None
    assert found.mandate is not None
    for name in who:
        group.does(name, mandates.turn_key, mandate=found.mandate, payment_hash=found.payment)


def shares_out(savers: Savers, **fields: Any) -> Facts:
    """The treasurer shares the fund out."""
    return savers.group.does(savers.writes, circles.share_out, book=savers.book, **fields)


TWO_KEYS = ("Hawa", "Ines")
"""Who turns keys where the statutes ask for two."""


def saved(savers: Savers, shares: int = 3) -> Savers:
    """A cycle with one meeting, in which each bought so many shares; a week later."""
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, shares))
    savers.group.stage.later(7)
    return savers


def whole_share_out(
    savers: Savers, keys: Sequence[str] = ("Hawa", "Ines", "Joy"), **fields: Any
) -> Facts:
    """Proposed, agreed, three keys turned, shared out; all on one day."""
    agrees_to_share_out(savers, **fields)
    turns_keys(savers, keys, **fields)
    return shares_out(savers, **fields)


def carrying(savers: Savers, **shares: int) -> tuple[Carried, ...]:
    """Who carries how many shares over, by name."""
    return tuple(Carried(savers.group.person[name], each) for name, each in shares.items())


def part_of(savers: Savers, shared: Facts, name: str) -> tuple[int, ...]:
    """shares, worth, set off, paid, left of a member in a share-out."""
    number = savers.group.person[name]
    return next(tuple(part[1:]) for part in shared["parts"] if part[0] == number)


def worth_now(savers: Savers) -> int:
    """What would be shared out today, in minor units."""
    group = savers.group
    return closing_of(group.organisation, savers.book, on=group.stage.today).done.pool
