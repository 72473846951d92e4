"""Addresses of the ecosystem room."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "ecosystem"

urlpatterns: list[URLPattern] = []
