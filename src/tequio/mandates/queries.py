"""Reads of mandates: what is in force, what covers a payment and why not, and the check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from tequio.chronicle import queries as chronicle
from tequio.kernel import Act, Finding, Refusal, Unit
from tequio.kernel.amounts import UnitKind
from tequio.mandates import rules
from tequio.mandates.models import (
    CeilingRow,
    EndRow,
    KeyTurnRow,
    MandateRow,
    ScopeRow,
    SpentRow,
    UnitRow,
)
from tequio.membership import queries as membership

STANDING = rules.STANDING


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


def units(organisation: int) -> dict[str, Unit]:
    """The units of an organisation by code."""
    rows = UnitRow.objects.filter(organisation_id=organisation).order_by("code")
    return {row.code: Unit(row.code, row.exponent, cast("UnitKind", row.kind)) for row in rows}


def mandates_of(organisation: int, on: date | None = None) -> list[rules.Mandate]:
    """Mandates in force on a day, or all that ever were (many after some years: only a check walks
    them); oldest first.  Four queries."""
    rows = MandateRow.objects.filter(organisation_id=organisation).order_by("id")
    if on is not None:
        rows = rows.exclude(_out_of_time(on)).filter(valid_from__lte=on)
    return _with_lines(organisation, list(rows))


def mandates_by_number(organisation: int, numbers: Iterable[int]) -> dict[int, rules.Mandate]:
    """These mandates by number, none if none is asked for.  At most four queries."""
    asked = set(numbers)
    if not asked:
        return {}
    rows = MandateRow.objects.filter(organisation_id=organisation, id__in=asked)
    return {found.id: found for found in _with_lines(organisation, list(rows))}


def mandates_about(organisation: int, code: str, subjects: Iterable[str]) -> list[rules.Mandate]:
    """Mandates that name one of these subjects for a purpose, oldest first.  At most five
    queries, none if no subject is asked for."""
    asked = set(subjects)
    if not asked:
        return []
    named = ScopeRow.objects.filter(organisation_id=organisation, code=code, subject__in=asked)
    numbers = mandates_by_number(organisation, named.values_list("mandate_id", flat=True))
    return [numbers[number] for number in sorted(numbers)]


@dataclass(frozen=True)
class Kept:
    """Which mandates a list shows.

    on         the day: those decided until then
    is_over    True: ended, out of time or used up; False: the others; None: both
    standing   True: only those of the statutes; False: all but those
    purposes   only those with a line for one of these; empty: any
    """

    on: date
    is_over: bool | None = None
    standing: bool | None = None
    purposes: tuple[str, ...] = ()


def mandates_kept(
    organisation: int, kept: Kept, *, before: int | None = None, limit: int | None = 50
) -> list[rules.Mandate]:
    """Mandates of a list, newest first; `before` a number for the next page.  Four queries."""
    rows = MandateRow.objects.filter(organisation_id=organisation, decided_on__lte=kept.on)
    if kept.is_over is not None:
        over = _out_of_time(kept.on) | _used_up()
        rows = rows.filter(over) if kept.is_over else rows.exclude(over)
    if kept.standing is not None:
        rows = rows.filter(title=STANDING) if kept.standing else rows.exclude(title=STANDING)
    if kept.purposes:
        rows = rows.filter(Exists(_lines_of(ScopeRow).filter(code__in=kept.purposes)))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _with_lines(organisation, list(rows.order_by("-id")[:limit]))


def _out_of_time(on: date) -> Q:
    return Q(valid_until__isnull=False, valid_until__lt=on) | Q(
        Exists(_lines_of(EndRow).filter(ends_on__lte=on))
    )


def _used_up() -> Q:
    """Every sum that it names is spent, and nothing renews it."""
    limits = _lines_of(CeilingRow).filter(minor__isnull=False)
    spent = SpentRow.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        mandate_id=OuterRef("mandate_id"),
        unit=OuterRef("unit"),
        spent__gte=OuterRef("minor") + F("returned"),
    )
    has_left = limits.filter(~Exists(spent), minor__gt=0)
    return Q(period="") & Q(Exists(limits)) & ~Q(Exists(has_left))


def _lines_of(table: type[Any]) -> Any:
    """The rows of a table that belong to the mandate of the outer query."""
    return table.objects.filter(
        organisation_id=OuterRef("organisation_id"), mandate_id=OuterRef("id")
    )


def held_from(organisation: int, day: date, *, title: str) -> list[rules.Mandate]:
    """Mandates of this title that hold on a day or begin after it; oldest first.  Four queries."""
    open_end = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    rows = MandateRow.objects.filter(open_end, organisation_id=organisation, title=title)
    found = _with_lines(organisation, list(rows.order_by("id")))
    return [m for m in found if m.ended_on is None or m.ended_on > day]


def mandate(organisation: int, number: int) -> rules.Mandate | None:
    """One mandate with its lines and its end."""
    rows = MandateRow.objects.filter(organisation_id=organisation, id=number)
    return next(iter(_with_lines(organisation, list(rows))), None)


def mandates_from(organisation: int, *sources: str) -> list[rules.Mandate]:
    """What decisions granted (`resolution:12`), oldest first.  Four queries, none without one."""
    rows = MandateRow.objects.filter(organisation_id=organisation, source__in=sources)
    return _with_lines(organisation, list(rows.order_by("id")))


def _with_lines(organisation: int, rows: list[MandateRow]) -> list[rules.Mandate]:
    ids = [row.id for row in rows]
    own = {"organisation_id": organisation, "mandate_id__in": ids}
    scopes: dict[int, list[rules.Scope]] = defaultdict(list)
    for scope in ScopeRow.objects.filter(**own).order_by("code", "subject"):
        scopes[scope.mandate_id].append(rules.Scope(scope.code, scope.subject))
    ceilings: dict[int, list[rules.Ceiling]] = defaultdict(list)
    for line in CeilingRow.objects.filter(**own).order_by("unit"):
        ceilings[line.mandate_id].append(rules.Ceiling(line.unit, line.minor))
    ends = {end.mandate_id: end for end in EndRow.objects.filter(**own)}
    return [_mandate(row, scopes[row.id], ceilings[row.id], ends.get(row.id)) for row in rows]


def _mandate(
    row: MandateRow, scopes: list[rules.Scope], ceilings: list[rules.Ceiling], end: EndRow | None
) -> rules.Mandate:
    grant = rules.Grant(
        title=row.title,
        scopes=tuple(scopes),
        ceilings=tuple(ceilings),
        offices=tuple(row.offices.split()),
        keys=row.keys,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        period=cast("rules.Renewal", row.period),
    )
    return rules.Mandate(
        row.id,
        grant,
        row.source,
        row.source_hash,
        row.decided_on,
        row.decision_hash,
        end.ends_on if end else None,
        end.source if end else "",
        end.source_hash if end else "",
    )


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
        s.subject, c.unit, c.minor, p.spent - p.returned, m.period
    FROM mandates_mandaterow m
    {join} mandates_scoperow s ON s.organisation_id = m.organisation_id
        AND s.mandate_id = m.id AND s.code = %(code)s AND s.subject IN ('', %(subject)s)
    LEFT JOIN mandates_endrow e ON e.organisation_id = m.organisation_id AND e.mandate_id = m.id
    LEFT JOIN mandates_ceilingrow c ON c.organisation_id = m.organisation_id
        AND c.mandate_id = m.id AND c.unit = %(unit)s
    LEFT JOIN mandates_spentrow p ON p.organisation_id = m.organisation_id
        AND p.mandate_id = m.id AND p.unit = %(unit)s AND p.period = CASE m.period
            WHEN 'month' THEN %(month)s WHEN 'quarter' THEN %(quarter)s
            WHEN 'year' THEN %(year)s ELSE '' END
    WHERE m.organisation_id = %(organisation)s AND {which}
    ORDER BY m.id DESC LIMIT 200
"""
LATELY = "(m.valid_until IS NULL OR m.valid_until >= %(on)s)"


