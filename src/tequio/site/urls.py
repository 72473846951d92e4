"""The addresses of the node: each room brings its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path


def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the server takes requests; touches no database."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


urlpatterns: list[URLPattern | URLResolver] = [
    path("alive", alive, name="alive"),
]
