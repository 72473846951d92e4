"""Whatever is sent into any argument of any act: a refusal in our own words, never a breakdown."""

from __future__ import annotations

import argparse
import inspect
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from django.test import Client
from django.urls import get_resolver

from tequio.governance.tests.scene import founded
from tequio.kernel import Act, Refused
from tequio.membership import rules, service
from tequio.membership.tests.groups import browser_of
from tequio.site import acts
from tequio.site.commands import act as command

LONG = "x" * 1_000_000
ATTACKS: dict[str, Any] = {
    "a huge number": 10**40,
    "just past 64 bits": 2**63,
    "a negative number": -7,
    "a text without end": LONG,
    "a sign that no table takes": "a\0b",
    "half of a sign": "a\ud800b",
    "half a number": 1.5,
    "named values": {"what": {"is": ["this"]}},
    "a list of lists": [[[[]]]],
}
NOT_READABLE = ("a huge number", "a text without end", "half of a sign")
ACTS = [name for name in acts.all_acts() if not name.startswith("tests.")]


def lawful(hint: Any) -> Any:
    """Some value that an argument of this type can be read from."""
    if hasattr(hint, "__metadata__"):
        return {"[0-9a-f]{64}": "a" * 64}.get(
            next((getattr(one, "form", "") for one in hint.__metadata__), ""),
            lawful(hint.__origin__),
        )
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    options = [one for one in get_args(hint) if one is not NoneType]
    if is_dataclass(hint):
        return {name: lawful(inner) for name, inner, needed in parts(hint) if needed}
    if get_origin(hint) is tuple:
        return [lawful(options[0])]
    plain = {int: 1, str: "a", bool: False, date: "2026-03-02", Any: 1}
    if hint in plain:
        return plain[hint]
    return {} if get_origin(hint) is dict else lawful(options[0])


def parts(kind: Any) -> list[tuple[str, Any, bool]]:
    """Name, type, and whether it is needed, of each field of a dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    return [
        (one.name, hints[one.name], one.default is MISSING and one.default_factory is MISSING)
        for one in fields(kind)
    ]


def arguments(name: str) -> list[tuple[str, Any, bool]]:
    listed = list(acts.all_acts()[name].signature.parameters.values())[1:]
    return [(p.name, p.annotation, p.default is inspect.Parameter.empty) for p in listed]


def places(hint: Any, value: Any) -> Iterator[tuple[Any, ...]]:
    """Every place inside of a value to which something else can be sent: itself, its parts."""
    yield ()
    options = [one for one in get_args(hint) if one is not NoneType]
    if is_dataclass(hint):
        for name, inner, _needed in parts(hint):
            yield from ((name, *deeper) for deeper in places(inner, None))
    elif get_origin(hint) is tuple:
        yield from ((0, *deeper) for deeper in places(options[0], None))
    elif get_origin(hint) is dict:
        yield ("a",)


def put(hint: Any, place: tuple[Any, ...], attack: Any) -> Any:
    """A lawful value with the attack at one place in it."""
    if not place:
        return attack
    value = lawful(hint)
    if is_dataclass(hint):
        inner = next(inner for name, inner, _needed in parts(hint) if name == place[0])
        return value | {place[0]: put(inner, place[1:], attack)}
    if get_origin(hint) is tuple:
        return [put(get_args(hint)[0], place[1:], attack)]
    return {place[0]: attack}


def options_of(hint: Any) -> list[Any]:
    """The types among which an argument chooses; itself where there is no choice."""
    kinds = [one for one in get_args(hint) if is_dataclass(one)]
    kinds += [
        one for one in get_args(hint) if get_origin(one) in (dict, tuple) and NoneType is not one
    ]
    return kinds if kinds and get_origin(hint) not in (dict, tuple) else [hint]


def attacked(name: str, attack: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The arguments of an act, each time with the attack in another place."""
    listed = arguments(name)
    base = {field: lawful(hint) for field, hint, needed in listed if needed}
    for field, hint, _needed in listed:
        for option in options_of(hint):
            for place in places(option, None):
                where = ".".join([field, *map(str, place)])
                yield where, base | {field: put(option, place, attack)}


@pytest.fixture(scope="module")
def told(told_once):
    def history():
        group = founded()
        act = Act(group.person["Bea"], None, group.at, "token")
        service.issue_token(act, token_hash=rules.hash_of_code("bea"))
        return group

    return told_once(history)


@pytest.fixture
def scene(told, db):
    """A group whose secretary has a token."""
    return deepcopy(told)


def is_refused_for_its_form(name: str, says: str, where: str) -> bool:
    """Whether no state of any group could let this in; a file may be as long as a text can be."""
    return says in NOT_READABLE and (name, where) != ("governance.import_budget", "file")


@pytest.mark.parametrize("name", ACTS)
def test_no_input_breaks_an_act(scene, name):
    here = None if name in OF_NO_ORGANISATION else scene.organisation
    spec = acts.all_acts()[name]
    for says, attack in ATTACKS.items():
        for where, given in attacked(name, attack):
            act = Act(scene.person["Bea"], here, scene.at, where[:60])
            with pytest.raises(Refused) as caught:
                spec.function(act, **acts.arguments_of(name, given))
            told = (says, where, *map(str, caught.value.refusals))
            assert "Input should" not in told[2], told
            if is_refused_for_its_form(name, says, where):
                assert caught.value.refusals[0].code == "input_not_readable", told


