"""Every read asks as many queries for fifty rows as for five."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from tequio.ecosystem import models as tables
from tequio.ecosystem import service
from tequio.ecosystem.queries import alliances, effects, policies, programmes, quarters, scorecards
from tequio.ecosystem.queries.actors import actors, waits_for
from tequio.ecosystem.queries.counts import counts
from tequio.ecosystem.queries.own_asked import asked_of
from tequio.ecosystem.queries.own_ties import waiting_for_us
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.decided import decided
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_answering import on_paper, opened

pytestmark = pytest.mark.django_db
OF_AN_ALLIANCE = ("PartnerRow", "PlanRow", "AllianceStepRow")
BY_THEMSELVES = (
    "AssetRow NeedRow TieRow TieWordRow SightRow ActionRow ProcessRow PartRow StatusRow "
    "ProgrammeRow AffectedRow ReplyRow EffectRow ScorecardRow"
).split()
NUMBERED = {"RecommendationRow": "number", "AnswerRow": "number"}
FAR = 10_000


def everything() -> tuple[Stage, int]:
    """One row in each table, of an organisation of this node; which one that is."""
    here = table()
    group, weavers = here.member()
    here.group.people["weaver"] = group.people["asha"]
    univ = here.lists("University")
    for say in (service.say_asset, service.say_need):
        here.does(say, listed=weavers, asset="training", words="Each spring.")
    here.does(service.say_tie, listed=univ, other=weavers, kind="trains")
    here.does(service.set_sight, listed=univ, sight="inside")
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    here.does(service.act_on, finding="uncovered_need:seeds", kind="call", words="Who?")
    gathered(here).plans().registers().is_followed()
    told = decided(here, weavers)
    reply = {"affected": told.affected, "answer": "agrees", "words": "Yes."}
    here.does(service.reply_as_affected, "weaver", **reply)
    about = {"about": "programme", "number": told.programme, "domain": "care"}
    here.does(service.argue_effect, argument=Argument("helps", "women", "So."), **about)
    on_paper(here, opened(here), "members", 2)
    return here, group.id


def times(number: int) -> None:
    """Each row stands here so many times, beside what was there; an alliance with all its parts."""
    for name in BY_THEMSELVES:
        _copies(name, number, lambda _place: {})
    for name, column in NUMBERED.items():
        _copies(name, number, lambda place, column=column: {column: FAR + place})
    _copies("AllianceRow", number, lambda place: {"folio": f"MX-{FAR + place}"})
    for name in OF_AN_ALLIANCE:
        _copies(name, number, lambda place: {"alliance_id": FAR + place})


def _copies(name: str, number: int, more: Callable[[int], Mapping[str, Any]]) -> None:
    kind: type[models.Model] = getattr(tables, name)
    first = kind._default_manager.order_by("pk").first()
    rows = []
    for place in range(kind._default_manager.count(), number):
        row = copy(first)
        if hasattr(row, "id"):
            row.id = FAR + place
        for column, value in more(place).items():
            setattr(row, column, value)
        rows.append(row)
    kind._default_manager.bulk_create(rows)


def test_every_read_asks_as_many_queries_for_fifty_rows_as_for_five():
    here, organisation = everything()
    keeper, asha, today = here.keeper, here.group.people["asha"], here.at.date()
    later = today + timedelta(days=1)

    def first(kind: type[Any]) -> int:
        return int(kind.objects.filter(organisation_id=keeper).order_by("id")[0].id)

    process, programme = first(tables.ProcessRow), first(tables.ProgrammeRow)
    weavers = tables.AssetRow.objects.all()[0].listed_id
    reads: dict[str, Callable[[], Any]] = {
        "actors": lambda: actors(keeper, asha, today).actors,
        "waits_for": lambda: waits_for(keeper, weavers, today),
        "waiting_for_us": lambda: waiting_for_us(organisation),
        "asked_of": lambda: asked_of(organisation, {keeper: weavers}),
        "quarter_view": lambda: quarters.quarter_view(keeper, asha, today),
        "known_on": lambda: quarters.known_on(keeper, later),
        "alliances": lambda: alliances.alliances(keeper, today, is_inside=True),
        "process": lambda: policies.process(keeper, process, is_inside=True),
        "programme": lambda: programmes.programme(keeper, programme, is_inside=True),
        "effects": lambda: effects.effects(keeper, "programme", programme, is_inside=True),
        "scorecards": lambda: scorecards.scorecards(keeper, today),
        "counts": lambda: counts(keeper, today),
    }
    times(5)
    few = {name: _asked(read) for name, read in reads.items()}
    times(50)
    many = {name: _asked(read) for name, read in reads.items()}
    assert many == few
    assert (few["actors"] <= 40, few["alliances"] <= 14) == (True, True)


def _asked(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as told:
        assert read()
    return len(told)
