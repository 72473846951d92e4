"""Beginning a cycle with what members held and owed before the book was kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tequio.chronicle.queries import line_with_key
from tequio.circles import rules
from tequio.circles.rules import workbook
from tequio.circles.rules.workbook import Row
from tequio.circles.service.cycles import start_cycle
from tequio.circles.service.file_brought import Bringing, Outcome, Owed, attempt, key_of_rows
from tequio.kernel import Refusal, refuse
from tequio.lending.service import bring as bring_loan
from tequio.statutes.queries import statutes_on


def begin(bringing: Bringing, rows: Mapping[str, list[Row]]) -> None:
    """Begin a cycle with what members held.  What they owe comes in as it runs, before the cycle
    begins: an opening balance that nobody decided here.  Where a meeting of the same day in the
    same file agrees to a loan by hands, it is handed out there on paper instead, out of money that
    comes in on paper."""
    listed = rows.get("shares") or rows.get("cut_off")
    if not listed:
        return
    act = bringing.act("")
    price = statutes_on(act.of_organisation, act.today).integer("circle.share_price")
    held = [(row, _shares(bringing, row, price)) for row in listed]
    bringing.owed = _owed(bringing, rows.get("cut_off", []))
    brought = tuple(
        rules.SharesBrought(person, shares)
        for row, shares in held
        if (person := bringing.person(row, row["member"])) is not None
    )
    refuse(bringing.reading.wrong)
    lent = sum(minor for _row, _person, minor in bringing.owed)
    cash = sum(shares for _row, shares in held) * price - lent
    cash = cash if bringing.cash is None else bringing.cash
    worth = cash + lent if rows.get("cut_off") else 0
    key = key_of_rows("cycle", bringing.book, [(one.person, one.shares) for one in brought], worth)
    if line_with_key(act.of_organisation, key):
        bringing.owed = []
        bringing.outcomes.append(Outcome(listed[0].table, listed[0].number, "already there"))
        return
    bringing.owed, running = _by_hands(bringing, rows.get("loans", []))
    refuse(bringing.reading.wrong)
    money = worth - sum(one[2] for one in running)
    whole = rules.Brought(brought, money=money)
    for row, person, minor in running:
        _bring_loan(bringing, row, person, minor)
    begun = bringing.act(key)
    attempt(
        bringing,
        listed[0],
        "cycle begun",
        lambda: start_cycle(begun, book=bringing.book, brought=whole),
    )
    bringing.outcomes += [
        Outcome(row.table, row.number, "shares", str(shares)) for row, shares in held
    ]


def _owed(bringing: Bringing, rows: list[Row]) -> list[Owed]:
    """What members still owe by a cut-off statement."""
    listed = [(row, bringing.minor(row, "loan")) for row in rows]
    return [
        (row, bringing.person(row, row["member"]) or 0, minor) for row, minor in listed if minor
    ]


def _by_hands(bringing: Bringing, loans: list[Row]) -> tuple[list[Owed], list[Owed]]:
    """The loans to which hands of today in the same file agree, and those that simply run on."""
    today = bringing.act("").today
    raised = Counter(
        (bringing.person(row, row["member"]) or 0, bringing.minor(row, "amount"))
        for row in (loans if bringing.owed else [])
        if bringing.day(row) == today and row["yes"]
    )
    found: tuple[list[Owed], list[Owed]] = ([], [])
    for one in bringing.owed:
        agreed = raised[one[1], one[2]] > 0
        raised[one[1], one[2]] -= 1 if agreed else 0
        found[0 if agreed else 1].append(one)
    named = {bringing.person(row, row["member"]) for row in (loans if bringing.owed else [])}
    bringing.reading.wrong += not_among([one for one in found[1] if one[1] in named], [])
    for row, person, _minor in found[1]:
        if person not in named and not bringing.whole(row, "months"):
            missing = workbook.MONTHS_MISSING.because(
                table=row.table, row=row.number, member=row["member"], sum=row["loan"]
            )
            bringing.reading.wrong.append(missing)
    return found


def _bring_loan(bringing: Bringing, row: Row, person: int, minor: int) -> None:
    """A loan that runs comes in with what is left of it and as many instalments as are left."""
    months = bringing.whole(row, "months")
    key = key_of_rows("loan", bringing.book, row.number, person, minor, months)
    attempt(
        bringing,
        row,
        "loan brought in, from the books before",
        lambda: bring_loan(
            bringing.act(key), person=person, minor=minor, months=months, book=bringing.book
        ),
    )


def not_among(owed: list[Owed], agreed: list[tuple[int, int]]) -> list[Refusal]:
    """The loans that hands of today should have agreed to and did not."""
    left, missing = Counter(agreed), []
    for row, person, minor in owed:
        if left[person, minor]:
            left[person, minor] -= 1
            continue
        missing.append(
            workbook.LOANS_NEED_HANDS.because(
                table=row.table, row=row.number, member=row["member"], sum=row["loan"]
            )
        )
    return missing


def _shares(bringing: Bringing, row: Row, price: int) -> int:
    """How many shares a member holds; a cut-off states what she saved."""
    if row.table == "shares":
        return bringing.whole(row, "shares")
    savings = bringing.minor(row, "savings")
    if price and savings % price == 0:
        return savings // price
    shown = {"savings": row["savings"], "price": str(price)}
    bringing.reading.wrong.append(
        workbook.SAVINGS_BETWEEN_SHARES.because(table=row.table, row=row.number, **shown)
    )
    return 0
