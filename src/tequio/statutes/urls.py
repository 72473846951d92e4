"""Addresses of statutes, under `o/<slug>/statutes/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.statutes import pages

app_name = "statutes"

OF_A_GROUP = [
    path("", pages.statutes, name="statutes"),
    path("sheet", pages.sheet, name="sheet"),
    path("law", pages.law, name="law"),
    path("<str:code>/", pages.provision, name="provision"),
]
urlpatterns = [path("o/<slug:slug>/statutes/", include(OF_A_GROUP))]
