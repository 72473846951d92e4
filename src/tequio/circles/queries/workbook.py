"""A group's meetings as tables, in the columns in which they come in again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.chronicle.queries import lines_of_kind
from tequio.chronicle.rules import Line
from tequio.circles.queries.called import Names, names_for, sums_in
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.workbook_of_the_past import past_tables, purposes_of
from tequio.circles.queries.workbook_of_turns import turn_tables
from tequio.circles.rules.workbook import COLUMNS
from tequio.mandates.queries import units

Table = list[list[str]]


OF_MEETINGS = ("meetings", "lines", "loans", "repayments")


@dataclass(frozen=True)
class Called:
    """How a meeting's members, sums, loans and cycle are written in the tables."""

    names: Names
    sums: Callable[[int | None], str]
    purposes: Mapping[int, str]
    cycle: str


def tables_of(organisation: int, on: date) -> dict[str, Table]:
    """Meetings with their lines, loans and repayments, each with its headings, oldest first.

    A fixed number of queries, however many meetings.
    """
    found = {one.id: one for one in cycles_of(organisation)}
    tables = {name: [list(COLUMNS[name])] for name in OF_MEETINGS}
    tables |= past_tables(organisation, on) | turn_tables(organisation, on)
    if not found:
        return tables
    listed = units(organisation)
    names = names_for(organisation, on)
    steps, purposes = _steps(organisation), purposes_of(organisation)
    for line in lines_of_kind(organisation, "circles.close_meeting"):
        cycle = found[line.facts["cycle"]]
        before = {name: len(tables[name]) for name in OF_MEETINGS}
        called = Called(names, sums_in(listed[cycle.unit]), purposes, str(cycle.first_day))
        _meeting(tables, line, steps.get(line.number, []), called)
        for name in OF_MEETINGS:
            for row in tables[name][before[name] :]:
                row.append(cycle.book)
    return tables


def _steps(organisation: int) -> dict[int, list[Line]]:
    """What was lent and repaid, by the number of the line that tells it."""
    found: dict[int, list[Line]] = {}
    kinds = ("lending.request", "lending.guarantee", "lending.pay_out", "lending.repay")
    for kind in (*kinds, "governance.record_hands"):
        for step in lines_of_kind(organisation, kind):
            found.setdefault(step.number, []).append(step)
    return found


def _meeting(
    tables: dict[str, Table],
    line: Line,
    steps: list[Line],
    called: Called,
) -> None:
    names, sums = called.names, called.sums
    facts, day = line.facts, str(line.facts["held_on"])
    tables["meetings"].append(
        [
            day,
            sums(facts["opening_counted"]),
            sums(facts["counted"]),
            sums(facts["social_counted"]),
            facts["heard"],
            names.of(facts["facilitator"]),
            names.of(facts["bookkeeper"]),
            names.several(facts["witnesses"]),
            facts["photo"],
            names.several([person for person, _is_proved in facts["keys"]]),
            called.cycle,
        ]
    )
    by_kind: dict[str, list[Line]] = {}
    for step in steps:
        by_kind.setdefault(step.kind, []).append(step)
    claims = _claims(facts, by_kind, sums)
    for person, came, shares, _saved, social, fine, _fined, paid, helped in facts["lines"]:
        row = [day, names.of(person), came, str(shares), sums(social), fine, sums(paid)]
        claim = claims.get(person, ["", "", "", "", ""])
        tables["lines"].append([*row, sums(helped), *claim])
    _loans(tables, day, (by_kind, len(claims)), called)
    for step in by_kind.get("lending.repay", []):
        told = step.facts
        tables["repayments"].append([day, str(told["loan"]), sums(told["minor"])])


def _claims(
    facts: Mapping[str, Any],
    by_kind: Mapping[str, list[Line]],
    sums: Callable[[int | None], str],
) -> dict[int, list[str]]:
    """Member → what she claimed, why, and the hands; they were counted before those for loans."""
    told = facts.get("claims", ())
    hands = by_kind.get("governance.record_hands", [])[: len(told)]
    return {
        person: [
            sums(minor),
            reason,
            *(str(counted.facts[said]) for said in ("yes", "no", "abstain")),
        ]
        for (person, reason, minor, *_rest), counted in zip(told, hands, strict=True)
    }


def _loans(
    tables: dict[str, Table],
    day: str,
    done: tuple[Mapping[str, list[Line]], int],
    called: Called,
) -> None:
    """Loans that were asked for in the meeting, with the hands that were raised for each.

    done  the steps by kind, and how many claims were voted on before
    """
    (by_kind, claimed), names, sums = done, called.names, called.sums
    paid_out = {step.facts["loan"] for step in by_kind.get("lending.pay_out", [])}
    stands: dict[int, list[int]] = {}
    for step in by_kind.get("lending.guarantee", []):
        stands.setdefault(step.facts["loan"], []).append(step.facts["person"])
    asked = by_kind.get("lending.request", [])
    hands = by_kind.get("governance.record_hands", [])[claimed:]
    for request, counted in zip(asked, hands, strict=False):
        told, raised = request.facts, counted.facts
        weeks = told["count"] if told["step"] == "week" else 0
        months = told["count"] if told["step"] == "month" else 0
        tables["loans"].append(
            [
                day,
                str(told["loan"]),
                names.of(told["person"]),
                sums(told["minor"]),
                str(weeks or ""),
                str(months or ""),
                called.purposes.get(told["loan"], ""),
                names.several(stands.get(told["loan"], [])),
                str(raised["yes"]),
                str(raised["no"]),
                str(raised["abstain"]),
                names.several(raised["witnesses"]),
                "yes" if told["loan"] in paid_out else "no",
            ]
        )
