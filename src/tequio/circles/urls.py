"""Addresses of circles, under `o/<slug>/circle/`, `o/<slug>/turns/` and `o/<slug>/groups/`."""

from __future__ import annotations

from django.urls import include, path

from tequio.circles.pages import (
    bulk,
    cycle,
    files,
    five_rules,
    graduating,
    groups,
    held,
    rounds,
    sharing,
    sheet,
    troubled,
    turns,
    waiving,
)

app_name = "circles"

CIRCLE = [
    path("", cycle.cycle, name="cycle"),
    path("begin", cycle.begin, name="begin"),
    path("bring", files.bring, name="bring"),
    path("cycles/<int:number>", cycle.ended, name="ended"),
    path("fines", waiving.fines, name="fines"),
    path("go-on", graduating.graduate, name="graduate"),
    path("leave", cycle.leave, name="leave"),
    path("meeting", sheet.meeting, name="meeting"),
    path("meetings/<int:number>", held.held, name="held"),
    path("paper", held.paper, name="paper"),
    path("photo/<slug:digest>", held.photo, name="photo"),
    path("share-out", sharing.share_out, name="share_out"),
]
TURNS = [
    path("", turns.all_turns, name="all_turns"),
    path("start", rounds.start, name="start_turns"),
    path("<int:number>/", turns.turns, name="turns"),
    path("<int:number>/round", rounds.close_round, name="close_round"),
    path("<int:number>/make-good/<int:person>", rounds.make_good, name="make_good"),
    path("<int:number>/take-over", rounds.substitute, name="substitute"),
]
GROUPS = [
    path("", groups.groups, name="groups"),
    path("heads", groups.hold_heads, name="hold_heads"),
    path("rules", five_rules.rules, name="five_rules"),
    path("bank", five_rules.bank, name="bank_sheet"),
    path("bank.csv", five_rules.bank_csv, name="bank_csv"),
    path("take/<slug:correlation>", bulk.take, name="take_bulk_loan"),
    path("pay-back/<int:number>", bulk.pay_back, name="pay_back"),
    path("loans/<int:number>/", troubled.bulk_loan, name="bulk_loan"),
    path("loans/<int:number>/agree", troubled.agree, name="take_new_schedule"),
    path("loans/<int:number>/forgiven", troubled.forgiven, name="take_forgiveness"),
    path("of/<slug:of>/", groups.group, name="group"),
    path("of/<slug:of>/rules", five_rules.rules_of, name="rules_of_group"),
    path("of/<slug:of>/lend", bulk.lend, name="lend_to_group"),
    path("of/<slug:of>/receive/<slug:correlation>", bulk.receive, name="take_repayment"),
    path("of/<slug:of>/bring", bulk.bring, name="bring_group_loan"),
    path("of/<slug:of>/loans/<int:number>/", troubled.group_loan, name="group_loan"),
    path("of/<slug:of>/loans/<int:number>/offer", troubled.offer, name="offer_new_schedule"),
    path("of/<slug:of>/loans/<int:number>/lost", troubled.give_up, name="write_off_group_loan"),
    path("of/<slug:of>/schedule/<slug:correlation>", troubled.hold, name="hold_new_schedule"),
    path("of/<slug:of>/sheets/<int:number>", groups.sheet, name="sheet_of_group"),
]
urlpatterns = [
    path("o/<slug:slug>/circle/", include(CIRCLE)),
    path("o/<slug:slug>/turns/", include(TURNS)),
    path("o/<slug:slug>/groups/", include(GROUPS)),
]
