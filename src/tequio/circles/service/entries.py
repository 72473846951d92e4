"""The sums of a sheet as entries of the book, each under the mandate that allows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step
from tequio.circles import rules
from tequio.circles.models import SheetLineRow
from tequio.circles.queries.ground import Ground
from tequio.circles.service.claims import Granted
from tequio.kernel import Act
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.mandates import service as mandates
from tequio.mandates.queries import Draw
from tequio.mandates.rules import Asked

Account = tuple[str, str]
"""Kind and name of an account; the two boxes of the cycle are `BOX` and `BAG`."""
BOX: Account = ("cash", "the box")
BAG: Account = ("cash", "the bag")


@dataclass(frozen=True)
class Sum:
    """A sum on the sheet: whose, in which column, for which purpose, from where to where."""

    person: int
    column: str
    code: str
    debit: Account
    credit: Account
    minor: int
    granted: Granted | None = None

    @property
    def subject(self) -> str:
        """What its decision is for; empty for what the statutes allow."""
        return self.granted.subject if self.granted else ""


def sums_of(
    sheet: rules.Sheet, terms: rules.Terms, granted: Mapping[int, Granted]
) -> Iterator[Sum]:
    """Every sum of the sheet that is not zero, in the order of a meeting.

    granted  who was granted a claim, and by which mandate

    Fines fall due before any is paid, so that what is paid is owed.
    """
    for line in sheet.lines:
        person, own = line.person, f"person:{line.person}"
        saved, fined = line.shares * terms.price, rules.fine_of(line, terms)
        fund, due = ("social-fund", ""), ("fine-due", own)
        yield Sum(person, "saved", "circle.shares", BOX, ("member-shares", own), saved)
        yield Sum(person, "social", "circle.social", BAG, fund, line.social)
        yield Sum(person, "fined", "circle.fine", due, ("income", "fines"), fined)
        yield Sum(person, "fine_paid", "circle.fine_paid", BOX, due, line.fine_paid)
    for person, minor in sheet.help:
        by = granted.get(person)
        yield Sum(person, "helped", "circle.help", ("social-fund", ""), BAG, minor, by)


@dataclass(frozen=True)
class Lines:
    """The lines of a sheet, ready to be posted; `told` is what the chronicle says of them."""

    prepared: ledger.Prepared
    told: tuple[rules.LineTold, ...]


def prepare_lines(
    act: Act,
    number: int,
    sheet: rules.Sheet,
    ground: Ground,
    *,
    on: date,
    granted: Mapping[int, Granted],
) -> Lines:
    """Draw once for each purpose, find or open every account at once, and make the entries.

    number  of the sheet, whose lines are written once the entries have theirs
    """
    sums = [one for one in sums_of(sheet, ground.terms, granted) if one.minor]
    accounts = _accounts(act, ground, sums)
    drawn = _draws(act, ground, sums, on)
    unit = ground.cycle.unit
    transfers = tuple(
        Transfer(
            one.code,
            one.subject,
            accounts[one.debit],
            accounts[one.credit],
            one.minor,
            unit,
            drawn[one.code, one.subject],
        )
        for one in sums
    )

    def keep(posted: ledger.Posted) -> tuple[Step, ...]:
        entries = dict(
            zip([(one.person, one.column) for one in sums], posted.transfers, strict=True)
        )
        SheetLineRow.objects.bulk_create(
            _rows(act.of_organisation, number, sheet, ground.terms, entries)
        )
        return ()

    return Lines(ledger.Prepared(transfers, keep), rules.told_of(sheet, ground.terms))


def _accounts(act: Act, ground: Ground, sums: list[Sum]) -> dict[Account, int]:
    named = {side for one in sums for side in (one.debit, one.credit)} - {BOX, BAG}
    cycle = ground.cycle
    found = ledger.accounts_for(act.of_organisation, named, book=cycle.book, unit=cycle.unit)
    return found | {BOX: cycle.box, BAG: cycle.social_box}


def _draws(act: Act, ground: Ground, sums: list[Sum], on: date) -> dict[tuple[str, str], int]:
    """Purpose and subject → the mandate that allows the sum of all its entries."""
    minors: dict[str, int] = defaultdict(int)
    for one in sums:
        if one.granted is None:
            minors[one.code] += one.minor
    unit = ground.unit
    asked = [Asked(code, "", unit, minor, on, act.today) for code, minor in minors.items()]
    drawn = mandates.draw_each(act, [Draw(one) for one in asked])
    found = {(one.code, ""): done.mandate for one, done in zip(asked, drawn, strict=True)}
    for one in sums:
        if one.granted is not None:
            found[one.code, one.subject] = mandates.draw(
                act,
                code=one.code,
                subject=one.subject,
                unit=unit.code,
                minor=one.minor,
                on=on,
                mandate=one.granted.mandate,
            ).mandate
    return found


def _rows(
    organisation: int,
    number: int,
    sheet: rules.Sheet,
    terms: rules.Terms,
    entries: Mapping[tuple[int, str], int],
) -> Iterator[SheetLineRow]:
    helped = rules.helped_by(sheet)
    for line in sheet.lines:
        yield SheetLineRow(
            organisation_id=organisation,
            sheet_id=number,
            person_id=line.person,
            attendance=line.attendance,
            shares=line.shares,
            saved=line.shares * terms.price,
            social=line.social,
            fine=line.fine,
            fined=rules.fine_of(line, terms),
            fine_paid=line.fine_paid,
            helped=helped.get(line.person, 0),
            **{
                f"{column}_entry": entries.get((line.person, column))
                for column in ("saved", "social", "fined", "fine_paid", "helped")
            },
        )
