"""When a group may let others read books of its own, and what of it holds.  Pure.

A consent names what may be read, by whom, for which packs and until when; it is decided by the
members and taken back by any officer at once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from tequio.kernel import Refusal, RefusalKind, canonical, plain
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import BOOKS

NO_SUCH_PACK = RefusalKind(
    "no_such_pack",
    _("{pack} is no pack by which it is judged there."),
    _("Choose one of the packs that the network adopted."),
    about="input",
)
NO_SUCH_BOOK = RefusalKind(
    "no_such_book_of_ours",
    _("There is no book called {book} that could be read for a screening."),
    _("Choose among: {books}."),
    about="input",
)
NOTHING_TO_READ = RefusalKind(
    "nothing_to_read",
    _("A consent names at least one book and at least one pack."),
    _("Choose which books may be read, and for which packs."),
    about="input",
)
OVER_BY_THEN = RefusalKind(
    "consent_over_by_then",
    _("{until} is over: nothing could be read any more."),
    _("Choose a day to come, or none."),
)
ALREADY_ASKED = RefusalKind(
    "consent_already_proposed",
    _("Exactly this lies before the members already, as proposal {proposal}."),
    _("Bring that proposal to the meeting."),
)
ALREADY_GIVEN = RefusalKind(
    "consent_already_given",
    _("What proposal {proposal} allowed was written down already."),
    _("Nothing is left to do."),
)
NO_SUCH_CONSENT = RefusalKind(
    "no_such_consent",
    _("There is no consent with the number {consent} here."),
    _("Choose one from the list of your consents."),
    about="input",
)
ALREADY_WITHDRAWN = RefusalKind(
    "consent_already_withdrawn",
    _("This consent was taken back already; nothing is read under it."),
    _("Nothing is left to do."),
)


@dataclass(frozen=True)
class Consent:
    """What a group lets an examiner read.

    packs  such as `un-ilo@1`, or `un-ilo` for all its versions
    books  codes of the catalogue
    until  its last day, if one was decided
    """

    id: int
    organisation: int
    examiner: int
    packs: tuple[str, ...]
    books: tuple[str, ...]
    resolution: int
    since: date
    until: date | None
    withdrawn_on: date | None

    def holds(self, on: date) -> bool:
        """Whether it may be used on a day.  Once it was taken back it is over for every day: what
        was not read by then is not read any more."""
        has_not_ended = self.until is None or on <= self.until
        return self.withdrawn_on is None and self.since <= on and has_not_ended

    def is_for(self, pack: str) -> bool:
        """Whether it is for a pack such as `un-ilo@1`."""
        return not {pack, pack.partition("@")[0]}.isdisjoint(self.packs)


@dataclass(frozen=True)
class Wanted:
    """What members are asked to allow; codes in order, each once."""

    examiner: int
    packs: tuple[str, ...]
    books: tuple[str, ...]
    until: date | None

    @property
    def content(self) -> str:
        """To the letter what is asked, as canonical JSON."""
        return canonical(plain(asdict(self)))


def read_wanted(content: str) -> Wanted:
    """What `content` says."""
    said = json.loads(content)
    until = date.fromisoformat(said["until"]) if said["until"] else None
    return Wanted(said["examiner"], tuple(said["packs"]), tuple(said["books"]), until)


def objections_to_propose_consent(
    wanted: Wanted, *, adopted: Collection[str], today: date
) -> Iterator[Refusal]:
    """Against asking the members for a consent.

    adopted  keys of the packs that the examiner adopted
    """
    if not wanted.packs or not wanted.books:
        yield NOTHING_TO_READ.because()
    known = {*adopted, *(key.partition("@")[0] for key in adopted)}
    yield from (NO_SUCH_PACK.because(pack=one) for one in wanted.packs if one not in known)
    choices = ", ".join(BOOKS)
    unknown = [one for one in wanted.books if one not in BOOKS]
    yield from (NO_SUCH_BOOK.because(book=one, books=choices) for one in unknown)
    yield from objections_to_last_day(wanted.until, today)


def objections_to_last_day(until: date | None, today: date) -> Iterator[Refusal]:
    """Against a consent that would be over before it began."""
    if until is not None and until < today:
        yield OVER_BY_THEN.because(until=until)


def objections_to_withdraw_consent(number: int, consent: Consent | None) -> Iterator[Refusal]:
    """Against taking a consent back."""
    if consent is None:
        yield NO_SUCH_CONSENT.because(consent=number)
    elif consent.withdrawn_on is not None:
        yield ALREADY_WITHDRAWN.because()
