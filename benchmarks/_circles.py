"""Our side of `benchmarks/circles.py`: groups that save, lend and share out, through the acts.

Asked for by `python -m benchmarks._circles GROUPS MEETINGS BIG` with the environment of a node: a
fresh database.  Prints one line of JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import django

from benchmarks import _clock, _posting

MEMBERS, PRICE, SOCIAL, FINE, LOAN, INSTALMENT = 20, 500, 50, 100, 1_000, 100
FIRST = date(2026, 1, 5)
OFFICES = {0: ("chair",), 1: ("secretary",), 2: ("treasurer", "bookkeeper")}
VALUES: dict[str, Any] = {
    "keys.pay": 1,
    "circle.keys": 1,
    "circle.share_price": PRICE,
    "circle.contribution": SOCIAL,
    "circle.weekday": "monday",
    "circle.fine_late": FINE,
    "circle.coin": 50,
    "lending.guarantors": 0,
    "lending.longest_months": 12,
    "members.most": 40,
}
STARTED = count(1)


@dataclass
class Clock:
    """Seconds, processor seconds and how often, of what is measured."""

    passed: list[float] = field(default_factory=list)
    used: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure what happens inside."""
        begin, used = time.perf_counter(), _clock.processor_time()
        yield
        self.passed.append(time.perf_counter() - begin)
        self.used += _clock.processor_time() - used


@dataclass
class Group:
    """A group with what its box and bag hold, so that every count agrees with the book."""

    organisation: int
    people: list[int]
    day: date = FIRST
    box: int = 0
    bag: int = 0
    loans: list[list[int]] = field(default_factory=list)
    transfers: int = 0

    def act(self, place: int) -> Any:
        """The next act of a member."""
        from datetime import UTC, datetime

        from tequio.kernel import Act

        at = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return Act(self.people[place], self.organisation, at, f"bench-{next(STARTED)}")


def found(members: int) -> Group:
    """A group of so many, with a running cycle."""
    from tequio.circles import service as circles
    from tequio.governance import service as governance
    from tequio.governance.rules.founding import Founder, NewGroup

    number = next(STARTED)
    group = Group(0, [])
    names = [Founder(f"Member {n}", offices=OFFICES.get(n, ())) for n in range(members)]
    new = NewGroup(f"Group {number}", "savings-circle", "INR", template="savings-circle")
    at = group_act(group)
    receipt = governance.found(at, group=new, members=tuple(names), values=VALUES)
    group.organisation = int(receipt.facts["organisation"])
    group.people = [int(person) for person in receipt.facts["members"]]
    circles.start_cycle(group.act(2))
    return group


def group_act(group: Group) -> Any:
    """An act of nobody, for the founding."""
    from datetime import UTC, datetime

    from tequio.kernel import Act

    at = datetime(group.day.year, group.day.month, group.day.day, 8, tzinfo=UTC)
    return Act(None, None, at, f"bench-{next(STARTED)}")


def meet(group: Group, clock: Clock, *, borrowers: Sequence[int], late: int) -> None:
    """A meeting: all save, some come late and pay the fine, some borrow, who borrowed repays."""
    from tequio.circles import rules
    from tequio.circles import service as circles
    from tequio.governance.rules.meetings import Hands

    lines = tuple(
        rules.Line(
            person,
            "late" if place < late else "present",
            shares=1 + place % 5,
            social=SOCIAL,
            fine="late" if place < late else "",
            fine_paid=FINE if place < late else 0,
        )
        for place, person in enumerate(group.people)
    )
    repaid = tuple(rules.Repaid(loan[0], min(INSTALMENT, loan[1])) for loan in group.loans)
    hands = Hands(len(lines), 0, 0, (group.people[4], group.people[5]))
    asked = tuple(rules.LoanAsked(group.people[b], LOAN, hands, months=12) for b in borrowers)
    saved = sum(line.shares for line in lines) * PRICE
    paid = sum(one.minor for one in repaid)
    group.box += saved + late * FINE + paid - LOAN * len(asked)
    group.bag += SOCIAL * len(lines)
    kept = rules.Kept(witnesses=(group.people[4], group.people[5]))
    fields = {"counted": group.box, "social_counted": group.bag, "kept": kept}
    act = group.act(2)
    with clock.running():
        receipt = circles.close_meeting(
            act, held_on=group.day, lines=lines, repayments=repaid, loans=asked, **fields
        )
    _after(group, receipt.facts["steps"], paid=repaid)
    group.transfers += len(lines) * 2 + late * 2 + len(repaid) + len(asked)
    group.day += timedelta(days=7)


