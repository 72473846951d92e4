"""Every argument of an act says how large a number, how long a text it may be.

The door holds each against its type (`chronicle.rules.inputs`); a bare `int` or `str` would say
nothing of the column into which it goes.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from tequio.chronicle.rules.inputs import Id, Name
from tequio.site.acts import all_acts


def bare(kind: Any, path: str, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Where in an argument a bare number or text stands."""
    if kind in (int, str):
        yield path
    if get_origin(kind) in (Annotated, Literal):
        return
    if get_origin(kind) in (Union, types.UnionType, tuple, list, dict):
        for part in get_args(kind):
            yield from bare(part, path, seen)
    if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        hints = get_type_hints(kind, include_extras=True)
        for one in fields(kind):
            yield from bare(hints[one.name], f"{path}.{one.name}", seen | {kind})


def bare_arguments(hints: dict[str, Any]) -> list[str]:
    """Arguments, and fields within them, that say nothing of their size."""
    return [path for name, kind in hints.items() for path in bare(kind, name)]


@pytest.mark.parametrize("name", all_acts())
def test_no_argument_of_an_act_is_a_bare_number_or_text(name):
    parameters = list(all_acts()[name].signature.parameters.values())[1:]
    assert bare_arguments({one.name: one.annotation for one in parameters}) == []


@dataclass(frozen=True)
class Basket:
    owner: Id
    fruits: tuple[str, ...]
    note: Name | None = None


def test_a_bare_number_or_text_is_found_however_deep_it_lies():
    hints = {"person": Id, "way": Literal["by foot"], "count": int, "basket": Basket | None}
    assert bare_arguments(hints) == ["count", "basket.fruits"]
