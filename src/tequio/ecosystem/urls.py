"""Addresses of the ecosystem room, under `o/<slug>/ecosystem/`."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from tequio.ecosystem.pages import (
    actor,
    actors,
    alliances,
    effects,
    frameworks,
    graph,
    own,
    policies,
    programmes,
    quarter,
    recommendations,
    scorecards,
    sheets,
)

app_name = "ecosystem"

OF_ACTORS: list[URLPattern] = [
    path("", quarter.quarter, name="quarter"),
    path("actors/", actors.actors_page, name="actors"),
    path("actors/<int:listed>", actor.actor_page, name="actor"),
    path("graph", graph.graph, name="graph"),
    path("own", own.own, name="own"),
]
OF_THE_DIAGNOSIS: list[URLPattern] = [
    path("diagnosis/", scorecards.scorecards_page, name="scorecards"),
    path("diagnosis/<int:number>", scorecards.scorecard, name="scorecard"),
    path("diagnosis/<int:number>/answer", sheets.answer, name="answer"),
    path("diagnosis/<int:number>/paper", sheets.paper, name="paper"),
    path("diagnosis/<int:number>/table", scorecards.table, name="table"),
    path("diagnosis/<int:number>/sheet", sheets.sheet, name="sheet"),
    path("frameworks/", frameworks.frameworks_page, name="frameworks"),
    path("frameworks/<str:key>", frameworks.framework, name="framework"),
]
OF_ALLIANCES: list[URLPattern] = [
    path("alliances/", alliances.alliances, name="alliances"),
    path("alliances/<int:number>", alliances.alliance, name="alliance"),
]
OF_POLICIES: list[URLPattern] = [
    path("policies/", policies.processes, name="processes"),
    path("policies/<int:number>", policies.process, name="process"),
    path(
        "policies/<int:number>/<int:recommendation>",
        recommendations.recommendation,
        name="recommendation",
    ),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<int:number>", programmes.programme, name="programme"),
    path("effects/<slug:about>/<int:number>", effects.effects, name="effects"),
]
urlpatterns = [
    path(
        "o/<slug:slug>/ecosystem/",
        include([*OF_ACTORS, *OF_THE_DIAGNOSIS, *OF_ALLIANCES, *OF_POLICIES]),
    ),
]
