"""Writing a practice with plain rows, together, so that nobody's text is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tequio.knowledge import service
from tequio.knowledge.forms.designing import plain_of, rows_of
from tequio.knowledge.forms.rows import posted
from tequio.knowledge.queries.cases import ready_cases
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.practice import versions
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.rules.designs import in_one_language
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.stage import place
from tequio.knowledge.tests.writing import a_design, begun, observe
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import text


def sent_by(rows: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a form, as a browser sends them."""
    if isinstance(rows, dict):
        for name, below in rows.items():
            yield from sent_by(below, f"{place}-{name}" if place else name)
    elif isinstance(rows, list):
        for number, below in enumerate(rows):
            yield from sent_by(below, f"{place}-{number}")
    else:
        yield place, str(rows)


@pytest.mark.parametrize("code", [one.code for one in ready_cases()])
def test_a_design_comes_out_of_its_form_as_it_went_in(code):
    design = in_one_language(next(one for one in ready_cases() if one.code == code), "fr")
    fields = dict(sent_by(rows_of(design, "fr")))
    again = read_design(plain_of(posted(fields), "fr") | {"version": design.version})
    assert again == design


@pytest.fixture
def here():
    return stage.library()


def key_in(browser: Client, address: str) -> dict[str, str]:
    shown = unescape(browser.get(address).content.decode())
    (key, *_others) = re.findall(r'name="key" value="([^"]+)"', shown)
    found = re.findall(r'name="based_on" value="(\d+)"', shown)
    return {"key": key, **({"based_on": found[0]} if found else {})}


def rows_at(here, number: int) -> dict[str, str]:
    """What stands in the form of the newest version."""
    return dict(sent_by(rows_of(all_versions(here, number)[0].design, "en")))


def all_versions(here, number: int):
    reader = reader_of(here.keeper, here.group.people["asha"], here.at.date())
    return versions(here.keeper, number, reader)


@pytest.mark.django_db
def test_a_practice_is_begun_with_what_was_noticed(here):
    seen = here.does(observe, "chand", kind="need", words="Nobody minds the children.")
    chand, where = here.group.browser("chand"), place(here, f"new?from={seen['observation']}")
    page = chand.get(where).content.decode()
    assert f'value="{seen["observation"]}" checked' in page
    sent = key_in(chand, where) | {
        "do": "save",
        "title": "Turns",
        "role": "practitioner",
        "observations": seen["observation"],
    }
    done = chand.post(place(here, "new"), sent, follow=True)
    assert "It is begun. Ask others to work on it with you." in text(done)
    assert "Nobody minds the children." in text(done)
    assert "Next: write its parts" in text(done)
    wrong = chand.post(place(here, "new"), sent | {"key": "z" * 20, "role": "", "title": "Kept"})
    assert wrong.status_code == 422
    assert 'value="Kept"' in wrong.content.decode()


@pytest.mark.django_db
def test_rows_are_added_by_a_press_and_what_was_typed_stays(here):
    number = begun(here)
    chand, where = here.group.browser("chand"), place(here, f"{begun(here)}/write")
    sent = rows_at(here, number) | key_in(chand, where) | {"title": "Not saved yet"}
    for add, name in (
        ("parts", "parts-1-name"),
        ("parts-0-needs", "parts-0-needs-0-variable"),
        ("parts-0-others", "parts-0-others-0-form"),
        ("sentences", "sentences-1-says"),
        ("sources", "sources-1-title"),
        ("context", "context-0-variable"),
    ):
        page = chand.post(where, sent | {"add": add})
        assert page.status_code == 200
        assert f'name="{name}"' in page.content.decode()
        assert 'value="Not saved yet"' in page.content.decode()


LONG = "9" * 5_000
STRANGE = {
    "a list that is not there": {"add": "parts-9-needs-x"},
    "a text in the place of a row": {"parts-0": "x"},
    "a row in the place of a text": {"title-0": "x", "rest-0": "x", "sources-0-code-x": "x"},
    "a row in the place of a variable": {"parts-0-needs-0-variable-x": "x"},
    "a number too long for a row": {f"sentences-{LONG}-says": "x", f"parts-{LONG}": "x"},
    "a row too far away": {"add": f"parts-{LONG}-needs"},
    "numbers that are none": {"sentences-²-says": "x"},
    "a number said twice": {"sentences-00-says": "x"},
    "marks that are none": {"marks": "x", "marks-harm-x": "y"},
}


@pytest.mark.django_db
def test_what_no_browser_sends_breaks_nothing(here):
    chand, where = here.group.browser("chand"), place(here, f"{begun(here)}/write")
    rows = dict(sent_by(rows_of(read_design(json.loads(a_design())), "en")))
    for strange in STRANGE.values():
        for do in ("save", "keep"):
            sent = urlencode(rows | key_in(chand, where) | strange | {"do": do})
            answer = chand.post(where, sent, "application/x-www-form-urlencoded")
            assert answer.status_code in (200, 302, 422)


