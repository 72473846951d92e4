"""Addresses of shares, under `o/<slug>/shares/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.shares import pages

app_name = "shares"

OF_A_GROUP = [
    path("", pages.shares, name="shares"),
    path("pay-in", pages.subscribe, name="subscribe"),
    path("ask-back", pages.give_notice, name="give_notice"),
    path("notices/<int:number>", pages.withdraw, name="withdraw"),
    path("owed/<int:person>", pages.pay_due, name="pay_due"),
    path("divide", pages.propose_division, name="propose_division"),
    path("divisions/<int:number>", pages.division, name="division"),
]
urlpatterns = [path("o/<slug:slug>/shares/", include(OF_A_GROUP))]
