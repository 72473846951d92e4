"""Addresses of circles, under `o/<slug>/turns/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.circles.pages import rounds, turns

app_name = "circles"

TURNS = [
    path("", turns.all_turns, name="all_turns"),
    path("start", rounds.start, name="start_turns"),
    path("<int:number>/", turns.turns, name="turns"),
    path("<int:number>/round", rounds.close_round, name="close_round"),
    path("<int:number>/make-good/<int:person>", rounds.make_good, name="make_good"),
    path("<int:number>/take-over", rounds.substitute, name="substitute"),
]
urlpatterns = [path("o/<slug:slug>/turns/", include(TURNS))]
