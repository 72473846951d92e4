"""Addresses of the screening, under `o/<slug>/screening/`, and of the mirror beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.screening.pages import (
    checking,
    comparing,
    credentials,
    doubting,
    findings,
    guide,
    organisations,
    packs,
    renewing,
)

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
    path("organisations/<int:listed>/challenge", doubting.challenge, name="challenge"),
]
OF_CREDENTIALS: list[URLPattern | URLResolver] = [
    path("findings/<int:number>.svg", credentials.label, name="label"),
    path("findings/<int:number>.json", credentials.credential, name="credential"),
    path("findings/<int:number>/status.json", credentials.status, name="status"),
    path("findings/<int:number>/newer", renewing.renew, name="renewal"),
    path("findings/<int:number>/lapse", checking.lapse, name="lapse"),
    path("credential", checking.check, name="check"),
    path("credential/take", checking.take, name="take_verdict"),
    path("credential/<int:number>/drop", checking.drop, name="drop_verdict"),
]
urlpatterns = [
    path("o/<slug:slug>/screening/", include(OF_FINDINGS + OF_PACKS + OF_CREDENTIALS)),
]
