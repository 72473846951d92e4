"""All acts of the house, read from their signatures: for the API, the command line and docs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from importlib import import_module
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from tequio.chronicle.rules.inputs import (
    NOT_READABLE,
    Reference,
    objections_to_inputs,
    shown,
    unreadable,
)
from tequio.chronicle.service import ACTS, ActSpec
from tequio.kernel import Refusal, RefusalKind, Refused, refuse
from tequio.kernel import gettext_noop as _

ROOMS = (
    "membership",
    "statutes",
    "mandates",
    "ledger",
    "governance",
    "registry",
    "shares",
    "lending",
    "circles",
    "screening",
    "knowledge",
    "ecosystem",
    "notices",
)

NO_SUCH_ACT = RefusalKind(
    "no_such_act",
    _("There is no act called {name}."),
    _("Look at the list of acts in docs/acts or with ./tequio act --list."),
    about="input",
)
NEEDED = unreadable(_("{field}: this is needed and was not sent."))
NOT_ASKED_FOR = unreadable(_("{field}: there is no such field here."))
NOT_A_NUMBER = unreadable(_("{field}: write a whole number."))
NOT_A_TEXT = unreadable(_("{field}: write a text."))
NOT_A_DAY = unreadable(_("{field}: write a day as year-month-day, such as 2026-02-14."))
NOT_YES_OR_NO = unreadable(_("{field}: write true or false."))
NOT_ONE_OF = unreadable(_("{field}: choose one of these: {choices}."))
NOT_A_LIST = unreadable(_("{field}: write a list, in square brackets."))
NOT_NAMED_VALUES = unreadable(_("{field}: write values with their names, in braces."))
PROBLEMS = (
    ("missing", NEEDED),
    ("union_tag_not_found", NEEDED),
    ("extra_forbidden", NOT_ASKED_FOR),
    ("unexpected_keyword_argument", NOT_ASKED_FOR),
    ("literal_error", NOT_ONE_OF),
    ("union_tag_invalid", NOT_ONE_OF),
    ("int_", NOT_A_NUMBER),
    ("string_", NOT_A_TEXT),
    ("date_", NOT_A_DAY),
    ("bool_", NOT_YES_OR_NO),
    ("tuple_", NOT_A_LIST),
    ("list_", NOT_A_LIST),
    ("dict_", NOT_NAMED_VALUES),
    ("dataclass_", NOT_NAMED_VALUES),
    ("model_", NOT_NAMED_VALUES),
)
"""What pydantic calls a problem begins with one of these; the sentences are ours."""
NO_SUCH_ORGANISATION_NAMED = RefusalKind(
    "no_such_organisation",
    _("There is no organisation called {name}."),
    _("Use the short name that stands in the address of its pages."),
    about="input",
)


def all_acts() -> Mapping[str, ActSpec]:
    """Every act by name, in order of name; imports the rooms' services."""
    for room in ROOMS:
        import_module(f"tequio.{room}.service")
    return dict(sorted(ACTS.items()))


def name_or_number(text: str) -> int | str:
    """An organisation as it was named: by its number, or by its short name.

    Raises Refused `input_not_readable` for what can be neither.
    """
    refuse(objections_to_inputs({"organisation": Reference}, {"organisation": text}))
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else text


def act_named(name: str) -> ActSpec:
    """The act of this name.  Raises Refused `no_such_act`."""
    spec = all_acts().get(name)
    if spec is None:
        raise Refused(NO_SUCH_ACT.because(name=name))
    return spec


@functools.cache
def model_of(name: str) -> type[BaseModel]:
    """A pydantic model of an act's arguments; unknown fields are refused."""
    parameters = list(all_acts()[name].signature.parameters.values())[1:]
    fields: dict[str, Any] = {
        parameter.name: (
            _read_as(parameter.annotation),
            ... if parameter.default is parameter.empty else parameter.default,
        )
        for parameter in parameters
    }
    title = "".join(part.title() for part in name.replace(".", "_").split("_"))
    return create_model(title, __config__=ConfigDict(extra="forbid"), **fields)


def arguments_of(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments for the act's function from JSON values or command-line texts.

    Raises Refused `input_not_readable`, one refusal for each field that is wrong.
    """
    model = model_of(name)
    try:
        read = model.model_validate(dict(given))
    except ValidationError as error:
        raise Refused(*objections_of(error.errors(include_url=False))) from error
    return {field: getattr(read, field) for field in model.model_fields}


def objections_of(problems: Iterable[Mapping[str, Any]], *, below: int = 0) -> list[Refusal]:
    """Our sentences for the problems that pydantic found, one for each field.

    below  how many parts of a field's place the caller put around the act's own fields
    """
    told: dict[str, Refusal] = {}
    for problem in problems:
        place = [str(part) for part in problem["loc"][below:]]
        field = shown(".".join(place)) or "body"
        told.setdefault(field, _objection(problem, field))
    return list(told.values())


def _objection(problem: Mapping[str, Any], field: str) -> Refusal:
    kind = next((kind for start, kind in PROBLEMS if problem["type"].startswith(start)), None)
    if kind is None:
        return NOT_READABLE.because(field=field)
    if kind is NOT_ONE_OF:
        said = problem.get("ctx", {})
        choices = re.findall(r"'([^']*)'", str(said.get("expected", said.get("expected_tags"))))
        return kind.because(field=field, choices=", ".join(choices))
    return kind.because(field=field)


def _read_as(annotation: Any) -> Any:
    """An argument's type for pydantic: among several dataclasses `kind` says which one it is."""
    options = [one for one in get_args(annotation) if is_dataclass(one)]
    if len(options) < 2:
        return annotation
    return Annotated[annotation, Field(discriminator="kind")]
