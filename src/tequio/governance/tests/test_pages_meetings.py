"""Meetings in the browser: called, opened, counted before witnesses, closed, printed."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tequio.governance import queries, service
from tequio.governance.rules import effects
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import address, codes, press, shown, words
from tequio.membership import service as membership
from tequio.membership.visits.photos import LARGEST

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0 a sheet of paper"


@pytest.fixture
def group() -> Hall:
    return hall.found(values={"notice.days": 3})


@pytest.fixture
def asha(group: Hall) -> Client:
    return group.enters("Asha")


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def test_the_notice_is_explained_before_the_press(group: Hall, asha: Client) -> None:
    first = group.today + timedelta(days=3)
    page = shown(asha, address(group, "call_meeting"))
    assert "Your rules ask for 3 days of notice" in page
    place = address(group, "call_meeting")
    agenda = [group.proposes()]
    called = press(asha, place, held_on=first.isoformat(), place="School yard", agenda=agenda)
    assert called.status_code == 302
    seen = shown(asha, called["Location"])
    assert "School yard" in seen
    assert "New tyres" in seen
    assert "The meeting was called for" in seen


def test_a_call_with_too_little_notice_shows_the_form_again(group: Hall, asha: Client) -> None:
    place = address(group, "call_meeting")
    answer = press(asha, place, held_on=group.today.isoformat(), place="School yard")
    assert (answer.status_code, codes(answer)) == (409, ["notice_too_short"])
    assert 'value="School yard"' in answer.content.decode()
    assert queries.meetings(group.organisation) == []


@pytest.mark.parametrize("typed", [{}, {"held_on": "soon"}, {"held_on": "2026-13-01"}])
def test_a_call_that_cannot_be_read_is_422(group: Hall, asha: Client, typed: Any) -> None:
    answer = press(asha, address(group, "call_meeting"), place="x", **typed)
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode()


def test_an_agenda_names_only_open_proposals(group: Hall, asha: Client) -> None:
    group.proposes()
    first = (group.today + timedelta(days=3)).isoformat()
    place = address(group, "call_meeting")
    answer = press(asha, place, held_on=first, place="x", agenda=["999999"])
    assert answer.status_code == 422


def test_those_in_the_room_are_ticked_and_the_meeting_opens(group: Hall, asha: Client) -> None:
    place = address(group, "open_ad_hoc")
    assert "8 of 12 members" in shown(asha, place)
    everybody = asha.get(f"{place}?all=1").content.decode()
    assert everybody.count("checked") == 12
    opened = press(asha, place, present=group.numbers(NAMES[:9]))
    assert opened.status_code == 302
    seen = shown(asha, opened["Location"])
    assert "9 of 12 members are here" in seen
    assert "Needed" in seen


def test_quorum_is_shown_live_as_members_come_and_leave(group: Hall, asha: Client) -> None:
    group.proposes(hall.payment())
    meeting = group.opens(NAMES)
    page = shown(asha, address(group, "meeting", meeting))
    assert "Decisions about money 6 12 enough" in page
    answer = press(asha, address(group, "attendance", meeting), present=group.numbers(NAMES[:5]))
    assert answer.status_code == 302
    page = shown(asha, address(group, "meeting", meeting))
    assert "5 of 12 members are here" in page
    assert "Decisions about money 6 5 not enough" in page


def test_what_was_not_announced_cannot_be_voted_on_and_the_page_says_why() -> None:
    group = hall.found("Careful", days_ago=3, values={"notice.days": 3})
    asha = group.enters("Asha")
    announced, other = group.proposes(title="A well"), group.proposes(title="A bridge")
    day = group.today + timedelta(days=3)
    called = service.call_meeting(group.act(), held_on=day, agenda=(announced,))
    meeting = group.later(days=3).opens(meeting=int(called.facts["meeting"]))
    page = shown(asha, address(group, "meeting", meeting))
    assert f"This meeting was called without proposal {other} on its agenda." in page
    place = address(group, "open_ballot", other)
    refused = press(asha, place, way="hands", meeting=meeting)
    assert (refused.status_code, codes(refused)) == (409, ["not_on_the_agenda"])
    place = address(group, "open_ballot", announced)
    assert press(asha, place, way="hands", meeting=meeting).status_code == 302


def test_somebody_from_elsewhere_cannot_be_ticked(group: Hall, asha: Client) -> None:
    stranger, _browser = hall.person()
    answer = press(asha, address(group, "open_ad_hoc"), present=[stranger])
    assert answer.status_code == 422
    assert queries.meetings(group.organisation) == []


def count(group: Hall, browser: Client, ballot: int, **typed: Any) -> Any:
    bela, devi = group.numbers(("Bela", "Devi"))
    fields = {"yes": 8, "no": 2, "abstain": 1, "witness0": bela, "witness1": devi} | typed
    return press(browser, address(group, "hands", ballot), **fields)


def test_hands_are_entered_before_two_witnesses_and_the_vote_is_closed(
    group: Hall, asha: Client, kept: Path
) -> None:
    proposal = group.proposes(hall.payment())
    meeting = group.opens(NAMES[:11])
    place = address(group, "open_ballot", proposal)
    opened = press(asha, place, way="hands", meeting=meeting)
    (ballot,) = queries.open_ballots(group.organisation)
    assert opened["Location"] == address(group, "hands", ballot.id)
    photo = SimpleUploadedFile("sheet.jpg", JPEG, "text/html")
    assert count(group, asha, ballot.id, photo=photo).status_code == 302
    seen = shown(asha, address(group, "ballot", ballot.id))
    assert "8 yes, 2 no, 1 abstained" in seen
    assert "Witnesses of the count: Bela, Devi" in seen
    closed = press(asha, address(group, "close_ballot", ballot.id))
    assert closed["Location"] == address(group, "meeting", meeting)
    page = shown(asha, closed["Location"])
    assert "It is adopted." in page
    assert "Decided in this meeting" in page


@pytest.mark.parametrize(
    ("typed", "status", "code"),
    [
        ({"yes": 12}, 422, "hands_do_not_add_up"),
        ({"witness1": ""}, 422, ""),
        ({"yes": "many"}, 422, ""),
        ({"yes": -1}, 422, ""),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    group: Hall, asha: Client, typed: dict[str, Any], status: int, code: str
) -> None:
    ballot = group.votes(group.proposes(), group.opens(NAMES[:11]))
    answer = count(group, asha, ballot, **typed)
    assert answer.status_code == status
    assert codes(answer) == ([code] if code else [])
    assert queries.ballot(group.organisation, ballot).hands is None


def test_one_witness_named_twice_is_one(group: Hall, asha: Client) -> None:
    ballot = group.votes(group.proposes(), group.opens())
    answer = count(group, asha, ballot, witness1=group.people["Bela"])
    assert (answer.status_code, codes(answer)) == (422, ["witnesses_missing"])


def test_whoever_enters_the_count_is_not_offered_as_a_witness(group: Hall, asha: Client) -> None:
    ballot = group.votes(group.proposes(), group.opens())
    answer = count(group, asha, ballot, witness1=group.people["Asha"])
    assert answer.status_code == 422
    assert codes(answer) == []


# Photographs --------------------------------------------------------------------------------


def test_a_photograph_is_kept_by_its_digest_and_shown_to_members_only(
    group: Hall, asha: Client, kept: Path
) -> None:
    ballot = group.votes(group.proposes(), group.opens())
    count(group, asha, ballot, photo=SimpleUploadedFile("a.png", JPEG))
    digest = hashlib.sha256(JPEG).hexdigest()
    assert (kept / f"{group.organisation}-{digest}").read_bytes() == JPEG
    place = address(group, "photo", digest)
    answer = group.enters("Lata").get(place)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content) == JPEG
    _number, stranger = hall.person()
    assert stranger.get(place).status_code == 404
    assert Client().get(place).status_code == 404


def test_another_group_does_not_see_a_photograph_even_with_its_digest(
    group: Hall, asha: Client, kept: Path
) -> None:
    ballot = group.votes(group.proposes(), group.opens())
    count(group, asha, ballot, photo=SimpleUploadedFile("a.jpg", JPEG))
    other = hall.found("Another circle")
    digest = hashlib.sha256(JPEG).hexdigest()
    assert other.enters("Asha").get(address(other, "photo", digest)).status_code == 404
    assert asha.get(address(group, "photo", "0" * 64)).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg onload='alert(1)'>", "not a photograph"),
        (b"GIF89a....", "not a photograph"),
        (b"", "The submitted file is empty."),
        (JPEG + b"\0" * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_no_photograph_by_its_bytes_is_not_kept(
    group: Hall, asha: Client, kept: Path, content: bytes, said: str
) -> None:
    ballot = group.votes(group.proposes(), group.opens())
    answer = count(group, asha, ballot, photo=SimpleUploadedFile("a.jpg", content, "image/jpeg"))
    assert answer.status_code == 422
    assert said in words(answer)
    assert not kept.exists()


def test_the_photograph_of_a_refused_count_is_not_kept(
    group: Hall, asha: Client, kept: Path
) -> None:
    ballot = group.votes(group.proposes(), group.opens(NAMES[:9]))
    answer = count(group, asha, ballot, yes=12, photo=SimpleUploadedFile("a.jpg", JPEG))
    assert codes(answer) == ["hands_do_not_add_up"]
    assert list(kept.iterdir()) == []


# Closing, minutes, second call --------------------------------------------------------------


def test_a_meeting_with_an_open_ballot_says_why_it_cannot_be_closed(
    group: Hall, asha: Client
) -> None:
    meeting = group.opens()
    ballot = group.votes(group.proposes(), meeting)
    page = shown(asha, address(group, "meeting", meeting))
    assert f"Ballot {ballot} of this meeting is still open." in page
    answer = press(asha, address(group, "close_meeting", meeting))
    assert (answer.status_code, codes(answer)) == (409, ["ballots_still_open"])


def test_minutes_are_assembled_from_what_happened(group: Hall, asha: Client) -> None:
    group.decides(hall.payment(70_000), yes=9, no=3)
    meeting = queries.meetings(group.organisation)[0].id
    page = shown(asha, address(group, "minutes", meeting))
    for said in (
        "Present (12 of 12)",
        "New tyres",
        "Treasurer may pay up to ₹700.00",
        "9 yes, 3 no, 0 abstained; 7 yes were needed.",
        "Witnesses of the count: Bela, Chitra",
        "Fingerprint of these minutes:",
        "Secretary",
    ):
        assert said in page
    assert asha.get(address(group, "meeting", meeting)).status_code == 302


def test_whoever_was_admitted_in_the_meeting_was_no_member_when_it_began(
    group: Hall, asha: Client
) -> None:
    mina = membership.register_person(group.act(), name="Mina").facts["person"]
    group.decides(effects.Admit("admission", mina))
    meeting = queries.meetings(group.organisation)[0].id
    assert "Present (12 of 12)" in shown(asha, address(group, "minutes", meeting))


def test_the_minutes_of_a_meeting_still_to_come_are_its_call(group: Hall, asha: Client) -> None:
    first = group.today + timedelta(days=3)
    called = service.call_meeting(group.act(), held_on=first).facts["meeting"]
    answer = asha.get(address(group, "minutes", called))
    assert answer["Location"] == address(group, "meeting", called)


def test_a_meeting_that_lacked_its_quorum_is_called_a_second_time() -> None:
    group = hall.found("Long ago", days_ago=3, values={"notice.days": 3})
    asha = group.enters("Asha")
    proposal = group.proposes(hall.payment())
    day = group.today + timedelta(days=3)
    called = service.call_meeting(group.act(), held_on=day, agenda=(proposal,))
    meeting = int(called.facts["meeting"])
    group.later(days=3).opens(NAMES[:3], meeting)
    service.close_meeting(group.act(), meeting=meeting)
    minutes = shown(asha, address(group, "minutes", meeting))
    assert "Call it a second time" in minutes
    place = address(group, "call_meeting", query=f"?after={meeting}")
    page = shown(asha, place)
    assert "now 1/4 of the members are enough" in page
    assert "wait 30 minutes" in page
    answer = press(asha, place, held_on=group.today.isoformat(), place="School yard")
    second = queries.meetings(group.organisation)[0]
    assert answer["Location"] == address(group, "meeting", second.id)
    assert (second.call, second.agenda) == (2, (proposal,))


def test_a_second_call_that_is_not_possible_is_grey_and_refused(group: Hall, asha: Client) -> None:
    meeting = group.opens()
    service.close_meeting(group.act(), meeting=meeting)
    place = address(group, "call_meeting", query=f"?after={meeting}")
    assert "for the second time" in shown(asha, place)
    answer = press(asha, place, held_on=group.today.isoformat(), place="x")
    assert (answer.status_code, codes(answer)) == (422, ["call_not_possible"])


def test_older_meetings_are_a_page_further() -> None:
    group = hall.found("Long ago", days_ago=40)
    asha = group.enters("Asha")
    for _meeting in range(32):
        meeting = group.later(days=1).opens(NAMES[:1])
        service.close_meeting(group.act(), meeting=meeting)
    first = asha.get(address(group, "meetings"))
    assert first.content.decode().count("held without notice") == 30
    older = asha.get(address(group, "meetings", query=f"?before={first.context['older']}"))
    assert older.content.decode().count("held without notice") == 2


def test_handing_over_leads_to_a_called_meeting_where_too_few_are_here(
    group: Hall, asha: Client
) -> None:
    page = asha.get(address(group, "hand_over")).content.decode()
    assert f'href="{address(group, "propose_kind", "office")}"' in page
