"""Registers over the API, at the command line and at the front door: open ones are anybody's."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tequio.kernel import Act
from tequio.membership import service as membership
from tequio.membership.rules import hash_of_code
from tequio.registry.tests.stage import Register, register
from tequio.site.__main__ import load, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def red() -> Register:
    red = register().rules(public=True).ready("coops", licence="ODC-By-1.0")
    red.ready("secret", may_publish=False)
    red.takes_in(
        "1,Leeds Bread,1001,1 High Street,Leeds,LS1 1AA,GB,Live,-1.5,53.8,,", source="coops"
    )
    red.takes_in("2,Bread Inside,1001,,Leeds,,GB,Dead,,,,", "3,Shy,,,,,GB,,,,,", source="secret")
    return red


def reads(path: str, token: str = "", status: int = 200):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = Client().get(f"/api/v1/registers{path}", headers=headers)
    assert answer.status_code == status
    return answer.json()


def token_of(red: Register, who: str) -> str:
    act = Act(red.group.people[who], None, red.at, f"token of {who}")
    membership.issue_token(act, token_hash=hash_of_code(f"token {who}"))
    return f"token {who}"


def test_anybody_finds_in_an_open_register_and_reads_one_with_its_sources(red: Register) -> None:
    assert [one["slug"] for one in reads("")] == ["red"]
    found = reads("/red/organisations?q=bread&country=GB")
    (bread,) = found["organisations"]
    assert (bread["name"], found["count"], bread["conflicts"]) == ("Leeds Bread", 1, 0)
    one = reads(f"/red/organisations/{bread['number']}")
    assert one["shown"]["name.legal"]["text"] == "Leeds Bread"
    said = next(said for said in one["said"] if said["property"] == "address.postcode")
    assert (said["value"], said["source"], said["licence"]) == ("LS1 1AA", "coops", "ODC-By-1.0")
    assert said["edition"] == red.at.date().isoformat()
    assert "Inside" not in json.dumps(one)
    assert reads("/red/facets")["facets"]["country"] == [{"code": "GB", "n": 1, "is_least": False}]


def test_members_read_with_their_token_what_may_not_be_published(red: Register) -> None:
    token = token_of(red, "chand")
    assert reads("/red/organisations", token)["count"] == 2
    number = reads("/red/organisations?q=bread", token)["organisations"][0]["number"]
    one = reads(f"/red/organisations/{number}", token)
    assert one["disagree"] == ["name.legal", "status"]
    assert {said["may_be_published"] for said in one["said"]} == {True, False}


def test_what_is_not_open_is_not_there_for_others(red: Register) -> None:
    closed = register("blue", name="Blue").ready("list")
    closed.takes_in("1,Hidden,,,,,GB,,,,,", source="list")
    for path in ("/blue/organisations", "/blue/facets", "/blue/organisations/1", "/none/facets"):
        assert reads(path, status=404)["code"] == "no_such_organisation"
    shy = red.listed("3")
    for number in (shy, 0, 7, 2**70):
        assert reads(f"/red/organisations/{number}", status=404)["code"] == "no_such_listed"
    assert reads("/red/organisations", token="wrong", status=401)["code"] == "token_not_known"
    assert reads("/red/organisations?limit=1000", status=422)["code"] == "input_not_readable"


def test_a_visitor_of_the_node_sees_which_registers_are_open(red: Register) -> None:
    register("blue", name="Blue keepers").ready("list")
    page = Client().get("/").content.decode()
    assert 'href="/o/red/register/"' in page
    assert "Blue keepers" not in page


def test_the_command_line_finds_by_words_and_facets(red: Register, capsys) -> None:
    find = load("find")
    assert run(find, "find", ["red", "bread", "--facet", "country=GB", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["organisations"]
    assert (one["name"], one["conflicts"]) == ("Leeds Bread", 0)
    assert run(find, "find", ["red", "--facet", "country=GB", "bread"]) == 0
    assert "1 found" in capsys.readouterr().out
    assert run(find, "find", ["red", "braed"]) == 0
    assert "Did you mean: bread" in capsys.readouterr().out
    assert run(find, "find", ["red", "--open"]) == 0
    assert "1 found" in capsys.readouterr().out
    assert run(find, "find", ["nobody"]) == 2
