"""Reads of statutes: what holds on a day, how it came about, rulebooks and templates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tequio.kernel import Finding, remembered
from tequio.kernel import gettext_noop as _
from tequio.membership.queries import texts
from tequio.statutes import rules
from tequio.statutes.models import ProvisionRow

HERE = Path(__file__).resolve().parent


IN_FORCE = """
    SELECT id, code, value, since, source_id, source_hash, reason_id FROM statutes_provisionrow
    WHERE organisation_id = %s AND since <= %s
"""
Row = tuple[int, str, str, date | str, int, str, int | None]
"""A row as the driver gives it: PostgreSQL a date, SQLite a text."""


@remembered
def statutes_on(organisation: int, day: date) -> rules.Statutes:
    """The statutes in force on a day.  One query; rows that were understood before are not read
    again word by word."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, [organisation, day.isoformat()])
        return _understood(tuple(cursor.fetchall()), day)


@lru_cache(maxsize=512)
def _understood(rows: tuple[Row, ...], day: date) -> rules.Statutes:
    listed = (
        ProvisionRow(
            id=number,
            code=code,
            value=value,
            since=date.fromisoformat(since) if isinstance(since, str) else since,
            source_id=source,
            source_hash=proof,
            reason_id=reason,
        )
        for number, code, value, since, source, proof, reason in rows
    )
    return rules.in_force([_adopted(row) for row in listed], day)


def statutes_on_days(organisation: int, days: Iterable[date]) -> dict[date, rules.Statutes]:
    """The statutes in force on each of these days.  One query, none for no day."""
    asked = set(days)
    if not asked:
        return {}
    rows = ProvisionRow.objects.filter(organisation_id=organisation, since__lte=max(asked))
    every = [_adopted(row) for row in rows]
    return {day: rules.in_force([one for one in every if one.since <= day], day) for day in asked}


def statutes_of_each(
    organisations: Iterable[int], day: date, *, codes: Iterable[str]
) -> dict[int, rules.Statutes]:
    """By organisation what its statutes say on a day of these provisions, and of no others.

    One query, however many organisations.
    """
    asked = set(organisations)
    rows = ProvisionRow.objects.filter(
        organisation_id__in=asked, since__lte=day, code__in=set(codes)
    )
    found: dict[int, list[rules.Adopted]] = {organisation: [] for organisation in asked}
    for row in rows:
        found[row.organisation_id].append(_adopted(row))
    return {one: rules.in_force(adopted, day) for one, adopted in found.items()}


def changes_after(organisation: int, day: date) -> dict[date, set[str]]:
    """The days after this one from which something else holds, in order, with the provisions that
    change.  One query."""
    rows = ProvisionRow.objects.filter(organisation_id=organisation, since__gt=day)
    changes: dict[date, set[str]] = {}
    for since, code in rows.order_by("since", "id").values_list("since", "code"):
        changes.setdefault(since, set()).add(code)
    return changes


def changes_after_of_each(
    organisations: Iterable[int], day: date
) -> dict[int, dict[date, set[str]]]:
    """The same of many organisations; those where nothing changes are left out.  One query."""
    rows = ProvisionRow.objects.filter(organisation_id__in=set(organisations), since__gt=day)
    changes: dict[int, dict[date, set[str]]] = {}
    for one, since, code in rows.values_list("organisation_id", "since", "code"):
        changes.setdefault(one, {}).setdefault(since, set()).add(code)
    return changes


@dataclass(frozen=True)
class Change:
    """A line of the history: the value, what it replaced, why the assembly went on."""

    adopted: rules.Adopted
    before: rules.Value | None
    reason: str


def history(organisation: int) -> list[Change]:
    """Every value ever adopted, the newest first.  Two queries."""
    rows = ProvisionRow.objects.filter(organisation_id=organisation).order_by("since", "id")
    every = [_adopted(row) for row in rows]
    reasons = texts(organisation, [one.reason for one in every if one.reason is not None])
    latest: dict[str, rules.Value] = {}
    changes = []
    for one in every:
        text = reasons.get(one.reason) if one.reason is not None else None
        changes.append(Change(one, latest.get(one.code), text.body if text else ""))
        latest[one.code] = one.value
    return changes[::-1]


