"""Addresses of the screening, under `o/<slug>/screening/`, and of the mirror beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.screening.pages import comparing, guide, packs

app_name = "screening"

OF_PACKS: list[URLPattern | URLResolver] = [
    path("packs/", packs.packs, name="packs"),
    path("packs/adopt", packs.adopt_pack, name="adopt_pack"),
    path("packs/<str:pack>", packs.pack, name="pack"),
    path("compare", comparing.compare, name="compare"),
    path("guide", guide.guide, name="guide"),
]
urlpatterns = [
    path("o/<slug:slug>/screening/", include(OF_PACKS)),
]
