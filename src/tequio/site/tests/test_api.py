"""The JSON API is the same door: same acts, same refusals, same first answers."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from tequio.governance import service as governance
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.kernel import Act
from tequio.membership import service as membership
from tequio.membership.rules import hash_of_code

SECRETARY, MEMBER = 0, 4


@pytest.fixture
def group(db):
    """A savings circle of twelve with tokens for its people; (slug, people, token of each)."""
    founders = tuple(
        Founder(f"Member {n}", offices=("secretary", "treasurer") if n == SECRETARY else ())
        for n in range(12)
    )
    founded = governance.found(
        Act(None, None, timezone.localtime(), "found"),
        group=NewGroup("River circle", "self-help-group", "INR"),
        members=founders,
    )
    people = founded.facts["members"]
    tokens = []
    for person in people:
        token = f"token-of-{person}"
        membership.issue_token(
            Act(person, None, timezone.localtime(), token), token_hash=hash_of_code(token)
        )
        tokens.append(token)
    return "river-circle", people, tokens


def send(client, name, token, body):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(
        f"/api/v1/acts/{name}", json.dumps(body), content_type="application/json", headers=headers
    )


def register(organisation, key="k1", **fields):
    return {"organisation": organisation, "key": key, "with": {"name": "Bina"} | fields}


def test_an_act_answers_with_its_receipt_and_again_with_the_first_answer(client, group):
    slug, _, tokens = group
    first = send(client, "membership.register_person", tokens[SECRETARY], register(slug))
    assert first.status_code == 200
    receipt = first.json()
    assert (receipt["kind"], receipt["replayed"]) == ("membership.register_person", False)
    again = send(client, "membership.register_person", tokens[SECRETARY], register(slug)).json()
    assert again == receipt | {"replayed": True}


def test_a_refusal_is_a_problem_document_with_code_sentence_and_remedy(client, group):
    slug, _, tokens = group
    answer = send(client, "membership.register_person", tokens[MEMBER], register(slug))
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["code"], told["status"]) == ("office_not_held", 403)
    assert "ecretary" in told["detail"]
    assert told["remedy"]
    assert told["refusals"][0]["code"] == "office_not_held"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"key": "k", "with": {}}, 422, "input_not_readable"),
        ({"key": "k", "with": {"name": "Bina", "colour": "red"}}, 422, "input_not_readable"),
        ({"with": {"name": "Bina"}}, 422, "input_not_readable"),
        ({"key": "", "with": {"name": "Bina"}}, 422, "key_not_usable"),
        (
            {"key": "k", "organisation": "nobody", "with": {"name": "B"}},
            404,
            "no_such_organisation",
        ),
        ({"key": "k", "with": {"name": " "}}, 422, "name_missing"),
    ],
)
def test_bad_input_is_refused_with_its_reason(client, group, body, status, code):
    slug, _, tokens = group
    body = {"organisation": slug} | body
    answer = send(client, "membership.register_person", tokens[SECRETARY], body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_other_content_under_a_known_key_is_a_conflict(client, group):
    slug, _, tokens = group
    send(client, "membership.register_person", tokens[SECRETARY], register(slug))
    answer = send(
        client, "membership.register_person", tokens[SECRETARY], register(slug, name="Chitra")
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "key_used_for_other_content")


def test_a_stranger_s_act_finds_no_organisation_and_learns_nothing(client, group):
    slug, _, tokens = group
    stranger = membership.create_person(membership.NewPerson("Stranger"))
    membership.issue_token(
        Act(stranger, None, timezone.localtime(), "s"), token_hash=hash_of_code("stranger")
    )
    body = {"organisation": slug, "key": "k", "with": {"token_hash": hash_of_code("new")}}
    for name, given in (
        ("membership.register_person", register(slug)),
        ("ledger.close_account", {"organisation": slug, "key": "k", "with": {"account": 1}}),
        ("membership.issue_token", body),
    ):
        answer = send(client, name, "stranger", given)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_organisation"), name
    done = send(client, "membership.register_person", tokens[SECRETARY], register(slug))
    assert done.status_code == 200


def test_a_token_is_made_for_nobody_s_book(client, group):
    slug, _, tokens = group
    body = {"key": "k", "with": {"token_hash": hash_of_code("new")}}
    answer = send(client, "membership.issue_token", tokens[MEMBER], body | {"organisation": slug})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_for_an_organisation")
    assert send(client, "membership.issue_token", tokens[MEMBER], body).status_code == 200


@pytest.mark.parametrize(
    ("url", "status", "code"),
    [
        ("/api/v1/acts/ledger.dance", 404, "no_such_act"),
        ("/api/v1/nowhere", 404, "no_such_address"),
        ("/api/v1/acts/membership.leave", 422, "input_not_readable"),
    ],
)
def test_what_cannot_be_understood_is_a_problem_too(client, group, url, status, code):
    answer = client.post(
        url,
        "{not json",
        content_type="application/json",
        headers={"Authorization": f"Bearer {group[2][MEMBER]}"},
    )
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_an_act_without_an_organisation_says_so(client, group):
    body = {"key": "k", "with": {}}
    answer = send(client, "membership.leave", group[2][MEMBER], body)
    assert (answer.status_code, answer.json()["code"]) == (422, "organisation_missing")


def test_a_session_acts_only_with_its_token_against_forgery(group):
    client = Client(enforce_csrf_checks=True)
    client.force_login(membership.open_account(group[1][MEMBER]))
    answer = send(
        client, "membership.leave", "", {"organisation": group[0], "key": "k", "with": {}}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "form_too_old")


@pytest.mark.parametrize(
    ("token", "code"), [("", "not_signed_in"), ("not-a-token", "token_not_known")]
)
def test_nobody_is_asked_to_sign_in(group, token, code):
    client = Client(enforce_csrf_checks=True)
    answer = send(client, "membership.register_person", token, register(group[0]))
    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_a_revoked_token_opens_nothing(client, group):
    slug, people, _ = group
    own = membership.issue_token(
        Act(people[0], None, timezone.localtime(), "t"), token_hash=hash_of_code("abc")
    ).facts["token"]
    membership.revoke_token(Act(people[0], None, timezone.localtime(), "r"), token=own)
    assert send(client, "membership.leave", "abc", {"organisation": slug}).status_code == 401


def test_the_description_is_openapi_3_1_and_names_every_act(client, group):
    from tequio.site.acts import all_acts

    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {f"/api/v1/acts/{name}" for name in all_acts()} <= set(told["paths"])


READS = [
    "head",
    "statutes",
    "proposals",
    "ballots",
    "resolutions",
    "mandates",
    "accounts",
    "claims",
]


@pytest.mark.parametrize("what", READS)
def test_a_member_reads_what_her_pages_show_and_a_stranger_finds_nothing(client, group, what):
    slug, _, tokens = group
    url = f"/api/v1/organisations/{slug}/{what}"
    answer = client.get(url, headers={"Authorization": f"Bearer {tokens[MEMBER]}"})
    assert answer.status_code == 200, answer.content
    stranger = membership.create_person(membership.NewPerson("Stranger"))
    membership.issue_token(
        Act(stranger, None, timezone.localtime(), "s"), token_hash=hash_of_code("stranger")
    )
    refused = client.get(url, headers={"Authorization": "Bearer stranger"})
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_organisation")
    assert client.get(url).status_code == 401


def test_my_organisations_are_those_to_which_i_belong(client, group):
    slug, _, tokens = group
    answer = client.get(
        "/api/v1/organisations", headers={"Authorization": f"Bearer {tokens[MEMBER]}"}
    )
    assert [one["slug"] for one in answer.json()] == [slug]


def test_the_statutes_travel_as_exact_values(client, group):
    slug, _, tokens = group
    answer = client.get(
        f"/api/v1/organisations/{slug}/statutes",
        headers={"Authorization": f"Bearer {tokens[MEMBER]}"},
    )
    assert answer.json()["decision.amendment.majority"] == "2/3"


def test_a_wrong_token_is_told_from_none(client, group):
    slug, _people, tokens = group
    wrong = send(client, "membership.register_person", tokens[SECRETARY] + "x", register(slug))
    assert (wrong.status_code, wrong.json()["code"]) == (401, "token_not_known")
    assert wrong.json()["detail"] == "This token is not known or was ended."
    none = send(client, "membership.register_person", "", register(slug))
    assert (none.status_code, none.json()["code"]) == (401, "not_signed_in")
