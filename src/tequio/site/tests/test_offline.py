"""What a phone without a network needs: the worker, the ticket, answers that an outbox reads."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tequio.chronicle import queries as chronicle
from tequio.kernel import six_words
from tequio.ledger.tests.browsing import at, browser
from tequio.ledger.tests.founding import Group, found
from tequio.membership.tests.groups import on_the_shared_phone
from tequio.site.pages.offline import FRAME

pytestmark = pytest.mark.django_db
OUTBOX = {"Tequio-Outbox": "1", "Accept": "application/json"}
KEY = "019abcde-0000-7000-8000-000000000001"


@pytest.fixture
def group() -> Group:
    return found()


def saves(client: Client, group: Group, key: str = KEY, **fields: Any) -> Any:
    form = {"key": key, "person": group.people["Devi"], "amount": "50", "account": group.cash}
    return client.post(at(group, "save"), form | fields, headers=OUTBOX)


def keeper(client: Client) -> str:
    return client.get(reverse("ticket")).json()["keeper"]


# The worker and the ticket --------------------------------------------------------------------


def test_the_worker_is_served_from_the_root_and_asked_for_anew_each_time(client: Client) -> None:
    answer = client.get("/worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "worker-src 'self'" in policy
    script = answer.content.decode()
    assert "http" not in re.sub(r"/\*.*?\*/", "", script, flags=re.S), "own addresses only"
    assert all(f"/static/site/{name.partition('.')[0]}" in script for name in FRAME)


def test_the_worker_changes_with_the_language(client: Client) -> None:
    english, hindi = (client.get(f"/worker.js?in={code}").content for code in ("en", "hi"))
    assert english != hindi
    assert client.get("/worker.js?in=xx").content == english


def test_the_page_for_no_network_says_nothing_of_who_is_signed_in(group: Group) -> None:
    page = browser(group, "Asha").get("/offline?in=hi")
    assert '<html lang="hi">' in page.content.decode()
    assert "Asha" not in Client().get("/offline").content.decode()


def test_the_ticket_says_who_is_there_as_a_mark_and_is_not_kept(group: Group) -> None:
    asha = browser(group, "Asha")
    answer = asha.get(reverse("ticket"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert set(answer.json()) == {"csrf", "keeper"}
    assert re.fullmatch("[0-9a-f]{20}", keeper(asha))
    assert keeper(asha) == keeper(browser(group, "Asha"))
    assert keeper(Client()) == "nobody"
    assert keeper(browser(group, "Devi")) != keeper(asha)
    phone = on_the_shared_phone(
        group.organisation, group.people["Devi"], officer=group.people["Asha"]
    )
    assert keeper(phone) not in (keeper(asha), "nobody", keeper(browser(group, "Devi")))


def test_only_marked_pages_may_be_kept_by_a_phone(group: Group) -> None:
    asha = browser(group, "Asha")
    kept, other = asha.get(at(group, "save")), asha.get(at(group, "pay"))
    assert kept.headers["Tequio-Offline"] == "keep"
    assert kept.headers["Tequio-Keeper"] == other.headers["Tequio-Keeper"] == keeper(asha)
    assert "Tequio-Offline" not in other.headers
    assert "Tequio-Offline" not in Client().get(at(group, "save")).headers
    assert kept.headers["Cache-Control"] == "private, no-store", "the browser itself keeps none"


# Answers to the outbox ------------------------------------------------------------------------


def test_the_outbox_is_told_the_line_and_its_six_words_and_the_same_again(group: Group) -> None:
    asha = browser(group, "Asha")
    first, again = saves(asha, group).json(), saves(asha, group).json()
    assert first["outcome"] == "accepted"
    assert first["said"].startswith("Saved for Devi")
    assert first["onward"].startswith(at(group, "save"))
    assert again == first | {"outcome": "replayed"}
    assert group.held(group.account("member-savings", f"person:{group.people['Devi']}")) == 5_000
    line = chronicle.line(group.organisation, first["number"])
    assert line is not None
    assert first["words"] == " ".join(six_words(line[1]))


def test_the_outbox_reads_the_same_refusal_that_the_page_shows(group: Group) -> None:
    asha, devi = browser(group, "Asha"), browser(group, "Devi")
    refused = saves(devi, group)
    assert refused.status_code == 403
    told = refused.json()
    assert told["outcome"] == "refused"
    (reason,) = told["refusals"]
    page = devi.post(
        at(group, "save"),
        {"key": KEY, "person": group.people["Devi"], "amount": "50", "account": group.cash},
    )
    assert reason["code"] in page.content.decode()
    saves(asha, group)
    other = saves(asha, group, amount="60").json()
    assert [one["code"] for one in other["refusals"]] == ["key_used_for_other_content"]
    assert all(one["sentence"] and one["remedy"] for one in other["refusals"])


def test_the_outbox_reads_under_which_field_something_is_wrong(group: Group) -> None:
    answer = saves(browser(group, "Asha"), group, amount="a lot")
    assert answer.status_code == 422
    (reason,) = answer.json()["refusals"]
    assert reason["sentence"].startswith("Amount: ")


def test_what_one_kept_is_never_done_in_the_name_of_another(group: Group) -> None:
    asha, devi = browser(group, "Asha"), browser(group, "Devi")
    form = {"key": KEY, "person": group.people["Devi"], "amount": "50", "account": group.cash}
    answer = asha.post(at(group, "save"), form, headers=OUTBOX | {"Tequio-Keeper": keeper(devi)})
    assert (answer.status_code, answer.json()) == (409, {"outcome": "waiting"})
    assert saves(asha, group).json()["outcome"] == "accepted", "the key is still free"


def test_without_its_mark_against_forgery_nothing_late_is_taken(group: Group) -> None:
    asha = browser(group, "Asha")
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = asha.cookies
    assert saves(careful, group).status_code == 403
    mark = careful.get(reverse("ticket")).json()["csrf"]
    form = {"key": KEY, "person": group.people["Devi"], "amount": "50", "account": group.cash}
    late = careful.post(at(group, "save"), form, headers=OUTBOX | {"X-CSRFToken": mark})
    assert late.json()["outcome"] == "accepted"


def test_who_no_longer_is_signed_in_is_told_by_the_ticket(group: Group) -> None:
    gone = Client()
    assert keeper(gone) == "nobody"
    assert saves(gone, group).status_code == 404
