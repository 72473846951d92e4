"""Alliances as they were recorded, and how they stand on a day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.ecosystem.models import AllianceRow, AllianceStepRow, AskedRow, PartnerRow, PlanRow
from tequio.ecosystem.queries.files import earlier_rules, ready_rules
from tequio.ecosystem.rules.alliances import (
    Alliance,
    AllianceRule,
    Partner,
    Standing,
    standing,
)
from tequio.governance import queries as governance
from tequio.governance.queries.proposals import adopted_across
from tequio.membership.queries.writing import texts
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of

REGISTERED, FOLLOWED, ADMITTED, ENDED = "registered", "followed", "admitted", "ended"
"""Kinds of steps."""
MOST = 50
"""So many alliances are listed."""


@dataclass(frozen=True)
class PartnerView:
    """Who takes part, or took: the name as the register shows it."""

    id: int
    listed: int
    name: str
    sector: str
    is_own: bool
    joined_on: date
    left_on: date | None


@dataclass(frozen=True)
class PlannedView:
    """One action of a work plan; `who`: the name of the partner that answers for it."""

    words: str
    where: str
    who: str
    until: date | None


@dataclass(frozen=True)
class PlanView:
    """A version of the work plan."""

    number: int
    words: str
    actions: tuple[PlannedView, ...]
    day: date


@dataclass(frozen=True)
class StepView:
    """What happened to an alliance, in words."""

    kind: str
    day: date
    words: str
    proposal: int | None
    resolution: int | None


@dataclass(frozen=True)
class AllianceView:
    """An alliance with its rule and how it stands today.

    plan   the newest; waiting: proposal that asks to admit it and is not decided
    is_decided  members adopted its admission, and nobody carried it out yet (`asked`: by which)
    """

    id: int
    name: str
    territory: str
    rule: AllianceRule
    alliance: Alliance
    standing: Standing
    partners: tuple[PartnerView, ...]
    plan: PlanView | None
    steps: tuple[StepView, ...]
    waiting: int | None
    asked: int | None

    @property
    def present(self) -> tuple[PartnerView, ...]:
        """Who takes part today."""
        return tuple(one for one in self.partners if one.left_on is None)


def rule_called(key: str) -> AllianceRule | None:
    """The rule of this key, such as `nodess@1`, or of this code alone."""
    code, _at, version = key.partition("@")
    found = ready_rules().get(code)
    is_newest = found is not None and version in ("", str(found.version))
    return found if is_newest else earlier_rules().get(key)


def facts_of(keeper: int, numbers: Iterable[int]) -> dict[int, tuple[Alliance, AllianceRow]]:
    """What is recorded of these alliances, with their rows; each partner under the number by
    which the register knows it now.  Four queries and one for each step of merges."""
    wanted = set(numbers)
    rows = AllianceRow.objects.filter(organisation_id=keeper, id__in=wanted)
    partners: dict[int, list[Partner]] = defaultdict(list)
    within = {"organisation_id": keeper, "alliance_id__in": wanted}
    taken = list(PartnerRow.objects.filter(**within).order_by("id"))
    heads = heads_of(keeper, [one.listed_id for one in taken])
    for one in taken:
        partner = Partner(heads[one.listed_id], one.sector, one.joined_on, one.left_on)
        partners[one.alliance_id].append(partner)
    planned = PlanRow.objects.filter(**within, number=1).values_list("alliance_id", "day")
    plans = dict(planned)
    first: dict[tuple[int, str], date] = {}
    for alliance, kind, day in (
        AllianceStepRow.objects.filter(**within)
        .order_by("day", "id")
        .values_list("alliance_id", "kind", "day")
    ):
        first.setdefault((alliance, kind), day)
    return {
        row.id: (
            Alliance(
                id=row.id,
                founded_on=row.founded_on,
                partners=tuple(partners[row.id]),
                planned_on=plans.get(row.id),
                folio=row.folio,
                registered_on=row.registered_on,
                followed_on=first.get((row.id, FOLLOWED)),
                admitted_on=first.get((row.id, ADMITTED)),
                ended_on=first.get((row.id, ENDED)),
            ),
            row,
        )
        for row in rows
    }


def folio_of(keeper: int, folio: str) -> int | None:
    """The alliance that has this folio already.  One query."""
    rows = AllianceRow.objects.filter(organisation_id=keeper, folio=folio)
    return rows.values_list("id", flat=True).first()


def waiting_admission(keeper: int, alliance: int) -> int | None:
    """The undecided proposal that asks to admit an alliance, if there is one.  Two queries."""
    rows = AskedRow.objects.filter(organisation_id=keeper, alliance_id=alliance)
    asked = list(rows.values_list("proposal_id", flat=True))
    return min(governance.undecided(keeper, asked), default=None) if asked else None


def alliance(keeper: int, number: int, today: date, *, is_inside: bool) -> AllianceView | None:
    """One alliance, for whoever may see it; else None."""
    return next(iter(_views(keeper, [number], today, is_inside=is_inside)), None)


def alliances(keeper: int, today: date, *, is_inside: bool) -> list[AllianceView]:
    """The newest alliances first.  A bounded number of queries, however many."""
    rows = AllianceRow.objects.filter(organisation_id=keeper).order_by("-id")[:MOST]
    numbers = [row.id for row in rows]
    return _views(keeper, numbers, today, is_inside=is_inside) if numbers else []


def _views(keeper: int, numbers: list[int], today: date, *, is_inside: bool) -> list[AllianceView]:
    found = facts_of(keeper, numbers)
    if not found:
        return []
    within = {"organisation_id": keeper, "alliance_id__in": list(found)}
    partners = list(PartnerRow.objects.filter(**within).order_by("id"))
    newest = {row.alliance_id: row for row in PlanRow.objects.filter(**within).order_by("number")}
    steps = list(AllianceStepRow.objects.filter(**within).order_by("day", "id"))
    asked = list(AskedRow.objects.filter(**within).order_by("proposal_id"))
    listed = {row.listed_id for row in partners}
    listed |= {one["who"] for row in newest.values() for one in json.loads(row.actions)} - {None}
    heads = heads_of(keeper, listed) if listed else {}
    names = names_of(keeper, set(heads.values()), is_inside=is_inside) if heads else {}
    called = {one: names.get(head, "") for one, head in heads.items()}
    said = {row.text_id for row in steps if row.text_id} | {row.text_id for row in newest.values()}
    words = {number: text.body for number, text in texts(keeper, said).items()} if said else {}
    known = _Known(called, words, _asked(keeper, asked))
    views = []
    for number in numbers:
        if number not in found:
            continue
        facts, row = found[number]
        rule = rule_called(row.rule)
        assert rule is not None, "an alliance has a rule that was known when it was founded"
        waiting, decided = known.asked.get(number, (None, None))
        views.append(
            AllianceView(
                id=number,
                name=row.name,
                territory=row.territory,
                rule=rule,
                alliance=facts,
                standing=standing(facts, rule, today),
                partners=tuple(
                    _partner(one, called) for one in partners if one.alliance_id == number
                ),
                plan=_plan(newest.get(number), known),
                steps=tuple(_step(one, words) for one in steps if one.alliance_id == number),
                waiting=waiting,
                asked=None if facts.admitted_on else decided,
            )
        )
    return views


@dataclass(frozen=True)
class _Known:
    """Names of listed organisations, words by number, and what was asked of each alliance."""

    names: Mapping[int, str]
    words: Mapping[int, str]
    asked: Mapping[int, tuple[int | None, int | None]]


def _asked(keeper: int, rows: Iterable[AskedRow]) -> dict[int, tuple[int | None, int | None]]:
    """Alliance → the undecided proposal, and the newest adopted one."""
    of_alliance = {row.proposal_id: row.alliance_id for row in rows}
    open_ = governance.undecided(keeper, list(of_alliance)) if of_alliance else set()
    yes = adopted_across([(keeper, one) for one in of_alliance]) if of_alliance else {}
    found: dict[int, tuple[int | None, int | None]] = {}
    for proposal, one in of_alliance.items():
        waiting, decided = found.get(one, (None, None))
        if proposal in open_:
            waiting = proposal
        elif (keeper, proposal) in yes:
            decided = proposal
        found[one] = (waiting, decided)
    return found


def _partner(row: PartnerRow, names: Mapping[int, str]) -> PartnerView:
    name = names.get(row.listed_id, "")
    return PartnerView(
        row.id, row.listed_id, name, row.sector, row.is_own, row.joined_on, row.left_on
    )


def _plan(row: PlanRow | None, known: _Known) -> PlanView | None:
    if row is None:
        return None
    actions = tuple(_action(one, known.names) for one in json.loads(row.actions))
    return PlanView(row.number, known.words.get(row.text_id, ""), actions, row.day)


def _action(one: Mapping[str, Any], names: Mapping[int, str]) -> PlannedView:
    until = date.fromisoformat(one["until"]) if one["until"] else None
    who = names.get(one["who"], "") if one["who"] else ""
    return PlannedView(one["words"], one["where"], who, until)


def _step(row: AllianceStepRow, words: Mapping[int, str]) -> StepView:
    said = words.get(row.text_id, "") if row.text_id else ""
    return StepView(row.kind, row.day, said, row.proposal_id, row.resolution_id)
