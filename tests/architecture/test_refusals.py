"""One code is one kind of refusal, with one sentence, over the whole house.

The door knows a declared refusal by its code: two kinds that share a code pass for each other.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator

import tequio
from tequio.kernel import RefusalKind

SAID_IN_SEVERAL_WAYS = {
    "input_not_readable",  # each begins with its field
    "mandate_not_yet_valid",  # today; on the day of the payment
    "no_mandate",  # for a purpose; under a number
    "no_such_act",  # with a name like it, or without
    "no_such_organisation",  # by number; by name
    "over_the_ceiling",  # in all; in a period; before a sum is said
}
"""One state each, told with other words where other facts are known."""


def kinds_of_the_house() -> Iterator[RefusalKind]:
    """Every kind that a module of the house holds, by itself or in a list."""
    for found in pkgutil.walk_packages(tequio.__path__, "tequio."):
        if ".tests" in found.name or ".migrations" in found.name or "__main__" in found.name:
            continue
        for value in vars(importlib.import_module(found.name)).values():
            listed = value if isinstance(value, list | tuple) else [value]
            yield from (one for one in listed if isinstance(one, RefusalKind))


def sharing_a_code(kinds: Iterable[RefusalKind]) -> list[str]:
    """Codes under which there are several kinds."""
    by_code = defaultdict(set)
    for kind in kinds:
        by_code[kind.code].add(kind)
    return sorted(code for code, those in by_code.items() if len(those) > 1)


def test_one_code_is_one_kind():
    kinds = set(kinds_of_the_house())
    assert len(kinds) > 150
    assert set(sharing_a_code(kinds)) == SAID_IN_SEVERAL_WAYS


def test_a_second_kind_under_a_known_code_is_found():
    here, there = (RefusalKind("already_there", f"{who} is there.", "Go.") for who in "AB")
    assert sharing_a_code([here, here]) == []
    assert sharing_a_code([here, there]) == ["already_there"]
