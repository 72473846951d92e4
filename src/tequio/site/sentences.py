"""Refusals and findings in the reader's language, with their fields in the reader's manner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils.translation import gettext

from tequio.circles.rules.turn_events import THINGS as THINGS_OF_TURNS
from tequio.governance.rules.retold import THINGS
from tequio.kernel import Amount, Finding, Refusal
from tequio.kernel import gettext_noop as _
from tequio.kernel.refusals import type_of_field
from tequio.ledger import rules as ledger
from tequio.mandates.rules import PURPOSES
from tequio.membership.rules import KINDS, OFFICE_WORDS
from tequio.screening.rules.credentials.finding import PROBLEMS as OF_CREDENTIALS
from tequio.site import manner
from tequio.site.reading import name_of

ACCOUNTS = {kind.code: kind.title for kind in ledger.KINDS.values()}
WAYS = {
    "phone": _("by phone"),
    "hands": _("by raised hands"),
    "budget": _("on the projects of a budget"),
    "question": _("with yes or no"),
}
"""How a ballot is held, in words."""
WORDS_OF_FIELD: Mapping[str, Mapping[str, str]] = {
    "office": OFFICE_WORDS,
    "offices": OFFICE_WORDS,
    "kind": KINDS | ACCOUNTS,
    "debit_kind": ACCOUNTS,
    "credit_kind": ACCOUNTS,
    "purpose": PURPOSES,
    "way": WAYS,
    "problem": OF_CREDENTIALS,
    "thing": {**THINGS, **THINGS_OF_TURNS},
}
"""Which list of words the codes in a field come from."""
PERSON = "person"
"""The field of a sentence that holds the number of a person."""


@dataclass(frozen=True)
class Said:
    """A refusal as the reader sees it: the code stays, the words are hers."""

    code: str
    sentence: str
    remedy: str
    about: str


def say(refusal: Refusal) -> Said:
    """Translate a refusal's sentence and remedy and fill in its fields."""
    fields = {name: in_manner(value, name) for name, value in refusal.fields}
    return Said(
        refusal.code,
        sentence_of(refusal),
        gettext(refusal.remedy).format_map(fields) if refusal.remedy else "",
        refusal.about,
    )


def sentence_of(reason: Refusal | Finding) -> str:
    """The sentence of a refusal, or of a finding of `verify`, in the reader's language."""
    fields = {name: in_manner(value, name) for name, value in reason.fields}
    return gettext(reason.sentence).format_map(fields)


def remedy_of(refusal: Refusal) -> str:
    """What the reader can do about a refusal, in her language."""
    return say(refusal).remedy


def in_manner(value: type_of_field, field: str = "") -> str:
    """One field of a sentence as the reader writes it; plain numbers are ids and stay plain, but
    for persons whom the reader of the page knows by name."""
    if field == PERSON and isinstance(value, int) and (name := name_of(value)) is not None:
        return name or gettext("a person who was erased")
    if isinstance(value, str):
        return words(value, WORDS_OF_FIELD.get(field, {}))
    return next((write(value) for kind, write in MANNERS if isinstance(value, kind)), str(value))


MANNERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (Amount, manner.money),
    (datetime, manner.moment),
    (date, manner.day),
    (Fraction, manner.fraction),
)


def words(codes: str, meanings: Mapping[str, str]) -> str:
    """Codes separated by commas in the reader's words; a code without words stays as it is."""
    parts = [code.strip() for code in codes.split(",")]
    if meanings.keys().isdisjoint(parts):
        return codes
    return ", ".join(gettext(meanings[part]) if part in meanings else part for part in parts)
