"""Addresses of governance: founding on the node, everything else under `o/<slug>/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from tequio.governance.pages import (
    ballots,
    budgets,
    founding,
    meeting,
    meetings,
    offices,
    photos,
    proposals,
    resolutions,
)

app_name = "governance"

MEETINGS = [
    path("", meetings.meetings, name="meetings"),
    path("call", meetings.call_meeting, name="call_meeting"),
    path("now", meeting.open_ad_hoc, name="open_ad_hoc"),
    path("<int:number>/", meeting.meeting, name="meeting"),
    path("<int:number>/attendance", meeting.attendance, name="attendance"),
    path("<int:number>/close", meeting.close_meeting, name="close_meeting"),
    path("<int:number>/minutes", meeting.minutes, name="minutes"),
]
DECISIONS = [
    path("", proposals.proposals, name="proposals"),
    path("new", proposals.propose, name="propose"),
    path("new/amendment", proposals.propose_amendment, name="propose_amendment"),
    path("new/<slug:kind>", proposals.propose_kind, name="propose_kind"),
    path("budget", budgets.open_budget, name="open_budget"),
    path("proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("proposals/<int:number>/interest", proposals.declare_interest, name="declare_interest"),
    path("proposals/<int:number>/withdraw", proposals.withdraw, name="withdraw"),
    path("proposals/<int:number>/vote", ballots.open_ballot, name="open_ballot"),
    path("votes/<int:number>/", ballots.ballot, name="ballot"),
    path("votes/<int:number>/cast", ballots.cast, name="cast"),
    path("votes/<int:number>/approve", budgets.approve, name="approve"),
    path("votes/<int:number>/hands", ballots.hands, name="hands"),
    path("votes/<int:number>/close", ballots.close_ballot, name="close_ballot"),
    path("book/", resolutions.resolutions, name="resolutions"),
    path("book/<int:number>/", resolutions.resolution, name="resolution"),
]
OF_A_GROUP: list[URLPattern | URLResolver] = [
    path("meetings/", include(MEETINGS)),
    path("decisions/", include(DECISIONS)),
    path("members/hand-over", offices.hand_over, name="hand_over"),
    re_path(r"^photos/(?P<digest>[0-9a-f]{64})$", photos.photo, name="photo"),
]
urlpatterns = [
    path("start/", founding.found, name="found"),
    path("o/<slug:slug>/", include(OF_A_GROUP)),
]