def _after(group: Group, steps: Sequence[dict[str, Any]], *, paid: Sequence[Any]) -> None:
    """What is left of each loan; a repayment with interest is two transfers."""
    left = dict(map(tuple, group.loans))
    for step in steps:
        facts = step["facts"]
        if step["kind"] == "lending.pay_out":
            left[facts["loan"]] = facts["minor"]
        if step["kind"] == "lending.repay":
            left[facts["loan"]] -= facts["principal"]
            group.transfers += bool(facts["interest"])
    group.loans = [[loan, minor] for loan, minor in left.items() if minor > 0]


def share_out(group: Group) -> None:
    """Propose, decide by hands in a meeting without notice, share out."""
    from tequio.circles import service as circles
    from tequio.governance import service as governance
    from tequio.governance.rules.meetings import Hands

    group.day += timedelta(days=1)
    proposal = circles.propose_share_out(group.act(3)).facts["proposal"]
    everybody = tuple(group.people)
    meeting = governance.open_meeting(group.act(1), present=everybody).facts["meeting"]
    ballot = governance.open_ballot(
        group.act(1), proposal=proposal, way="hands", meeting=meeting
    ).facts["ballot"]
    hands = Hands(len(everybody), 0, 0, (group.people[4], group.people[5]))
    governance.record_hands(group.act(1), ballot=ballot, hands=hands)
    governance.close_ballot(group.act(1), ballot=ballot)
    circles.share_out(group.act(2))


def size() -> int:
    """Bytes of the database, the write-ahead log emptied."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def transfers_written() -> int:
    """Rows of the ledger."""
    from tequio.ledger.models import TransferRow

    return TransferRow.objects.count()


def big_meetings(times: int) -> dict[str, float]:
    """Meetings of 30 members and 150 transfers: shares, social fund, a fine due and paid by each,
    and fifteen repayments with their interest."""
    clock, group = Clock(), found(30)
    meet(group, Clock(), borrowers=[], late=0)
    meet(group, Clock(), borrowers=range(15), late=0)
    group.day += timedelta(days=28)
    before = transfers_written()
    for _ in range(times):
        meet(group, clock, borrowers=[], late=30)
    ordered = sorted(clock.passed)
    return {
        "transfers": round((transfers_written() - before) / times, 1),
        "milliseconds": round(statistics.median(ordered) * 1000, 1),
        "slowest_of_ten": round(ordered[int(len(ordered) * 0.9)] * 1000, 1),
        "processor_milliseconds": round(clock.used / times * 1000, 1),
    }


def raw_limit(rows: int = 100) -> dict[str, float]:
    """Bare rows of the same shape, so many a commit, into a table with the same indexes."""
    names = {"organisation": 1, "mandate": 1, "cash": 1, "savings": 2, "members": MEMBERS}
    work = _posting.raw_work(names)
    work(rows)
    return _clock.measured(work, rows, 3.0)


def main() -> None:
    """Make the database, let the groups meet and share out, and tell the figures."""
    groups, meetings, big = map(int, sys.argv[1:])
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    listed = [found(MEMBERS) for _ in range(groups)]
    began, before, clock, ending = size(), transfers_written(), Clock(), Clock()
    for number in range(meetings):
        for group in listed:
            meet(group, clock, borrowers=[number % MEMBERS] if number else [], late=MEMBERS)
    after = transfers_written()
    for group in listed:
        with ending.running():
            share_out(group)
    told = {
        "conditions": _clock.server_conditions() | {"django": django.get_version()},
        "groups": groups,
        "meetings": groups * meetings,
        "transfers": after - before,
        "transfers_per_second": round((after - before) / sum(clock.passed)),
        "transfers_per_processor_second": round((after - before) / clock.used),
        "meeting_milliseconds": round(statistics.median(clock.passed) * 1000, 1),
        "share_out_milliseconds": round(statistics.median(ending.passed) * 1000, 1),
        "bytes_per_transfer": round((size() - began) / (transfers_written() - before)),
        "big_meeting": big_meetings(big),
        "raw": raw_limit(),
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
