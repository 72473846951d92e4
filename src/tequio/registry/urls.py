"""Addresses of the register, under `o/<slug>/register/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from tequio.registry.pages import finding, listed, mapping

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
urlpatterns = [
    path("o/<slug:slug>/register/", include(OF_A_REGISTER)),
    path("register/land/<int:z>/<int:x>/<int:y>.svg", mapping.land_tile, name="land"),
]
