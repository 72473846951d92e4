"""Turns come in again, round by round, each through its own act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tequio.circles.queries.turns import wheel_by_number
from tequio.circles.queries.turns_there import TurnsThere, turns_there
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
    """Every taking of turns of the file, with the rounds that were held; those that are there
    go on with what the file has beyond them."""
    listed = rows.get("turns", [])
    there = turns_there(bringing.act("").of_organisation) if listed else []
    for row in listed:
        places = sorted(_of(rows, "places", row), key=lambda one: bringing.whole(one, "place"))
        found = _there(bringing, row, places, there)
        if found is not None:
            there.remove(found)
            bringing.outcomes.append(Outcome(row.table, row.number, "already there"))
            _held(bringing, row, found, rows)
        elif not _is_in_order(bringing, row):
            bringing.outcomes.append(_not_in_order(row, "turns begun"))
        elif (number := _begun(bringing, row, places)) is not None:
            wheel = wheel_by_number(bringing.act("").of_organisation, number)
            assert wheel is not None, "begun above"
            _held(bringing, row, TurnsThere(wheel, {}), rows)


def _there(
    bringing: Bringing, row: Row, places: list[Row], there: list[TurnsThere]
) -> TurnsThere | None:
    """These turns, if they are there: of the same book, first day and order of the places."""
    if not there:
        return None
    first_day = bringing.reading.cell(row, "first_day", workbook.day_of)
    persons = [bringing.person(one, one["member"]) or 0 for one in places]
    refuse(bringing.reading.wrong)
    return next((one for one in there if one.is_of(bringing.book, first_day, persons)), None)


def _is_in_order(bringing: Bringing, row: Row) -> bool:
    act = bringing.act("")
    is_fixed = statutes_on(act.of_organisation, act.today).choice("turn.order") == "fixed"
    return is_fixed and row["way"] in IN_ORDER


def _not_in_order(row: Row, what: str) -> Outcome:
    refusal = workbook.TURNS_NOT_IN_ORDER.because(table=row.table, row=row.number)
    return Outcome(row.table, row.number, what, refusals=(refusal,))


def _of(rows: Rows, table: str, turns: Row) -> list[Row]:
    return [one for one in rows.get(table, []) if one["turns"] == turns["turns"]]


def _lasting(turns: Row) -> dict[str, str]:
    """What a later export says of the same turns too: not that they ended meanwhile."""
    return {name: cell for name, cell in turns.cells.items() if name != "ended_on"}


def _begun(bringing: Bringing, row: Row, places: list[Row]) -> int | None:
    takers = tuple(
        Taker(bringing.person(one, one["member"]) or 0, _guarantors(bringing, one))
        for one in places
    )
    fields: dict[str, Any] = {
        "takers": takers,
        "first_day": bringing.reading.cell(row, "first_day", workbook.day_of),
        "aside": bringing.minor(row, "aside"),
        "book": bringing.book,
    }
    refuse(bringing.reading.wrong)
    act = bringing.act(
        key_of_rows("turns", bringing.book, _lasting(row), [p.cells for p in places])
    )
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


def _held(bringing: Bringing, turns: Row, there: TurnsThere, rows: Rows) -> None:
    """Rounds and what was made good, in the order of their days, and the end."""
    happened = [*_of(rows, "rounds", turns), *_of(rows, "made_good", turns)]
    short = _of(rows, "short", turns)
    for row in sorted(happened, key=lambda one: (str(bringing.day(one)), one.table != "rounds")):
        missed = [one for one in short if one["round"] == row["round"]]
        if _is_there(bringing, row, there):
            bringing.outcomes.append(Outcome(row.table, row.number, "already there"))
        elif there.wheel.terms.way not in IN_ORDER:
            bringing.outcomes.append(_not_in_order(row, "round held"))
        else:
            _happens(bringing, turns, (there.wheel.id, row), missed)
    if turns["ended_on"] and there.wheel.ended_on is None:
        key, number = key_of_rows("turns end", bringing.book, _lasting(turns)), there.wheel.id
        attempt(bringing, turns, "turns ended", lambda: end_turns(bringing.act(key), turns=number))


def _is_there(bringing: Bringing, row: Row, there: TurnsThere) -> bool:
    """Whether this round, or what was made good, is there; each counts for one row."""
    person, day = bringing.person(row, row["member"]), bringing.day(row)
    minor = 0 if row.table == "rounds" else bringing.minor(row, "amount")
    refuse(bringing.reading.wrong)
    assert person is not None, "read, or refused before"
    assert day is not None, "read, or refused before"
    if row.table == "rounds":
        is_there = there.held[day] > 0
        there.held[day] -= is_there
        return is_there
    is_there = there.good[person, day, minor] > 0
    there.good[person, day, minor] -= is_there
    return is_there


def _happens(bringing: Bringing, turns: Row, told: tuple[int, Row], missed: list[Row]) -> None:
    """A round, or something that was made good; told: the number of the turns, and its row."""
    number, row = told
    act = bringing.act(key_of_rows("turn", bringing.book, _lasting(turns), row.table, row.cells))
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
