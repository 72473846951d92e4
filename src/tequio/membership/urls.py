"""Addresses of membership: of a group under `o/<slug>/members/`, and the code of the node."""

from __future__ import annotations

from django.urls import include, path

from tequio.membership import pages
from tequio.membership.pages import federating

app_name = "membership"

OF_A_GROUP = [
    path("", pages.members, name="members"),
    path("roll", pages.roll, name="roll"),
    path("new", pages.register, name="register"),
    path("leave", pages.leave, name="leave"),
    path("federations", federating.federations, name="federations"),
    path("<int:person>/", pages.person, name="person"),
    path("<int:person>/correct", pages.correct, name="correct"),
    path("<int:person>/invite", pages.invite, name="invite"),
    path("<int:person>/erase", pages.erase, name="erase"),
]
urlpatterns = [
    path("o/<slug:slug>/members/", include(OF_A_GROUP)),
    path("code/", pages.code, name="code"),
]
