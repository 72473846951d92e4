"""She chooses, answers, and is heard in the meeting; what a gateway brings needs its secret."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tequio.governance import service as governance
from tequio.ledger.tests.browsing import codes, words
from tequio.membership.tests.groups import browser_of
from tequio.notices import queries
from tequio.notices import service as notices
from tequio.notices.tests import stage
from tequio.notices.tests.browsing import press, see, texts, told_group

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-the-gateway-0123456789"


@pytest.fixture
def group():
    yield from told_group()


# Messages -----------------------------------------------------------------------------------


def test_she_chooses_where_her_messages_go(group):
    esha = group.person["Esha"]
    assert press(group, "Esha", "messages", esha, channel="email").status_code == 302
    assert queries.choice_of(group.organisation, esha).channel == "email"


def test_an_officer_says_how_she_was_told(group):
    esha = group.person["Esha"]
    missed = press(group, "Chand", "messages", esha, channel="sms")
    assert missed.status_code == 422
    pressed = press(group, "Chand", "messages", esha, channel="sms", wish="spoken")
    assert pressed.status_code == 302
    assert queries.choice_of(group.organisation, esha).wish == "spoken"


def test_who_signs_in_herself_is_not_overruled(group):
    asma = group.person["Asma"]
    browser_of(asma)
    pressed = press(group, "Chand", "messages", asma, channel="none", wish="spoken")
    assert (pressed.status_code, codes(pressed)) == (403, ["she_chose_herself"])


def test_she_calls_a_receipt_wrong_on_her_page(group):
    asma = group.person["Asma"]
    (receipt, *_) = stage.receipts(group)
    pressed = press(group, "Asma", "reply", asma, message=receipt.id, answer="no")
    assert pressed.status_code == 302
    assert "called wrong" in words(see(group, "Asma", "messages", asma))
    assert (
        press(group, "Asma", "reply", asma, message=receipt.id, answer="maybe").status_code == 404
    )
    assert press(group, "Esha", "reply", asma, message=receipt.id, answer="yes").status_code == 403


# Disputed entries ---------------------------------------------------------------------------


def test_a_no_stands_on_the_page_of_the_meeting_until_it_is_settled(group):
    called = group.does("Chand", governance.call_meeting, held_on=group.today + timedelta(days=10))[
        "meeting"
    ]
    meeting = reverse("governance:meeting", args=[group.slug, called])

    def page() -> str:
        return words(browser_of(group.person["Esha"]).get(meeting))

    assert "Disputed entries" not in page()
    texts("NO", group)
    assert "Disputed entries" in page()
    assert "Asma" in page()
    assert "120.50" not in page()
    (dispute,) = queries.disputes(group.organisation)
    settled = press(
        group, "Deepa", "dispute", dispute.id, how="explained", note="Looked at with her."
    )
    assert settled.status_code == 302
    assert "Disputed entries" not in page()


def test_a_meeting_in_progress_shows_it_too(group):
    texts("NO", group)
    opened = group.does(
        "Chand", governance.open_meeting, present=tuple(group.person.values()), meeting=None
    )["meeting"]
    page = browser_of(group.person["Gita"]).get(
        reverse("governance:meeting", args=[group.slug, opened])
    )
    assert "These members said that what was written down for them is wrong." in words(page)


def test_who_wrote_it_down_cannot_settle_it_and_members_do_not_read_it(group):
    texts("NO", group)
    (dispute,) = queries.disputes(group.organisation)
    page = see(group, "Bina", "dispute", dispute.id)
    assert "disabled" in page.content.decode()
    refused = press(group, "Bina", "dispute", dispute.id, how="explained", note="All is well.")
    assert (refused.status_code, codes(refused)) == (403, ["party_to_it"])
    assert "you saved" not in words(see(group, "Esha", "dispute", dispute.id))
    assert "you saved" in words(see(group, "Deepa", "dispute", dispute.id))
    assert "you saved" in words(see(group, "Asma", "dispute", dispute.id))


def test_a_settled_dispute_says_how(group):
    texts("NO", group)
    (dispute,) = queries.disputes(group.organisation)
    notices.answer_dispute(
        group.act("Deepa"), dispute=dispute.id, how="taken_back", note="She had misread it."
    )
    assert "it was taken back" in words(see(group, "Esha", "disputes"))
    assert "She had misread it." in words(see(group, "Asma", "dispute", dispute.id))
    assert "She had misread it." not in words(see(group, "Esha", "dispute", dispute.id))


# What comes in ------------------------------------------------------------------------------


def bring(body, *, secret: str | None = SECRET, as_json: bool = True):
    headers = {} if secret is None else {"X-Tequio-Secret": secret}
    client = Client(enforce_csrf_checks=True)
    if as_json:
        body = body if isinstance(body, str) else json.dumps(body)
        return client.post("/replies", body, content_type="application/json", headers=headers)
    return client.post("/replies", body, headers=headers)


def no_of(group) -> dict[str, str]:
    return {"from": f"+9198765{group.person['Asma']:05d}", "text": "NO", "id": "gw-1"}


@pytest.mark.parametrize("as_json", [True, False])
def test_a_gateway_brings_a_no(group, settings, as_json):
    settings.REPLY_SECRET = SECRET
    assert bring(no_of(group), as_json=as_json).status_code == 200
    assert len(queries.disputes(group.organisation)) == 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "é" * 20])
def test_a_wrong_secret_brings_nothing(group, settings, secret):
    settings.REPLY_SECRET = SECRET
    assert bring(no_of(group), secret=secret).status_code == 403
    assert queries.disputes(group.organisation) == []


def test_without_a_secret_of_the_node_the_door_is_not_there(group, settings):
    settings.REPLY_SECRET = ""
    for secret in ("", None, SECRET):
        assert bring(no_of(group), secret=secret).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "7",
        '"NO"',
        "{",
        "null",
        '{"text": "NO"}',
        '{"from": 7, "text": "NO"}',
        '{"from": "+91", "text": ["NO"]}',
        "[" * 3_000,
        '{"from": "+91", "text": "' + "x" * 5_000 + '"}',
    ],
)
def test_what_cannot_be_read_is_turned_away(settings, body):
    settings.REPLY_SECRET = SECRET
    assert bring(body).status_code == 422


def test_an_unknown_phone_learns_nothing(group, settings):
    settings.REPLY_SECRET = SECRET
    unknown = bring(no_of(group) | {"from": "+15550001"})
    known = bring(no_of(group))
    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)


def test_the_door_is_for_posts_alone(settings):
    settings.REPLY_SECRET = SECRET
    assert Client().get("/replies").status_code == 405
