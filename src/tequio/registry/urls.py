"""Addresses of the register, under `o/<slug>/register/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.registry.pages import (
    batches,
    columns,
    correcting,
    desk,
    finding,
    intake,
    listed,
    listing,
    mapping,
    office,
    ours,
    sources,
    suggestions,
)

app_name = "registry"

OF_A_REGISTER: list[URLPattern | URLResolver] = [
    path("", finding.register, name="register"),
    path("<int:number>/", listed.listed, name="listed"),
    path("<int:number>/history", listed.history, name="history"),
    path("<int:number>/sources", listed.raw, name="raw"),
    path("map", mapping.map_page, name="map"),
    path("embed", mapping.embed, name="embed"),
    path("tiles/<int:z>/<int:x>/<int:y>.json", mapping.tile, name="tile"),
]
OF_INTAKE: list[URLPattern | URLResolver] = [
    path("sources/", sources.sources, name="sources"),
    path("sources/add", sources.add, name="add_source"),
    path("sources/of/<str:code>/", sources.source, name="source"),
    path("sources/of/<str:code>/change", sources.change, name="change_source"),
    path("import", intake.bring, name="import"),
    path("import/<slug:digest>", intake.preview, name="preview"),
    path("import/<slug:digest>/columns", columns.columns, name="columns"),
    path("import/<slug:digest>/take", intake.take, name="take"),
    path("import/<slug:digest>/throw-away", intake.throw_away, name="throw_away"),
    path("batches/<int:number>", batches.batch, name="batch"),
    path("batches/<int:number>/undo", batches.undo, name="undo"),
    path("batches/<int:number>/<slug:what>", batches.moved, name="moved"),
]
OF_DECISIONS: list[URLPattern | URLResolver] = [
    path("new", listing.list_organisation, name="new"),
    path("<int:number>/correct", correcting.correct, name="correct"),
    path("<int:number>/office", office.office, name="office"),
    path("<int:number>/ours", ours.ours, name="ours"),
    path("suggestions", suggestions.suggestions, name="suggestions"),
    path("desk", desk.desk, name="desk"),
    path("desk/find", desk.find_matches, name="find_matches"),
    path("pairs/<int:number>", desk.pair, name="pair"),
]
urlpatterns = [
    path("o/<slug:slug>/register/", include(OF_A_REGISTER + OF_INTAKE + OF_DECISIONS)),
    path("register/land/<int:z>/<int:x>/<int:y>.svg", mapping.land_tile, name="land"),
]