def candidates(
    organisation: int, asked: rules.Asked, *, number: int | None = None
) -> list[rules.Candidate]:
    """Mandates that could cover what is asked: those of its purpose, or the one named.

    Of those of its purpose the expired ones are only looked at if no other is there: one query,
    seldom two.
    """
    values = {
        "organisation": organisation,
        "code": asked.code,
        "subject": asked.subject,
        "unit": asked.unit.code,
        "on": max(asked.on, asked.today).isoformat(),
        "number": number,
        **{name: rules.period_label(name, asked.on) for name in ("month", "quarter", "year")},
    }
    if number is not None:
        return _candidates(CANDIDATES.format(join="LEFT JOIN", which="m.id = %(number)s"), values)
    found = _candidates(CANDIDATES.format(join="JOIN", which=LATELY), values)
    return found or _candidates(CANDIDATES.format(join="JOIN", which="1 = 1"), values)


def _candidates(statement: str, values: dict[str, Any]) -> list[rules.Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return [
        rules.Candidate(
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
        for row in rows
    ]


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
    chosen, objections = rules.choose(found, asked, hands)
    if chosen is None:
        return Choice(None, "", False, tuple(objections))
    return Choice(chosen.mandate, chosen.scope or "", chosen.keys > 1, ())


def hands_on(act: Act, *, payment: str, payee: int | None, several: bool) -> rules.Hands:
    """Who acts with which offices, and who turned a key on this payment in time."""
    turned: dict[tuple[int, int], frozenset[str]] = {}
    if several and payment:
        held: dict[int, set[str]] = defaultdict(set)
        for term in membership.terms(act.of_organisation, act.today):
            held[term.person].add(term.office)
        turned = {
            (turn.mandate, turn.person): frozenset(held[turn.person])
            for turn in fresh_turns(act.of_organisation, payment, act.at)
        }
    return rules.Hands(act.by, offices_of(act), turned, payee)


def offices_of(act: Act) -> frozenset[str]:
    """The offices of who acts, with `member` and `node` where they apply.  One query."""
    if act.by is None:
        return frozenset({rules.THE_NODE})
    standing = membership.standing(act.by, act.of_organisation, act.today)
    return standing.offices | ({rules.ANY_MEMBER} if standing.is_member else set())


def fresh_turns(organisation: int, payment: str, at: datetime) -> list[Turn]:
    """Keys turned on this payment that still count: not older than a day, not used."""
    rows = KeyTurnRow.objects.filter(
        organisation_id=organisation, payment=payment, used_by="", turned_at__lte=at
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


def check(organisation: int) -> Iterator[Finding]:
    """Every mandate says what the decision said, and the keys are those that were turned."""
    yield from rules.check_mandates(mandates_of(organisation))
    keys = KeyTurnRow.objects.filter(organisation_id=organisation)
    here = keys.values_list("mandate_id", "payment", "person_id", "turned_at")
    yield from rules.check_turns(here, chronicle.lines_of_kind(organisation, "mandates.turn_key"))
