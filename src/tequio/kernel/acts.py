"""An act: who does something, for which organisation, when, under which key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tequio.kernel.refusals import RefusalKind, Refused, type_of_field
from tequio.kernel.refusals import gettext_noop as _

ORGANISATION_MISSING = RefusalKind(
    "organisation_missing",
    _("This act does not say for which organisation it is done."),
    _("Name the organisation by the short name that stands in the address of its pages."),
    about="input",
)


@dataclass(frozen=True)
class Act:
    """The four facts that every act carries through the one door.

    by            id of the person, or None when the node itself acts
    organisation  id of the organisation, or None for acts of no organisation (the node's chain)
    at            aware time, read once at the edge from the clock
    key           idempotency key, made by the caller before sending; 1 to 80 characters
    """

    by: int | None
    organisation: int | None
    at: datetime
    key: str

    @property
    def today(self) -> date:
        """The day of the act in the zone in which `at` was read."""
        return self.at.date()

    @property
    def of_organisation(self) -> int:
        """The organisation's id, where an act makes no sense without one.

        Raises Refused `organisation_missing`, which the door declares for every act.
        """
        if self.organisation is None:
            raise Refused(ORGANISATION_MISSING.because())
        return self.organisation

    @property
    def by_somebody(self) -> int:
        """The id of the person, in an act whose objections let nobody past who is nobody.

        Raises AssertionError.
        """
        assert self.by is not None, "the objections of this act refuse whoever is nobody"
        return self.by


@dataclass(frozen=True)
class Finding:
    """Something that does not hold, found by `verify`: a code, a sentence, the values in it."""

    room: str
    code: str
    sentence: str
    fields: tuple[tuple[str, type_of_field], ...] = ()

    @classmethod
    def of(cls, room: str, code: str, sentence: str, /, **fields: type_of_field) -> Finding:
        """The finding with its named fields filled in."""
        return cls(room, code, sentence, tuple(fields.items()))

    def __str__(self) -> str:
        return self.sentence.format_map(dict(self.fields))
