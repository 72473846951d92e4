"""Addresses of the ecosystem room, under `o/<slug>/ecosystem/`."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from tequio.ecosystem.pages import alliances, effects, policies, programmes, recommendations

app_name = "ecosystem"

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
    path("o/<slug:slug>/ecosystem/", include([*OF_ALLIANCES, *OF_POLICIES])),
]
