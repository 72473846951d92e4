"""Addresses of the register, under `o/<slug>/register/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.registry.pages import (
    batches,
    columns,
    correcting,
    desk,
    feeds,
    finding,
    intake,
    listed,
    listing,
    mapping,
    office,
    open_data,
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
OF_OPEN_DATA: list[URLPattern | URLResolver] = [
    path("data", open_data.data, name="data"),
    path("data/columns.csv", open_data.dictionary, name="dictionary"),
    path("organisations.geojson", open_data.geojson, name="geojson"),
    path("organisations.csv", open_data.csv, name="csv"),
    path("organisations.jsonld", open_data.jsonld, name="jsonld"),
    path("murmurations.json", open_data.profiles, name="profiles"),
    path("<int:number>.jsonld", open_data.one_jsonld, name="one_jsonld"),
    path("<int:number>/murmurations.json", open_data.profile, name="profile"),
    path("concepts/", open_data.concepts, name="concepts"),
    path("concepts/<slug:scheme>", open_data.concepts_of, name="concepts_of"),
    path("feed", feeds.feed, name="feed"),
    path("key", feeds.key, name="key"),
    path("subscriptions", feeds.subscriptions, name="subscriptions"),
    path("subscriptions/<int:number>/end", feeds.end, name="end_subscription"),
]
urlpatterns = [
    path(
        "o/<slug:slug>/register/",
        include(OF_A_REGISTER + OF_INTAKE + OF_DECISIONS + OF_OPEN_DATA),
    ),
    path("register/land/<int:z>/<int:x>/<int:y>.svg", mapping.land_tile, name="land"),
]
