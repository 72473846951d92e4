"""What covers a draw and why not, and the keys that were turned on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

from django.db import connection

from tequio.kernel import Act, Refusal, Unit
from tequio.mandates import rules
from tequio.mandates.models import KeyTurnRow
from tequio.membership import queries as membership


@dataclass(frozen=True)
class Turn:
    """A turned key: on which payment, by whom, when; `used_by` the act that used it."""

    mandate: int
    payment: str
    person: int
    turned_at: datetime
    used_by: str


@dataclass(frozen=True)
class Choice:
    """The mandate to draw on (its number and the line's subject), or the reasons for none."""

    mandate: int | None
    scope: str
    uses_keys: bool
    objections: tuple[Refusal, ...]


def standing_mandate(organisation: int, code: str, on: date) -> int | None:
    """The mandate in force that covers every subject of a purpose; the one that ends first."""
    asked = rules.Asked(code, "", Unit("", 0), 0, on, on)
    found = [c for c in candidates(organisation, asked) if c.scope == ""]
    in_force = [c for c in found if not rules.objections_to_day(c, asked)]
    ranked = sorted(
        in_force, key=lambda c: (rules.over_on(c.valid_until, c.ended_on) or date.max, c.mandate)
    )
    return ranked[0].mandate if ranked else None


CANDIDATES = """
    SELECT m.id, m.decided_on, m.offices, m.keys, m.valid_from, m.valid_until, e.ends_on,
        s.subject, c.unit, c.minor, p.spent - p.returned, m.period, s.code
    FROM mandates_mandaterow m
    {join} mandates_scoperow s ON s.organisation_id = m.organisation_id
        AND s.mandate_id = m.id AND s.code IN ({codes}) AND s.subject IN ('', {subjects})
    LEFT JOIN mandates_endrow e ON e.organisation_id = m.organisation_id AND e.mandate_id = m.id
    LEFT JOIN mandates_ceilingrow c ON c.organisation_id = m.organisation_id
        AND c.mandate_id = m.id AND c.unit = %(unit)s
    LEFT JOIN mandates_spentrow p ON p.organisation_id = m.organisation_id
        AND p.mandate_id = m.id AND p.unit = %(unit)s AND p.period = CASE m.period
            WHEN 'month' THEN %(month)s WHEN 'quarter' THEN %(quarter)s
            WHEN 'year' THEN %(year)s ELSE '' END
    WHERE m.organisation_id = %(organisation)s AND {which}
    ORDER BY m.id DESC LIMIT %(most)s
"""
LATELY = "(m.valid_until IS NULL OR m.valid_until >= %(on)s)"


def candidates(
    organisation: int, asked: rules.Asked, *, number: int | None = None
) -> list[rules.Candidate]:
    """Mandates that could cover what is asked: those of its purpose, or the one named.

    Of those of its purpose the expired ones are only looked at if no other is there: one query,
    seldom two.
    """
    if number is None:
        return candidates_for_each(organisation, [asked])[asked.code, asked.subject]
    named = CANDIDATES.format(
        join="LEFT JOIN",
        which="m.id = %(number)s",
        codes="%(code_0)s",
        subjects="%(subject_0)s",
    )
    places = [(asked.code, asked.subject)]
    found = _candidates(named, _values(organisation, asked, places) | {"number": number})
    return [one for _code, one in found]


Place = tuple[str, str]
"""Purpose and subject."""


def candidates_for_each(
    organisation: int, asked: Sequence[rules.Asked]
) -> dict[Place, list[rules.Candidate]]:
    """By purpose and subject the mandates that could cover it; all in one unit on one day.

    One query, seldom two, however many.
    """
    places = sorted({(one.code, one.subject) for one in asked})
    found = _by_place(organisation, asked[0], places, LATELY)
    without = [place for place in places if not found[place]]
    if without:
        found |= _by_place(organisation, asked[0], without, "1 = 1")
    return found


def _by_place(
    organisation: int, asked: rules.Asked, places: list[Place], which: str
) -> dict[Place, list[rules.Candidate]]:
    values = _values(organisation, asked, places)
    codes, subjects = (
        ", ".join(f"%({name})s" for name in values if name.startswith(start))
        for start in ("code_", "subject_")
    )
    statement = CANDIDATES.format(join="JOIN", which=which, codes=codes, subjects=subjects)
    found: dict[str | None, list[rules.Candidate]] = defaultdict(list)
    for code, one in _candidates(statement, values):
        found[code].append(one)
    return {
        (code, subject): [one for one in found[code] if one.scope in ("", subject)]
        for code, subject in places
    }


def _values(organisation: int, asked: rules.Asked, places: Sequence[Place]) -> dict[str, Any]:
    codes, subjects = sorted({one[0] for one in places}), sorted({one[1] for one in places})
    return {
        "organisation": organisation,
        "unit": asked.unit.code,
        "on": max(asked.on, asked.today).isoformat(),
        "most": 200 * len(places),
        **{f"code_{place}": code for place, code in enumerate(codes)},
        **{f"subject_{place}": subject for place, subject in enumerate(subjects)},
        **{name: rules.period_label(name, asked.on) for name in ("month", "quarter", "year")},
    }


def _candidates(statement: str, values: dict[str, Any]) -> list[tuple[str | None, rules.Candidate]]:
    """Each with the purpose of its line, if it has one."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return [(row[12], _candidate(row)) for row in rows]


def _candidate(row: tuple[Any, ...]) -> rules.Candidate:
    return rules.Candidate(
        mandate=row[0],
        decided_on=_day(row[1]),
        offices=tuple(row[2].split()),
        keys=row[3],
        valid_from=_day(row[4]),
        valid_until=row[5] and _day(row[5]),
        ended_on=row[6] and _day(row[6]),
        scope=row[7],
        has_unit=row[8] is not None,
        ceiling=row[9],
        spent=row[10] or 0,
        period=cast("rules.Renewal", row[11]),
    )


def _day(value: date | str) -> date:
    """A day as the driver gives it: PostgreSQL a date, SQLite a text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def choose(
    act: Act,
    asked: rules.Asked,
    *,
    payment: str = "",
    payee: int | None = None,
    number: int | None = None,
) -> Choice:
    """Which mandate covers this draw by this person, or every reason why none does.

    Reads only: pages ask it to grey a button, `service.draw` asks it under the head's lock.
    """
    found = candidates(act.of_organisation, asked, number=number)
    hands = hands_on(act, payment=payment, payee=payee, several=any(c.keys > 1 for c in found))
    return _chosen(found, asked, hands)


def _chosen(found: list[rules.Candidate], asked: rules.Asked, hands: rules.Hands) -> Choice:
    chosen, objections = rules.choose(found, asked, hands)
    if chosen is None:
        return Choice(None, "", False, tuple(objections))
    return Choice(chosen.mandate, chosen.scope or "", chosen.keys > 1, ())


@dataclass(frozen=True)
class Draw:
    """A draw among several: what is asked, on which payment keys are turned, who receives it."""

    asked: rules.Asked
    payment: str = ""
    payee: int | None = None


def choose_each(act: Act, draws: Sequence[Draw]) -> list[Choice]:
    """Like `choose`, for draws in one unit on one day, one after the other: each finds spent what
    those before it would draw.  At most five queries, however many."""
    if not draws:
        return []
    found = candidates_for_each(act.of_organisation, [draw.asked for draw in draws])
    several = any(one.keys > 1 for listed in found.values() for one in listed)
    turned = _turned(act, {draw.payment for draw in draws if draw.payment and several})
    offices, drawn, choices = offices_of(act), defaultdict[int, int](int), list[Choice]()
    for draw in draws:
        hands = rules.Hands(act.by, offices, turned.get(draw.payment, {}), draw.payee)
        open_ = [
            replace(one, spent=one.spent + drawn[one.mandate])
            for one in found[draw.asked.code, draw.asked.subject]
        ]
        choice = _chosen(open_, draw.asked, hands)
        if choice.mandate is not None:
            drawn[choice.mandate] += draw.asked.minor
        choices.append(choice)
    return choices


def hands_on(act: Act, *, payment: str, payee: int | None, several: bool) -> rules.Hands:
    """Who acts with which offices, and who turned a key on this payment in time."""
    turned = _turned(act, {payment} if several and payment else set())
    return rules.Hands(act.by, offices_of(act), turned.get(payment, {}), payee)


Turned = Mapping[tuple[int, int], frozenset[str]]
"""Who turned a key: (mandate, person) and her offices today."""


def _turned(act: Act, payments: Collection[str]) -> dict[str, Turned]:
    """By payment whose keys still count.  Two queries, none without a payment."""
    if not payments:
        return {}
    held: dict[int, set[str]] = defaultdict(set)
    for term in membership.terms(act.of_organisation, act.today):
        held[term.person].add(term.office)
    turned: dict[str, dict[tuple[int, int], frozenset[str]]] = defaultdict(dict)
    for turn in _fresh(act.of_organisation, payments, act.at):
        turned[turn.payment][turn.mandate, turn.person] = frozenset(held[turn.person])
    return dict(turned)


def offices_of(act: Act) -> frozenset[str]:
    """The offices of who acts, with `member` and `node` where they apply.  One query."""
    if act.by is None:
        return frozenset({rules.THE_NODE})
    standing = membership.standing(act.by, act.of_organisation, act.today)
    return standing.offices | ({rules.ANY_MEMBER} if standing.is_member else set())


def fresh_turns(organisation: int, payment: str, at: datetime) -> list[Turn]:
    """Keys turned on this payment that still count: not older than a day, not used."""
    return _fresh(organisation, [payment], at)


def _fresh(organisation: int, payments: Collection[str], at: datetime) -> list[Turn]:
    rows = KeyTurnRow.objects.filter(
        organisation_id=organisation, payment__in=payments, used_by="", turned_at__lte=at
    )
    rows = rows.filter(turned_at__gte=at - rules.KEY_LASTS).order_by("id")
    return [_turn(row) for row in rows]


def objections_to_turn_key(act: Act, *, mandate: int, payment: str) -> list[Refusal]:
    """Why who acts cannot turn a key on this payment now: pages ask it to grey a button,
    `mandates.turn_key` under the head's lock."""
    asked = rules.Asked("", "", Unit("", 0), 0, act.today, act.today)
    found = candidates(act.of_organisation, asked, number=mandate)
    turned = fresh_turns(act.of_organisation, payment, act.at)
    return rules.objections_to_turn(
        found[0] if found else None,
        asked,
        rules.Hands(act.by, offices_of(act)),
        payment=payment,
        has_turned=any((t.person, t.mandate) == (act.by, mandate) for t in turned),
    )


def turns_of(organisation: int, payments: Iterable[str]) -> dict[str, list[Turn]]:
    """Every key ever turned on these payments, oldest first; one query."""
    rows = KeyTurnRow.objects.filter(organisation_id=organisation, payment__in=list(payments))
    turns: dict[str, list[Turn]] = defaultdict(list)
    for row in rows.order_by("id"):
        turns[row.payment].append(_turn(row))
    return dict(turns)


def _turn(row: KeyTurnRow) -> Turn:
    return Turn(row.mandate_id, row.payment, row.person_id, row.turned_at, row.used_by)


COVERAGE = """
    SELECT m.id, m.decision_hash, m.decided_on, s.code, s.subject FROM mandates_mandaterow m
    LEFT JOIN mandates_scoperow s ON s.organisation_id = m.organisation_id
        AND s.mandate_id = m.id AND s.code IN ({codes})
    WHERE m.organisation_id = %s AND m.id IN ({numbers})
"""


def coverage(
    organisation: int, numbers: Collection[int], codes: Collection[str]
) -> dict[int, rules.Coverage]:
    """What these mandates cover of these purposes; one query.  Unknown mandates are left out."""
    statement = COVERAGE.format(
        codes=", ".join(["%s"] * len(codes)), numbers=", ".join(["%s"] * len(numbers))
    )
    found: dict[int, tuple[str, date, set[tuple[str, str]]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [*codes, organisation, *numbers])
        for number, proof, decided_on, code, subject in cursor.fetchall():
            lines = found.setdefault(number, (proof, _day(decided_on), set()))[2]
            if code is not None:
                lines.add((code, subject))
    return {
        number: rules.Coverage(proof, decided_on, frozenset(lines))
        for number, (proof, decided_on, lines) in found.items()
    }
