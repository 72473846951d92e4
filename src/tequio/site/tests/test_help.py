"""How do I …: every topic answers, in the reader's language, and every link to one is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import tequio
from tequio.site.helping import TOPICS

HERE = Path(tequio.__file__).parent
LINK = re.compile(r'{% help_link "([^"]+)" %}')


@pytest.mark.django_db
@pytest.mark.parametrize("code", TOPICS)
def test_a_topic_shows_its_steps_to_everybody(code: str) -> None:
    answer = Client().get(f"/help/{code}/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<ol>") == 1
    assert page.count("On paper:") == sum(bool(step.paper) for step in TOPICS[code].steps)


@pytest.mark.django_db
def test_all_questions_stand_on_one_page_and_others_are_not_there() -> None:
    page = Client().get("/help/").content.decode()
    assert all(f"/help/{code}/" in page for code in TOPICS)
    assert Client().get("/help/how-to-cheat/").status_code == 404


def test_every_link_to_a_topic_leads_to_one() -> None:
    linked = {
        code
        for file in HERE.rglob("*.html")
        for code in LINK.findall(file.read_text(encoding="utf-8"))
    }
    assert linked
    assert linked <= set(TOPICS)


def test_a_topic_is_short_enough_to_be_read_aloud() -> None:
    for topic in TOPICS.values():
        assert 3 <= len(topic.steps) <= 6, topic.code
        assert all(len(step.do) < 130 for step in topic.steps), topic.code
