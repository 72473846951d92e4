"""What the books of money show of a year: what was earned, from whom it came, who was paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tequio.circles.queries.grading import graded_sheets
from tequio.circles.rules.grading import grade_of_entry
from tequio.kernel import add_months
from tequio.ledger.queries.flows import Flow, first_day, standing_entries
from tequio.mandates.queries import units
from tequio.membership import queries as members
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row
from tequio.screening.rules.subjects import Sense, names_somebody, sense_of

MONTHS = 12
KINDS = ("income", "expense", "budget", "cash", "bank", "member-loan", "group-loan")
"""Whatever money did in the year, and what was earned without money."""
SERVICES = ("lending.interest", "lending.fee", "circle.bulk_interest", "circle.pot")
"""What members and groups pay for a loan or for the keeping of a pot: trade with them."""
OTHER = ("circle.fine", "lending.recovered", "ledger.ratify")
"""Income of its own that is no trade: it stands with the dues of members."""
_SENSES: Mapping[str, Sense] = {
    **dict.fromkeys(SERVICES, "trade"),
    **dict.fromkeys(OTHER, "dues"),
    "circle.forgiven": "given",
}
RECEIVED = "ledger.receive"
WAIVED = "circle.fine_waived"
SAVES_OR_LENDS = {
    *SERVICES,
    *("member.save", "circle.shares", "circle.social", "circle.turn", "circle.reserve"),
    *("lending.loan", "lending.repay", "circle.bulk_loan", "circle.bulk_repaid"),
}
ONLY_WORDS = 1
"""At most a document: the bank shows the money, what it was for is the bookkeeper's word alone."""
MOST_ROWS = 24


@dataclass(frozen=True)
class Income:
    """One entry of income, in minor units; `sense`: None where nobody said what it was for."""

    flow: Flow
    minor: int
    sense: Sense | None
    is_said: bool


@dataclass(frozen=True)
class Year:
    """What a year of books shows.

    first    day of the first entry ever; since: first day of the year, or that day
    others   units of money, beside the group's, in which income came
    grades   by the number of an entry
    notes    what was noted of a receipt, by the number of the text
    """

    since: date
    until: date
    first: date | None
    others: frozenset[str]
    flows: tuple[Flow, ...]
    income: tuple[Income, ...]
    grades: Mapping[int, int]
    notes: Mapping[int, str]

    def found(
        self, value: Fraction | bool, flows: Iterable[Flow], *, most: int | None = None
    ) -> Found:
        """A value of this year with the weakest grade of these entries, `most` at most."""
        listed = list(flows)
        grade = min((self.grades[one.number] for one in listed), default=0)
        return Found(
            value if isinstance(value, bool) else str(value),
            self.since,
            self.until,
            grade if most is None else min(grade, most),
            tuple(entry_row(one) for one in listed),
        )


def entry_row(flow: Flow) -> Row:
    """An entry of the book as a row."""
    return Row("entry", flow.number, flow.day)


def graded_flows(party: int, flows: Collection[Flow], on: date) -> dict[int, int]:
    """By number of an entry its grade: 3 matched with a bank, that of its sheet, else 0."""
    since = min((one.day for one in flows), default=on)
    sheets = graded_sheets(party, since, on).journals
    return {
        one.number: grade_of_entry(sheets.get(one.journal), is_matched=one.is_matched)
        for one in flows
    }


def read(party: int, on: date) -> Year:
    """A dozen queries, however many entries."""
    since, first = add_months(on, -MONTHS) + timedelta(days=1), first_day(party)
    flows = standing_entries(party, KINDS, since=since, until=on)
    identity = members.organisation(party)
    own = identity.unit if identity else ""
    money = {unit.code for unit in units(party).values() if unit.kind == "money"}
    income = [one for one in map(_income, flows) if one]
    noted = [one.flow.text for one in income if one.flow.text is not None]
    return Year(
        max(first, since) if first else since,
        on,
        first,
        frozenset({one.flow.unit for one in income} & money - {own}),
        tuple(flows),
        tuple(one for one in income if one.flow.unit == own),
        graded_flows(party, flows, on),
        {number: text.body for number, text in members.texts(party, noted).items()},
    )


def _income(flow: Flow) -> Income | None:
    """An entry as income; None for what is none, and for opening balances and closing entries."""
    if flow.code == WAIVED:
        return Income(flow, -flow.minor, "dues", is_said=False)
    if flow.code == RECEIVED:
        return Income(flow, flow.minor, sense_of(flow.subject), is_said=True)
    if flow.code == "budget.receive":
        return Income(flow, flow.minor, "given", is_said=False)
    if flow.credit[0] != "income":
        return None
    sense = _SENSES.get(flow.code)
    return Income(flow, flow.minor, sense, is_said=False) if sense else None


def active(year: Year) -> Answer:
    """In the last 12 months money came in that is not written down as a gift, or members saved,
    lent or paid turns.  One such entry is enough, so it rests on the best-graded of them.  Payments
    alone show no activity.  False only where a book of at least 12 months has other entries."""
    shown = [one for one in year.flows if _is_activity(one)]
    if shown:
        best = max(year.grades[one.number] for one in shown)
        return year.found(
            True, [one for one in shown if year.grades[one.number] == best][-MOST_ROWS:]
        )
    if not year.flows:
        return "not_kept_here"
    return _of_all(year)


