"""Which mandates there are: by number, by what they are about, by what a list shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Exists, F, OuterRef, Q

from tequio.kernel import Unit, remembered
from tequio.kernel.amounts import UnitKind
from tequio.mandates import rules
from tequio.mandates.models import CeilingRow, EndRow, MandateRow, ScopeRow, SpentRow, UnitRow


@remembered
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
        rows = (
            rows.filter(title=rules.STANDING)
            if kept.standing
            else rows.exclude(title=rules.STANDING)
        )
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
