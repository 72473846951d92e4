"""All acts of the house, read from their signatures: for the API, the command line and docs."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from tequio.chronicle.service import ACTS, ActSpec
from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _

ROOMS = (
    "membership",
    "statutes",
    "mandates",
    "ledger",
    "governance",
    "lending",
)

NO_SUCH_ACT = RefusalKind(
    "no_such_act",
    _("There is no act called {name}."),
    _("Look at the list of acts in docs/acts or with ./tequio act --list."),
    about="input",
)
INPUT_NOT_READABLE = RefusalKind(
    "input_not_readable",
    _("{field}: {problem}"),
    _("Correct this field and send again."),
    about="input",
)
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
            parameter.annotation,
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
        raise Refused(*_objections(error)) from error
    return {field: getattr(read, field) for field in model.model_fields}


def _objections(error: ValidationError) -> list[Refusal]:
    return [
        INPUT_NOT_READABLE.because(
            field=".".join(str(part) for part in problem["loc"]), problem=problem["msg"]
        )
        for problem in error.errors(include_url=False, include_context=False)
    ]