def _is_activity(flow: Flow) -> bool:
    if flow.code == RECEIVED:
        return sense_of(flow.subject) != "given"
    return flow.code in SAVES_OR_LENDS


def _of_all(year: Year) -> Answer:
    """That something did not happen rests on the whole book of the year."""
    if year.first is None or year.first > add_months(year.until, -MONTHS):
        return "too_young"
    return year.found(False, year.flows)


def _unsaid(year: Year) -> str:
    """Why nothing can be said of the year's income; empty where something can."""
    if year.others:
        return "several_units"
    if sum(one.minor for one in year.income) <= 0:
        return "nothing_happened"
    if any(one.sense is None for one in year.income):
        return "not_attributable"
    return ""


def _part(year: Year, *senses: Sense) -> Answer:
    silence = _unsaid(year)
    if silence:
        return silence
    some = sum(one.minor for one in year.income if one.sense in senses)
    most = ONLY_WORDS if any(one.is_said for one in year.income) else None
    part = Fraction(some, sum(one.minor for one in year.income))
    return year.found(part, [one.flow for one in year.income], most=most)


def trading_income(year: Year) -> Answer:
    """Sales and services as a part of all income of the last 12 months, in the group's unit: what
    was received under a word for sales or services, interest and charges on loans.  Silent where
    one receipt is written down without such a word; at most grade 1 where words decide."""
    return _part(year, "trade")


def own_revenue(year: Year) -> Answer:
    """All income of the last 12 months but grants, gifts, budgets and forgiven debts, as a part of
    all income: sales, services, fees and contributions of members, fines.  Silent where one receipt
    is written down without a word for what it was; at most grade 1 where words decide."""
    return _part(year, "trade", "dues")


def _largest(year: Year, given: list[Income], whole: int) -> Answer:
    by_whom: dict[str, int] = defaultdict(int)
    for one in given:
        name = _who(year, one.flow)
        if not name:
            return "not_attributable"
        by_whom[name] += one.minor
    named = all(one.flow.payee is not None for one in given)
    part = Fraction(max(by_whom.values(), default=0), whole)
    rows = [one.flow for one in (given or year.income)]
    return year.found(part, rows, most=ONLY_WORDS if named else 0)


def _who(year: Year, flow: Flow) -> str:
    """Who brought the money, as far as the book tells; empty where it does not."""
    if flow.payee is not None:
        return f"person:{flow.payee}"
    note = year.notes.get(flow.text or 0, "")
    return note.casefold().strip() if names_somebody(note, flow.subject) else ""


def largest_funder(year: Year) -> Answer:
    """The most that one giver gave in the last 12 months (grants, gifts, budgets, forgiven debts),
    as a part of all income; none given is 0.  Silent unless every receipt says what it was and
    every gift says from whom: a person known here, else what was noted, which is grade 0."""
    silence = _unsaid(year)
    given = [one for one in year.income if one.sense == "given"]
    return silence or _largest(year, given, sum(one.minor for one in year.income))


def largest_client(year: Year) -> Answer:
    """The most that one client paid in the last 12 months, as a part of all sales that were
    received in money.  Silent unless every receipt says what it was and every sale says to whom: a
    person known here, else what was noted, which is grade 0; a bare "sales" names nobody."""
    silence = _unsaid(year)
    sales = [one for one in year.income if one.sense == "trade" and one.flow.code == RECEIVED]
    if not silence and not sales:
        return "nothing_happened"
    return silence or _largest(year, sales, sum(one.minor for one in sales))


def pay_ratio(year: Year) -> Answer:
    """Of all who were paid under a word for pay in the last 12 months, the highest pay of a month
    as a multiple of the lowest: what each got, divided by the months in which she got something.
    Silent where one such payment names no person, or fewer than two were paid; at most grade 1.
    Hours are not known: a part-time worker counts as she was paid."""
    paid = [
        one for one in year.flows if one.code == "ledger.pay" and sense_of(one.subject) == "pay"
    ]
    if len({one.unit for one in paid}) > 1:
        return "several_units"
    if any(one.payee is None for one in paid):
        return "not_attributable"
    persons: dict[int | None, list[Flow]] = defaultdict(list)
    for one in paid:
        persons[one.payee].append(one)
    if len(persons) < 2:
        return "nothing_happened"
    monthly = [
        Fraction(sum(one.minor for one in own), len({(one.day.year, one.day.month) for one in own}))
        for own in persons.values()
    ]
    return year.found(max(monthly) / min(monthly), paid, most=ONLY_WORDS)


MODULE = Module(
    "money",
    "money",
    read,
    {
        "practice.active": active,
        "practice.trading_income": trading_income,
        "practice.own_revenue": own_revenue,
        "practice.largest_funder": largest_funder,
        "practice.largest_client": largest_client,
        "practice.pay_ratio": pay_ratio,
    },
)
