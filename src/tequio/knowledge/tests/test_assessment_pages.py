"""Pages of assessments: looked at, kept, followed by a villager, compared with what happened."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.knowledge.models import AssessmentRow
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.rules.transferability.aloud import DISCLAIMER
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import a_place, assessed, says, township
from tequio.knowledge.tests.writing import a_design, begun, published, show_evidence
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


def at(page=""):
    return f"/o/network/practices/{page}"


def test_the_result_is_looked_at_before_it_is_kept(here):
    kasi = township(here)
    chand = here.group.browser("chand")
    place = at(f"places/{kasi}/assess")
    assert "Crèche run as a social enterprise" in text(chand.get(place))
    looked = text(chand.get(f"{place}?of=case:creche"))
    for words in ("Transfer with adaptation", "Nothing is kept yet.", DISCLAIMER, "What holds"):
        assert words in looked
    assert not AssessmentRow.objects.exists()
    kept = press(chand, f"{place}?case=creche", "keep")
    assert kept.context["line"].verdict == "adapt"
    assert "by what was known then" in text(kept)


def test_a_villager_reads_the_one_question_that_decides(here):
    kasi = township(here, "groups")
    made = assessed(here, kasi)["assessment"]
    told = text(here.group.browser("chand").get(at(f"assessments/{made}")))
    for words in (
        "Not enough known",
        "One question decides",
        "How many savings groups are there here for each 1,000 adults?",
        "If the answer is 4 per 1,000 adults: Do not transfer as is.",
        "If the answer is 5 per 1,000 adults: Transfer with adaptation.",
        "What we do not know",
        "Asked were: an assembly.",
        DISCLAIMER,
    ):
        assert words in told
    assert "%" not in told


def test_beside_each_condition_stands_of_whom_it_was_asked_and_how_sure_that_is(here):
    kasi = township(here, "trust")
    says(here, kasi, "trust", "8", asked="neighbours", confidence="guess")
    made = assessed(here, kasi)["assessment"]
    told = text(here.group.browser("chand").get(at(f"assessments/{made}")))
    condition = told.partition("trust among neighbours: 8 of 10 here")[2][:120]
    assert "Asked was: neighbours. How sure it is: a guess." in condition


def test_harm_that_was_seen_elsewhere_stands_beside_the_verdict(here):
    number = published(here, design=a_practice_with_a_need())
    kasi = township(here)
    made = assessed(here, kasi, Practice(number))["assessment"]
    chand = here.group.browser("chand")
    assert "Elsewhere somebody was harmed" not in text(chand.get(at(f"assessments/{made}")))
    harm = {"kind": "story", "strength": "told", "is_harm": True, "words": "Two were shut out."}
    here.does(show_evidence, innovation=number, **harm)
    told = text(chand.get(at(f"assessments/{made}")))
    assert "Elsewhere somebody was harmed by it" in told
    looked = text(chand.get(at(f"places/{kasi}/assess?practice={number}")))
    assert "Elsewhere somebody was harmed by it" in looked


def a_practice_with_a_need():
    need = {"variable": "bonding_trust", "operator": "gte", "threshold": 4, "need": "required"}
    part = {
        "id": "rota",
        "kind": "core",
        "name": {"en": "Rota"},
        "function": {"en": "Somebody is always there."},
        "form": {"en": "A list on the door."},
        "preconditions": [need],
    }
    return a_design(components=[part])


def test_a_practice_of_which_no_need_is_told_is_refused_at_its_form(here):
    kasi, number = township(here), begun(here)
    told = here.group.browser("chand").get(at(f"places/{kasi}/assess?practice={number}"))
    assert (told.status_code, "It is written nowhere what the core" in text(told)) == (409, True)
    for unknown in ("of=case:unheard-of", "practice=999", "case=unheard-of", "of=nobody:1"):
        answer = here.group.browser("chand").get(at(f"places/{kasi}/assess?{unknown}"))
        assert answer.status_code == 404


def test_who_sees_an_assessment_and_who_says_what_happened(here):
    here.adopts(knowledge__public=True)
    hidden = assessed(here, township(here))["assessment"]
    langa = a_place(here, "Langa", is_public=True)
    says(here, langa, "trust", "8")
    shown = assessed(here, langa)["assessment"]
    of_a_group = here.member("potters")[0].browser("bina")
    people = [here.group.browser("chand"), of_a_group, browser_of(stage.outsider()), Client()]
    for page, codes in ((hidden, [200, 200, 404, 404]), (shown, [200] * 4), ("", [200] * 4)):
        assert [one.get(at(f"assessments/{page}")).status_code for one in people] == codes
    pages = [text(one.get(at(f"assessments/{shown}"))) for one in people]
    assert ["What happened afterwards?" in one for one in pages] == [True, True, False, False]
    assert ["Kasi" in text(one.get(at("assessments/"))) for one in people] == [
        True,
        True,
        False,
        False,
    ]


def test_what_happened_is_told_beside_what_was_said(here):
    made = assessed(here.later(-1), township(here, groups="1"))["assessment"]
    chand = here.group.browser("chand")
    page = at(f"assessments/{made}")
    assert "Nothing is known of these yet" in text(chand.get(at("assessments/")))
    wrong = press(chand, page, "happened", words="It runs.")
    assert wrong.status_code == 422
    early = press(chand, page, "happened", outcome="alive_same", day="2020-01-01")
    assert "what happened before is no outcome of it" in text(early)
    done = press(chand, page, "happened", outcome="alive_same", words="It runs.")
    for words in ("We were wrong.", "We said that it would not stand, and it does.", "It runs."):
        assert words in text(done)
    record = text(chand.get(at("assessments/")))
    assert "We said that it would not stand, and it does." in record
    assert "never as a rate" in record


def test_places_with_too_little_in_common_are_not_compared(here):
    made = assessed(here, township(here))["assessment"]
    township(here, trust="7")
    a_place(here, "Langa")
    told = text(here.group.browser("chand").get(at(f"assessments/{made}")))
    assert "7 answers known of both" in told
    assert "1 more place: too little in common to compare." in told


def test_an_assessment_costs_the_same_however_many_there_are(here):
    kasi = township(here)
    made = assessed(here, kasi)["assessment"]
    township(here)
    chand = here.group.browser("chand")
    pages = (f"assessments/{made}", "assessments/", f"places/{kasi}/assess?case=creche")

    def costs():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                chand.get(at(page))
            found.append(len(asked))
        return found

    chand.get(at())
    before = costs()
    assessed(here, kasi)
    assessed(here, township(here))
    assert costs() == before
    assert max(before) <= 45
