"""Refusals are data: a code, a sentence with named fields, a remedy.

The sentence is a template, never an f-string, so that the edge can translate it and write its
fields (money, dates, fractions) in the reader's manner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from tequio.kernel.amounts import Amount

type_of_field = int | str | date | Fraction | Amount


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the translators' catalogue and give it back unchanged."""
    return sentence


@dataclass(frozen=True)
class Refusal:
    """One reason to say no, with the values that fill its sentence."""

    code: str
    sentence: str
    remedy: str
    about: Literal["state", "who", "input"] = "state"
    fields: tuple[tuple[str, type_of_field], ...] = ()

    def __str__(self) -> str:
        return self.sentence.format_map(dict(self.fields))


@dataclass(frozen=True)
class RefusalKind:
    """The kind of a refusal: written once, as a constant in a room's `rules`.

    `about` says what the reader can mend: the state of things (HTTP 409), who acts (403), or
    what was sent (422).
    """

    code: str
    sentence: str
    remedy: str
    about: Literal["state", "who", "input"] = "state"

    def because(self, **fields: type_of_field) -> Refusal:
        """The refusal with its named fields filled in."""
        return Refusal(self.code, self.sentence, self.remedy, self.about, tuple(fields.items()))


def answerable(objections: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """What is answered of several reasons: to whom may not do it at all, only that.

    The other reasons tell how things stand (what was decided, what is left), which is for those
    who could mend it.
    """
    reasons = tuple(objections)
    return tuple(reason for reason in reasons if reason.about == "who") or reasons


class Refused(Exception):
    """An act was refused; nothing of it happened.  Carries what is `answerable`, in order."""

    def __init__(self, *refusals: Refusal) -> None:
        assert refusals, "a refusal needs a reason"
        self.refusals = answerable(refusals)
        super().__init__("; ".join(refusal.code for refusal in self.refusals))


def refuse(objections: Iterable[Refusal]) -> None:
    """Raise `Refused` with all objections; do nothing if there is none."""
    reasons = tuple(objections)
    if reasons:
        raise Refused(*reasons)
