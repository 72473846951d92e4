"""Share capital and surpluses of a group, as tables for files."""

from __future__ import annotations

from datetime import date

from tequio.circles.queries.called import Names
from tequio.kernel import Unit
from tequio.membership.visits.spreadsheets import Table
from tequio.membership.visits.typed_amounts import text_of_minor
from tequio.shares import queries as shares


def tables_of_shares(organisation: int, on: date, names: Names) -> dict[str, Table]:
    """The register, what was asked back, divisions and what each member gets of them; empty where
    nobody holds capital and no surplus was divided."""
    register, divisions = shares.register(organisation, on), shares.divisions(organisation)
    if not register.holders and not register.notices and not divisions:
        return {}
    return {
        "shares": _register(register, names),
        "shares-asked-back": _asked_back(register, names),
        "surpluses": _surpluses(divisions),
        "surplus-parts": _parts(divisions, names),
    }


def _register(register: shares.Register, names: Names) -> Table:
    rows = [["member", "book", "shares", "capital", "asked_back", "owed", "unit"]]
    for one in register.holders:
        sums = [_sum(a.minor, a.unit) for a in (one.capital, one.asked_back, one.owed)]
        cells = [names.of(one.person), one.book, str(one.shares), *sums]
        rows.append([*cells, one.capital.unit.code])
    return rows


def _asked_back(register: shares.Register, names: Names) -> Table:
    rows = [
        ["notice", "member", "book", "amount", "unit", "asked_on", "ready_on", "given_on", "given"]
    ]
    for one in register.notices:
        days = [one.asked_on.isoformat(), one.ready_on.isoformat()]
        given = one.given_on.isoformat() if one.given_on else ""
        amount = [_sum(one.amount.minor, one.amount.unit), one.amount.unit.code]
        got = "" if one.given is None else _sum(one.given, one.amount.unit)
        rows.append([str(one.id), names.of(one.person), one.book, *amount, *days, given, got])
    return rows


def _surpluses(divisions: list[shares.Division]) -> Table:
    rows = [["division", "book", "since", "until", "goes_to", "amount", "unit", "divided_on"]]
    for one in divisions:
        head = [str(one.id), one.book, one.since.isoformat(), one.until.isoformat()]
        done = one.divided_on.isoformat() if one.divided_on else ""
        lines = [(label, minor) for label, _part, minor in one.steps]
        lines += [("dividend", one.dividend), ("refund", one.refund), (one.rest_to, one.rest)]
        for goes_to, minor in lines:
            rows.append([*head, goes_to, _sum(minor, one.unit), one.unit.code, done])
    return rows


def _parts(divisions: list[shares.Division], names: Names) -> Table:
    rows = [["division", "member", "share_days", "use", "dividend", "refund", "owed", "capital"]]
    for one in divisions:
        for part in one.parts:
            counted = [str(part.share_days), str(part.use)]
            sums = [part.dividend, part.refund, part.owed, part.capital]
            cells = [str(one.id), names.of(part.person), *counted]
            rows.append([*cells, *(_sum(minor, one.unit) for minor in sums)])
    return rows


def _sum(minor: int, unit: Unit) -> str:
    return text_of_minor(minor, unit.exponent)
