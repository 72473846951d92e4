"""Somebody doubts an organisation on a page: with evidence, and nothing of it is shown before."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tequio.membership.tests.groups import stranger
from tequio.screening.models import CaseRow, EvidenceFactRow, EvidenceRow
from tequio.screening.tests import hearing, stage

pytestmark = pytest.mark.django_db
SENT = {
    "do": "doubt",
    "key": "k",
    "pack": "un-ilo@1",
    "doubt": "I was in the meeting. One person said no, and that was it.",
    "value-rules.veto": "yes",
    "kind": "clause",
    "until": "2026-01-31",
    "pointer": "article 9",
    "words": "The copy hangs in their office.",
}


def text(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def place(case, listed: int | None = None) -> str:
    return f"/o/{case.here.group.slug}/screening/organisations/{listed or case.listed}/challenge"


def test_whoever_is_signed_in_doubts_with_evidence_and_nobody_reads_it_yet():
    case, somebody = hearing.hearing(), stranger()
    asked = text(somebody.get(place(case)))
    assert "A doubt needs evidence" in asked
    assert "What does it show?" in asked
    form = somebody.get(f"{place(case)}?fact=rules.veto")
    assert "One person or firm has a veto or a golden share" in text(form)
    assert "its own word" not in text(form)
    done = somebody.post(f"{place(case)}?fact=rules.veto", SENT, follow=True)
    assert "Somebody looks at it before it counts." in text(done)
    row = CaseRow.objects.get(kind="challenge")
    assert (row.state, row.listed_id) == ("quarantine", case.listed)
    assert EvidenceRow.objects.get(case_id=row.id).pointer == "article 9"
    assert EvidenceFactRow.objects.get().value == "true"
    assert "One person said no" not in text(Client().get(done.redirect_chain[-1][0]))


def test_without_evidence_that_can_be_seen_the_form_comes_back_with_what_was_written():
    case = hearing.hearing()
    back = stranger().post(f"{place(case)}?fact=rules.veto", SENT | {"pointer": "", "words": ""})
    assert back.status_code == 422
    assert "Nobody could look at it" in text(back)
    assert "One person said no" in text(back)
    assert not CaseRow.objects.exists()


def test_whoever_is_not_signed_in_is_told_to_and_a_closed_register_shows_nothing():
    case = hearing.hearing()
    assert "Sign in first" in text(Client().get(f"{place(case)}?fact=rules.veto"))
    assert Client().post(f"{place(case)}?fact=rules.veto", SENT).status_code == 200
    assert not CaseRow.objects.exists()
    assert Client().get(place(case, 987654)).status_code == 404
    case.here.adopts(register__public=False)
    assert stranger().get(place(case)).status_code == 404


def test_where_no_rules_were_adopted_nobody_can_be_doubted():
    here = stage.network()
    _group, listed = here.member()
    address = f"/o/{here.group.slug}/screening/organisations/{listed}/challenge"
    assert "so nobody is judged" in text(stranger().get(address))
