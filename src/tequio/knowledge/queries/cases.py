"""The ready cases: practices of elsewhere that the program ships, failures among them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tequio.knowledge.queries.designs import load_shipped
from tequio.knowledge.rules.designs import Design

FOLDER = Path(__file__).resolve().parent.parent / "cases"


@cache
def ready_cases() -> tuple[Design, ...]:
    """All of `knowledge/cases`, by code; read once."""
    return tuple(load_shipped(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml")))


@cache
def _by_code() -> Mapping[str, Design]:
    return MappingProxyType({one.code: one for one in ready_cases()})


def ready_case(code: str) -> Design | None:
    """The ready case of that code, if there is one."""
    return _by_code().get(code)
