"""Addresses of the register, under `o/<slug>/register/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "registry"

OF_A_REGISTER: list[URLPattern | URLResolver] = []
urlpatterns = [path("o/<slug:slug>/register/", include(OF_A_REGISTER))]
