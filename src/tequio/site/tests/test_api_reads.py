"""Every read of the JSON API by every role, beside the page that shows the same."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from tequio.governance.tests import hall
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.membership import service as membership
from tequio.membership.rules import hash_of_code
from tequio.site.api_reads import router

pytestmark = pytest.mark.django_db
READS = {
    "head": "chronicle/head",
    "statutes": "statutes/",
    "proposals": "decisions/",
    "ballots": "decisions/",
    "resolutions": "decisions/book/",
    "mandates": "mandates/",
    "accounts": "books/",
    "claims": "books/claims/",
}
"""Read → the page that shows the same."""
BELONG = {"secretary": "Asha", "treasurer": "Chitra", "member": "Devi"}
STRANGERS = ("who left", "stranger", "nobody")
SAVING = ["ledger.opening", "ledger.receive", "member.save", "ledger.claim"]
SAVED = 123_456
"""What one member saved: nobody else's business where only officers see the books."""


class Reader:
    """Somebody with a browser and a token; nobody has neither."""

    def __init__(self, group, person=None, browser=None):
        self.slug, self.browser, self.token = group.slug, browser or Client(), ""
        if person is not None:
            self.token = f"token of {person}"
            act = hall.Act(person, None, group.at, self.token)
            membership.issue_token(act, token_hash=hash_of_code(self.token))

    def reads(self, what):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return Client().get(f"/api/v1/organisations/{self.slug}/{what}", headers=headers)

    def page(self, address):
        return self.browser.get(f"/o/{self.slug}/{address}")


@pytest.fixture(params=["members", "officers"])
def books_of(request):
    return request.param


@pytest.fixture
def group(books_of):
    values = {"standing.purposes": SAVING, "privacy.books": books_of}
    group = hall.found(values=values, days_ago=10)
    box = next(one.id for one in books.accounts(group.organisation) if one.kind == "cash")
    saved = {"person": group.people["Esha"], "account": box, "minor": SAVED, "unit": "INR"}
    ledger.save(group.act("Chitra"), **saved)
    group.decides(hall.payment(50_000))
    membership.leave(group.act("Lata"))
    return group


def reader(group, role):
    if role in BELONG:
        return Reader(group, group.people[BELONG[role]], group.enters(BELONG[role]))
    if role == "who left":
        return Reader(group, group.people["Lata"], group.enters("Lata"))
    if role == "stranger":
        return Reader(group, *hall.person())
    return Reader(group)


def test_the_matrix_has_every_read():
    served = {str(path) for path in router.path_operations}
    assert served == {f"/organisations/{{slug}}/{what}" for what in READS} | {"/organisations"}


@pytest.mark.parametrize(("role", "what"), [*product(BELONG, READS)])
def test_whoever_belongs_reads_what_her_page_shows(group, books_of, role, what):
    shown = reader(group, role)
    is_hidden = what == "accounts" and role == "member" and books_of == "officers"
    answer, page = shown.reads(what), shown.page(READS[what])
    assert (answer.status_code, page.status_code) == ((403, 403) if is_hidden else (200, 200))
    if is_hidden:
        assert answer.json()["code"] == "books_not_shown"


@pytest.mark.parametrize(("role", "what"), [*product(STRANGERS, READS)])
def test_whoever_does_not_belong_finds_nothing(group, role, what):
    other = reader(group, role)
    assert other.reads(what).status_code == (401 if role == "nobody" else 404)
    assert other.page(READS[what]).status_code == 404


@pytest.mark.parametrize("role", BELONG)
def test_the_sum_of_all_savings_is_read_by_who_sees_the_books_only(group, books_of, role):
    one = reader(group, role)
    sees_books = books_of == "members" or role != "member"
    listed = one.reads("mandates").json()
    (standing, *_more) = [row for row in listed if row["title"] == "standing"]
    (decided,) = [row for row in listed if row["title"] != "standing"]
    assert [done["ceiling"]["minor"] for done in decided["done"]] == [50_000]
    assert (str(SAVED) in str(listed)) is sees_books
    pages = [one.page(f"mandates/{row['mandate']}/") for row in (standing, *_more)]
    assert any("1,234.56" in page.content.decode() for page in pages) is sees_books
    for what in READS:
        assert sees_books or str(SAVED) not in one.reads(what).content.decode(), what


@pytest.mark.parametrize("before", ["99999999999999999999", "-1", "x"])
def test_a_number_that_no_table_could_hold_is_not_readable(group, before):
    shown = reader(group, "member")
    for what in ("mandates", "resolutions"):
        answer = shown.reads(f"{what}?before={before}")
        assert (answer.status_code, answer.json()["code"]) == (422, "input_not_readable")
        assert shown.reads(f"{what}?before=9999999").status_code == 200


def test_who_acts_under_a_decision_is_read_as_its_mandate_says():
    values = {"keys.pay": 3, "offices.keys": ["keyholder"]}
    group = hall.found(values=values)
    group.decides(hall.payment(50_000))
    group.proposes()
    locked = reader(group, "member")
    granted = {"offices": ["treasurer", "keyholder"], "keys": 3}
    (mandate,) = [m for m in locked.reads("mandates").json() if m["title"] == "resolution"]
    assert {name: mandate[name] for name in granted} == granted
    assert locked.reads("resolutions").json()[0]["who_acts"] == granted
    undecided, decided = locked.reads("proposals").json()
    assert (undecided["who_acts"], decided["who_acts"]) == (None, granted)
