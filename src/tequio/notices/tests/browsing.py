"""A group whose pages are looked at, and what its browsers do."""

from __future__ import annotations

from collections.abc import Iterator

import time_machine
from django.urls import reverse

from tequio.lending.tests.stage import Group
from tequio.membership.tests.groups import browser_of
from tequio.notices import service as notices
from tequio.notices.tests import stage


def told_group() -> Iterator[Group]:
    """Asma saves, owes a loan of which one instalment is late, and gets receipts on her phone."""
    group = stage.found()
    stage.wants(group)
    group.a_loan(minor=60_000)
    group.later(30)
    group.saves("Asma", 12_050)
    stage.reads(group)
    stage.sends(group, stage.Box())
    with time_machine.travel(stage.noon(group), tick=False):
        yield group


def at(group, page: str, *given) -> str:
    return reverse(f"notices:{page}", args=[group.slug, *given])


def see(group, who: str, page: str, *given):
    return browser_of(group.person[who]).get(at(group, page, *given))


def press(group, who: str, page: str, *given, **fields):
    sent = {"key": f"pressed-{who}-{page}-{len(fields)}-{fields.get('answer', '')}"} | fields
    return browser_of(group.person[who]).post(at(group, page, *given), sent)


def texts(text: str, group, who: str = "Asma") -> str:
    phone = f"+9198765{group.person[who]:05d}"
    return notices.take_text(phone=phone, text=text, uid="", at=stage.noon(group))
