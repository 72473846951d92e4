"""Addresses of the screening, under `o/<slug>/screening/`, and of the mirror beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.screening.pages import comparing, findings, guide, organisations, packs

app_name = "screening"

OF_PACKS: list[URLPattern | URLResolver] = [
    path("packs/", packs.packs, name="packs"),
    path("packs/adopt", packs.adopt_pack, name="adopt_pack"),
    path("packs/<str:pack>", packs.pack, name="pack"),
    path("compare", comparing.compare, name="compare"),
    path("guide", guide.guide, name="guide"),
]
OF_FINDINGS: list[URLPattern | URLResolver] = [
    path("", findings.findings, name="findings"),
    path("findings/<int:number>", findings.finding, name="finding"),
    path("organisations/<int:listed>", organisations.organisation, name="organisation"),
]
urlpatterns = [
    path("o/<slug:slug>/screening/", include(OF_FINDINGS + OF_PACKS)),
]
