"""What the loans of an organisation show: with whom they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.ledger.queries.flows import Flow, standing_entries
from tequio.lending.queries.across import borrowers_of
from tequio.membership import queries as members
from tequio.screening.queries.computing.money import graded_flows
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row

LOAN = "member-loan"


@dataclass(frozen=True)
class Lent:
    """The loans of which something is left on a day.

    left      by number of a loan and unit what is left of it, in minor units
    entries   by number of a loan the entries by which it was lent and repaid, by day
    insiders  the loans of those who hold an office on that day
    """

    on: date
    is_lending: bool
    left: Mapping[tuple[int, str], int]
    entries: Mapping[int, list[Flow]]
    grades: Mapping[int, int]
    insiders: frozenset[int]


def read(party: int, on: date) -> Lent:
    """A dozen queries, however many loans and entries."""
    flows = standing_entries(party, (LOAN,), until=on)
    left: dict[tuple[int, str], int] = defaultdict(int)
    entries: dict[int, list[Flow]] = defaultdict(list)
    for flow in flows:
        for (kind, ref), minor in ((flow.debit, flow.minor), (flow.credit, -flow.minor)):
            head, _colon, number = ref.partition(":")
            if kind == LOAN and head == "loan" and number.isdecimal():
                left[int(number), flow.unit] += minor
                entries[int(number)].append(flow)
    open_ = {place: minor for place, minor in left.items() if minor > 0}
    numbers = {number for number, _unit in open_}
    behind = [flow for number in numbers for flow in entries[number]]
    holders = {term.person for term in members.terms(party, on)}
    owing = borrowers_of(party, numbers)
    return Lent(
        on,
        bool(flows),
        open_,
        {number: entries[number] for number in numbers},
        graded_flows(party, behind, on),
        frozenset(number for number, person in owing.items() if person in holders),
    )


def loans_to_insiders(read: Lent) -> Answer:
    """Of all that is left of loans to members on the day, interest charged among it, the part that
    stands with persons who hold an office on that day, whichever office.  Rows are the loans; the
    grade is the weakest of the entries by which they were lent and repaid.  Silent where nothing
    is lent, or it is lent in several units."""
    if not read.is_lending:
        return "not_kept_here"
    if not read.left:
        return "nothing_happened"
    if len({unit for _number, unit in read.left}) > 1:
        return "several_units"
    with_them = sum(minor for (one, _unit), minor in read.left.items() if one in read.insiders)
    part = Fraction(with_them, sum(read.left.values()))
    entries = [flow for listed in read.entries.values() for flow in listed]
    rows = (Row("loan", number, listed[0].day) for number, listed in read.entries.items())
    grade = min(read.grades[one.number] for one in entries)
    return Found(str(part), read.on, read.on, grade, tuple(rows))


MODULE = Module(
    "loans",
    "loans",
    read,
    {"practice.loans_to_insiders": loans_to_insiders},
    also=("meetings",),
)
