"""What becomes of a group at the end of a cycle: on by itself, or in another form.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.circles.rules import refusals as no
from tequio.kernel import Refusal
from tequio.kernel import gettext_noop as _

Form = Literal["alone", "federation", "cooperative"]
FORMS: Mapping[str, str] = {
    "alone": _("We go on by ourselves, without a facilitator"),
    "federation": _("We go on as a graduated group of our federation"),
    "cooperative": _("We go on as a cooperative"),
}


@dataclass(frozen=True)
class GraduationProposed:
    """The proposal by whose adoption a group graduates; its federation, where it names one."""

    proposal: int
    form: str
    federation: int | None
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class Grown:
    """Where a group stands: cycles that are over, its federations, and what is decided or asked."""

    cycles_over: int
    federations: frozenset[int]
    standing: frozenset[tuple[str, int | None]] = frozenset()


def objections_to_graduate(form: Form, federation: int | None, grown: Grown) -> list[Refusal]:
    """A group graduates after a whole cycle, once in each form, and in a federation of its own."""
    if not grown.cycles_over:
        return [no.NO_CYCLE_IS_OVER.because()]
    is_federated = form == "federation"
    if is_federated != (federation is not None) or (
        federation is not None and federation not in grown.federations
    ):
        return [no.NOT_OF_THIS_FEDERATION.because()]
    if (form, federation) in grown.standing:
        return [no.ALREADY_GRADUATED.because()]
    return []
