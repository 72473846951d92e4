"""Addresses of the knowledge room, under `o/<slug>/practices/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.knowledge.pages import (
    assessing,
    assessment,
    case,
    exchange,
    meeting,
    place,
    places,
    practice,
    practices,
    proposing,
    saying,
    transfer,
    transfers,
    versions,
    watching,
    writing,
)

app_name = "knowledge"

OF_PRACTICES: list[URLPattern | URLResolver] = [
    path("", practices.practice_list, name="practices"),
    path("<int:number>", practice.practice, name="practice"),
    path("evidence/<int:number>/file", practice.evidence_file, name="evidence_file"),
    path("new", writing.begin, name="begin"),
    path("<int:number>/write", writing.write, name="write"),
    path("<int:number>/versions", versions.versions, name="versions"),
    path("<int:number>/versions/<int:which>", versions.version, name="version"),
    path("import", exchange.bring, name="import"),
    path("cases/<slug:code>", case.case, name="case"),
    path("cases/<slug:code>.json", exchange.case_file, name="case_json"),
    path("cases/<slug:code>.jsonld", exchange.case_cids, name="case_cids"),
    path("exchange/<int:number>.json", exchange.practice_file, name="practice_json"),
    path("exchange/<int:number>.jsonld", exchange.practice_cids, name="practice_cids"),
]
OF_WATCH: list[URLPattern | URLResolver] = [
    path("watch/", watching.watch, name="watch"),
    path("watch/<int:number>", meeting.meeting, name="meeting"),
    path("watch/observe", meeting.observe, name="observe"),
    path("watch/observed/<int:number>/voice", meeting.voice, name="voice"),
    path("watch/antennas", watching.antennas_page, name="antennas"),
]
OF_PLACES: list[URLPattern | URLResolver] = [
    path("places/", places.place_list, name="places"),
    path("places/new", places.describe, name="describe"),
    path("places/<int:number>", place.place_page, name="place"),
    path("places/<int:number>/sheet", saying.sheet, name="sheet"),
    path("places/<int:number>/assess", assessing.assess, name="assess"),
    path("places/<int:number>/questions/<slug:code>", saying.say, name="say"),
    path("assessments/", assessment.record, name="assessments"),
    path("assessments/<int:number>", assessment.assessment_page, name="assessment"),
]
OF_TRANSFERS: list[URLPattern | URLResolver] = [
    path("transfers/", transfers.transfer_list, name="transfers"),
    path("transfers/propose", proposing.propose, name="propose"),
    path("transfers/<int:number>", transfer.transfer_page, name="transfer"),
]
EVERY = (*OF_PRACTICES, *OF_WATCH, *OF_PLACES, *OF_TRANSFERS)
urlpatterns = [path("o/<slug:slug>/practices/", include([*EVERY]))]