@pytest.mark.parametrize("name", ACTS)
def test_no_input_breaks_the_api(scene, client, name):
    slug = {} if name in OF_NO_ORGANISATION else {"organisation": "nsoroma"}
    for number, (says, attack) in enumerate(ATTACKS.items()):
        every = list(attacked(name, attack))
        if not every:
            continue
        where, given = every[number % len(every)]
        body = {"key": where[:60], "with": given} | slug
        answer = client.post(
            f"/api/v1/acts/{name}",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": "Bearer bea"},
        )
        told = (says, where, answer.content[:300])
        assert answer.status_code in (403, 404, 409, 422), told
        assert answer["Content-Type"] == "application/problem+json", told
        assert "Input should" not in answer.json()["detail"], told
        if is_refused_for_its_form(name, says, where):
            assert answer.json()["code"] == "input_not_readable", told


OF_NO_ORGANISATION = {
    "governance.found",
    *(f"membership.{verb}_token" for verb in ("issue", "revoke")),
    "membership.accept_invitation",
    "membership.erase_person",
}


@pytest.mark.parametrize("name", ACTS)
def test_no_input_breaks_the_command_line(scene, name):
    here = None if name in OF_NO_ORGANISATION else "nsoroma"
    for attack in (10**40, LONG, "9" * 5000, -7, "a\0b", "[" * 3000, '{"a": [1.5]}', "²"):
        listed = arguments(name)
        base = {field: lawful(hint) for field, hint, needed in listed if needed}
        for field, hint, _needed in listed:
            is_text = str in (hint, *get_args(hint), getattr(hint, "__origin__", None))
            if is_text and attack not in (LONG, "a\0b"):
                continue  # these are texts like others
            texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in base.items()}
            pairs = [f"{k}={v}" for k, v in (texts | {field: str(attack)}).items()]
            line = argparse.Namespace(
                name=name,
                by=str(scene.person["Bea"]),
                organisation=here,
                key=f"{field}-{str(attack)[:9]}".replace("\0", ""),
                fields=pairs,
                json=True,
                list=False,
                help=False,
            )
            assert command.run(line) == 1, (name, field, str(attack)[:20])


@pytest.mark.parametrize("named", ["²", "9" * 5000, 10**30, "a\0b", "x" * 1_000_000, "-1", "1.5"])
def test_no_name_of_an_organisation_breaks_the_api(scene, client, named):
    body = {"key": "k", "organisation": named, "with": {}}
    answer = client.post(
        "/api/v1/acts/membership.leave",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": "Bearer bea"},
    )
    assert (answer.status_code, answer["Content-Type"]) in [
        (404, "application/problem+json"),
        (422, "application/problem+json"),
    ]


@pytest.mark.parametrize("key", ["a\0b", "a\ud800b", "k" * 81, "k" * 1_000_000])
def test_no_key_breaks_the_door(scene, client, key):
    with pytest.raises(Refused):
        service.leave(Act(scene.person["Dede"], scene.organisation, scene.at, key))
    assert service.leave(Act(scene.person["Dede"], scene.organisation, scene.at, "k" * 80)).facts


def test_the_sentence_names_the_field_and_what_it_takes(scene):
    given = {"name": LONG[:121], "phone": 5, "colour": "red"}
    with pytest.raises(Refused) as caught:
        acts.arguments_of("membership.register_person", given)
    said = sorted(str(refusal) for refusal in caught.value.refusals)
    assert said == ["colour: there is no such field here.", "phone: write a text."]
    with pytest.raises(Refused) as caught:
        scene.does("Bea", service.register_person, name=LONG[:121])
    assert str(caught.value.refusals[0]) == "name: at most 120 characters; here are 121."
    assert scene.does("Bea", service.register_person, name=LONG[:120])


def numbered(inside: Any = None, start: str = "/") -> Iterator[str]:
    """Every address that holds numbers, with `{n}` in their place."""
    for one in (inside or get_resolver()).url_patterns:
        address = start + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from numbered(one, address)
        elif "<int:" in address:
            yield re.sub("<int:[a-z]+>", "{n}", address.replace("<slug:slug>", "nsoroma"))


@pytest.mark.parametrize("number", [10**30, 2**63, 2**63 - 1])
def test_no_number_in_an_address_breaks_a_page(scene, number):
    client: Client = browser_of(scene.person["Bea"])
    listed = sorted(set(numbered()))
    assert len(listed) > 20
    for address in listed:
        answer = client.get(address.replace("{n}", str(number)))
        assert answer.status_code < 500, address


def test_a_form_past_every_column_is_a_page_and_not_a_breakdown(scene):
    client = browser_of(scene.person["Bea"])
    for name in (LONG, "a\0b", "a" * 121):
        sent = {"key": "form", "name": name, "phone": "", "email": ""}
        answer = client.post("/o/nsoroma/members/new", sent)
        assert answer.status_code == 422, name[:20]


QUERIES = ["members/?after=", "meetings/?before=", "resolutions/?before=", "chronicle/?before="]


@pytest.mark.parametrize("query", [*QUERIES, "meetings/call?after="])
@pytest.mark.parametrize("sent", ["9" * 19, "9" * 4500, "%C2%B2", "-1"])
def test_no_question_in_an_address_breaks_a_page(scene, query, sent):
    client = browser_of(scene.person["Bea"])
    assert client.get(f"/o/nsoroma/{query}{sent}").status_code in (200, 404)
