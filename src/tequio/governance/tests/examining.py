"""An act of the tests that puts a question to a panel, as a room above does in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tequio.chronicle.service import ACTS, act
from tequio.governance.rules.effects import Nothing
from tequio.governance.rules.events import BodyOfOffices
from tequio.governance.service import body_of_offices, excuse, file_proposal
from tequio.governance.service.proposals import made
from tequio.kernel import Act


@dataclass(frozen=True)
class PanelAsked:
    proposal: int
    body: int
    effect: str
    text: str
    bodies: tuple[BodyOfOffices, ...]
    excused: tuple[int, ...]


def examine(
    act: Act, /, *, offices: tuple[str, ...], code: str = "panel", interested: tuple[int, ...] = ()
) -> PanelAsked:
    """Ask the holders of these offices, without those who are interested."""
    body = body_of_offices(act.of_organisation, code, offices)
    row = file_proposal(act, title="Is it one?", effect=Nothing(), body=body)
    told = made(row)
    bodies = (BodyOfOffices(body, code, offices),)
    aside = excuse(act, proposal=row.id, people=interested)
    return PanelAsked(told.proposal, told.body, told.effect, told.text, bodies, aside)


@contextmanager
def examining() -> Iterator[Any]:
    """The act while it is known."""
    yield act("tests.examine", may="anyone", refusals=())(examine)
    del ACTS["tests.examine"]
