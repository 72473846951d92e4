"""Addresses of the books and of mandates, under `o/<slug>/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.ledger.pages import bank, books, changing, claims, entries, keeping, mandates, paying

app_name = "ledger"

BOOKS = [
    path("", books.books, name="books"),
    path("accounts/new", keeping.add_account, name="add_account"),
    path("accounts/<int:account>/", books.statement, name="statement"),
    path("accounts/<int:account>/limits", changing.change_limit, name="change_limit"),
    path("accounts/<int:account>/close", changing.close_account, name="close_account"),
    path("accounts/<int:account>/lines", bank.bank_lines, name="bank_lines"),
    path("accounts/<int:account>/lines/match", bank.match_line, name="match_line"),
    path("lines", bank.choose_bank, name="choose_bank"),
    path("passbook/<int:person>/", books.passbook, name="passbook"),
    path("pay", paying.pay, name="pay"),
    path("receive", paying.receive, name="receive"),
    path("move", paying.move, name="move"),
    path("save", paying.save, name="save"),
    path("withdraw", paying.withdraw, name="withdraw"),
    path("keys", keeping.turn_key, name="turn_key"),
    path("claims/", claims.claims, name="claims"),
    path("claims/new", claims.record_undecided, name="record_undecided"),
    path("claims/<int:claim>/", claims.claim, name="claim"),
    path("count", keeping.count_cash, name="count_cash"),
    path("close", keeping.close_period, name="close_period"),
    path("entries/<int:entry>/", entries.entry, name="entry"),
    path("entries/<int:entry>/reverse", entries.reverse, name="reverse"),
    path("export/", entries.export, name="export"),
    path("export/<slug:book>.journal", entries.export_hledger, name="export_hledger"),
    path("export/<slug:book>.csv", entries.export_csv, name="export_csv"),
]
MANDATES = [
    path("", mandates.mandates, name="mandates"),
    path("<int:mandate>/", mandates.mandate, name="mandate"),
]
urlpatterns = [
    path("o/<slug:slug>/books/", include(BOOKS)),
    path("o/<slug:slug>/mandates/", include(MANDATES)),
]
