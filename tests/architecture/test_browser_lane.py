"""The browser lane drives a real page of a real node, and its tests may still use the ORM."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.lanes.nodes import Node


def keep(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


def test_a_page_is_opened_on_the_tests_own_node(node: Node, page: Any) -> None:
    answer = page.goto(f"{node.url}/alive")
    assert (answer.status, page.inner_text("body").strip()) == (200, "alive")


def test_beside_a_browser_the_orm_works_aside(node: Node, page: Any) -> None:
    node.copy.aside(keep, "aside")
    rows = node.copy.connect().execute("SELECT session_key FROM django_session").fetchall()
    assert rows == [("aside",)]
