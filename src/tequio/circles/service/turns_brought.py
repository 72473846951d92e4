"""Turns come in again, round by round, each through its own act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tequio.circles.rules import workbook
from tequio.circles.rules.reckoning import Short
from tequio.circles.rules.wheel import Guarantor, Taker
from tequio.circles.rules.workbook import Row
from tequio.circles.service.file_brought import Bringing, Outcome, attempt, key_of_rows
from tequio.circles.service.rounds import close_round, make_good
from tequio.circles.service.turns import end_turns, start_turns
from tequio.kernel import Refused, refuse
from tequio.membership.visits.typed_amounts import minor_from_text
from tequio.statutes.queries import statutes_on

Rows = Mapping[str, list[Row]]
IN_ORDER = ("fixed", "lot", "")
"""Ways by which it is known at the start who receives when; a lot that was drawn is an order."""


def bring_turns(bringing: Bringing, rows: Rows) -> None:
    """Every taking of turns of the file, with the rounds that were held."""
    for row in rows.get("turns", []):
        if row["way"] not in IN_ORDER or not _is_fixed(bringing):
            refusal = workbook.TURNS_NOT_IN_ORDER.because(table=row.table, row=row.number)
            bringing.outcomes.append(
                Outcome(row.table, row.number, "turns begun", refusals=(refusal,))
            )
            continue
        number = _begun(bringing, row, _of(rows, "places", row))
        if number is not None:
            _held(bringing, row, number, rows)


def _is_fixed(bringing: Bringing) -> bool:
    act = bringing.act("")
    return statutes_on(act.of_organisation, act.today).choice("turn.order") == "fixed"


def _of(rows: Rows, table: str, turns: Row) -> list[Row]:
    return [one for one in rows.get(table, []) if one["turns"] == turns["turns"]]


def _begun(bringing: Bringing, row: Row, places: list[Row]) -> int | None:
    listed = sorted(places, key=lambda one: bringing.whole(one, "place"))
    takers = tuple(
        Taker(bringing.person(one, one["member"]) or 0, _guarantors(bringing, one))
        for one in listed
    )
    fields: dict[str, Any] = {
        "takers": takers,
        "first_day": bringing.reading.cell(row, "first_day", workbook.day_of),
        "aside": bringing.minor(row, "aside"),
        "book": bringing.book,
    }
    refuse(bringing.reading.wrong)
    act = bringing.act(key_of_rows("turns", bringing.book, row.cells, [p.cells for p in listed]))
    done = attempt(bringing, row, "turns begun", lambda: start_turns(act, **fields))
    return int(done.facts["turns"]) if done else None


def _guarantors(bringing: Bringing, row: Row) -> tuple[Guarantor, ...]:
    """`Name: the most`, several divided by semicolons."""
    found = []
    for text in workbook.names_of(row["guarantors"]):
        name, _colon, most = text.rpartition(":")
        person = bringing.person(row, name.strip())
        minor = minor_from_text(most.strip(), bringing.unit.exponent)
        found.append(Guarantor(person or 0, minor))
    return tuple(found)


def _held(bringing: Bringing, turns: Row, number: int, rows: Rows) -> None:
    """Rounds and what was made good, in the order of their days."""
    happened = [*_of(rows, "rounds", turns), *_of(rows, "made_good", turns)]
    short = _of(rows, "short", turns)
    for row in sorted(happened, key=lambda one: (str(bringing.day(one)), one.table != "rounds")):
        missed = [one for one in short if one["round"] == row["round"]]
        _happens(bringing, turns, (number, row), missed)
    if turns["ended_on"]:
        key = key_of_rows("turns end", bringing.book, turns.cells)
        attempt(bringing, turns, "turns ended", lambda: end_turns(bringing.act(key), turns=number))


def _happens(bringing: Bringing, turns: Row, told: tuple[int, Row], missed: list[Row]) -> None:
    """A round, or something that was made good; told: the number of the turns, and its row."""
    number, row = told
    act = bringing.act(key_of_rows("turn", bringing.book, turns.cells, row.table, row.cells))
    fields: dict[str, Any] = {"turns": number}
    person, day = bringing.person(row, row["member"]), bringing.day(row)
    if row.table == "rounds":
        fields |= {"held_on": day, "short": _short(bringing, missed)}
        refuse(bringing.reading.wrong)
        attempt(bringing, row, "round held", lambda: _closed(act, fields, (person, row)))
    else:
        fields |= {"person": person, "minor": bringing.minor(row, "amount"), "paid_on": day}
        refuse(bringing.reading.wrong)
        attempt(bringing, row, "made good", lambda: make_good(act, **fields))


def _short(bringing: Bringing, rows: list[Row]) -> tuple[Short, ...]:
    return tuple(
        Short(bringing.person(one, one["member"]) or 0, bringing.minor(one, "missing"))
        for one in rows
    )


def _closed(act: Any, fields: dict[str, Any], told: tuple[int | None, Row]) -> Any:
    """The round, refused if another receives the pot than the file says."""
    person, row = told
    done = close_round(act, **fields)
    if person is not None and done.facts["person"] != person:
        raise Refused(
            workbook.ANOTHER_RECEIVES.because(table=row.table, row=row.number, member=row["member"])
        )
    return done
