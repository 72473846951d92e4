"""Refusals name persons to whoever may see the roll, and to nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory, TestCase

from tequio.membership import service
from tequio.membership.rules import NO_SUCH_PERSON
from tequio.membership.service import NewPerson
from tequio.membership.tests.groups import found
from tequio.site import sentences
from tequio.site.reading import READER, Reader

pytestmark = pytest.mark.django_db


def test_who_may_see_the_roll_reads_names_once_for_all_refusals(
    django_assert_num_queries: TestCase.assertNumQueries,
) -> None:
    group, outside = found(), service.create_person(NewPerson("Somebody"))
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = service.open_account(group.people["chand"])
    token = READER.set(Reader(request, group.slug))
    said = [sentences.say(NO_SUCH_PERSON.because(person=one)) for one in group.people.values()]
    with django_assert_num_queries(0):
        again = sentences.say(NO_SUCH_PERSON.because(person=outside))
    READER.reset(token)
    assert "Asha Devi" in said[0].sentence
    assert f"number {outside}" in again.sentence, "who never belonged is not named"


def test_who_does_not_belong_reads_numbers() -> None:
    group = found()
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    token = READER.set(Reader(request, group.slug))
    said = sentences.in_manner(group.people["asha"], "person")
    READER.reset(token)
    assert said == str(group.people["asha"])
