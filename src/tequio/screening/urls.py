"""Addresses of the screening, under `o/<slug>/screening/`, and of the mirror beside it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.screening.pages import (
    applying,
    case,
    checking,
    comparing,
    consents,
    credentials,
    desk,
    doubting,
    findings,
    guide,
    handing_in,
    mirror,
    organisations,
    own_cases,
    packs,
    renewing,
    sheet,
    vouching,
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
OF_THE_DESK: list[URLPattern | URLResolver] = [
    path("desk", desk.desk, name="desk"),
    path("open", desk.open_case, name="open"),
    path("interests", desk.interests, name="interests"),
    path("cases/<int:number>", case.case, name="case"),
    path("cases/<int:number>/sheet", sheet.sheet, name="sheet"),
    path("organisations/<int:listed>/evidence", handing_in.evidence_of, name="evidence_of"),
    path("evidence/<int:number>/file", handing_in.evidence_file, name="evidence_file"),
]
OF_THE_MIRROR: list[URLPattern | URLResolver] = [
    path("", mirror.mirror, name="mirror"),
    path("consents", consents.consents, name="consents"),
    path("apply", applying.apply, name="apply"),
    path("evidence", handing_in.evidence, name="evidence"),
    path("attest", vouching.attest, name="attest"),
    path("cases/<slug:examiner>/<int:number>", own_cases.own_case, name="own_case"),
]
urlpatterns = [
    path(
        "o/<slug:slug>/screening/",
        include([*OF_FINDINGS, *OF_PACKS, *OF_CREDENTIALS, *OF_THE_DESK]),
    ),
    path("o/<slug:slug>/mirror/", include(OF_THE_MIRROR)),
]
