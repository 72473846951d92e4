"""Addresses of lending, under `o/<slug>/loans/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.lending import pages

app_name = "lending"

OF_A_GROUP = [
    path("", pages.loans, name="loans"),
    path("arrears", pages.arrears, name="arrears"),
    path("ask", pages.ask, name="ask"),
    path("<int:number>/", pages.loan, name="loan"),
    path("<int:number>/pay-out", pages.pay_out, name="pay_out"),
    path("<int:number>/repay", pages.repay, name="repay"),
    path("<int:number>/call", pages.call, name="call"),
    path("<int:number>/pay-back", pages.pay_back, name="pay_back"),
    path("<int:number>/recover", pages.recover, name="recover"),
    path("<int:number>/write-off", pages.write_off, name="write_off"),
    path("<int:number>/bring/<slug:what>", pages.bring_loan, name="bring_loan"),
    path("bring/<slug:table>", pages.bring_provision, name="bring_provision"),
    path("<int:number>/sheet", pages.sheet, name="sheet"),
]
urlpatterns = [path("o/<slug:slug>/loans/", include(OF_A_GROUP))]