@dataclass(frozen=True)
class Provided:
    """A row of the statutes as it stands, whether it can be read or not; `reason` a text."""

    id: int
    code: str
    value: str
    since: date
    source: int
    source_hash: str
    reason: int | None

    @property
    def plain(self) -> Any:
        """The value as JSON says it; None for what is no JSON."""
        try:
            return json.loads(self.value)
        except ValueError:
            return None


def provisions(organisation: int) -> list[Provided]:
    """Every row of the statutes in order of number, for `verify`.  One query."""
    rows = ProvisionRow.objects.filter(organisation_id=organisation).order_by("id")
    return [
        Provided(
            row.id,
            row.code,
            row.value,
            row.since,
            row.source_id,
            row.source_hash,
            row.reason_id,
        )
        for row in rows
    ]


def _adopted(row: ProvisionRow) -> rules.Adopted:
    return rules.Adopted(
        row.code,
        rules.read_value(row.code, json.loads(row.value)),
        row.since,
        row.source_id,
        row.source_hash,
        row.id,
        row.reason_id,
    )


# Rulebooks and templates are files ------------------------------------------------------------


def rulebook_for(country: str, kind: str, *, region: str = "") -> rules.LegalRulebook:
    """The law that applies to an organisation of this kind in this country.

    Reads the rulebooks of the house and those in the directories of the setting
    `RULEBOOK_DIRECTORIES`.  Raises SchemaError for a file that does not say what it must.
    """
    books = [book for place in _directories() for book in _rulebooks(place)]
    return rules.applying(books, country=country, kind=kind, region=region)


def rulebooks() -> list[rules.LegalRulebook]:
    """Every rulebook that this node has, by the name of its file."""
    return [book for place in _directories() for book in _rulebooks(place)]


def templates() -> list[rules.StatutesTemplate]:
    """Every template of statutes, by name."""
    return list(_templates())


def template(name: str) -> rules.StatutesTemplate | None:
    """One template by its name, or None."""
    return next((one for one in _templates() if one.name == name), None)


def _directories() -> list[Path]:
    extra = getattr(settings, "RULEBOOK_DIRECTORIES", ())
    return [HERE / "rulebooks", *map(Path, extra)]


@lru_cache(maxsize=16)
def _rulebooks(place: Path) -> tuple[rules.LegalRulebook, ...]:
    files = sorted(place.glob("*.yaml"))
    return tuple(rules.load_rulebook(f.read_text("utf-8"), where=f.name) for f in files)


@lru_cache(maxsize=1)
def _templates() -> tuple[rules.StatutesTemplate, ...]:
    files = sorted((HERE / "templates_of_statutes").glob("*.yaml"))
    return tuple(rules.load_template(f.read_text("utf-8"), where=f.name) for f in files)


# Verify ---------------------------------------------------------------------------------------

NOT_READABLE = _("Provision {id} of the statutes ({provision}) cannot be read.")
NOT_LAWFUL = _("Provision {id} of the statutes ({provision}) has a value that nobody could adopt.")
NO_SOURCE = _("Provision {id} of the statutes ({provision}) names no resolution.")
REASON_LOST = _("The reason that provision {id} of the statutes ({provision}) names is not there.")


def check(organisation: int) -> Iterator[Finding]:
    """Every value can be read and could be adopted, and each names its resolution."""
    rows = list(ProvisionRow.objects.filter(organisation_id=organisation).order_by("id"))
    known = texts(organisation, [row.reason_id for row in rows if row.reason_id is not None])
    for row in rows:
        for code, sentence in _problems(row, set(known)):
            yield Finding.of("statutes", code, sentence, id=row.id, provision=row.code)


def _problems(row: ProvisionRow, reasons: set[int]) -> Iterator[tuple[str, str]]:
    try:
        plain: Any = json.loads(row.value)
        rules.read_value(row.code, plain)
    except (KeyError, ValueError):
        yield "provision_unreadable", NOT_READABLE
    else:
        values = {row.code: plain}
        if rules.objections_to_adopt(values, rulebook=rules.NO_LAW, day=row.since):
            yield "provision_unlawful", NOT_LAWFUL
    if len(row.source_hash) != 64 or row.source_id < 1:
        yield "provision_without_source", NO_SOURCE
    if row.reason_id is not None and row.reason_id not in reasons:
        yield "reason_lost", REASON_LOST
