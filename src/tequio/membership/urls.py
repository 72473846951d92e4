"""Addresses of membership: of a group under `o/<slug>/members/`, and the code of the node."""

from __future__ import annotations

from django.urls import include, path

from tequio.membership import pages
from tequio.membership.pages import devices, federating, pins

app_name = "membership"

OF_A_GROUP = [
    path("", pages.members, name="members"),
    path("roll", pages.roll, name="roll"),
    path("new", pages.register, name="register"),
    path("leave", pages.leave, name="leave"),
    path("federations", federating.federations, name="federations"),
    path("phones", devices.phones, name="phones"),
    path("phones/<int:device>/end", devices.revoke, name="revoke_device"),
    path("phones/salts", devices.salts, name="salts"),
    path("pin", pins.choose, name="choose_pin"),
    path("<int:person>/", pages.person, name="person"),
    path("<int:person>/correct", pages.correct, name="correct"),
    path("<int:person>/invite", pages.invite, name="invite"),
    path("<int:person>/erase", pages.erase, name="erase"),
    path("<int:person>/pin", pins.hand_code, name="hand_pin_code"),
]
urlpatterns = [
    path("o/<slug:slug>/members/", include(OF_A_GROUP)),
    path("code/", pages.code, name="code"),
    path("phone/", devices.who, name="who"),
    path("phone/<int:person>/", devices.she, name="she"),
    path("phone/code", pins.choose_by_code, name="choose_pin_by_code"),
    path("phone/next", devices.next_person, name="next_person"),
]
