"""Reads of a library: variables, ready cases, published practices and places; a practice held
beside a place without storing anything."""

from __future__ import annotations

import json
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Router

from tequio.kernel import Refused, plain
from tequio.knowledge.queries.cases import ready_case, ready_cases
from tequio.knowledge.queries.places import VariableSeen, place, places
from tequio.knowledge.queries.practices import PracticeLine, practices
from tequio.knowledge.queries.references import assessable
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.queries.versions import Written, design_at
from tequio.knowledge.rules.designs import Design, plain_design
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.places import NO_SUCH_PLACE
from tequio.knowledge.rules.profiles import read_profile
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ
from tequio.knowledge.rules.transferability import assess, assessment_digest, plain_assessment
from tequio.knowledge.rules.transferability.aloud import DISCLAIMER
from tequio.knowledge.rules.transferability.assessable import PLACE_NOT_READABLE
from tequio.knowledge.rules.values import plain_value
from tequio.knowledge.rules.variables import Variable
from tequio.membership import queries as membership
from tequio.membership.visits import person_of
from tequio.site import acts
from tequio.site.api_reads import REFUSED, Answer, Below, Limit, Problem, is_number

knowledge = Router(tags=["knowledge"])


@knowledge.get("/knowledge/variables", response={200: list[Answer]})
def all_variables(request: HttpRequest) -> list[Answer]:
    """What is asked of a place: each question in five languages, and what may be answered."""
    return [_variable(one) for one in variables().values()]


@knowledge.get("/knowledge/cases", response={200: list[Answer]})
def all_cases(request: HttpRequest) -> list[Answer]:
    """The ready cases, failures among them."""
    return [_line_of(one) for one in ready_cases()]


@knowledge.get("/knowledge/cases/{code}", response={200: Answer, REFUSED: Problem})
def one_case(request: HttpRequest, code: str) -> Answer:
    """One ready case whole, as `load_design` reads it back."""
    return _whole(_case(code))


@knowledge.post("/knowledge/cases/{code}/assess", response={200: Answer, REFUSED | {422}: Problem})
def assess_case(request: HttpRequest, code: str, values: Annotated[Answer, Body()]) -> Answer:
    """A ready case beside a place; nothing is stored.

    The body names variables: a value each, or `{"value": 3400, "unit": "ZAR"}`.
    """
    return _assessed(_case(code), values)


@knowledge.get("/knowledge/{slug}/practices", response={200: Answer, REFUSED | {422}: Problem})
def published_practices(
    request: HttpRequest, slug: str, before: Below = None, limit: Limit = 50
) -> Answer:
    """Practices of a library that you may read, the newest first; `before`: the `next` of the page
    before."""
    keeper, takes_part = _reader(request, slug)
    page = practices(keeper, takes_part=takes_part, before=before, limit=limit)
    return {"practices": [_practice(one) for one in page.practices], "next": page.before}


@knowledge.get("/knowledge/{slug}/practices/{number}", response={200: Answer, REFUSED: Problem})
def one_practice(request: HttpRequest, slug: str, number: int, version: Below = None) -> Answer:
    """A practice whole, in the version that stands or another one."""
    keeper, takes_part = _reader(request, slug)
    found = _written(keeper, number, version, takes_part=takes_part)
    design: Answer = json.loads(found.design)
    return design | {"practice": number, "state": found.state}


@knowledge.post(
    "/knowledge/{slug}/practices/{number}/assess",
    response={200: Answer, REFUSED | {409, 422}: Problem},
)
def assess_practice(
    request: HttpRequest, slug: str, number: int, values: Annotated[Answer, Body()]
) -> Answer:
    """A practice beside a place; nothing is stored."""
    keeper, takes_part = _reader(request, slug)
    found = _written(keeper, number, None, takes_part=takes_part)
    return _assessed(assessable(found.design), values)


@knowledge.get("/knowledge/{slug}/places", response={200: list[Answer], REFUSED: Problem})
def published_places(request: HttpRequest, slug: str) -> list[Answer]:
    """Places of a library that you may read."""
    keeper, takes_part = _reader(request, slug)
    return [
        {
            "place": one.id,
            "name": one.name,
            "country": one.country,
            "known": one.known,
            "disputed": one.disputed,
        }
        for one in places(keeper, is_inside=takes_part)
    ]


@knowledge.get("/knowledge/{slug}/places/{number}", response={200: Answer, REFUSED: Problem})
def one_place(request: HttpRequest, slug: str, number: int) -> Answer:
    """A place with all that was said of it; who said it is not told."""
    keeper, takes_part = _reader(request, slug)
    found = place(keeper, number, is_inside=takes_part) if is_number(number) else None
    if found is None:
        raise Refused(NO_SUCH_PLACE.because(place=number))
    return {
        "place": found.place.id,
        "name": found.place.name,
        "country": found.place.country,
        "variables": {one.variable.code: _seen(one) for one in found.variables if one.values},
    }


def _reader(request: HttpRequest, slug: str) -> tuple[int, bool]:
    """The library's number, and whether the reader takes part.  Raises Refused."""
    found = membership.organisation(slug)
    token: object = getattr(request, "auth", None)
    person = token if isinstance(token, int) else person_of(request)
    if found is not None:
        reader = reader_of(found.id, person, timezone.localdate())
        if reader.reads:
            return found.id, reader.takes_part
    raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))


def _case(code: str) -> Design:
    found = ready_case(code)
    if found is None:
        raise Refused(NO_PRACTICE_TO_READ.because())
    return found


def _written(keeper: int, number: int, version: int | None, *, takes_part: bool) -> Written:
    found = design_at(keeper, number, version) if is_number(number) else None
    if found is None or not (takes_part or (found.is_public and not found.is_draft)):
        raise Refused(NO_PRACTICE_TO_READ.because())
    return found


def _assessed(design: Design, values: Answer) -> Answer:
    try:
        profile = read_profile(values, variables())
    except ReadingError as wrong:
        problems = "; ".join(wrong.problems)
        raise Refused(PLACE_NOT_READABLE.because(problems=problems)) from wrong
    found = assess(design, profile)
    told = plain_assessment(found)
    return told | {"digest": assessment_digest(found), "disclaimer": DISCLAIMER}


def _variable(one: Variable) -> Answer:
    return {
        "variable": one.code,
        "group": one.group,
        "kind": one.kind,
        "unit": one.unit,
        "name": dict(one.name),
        "question": dict(one.question),
        "choices": {code: dict(words) for code, words in one.choices.items()},
    }


def _line_of(one: Design) -> Answer:
    return {
        "case": one.code,
        "title": dict(one.title),
        "sector": one.sector,
        "country": one.country,
        "state": one.state,
        "marks": list(one.marks),
        "digest": one.digest,
    }


def _whole(one: Design) -> Answer:
    return plain_design(one) | {"digest": one.digest}


def _practice(one: PracticeLine) -> Answer:
    return {"practice": one.id, "title": one.title, "state": one.state}


def _seen(one: VariableSeen) -> Answer:
    return {
        "state": one.known.state if one.known else "",
        "values": [
            {
                "value": None if said.value is None else plain_value(said.value),
                "unit": said.unit,
                "asked": said.asked,
                "source": said.source,
                "confidence": said.confidence,
                "day": plain(said.day),
                "is_settled": said.is_settled,
            }
            for said in one.values
        ],
    }