@pytest.mark.django_db
def test_a_condition_is_written_in_plain_fields(here):
    number = begun(here)
    chand, where = here.group.browser("chand"), place(here, f"{number}/write")
    need = {
        "variable": "median_household_income",
        "operator": "gte",
        "threshold": "12000",
        "unit": "zar",
        "reason": "Fees.",
    }
    sent = rows_at(here, number) | {f"parts-0-needs-0-{name}": told for name, told in need.items()}
    sent |= {"parts-0-needs-1-variable": "road_all_seasons", "parts-0-needs-1-threshold": "yes"}
    sent |= key_in(chand, where) | {"do": "save", "words": "What it needs."}
    done = chand.post(where, sent, follow=True)
    told = text(done).replace("\xa0", " ")
    assert "It is written." in told
    assert "income of a middle household: at least R12 000 a month Why: Fees." in told
    assert "It must be so:" in told
    sent |= {"parts-0-needs-0-threshold": "a lot", "based_on": "2", "key": "x" * 20}
    unread = chand.post(where, sent)
    assert unread.status_code == 422
    assert "a lot" in text(unread)
    changed = text(chand.get(place(here, f"{number}/versions/2")))
    assert "What changed since version 1" in changed
    assert "Rota · This needs" in changed


@pytest.mark.django_db
def test_what_does_the_same_work_is_written_in_plain_fields(here):
    number = begun(here)
    chand, where = here.group.browser("chand"), place(here, f"{number}/write")
    need = {"variable": "road_all_seasons", "threshold": "yes", "source": "own"}
    other = {"variable": "months_without_work", "operator": "gte", "threshold": "3"}
    sent = rows_at(here, number) | {f"parts-0-needs-0-{name}": told for name, told in need.items()}
    page = chand.post(where, sent | {"add": "parts-0-needs-0-substitutes"}).content.decode()
    assert 'name="parts-0-needs-0-substitutes-0-variable"' in page
    sent |= {f"parts-0-needs-0-substitutes-0-{name}": told for name, told in other.items()}
    done = chand.post(where, sent | key_in(chand, where) | {"do": "save"}, follow=True)
    assert "Or this, which does the same work: months without work" in text(done)
    (written,) = all_versions(here, number)[0].design.components[0].preconditions
    assert (written.source, len(written.substitutes)) == ("own", 1)
    sent = rows_at(here, number) | key_in(chand, where)
    sent |= {"parts-0-needs-0-substitutes-0-drop": "1", "do": "save"}
    assert "Or this" not in text(chand.post(where, sent, follow=True))


@pytest.mark.django_db
def test_what_went_wrong_and_what_is_known_of_the_place_are_written_and_shown_as_changed(here):
    number = begun(here)
    chand, where = here.group.browser("chand"), place(here, f"{number}/write")
    known = {"variable": "road_all_seasons", "value": "no", "source": "own"}
    sent = rows_at(here, number) | {f"context-0-{name}": told for name, told in known.items()}
    sent |= key_in(chand, where) | {"do": "save", "marks-moved_back": "moved_back"}
    done = chand.post(where, sent, follow=True)
    assert "It came, and what was there before came back." in text(done)
    page = chand.get(where).content.decode()
    assert 'value="moved_back" checked' in page
    assert 'name="context-0-value" value="no"' in page
    changed = text(chand.get(place(here, f"{number}/versions/2")))
    assert "What went wrong" in changed
    assert "moved back" in changed
    twice = rows_at(here, number) | {f"context-1-{name}": told for name, told in known.items()}
    refused = chand.post(where, twice | key_in(chand, where) | {"do": "save"})
    assert refused.status_code == 422
    assert 'name="context-1-value"' in refused.content.decode()
    left = rows_at(here, number) | key_in(chand, where) | {"context-0-drop": "1", "do": "save"}
    del left["marks-0"]
    chand.post(where, left)
    newest = all_versions(here, number)[0].design
    assert (newest.marks, newest.context) == ((), {})


@pytest.mark.django_db
def test_who_wrote_in_between_is_shown_with_both_texts_and_nothing_is_lost(here):
    number = begun(here)
    chand, where = here.group.browser("chand"), place(here, f"{number}/write")
    mine = rows_at(here, number) | key_in(chand, where) | {"title": "Mine", "do": "save"}
    here.does(service.contribute, "dalia", innovation=number, role="researcher")
    given = {"innovation": number, "based_on": 1, "words": "Clearer."}
    here.does(service.write_version, "dalia", design=a_design("Hers"), **given)
    refused = chand.post(where, mine)
    assert refused.status_code == 409
    told = text(refused)
    assert "Version 2 was written in between" in told
    assert "Version 2 · Dalia Ruiz" in told
    assert "Before Hers Now Mine" in told
    assert 'name="based_on" value="2"' in refused.content.decode()
    again = mine | {"based_on": "2", "key": "y" * 20, "title": "Ours"}
    assert "It is written." in text(chand.post(where, again, follow=True))
    assert [one.title for one in all_versions(here, number)] == [
        "Ours",
        "Hers",
        "A rota of mothers",
    ]


@pytest.mark.django_db
def test_only_who_takes_part_writes(here):
    here.adopts(knowledge__public=True)
    number = begun(here)
    here.does(service.publish, innovation=number)
    group, _listed = here.member()
    of_member = group.join("Member of a member group")
    for browser, status in (
        (Client(), 404),
        (browser_of(stage.outsider()), 404),
        (browser_of(of_member), 200),
        (here.group.browser("chand"), 200),
    ):
        for page in ("new", f"{number}/write"):
            assert browser.get(place(here, page)).status_code == status
    dalia, where = here.group.browser("dalia"), place(here, f"{number}/write")
    sent = rows_at(here, number) | key_in(dalia, where) | {"do": "save", "title": "Theirs"}
    refused = dalia.post(where, sent)
    assert refused.status_code in (403, 409)
    assert "Only whoever contributes to a practice writes it and signs it." in text(refused)
