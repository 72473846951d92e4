"""Addresses of notices: of a group under `o/<slug>/`, and three that are open to all."""

from __future__ import annotations

from django.urls import include, path

from tequio.notices.pages import disputes, inbound, messages, open_to_all, passbook

app_name = "notices"

OF_A_GROUP = [
    path("passbook/<int:person>/", passbook.passbook, name="passbook"),
    path("passbook/<int:person>/aloud", passbook.aloud, name="aloud"),
    path("messages/<int:person>/", messages.messages, name="messages"),
    path("messages/<int:person>/reply", messages.reply, name="reply"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("disputes/<int:number>/", disputes.dispute, name="dispute"),
]
urlpatterns = [
    path("o/<slug:slug>/", include(OF_A_GROUP)),
    path("proof/<slug:token>", open_to_all.proof, name="proof"),
    path("voices/<slug:language>/<slug:name>", open_to_all.clip, name="clip"),
    path("replies", inbound.replies, name="replies"),
]
