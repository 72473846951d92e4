"""An act of the tests that holds a whole meeting, as rooms above do: ask, decide, close."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tequio.chronicle.rules import WITH_STEPS, Step, step
from tequio.chronicle.service import ACTS, Receipt, act
from tequio.governance.queries import facts
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.meetings import Hands
from tequio.governance.service import (
    OF_A_SITTING,
    OF_AN_OLDER_PROPOSAL,
    dated,
    decide_by_hands,
    end_sitting,
    file_proposal,
    hold_sitting,
)
from tequio.governance.service.proposals import made
from tequio.governance.tests.scene import KEYS, Scene
from tequio.kernel import Act

SIT = "tests.sit"


@dataclass(frozen=True)
class Sat:
    """What the meeting decided, by the outcome of each question."""

    meeting: int
    outcomes: tuple[str, ...]
    results: tuple[int | None, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Question:
    """So much for tea and these hands; or a proposal that was filed before."""

    minor: int
    hands: Hands
    proposal: int | None = None


@dataclass(frozen=True)
class Asked:
    """What a step of a room above tells of the proposal that it filed."""

    proposal: int
    body: int
    effect: str
    text: str


def sit(
    act: Act,
    /,
    *,
    held_on: date,
    present: tuple[int, ...],
    is_regular: bool,
    questions: tuple[Question, ...],
) -> Sat:
    """Hold a meeting with these questions."""
    then = dated(act, held_on)
    meeting, opened = hold_sitting(then, present=present, is_regular=is_regular, held_on=held_on)
    steps, ends = [opened], []
    for question in questions:
        if question.proposal is None:
            tea = AllowPayment(
                "mandate", "ledger.pay", question.minor, "GHS", ("treasurer",), subject="tea"
            )
            row = file_proposal(then, title="Tea", effect=tea)
            filed = made(row)
            told = Asked(filed.proposal, filed.body, filed.effect, filed.text)
            steps.append(step("tests.ask", told, then.at))
        else:
            row = facts.proposal_row(act.of_organisation, question.proposal)
        done = decide_by_hands(then, meeting=meeting, proposal=row, hands=question.hands)
        steps += done.steps
        ends.append(done)
    steps.append(end_sitting(then, meeting))
    outcomes = tuple(done.outcome for done in ends)
    return Sat(meeting, outcomes, tuple(done.result for done in ends), tuple(steps))


@contextmanager
def sitting() -> Iterator[Any]:
    """The act while it is known."""
    refusals = (*OF_A_SITTING, *OF_AN_OLDER_PROPOSAL)
    yield act(SIT, may="anyone", has_steps=True, refusals=refusals)(sit)
    WITH_STEPS.discard(SIT)
    del ACTS[SIT]


def sits(scene: Scene, what: Any, *yes: int, **fields: Any) -> Receipt:
    """Three days after the meeting Bea enters it: Ama, Bea, Caro and Dede were there, and so many
    of them said yes to each question."""
    witnesses = scene.numbers("Caro", "Dede")
    questions = tuple(
        Question(100 + place, Hands(count, 4 - count, 0, witnesses))
        for place, count in enumerate(yes)
    )
    given = {
        "held_on": scene.today,
        "present": scene.numbers("Ama", "Bea", "Caro", "Dede"),
        "is_regular": True,
        "questions": questions,
    } | fields
    entered = replace(scene).later(days=3)
    return what(
        Act(scene.person["Bea"], scene.organisation, entered.at, f"sits-{next(KEYS)}"), **given
    )
