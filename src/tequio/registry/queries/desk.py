"""Pairs that wait on the desk: which first, why, and both side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Value, When

from tequio.kernel import gettext_noop as _
from tequio.registry.models import (
    CandidateRow,
    ListedRow,
    MergeRow,
    MovedRow,
    ShownRow,
    StatementRow,
)
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.neighbours import apart_by_merges
from tequio.registry.rules.choosing import choose
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.matching import Feature, Row, compare
from tequio.registry.rules.properties import NAMES
from tequio.registry.rules.seeking import IS_SURE, read_features

AT_ONCE = 25
TITLES: Mapping[str, str] = {
    "name": _("Name"),
    "numeral": _("Number in the name"),
    "postcode": _("Postcode"),
    "point": _("Place on the map"),
    "locality": _("Town or village"),
    "country": _("Country"),
    "number": _("Register number"),
    "other_number": _("Another register number"),
    "id": _("Key at the source"),
    "status": _("Status"),
}
"""What two are compared by."""


@dataclass(frozen=True)
class Side:
    """One of a pair."""

    number: int
    name: str
    locality: str
    lon: int | None
    lat: int | None


@dataclass(frozen=True)
class Waiting:
    """A pair; `score` in hundredths of 1, `state` as in its row."""

    id: int
    first: Side
    second: Side
    score: int
    is_sure: bool
    reading: str
    state: str


@dataclass(frozen=True)
class Pair:
    """A pair with what speaks for it and against it, and what each says."""

    waiting: Waiting
    features: tuple[Feature, ...]
    rows: tuple[Row, ...]


def queue(keeper: int, *, reading: str = "", page: int = 1) -> tuple[list[Waiting], bool]:
    """A page of what waits: high scores with an agreeing place first, then by falling score; and
    whether there is more.  Four queries."""
    start = (page - 1) * AT_ONCE
    rows = list(_in_order(keeper, reading)[start : start + AT_ONCE + 1])
    return _told(keeper, rows[:AT_ONCE]), len(rows) > AT_ONCE


def readings(keeper: int) -> dict[str, int]:
    """How many wait, by what they look like.  Two queries."""
    rows = _open(keeper).values_list("reading").annotate(many=Count("id"))
    return dict(rows.order_by("reading"))


def next_of(keeper: int, *, reading: str = "") -> int | None:
    """The pair that is first now.  Two queries."""
    return _in_order(keeper, reading).values_list("id", flat=True).first()


def pair(keeper: int, number: int) -> Pair | None:
    """A pair by its number, with both sides.  Four queries; three more where one is merged."""
    row = CandidateRow.objects.filter(organisation_id=keeper, id=number).first()
    if row is None:
        return None
    (waiting,) = _told(keeper, [row])
    gone = _names_of_gone(keeper, [one for one in _sides(waiting) if not one.name])
    if gone:
        first, second = (
            replace(one, name=gone.get(one.number, one.name)) for one in _sides(waiting)
        )
        waiting = replace(waiting, first=first, second=second)
    said = _said(keeper, row.first_id, row.second_id)
    features = read_features(json.loads(row.features), TITLES)
    return Pair(waiting, features, tuple(compare(said[row.first_id], said[row.second_id])))


def _sides(waiting: Waiting) -> tuple[Side, Side]:
    return waiting.first, waiting.second


def _names_of_gone(keeper: int, sides: list[Side]) -> dict[int, str]:
    """What those are called that were merged into another: a name in the records that moved."""
    if not sides:
        return {}
    merges = MergeRow.objects.filter(
        organisation_id=keeper, gone_id__in=[one.number for one in sides], undone_at=None
    )
    gone = dict(merges.values_list("id", "gone_id"))
    moved = MovedRow.objects.filter(organisation_id=keeper, merge_id__in=gone)
    merge_of = dict(moved.values_list("record_id", "merge_id"))
    rows = StatementRow.objects.filter(
        organisation_id=keeper, record_id__in=merge_of, is_current=True
    )
    found: dict[int, str] = {}
    for record, said in rows.order_by("-id").values_list("record_id", "said"):
        named = {one.property: one.value for one in read_said(json.loads(said))}
        for value in [named[code] for code in NAMES if code in named][:1]:
            text = value["text"] if isinstance(value, Mapping) else value
            found[gone[merge_of[record]]] = str(text)
    return found


def _said(keeper: int, *listed: int) -> dict[int, list[Said]]:
    """What is said of each, of figures the newest."""
    heard = heard_of(keeper, listed)
    return {
        number: [
            one.said
            for choice in choose(heard.get(number, [])).values()
            for one in (*choice.shown, *choice.against)
        ]
        for number in listed
    }


def _open(keeper: int) -> QuerySet[CandidateRow]:
    """Pairs that wait, of which both are still spoken of, and which nobody declared to be two
    before one of them was merged into another."""
    rows = CandidateRow.objects.filter(organisation_id=keeper, state="open")
    for side in ("first_id", "second_id"):
        away = ListedRow.objects.filter(
            organisation_id=keeper, id=OuterRef(side), is_withdrawn=True
        )
        rows = rows.filter(~Exists(away))
    if apart := apart_by_merges(keeper):
        of_these = rows.filter(first_id__in={first for first, _second in apart})
        told = of_these.values_list("id", "first_id", "second_id")
        rows = rows.exclude(id__in=[one for one, *pair in told if tuple(pair) in apart])
    return rows


def _in_order(keeper: int, reading: str) -> QuerySet[CandidateRow]:
    rows = _open(keeper).filter(reading=reading) if reading else _open(keeper)
    sure = Case(
        When(features__contains=IS_SURE, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return rows.order_by(sure, "-score", "id")


def _told(keeper: int, rows: list[CandidateRow]) -> list[Waiting]:
    numbers = {one for row in rows for one in (row.first_id, row.second_id)}
    shown = {
        row.id: Side(row.id, row.name, row.locality, row.lon, row.lat)
        for row in ShownRow.objects.filter(organisation_id=keeper, id__in=numbers)
    }

    def side(number: int) -> Side:
        return shown.get(number) or Side(number, "", "", None, None)

    return [
        Waiting(
            row.id,
            side(row.first_id),
            side(row.second_id),
            round(row.score / 100),
            IS_SURE in row.features,
            row.reading,
            row.state,
        )
        for row in rows
    ]
