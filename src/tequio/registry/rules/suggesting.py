"""Who may say what about an organisation that is not her own, and what became of it.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import NOT_A_MEMBER, NOT_SIGNED_IN, Standing
from tequio.registry.rules.keeping import Keeping, sees
from tequio.registry.rules.properties import CONTACTS, PROPERTIES
from tequio.registry.rules.saying import Value

MOST_OPEN = 5
LONGEST = 2000
OPEN, TAKEN, DECLINED = "open", "taken", "declined"
STATES: Mapping[str, str] = {
    OPEN: _("waits"),
    TAKEN: _("taken"),
    DECLINED: _("declined"),
}
NOTHING_SUGGESTED = RefusalKind(
    "nothing_suggested",
    _("Nothing is suggested: neither a value nor a word."),
    _("Write what is wrong, or what it should be."),
    about="input",
)
WORDS_TOO_LONG = RefusalKind(
    "suggestion_too_long",
    _("A suggestion has at most {most} characters; here are {length}."),
    _("Say it in fewer words."),
    about="input",
)
TOO_MANY_OPEN = RefusalKind(
    "too_many_open",
    _("{open} of your suggestions wait here for an answer; more are not taken at once."),
    _("Wait until the office has answered one of them."),
)
CONTACT_IS_ITS_OWN = RefusalKind(
    "contact_is_its_own",
    _("{title}: how an organisation is reached only itself or the office writes here."),
    _("Leave it out, or ask the organisation to write its own record."),
)
NO_SUCH_SUGGESTION = RefusalKind(
    "no_such_suggestion",
    _("There is no suggestion under the number {suggestion}."),
    _("Choose one from the page of suggestions."),
    about="input",
)
ALREADY_ANSWERED = RefusalKind(
    "suggestion_already_answered",
    _("Suggestion {suggestion} was answered already."),
    _("Nothing is left to do."),
)
ASKS_RECOGNITION = RefusalKind(
    "asks_recognition",
    _("With suggestion {suggestion} an organisation asks to be recognised."),
    _("Recognise it on the page of the organisation, or decline."),
)


@dataclass(frozen=True)
class Asked:
    """A suggestion as it stands; `organisation`: that asks to be recognised with it."""

    id: int
    listed: int
    person: int
    state: str
    organisation: int | None = None


def objections_to_speaking(standing: Standing, keeping: Keeping) -> Iterator[Refusal]:
    """Against anybody saying anything here: she is known, and sees the register."""
    if standing.person is None:
        yield NOT_SIGNED_IN.because()
    elif not sees(standing, keeping):
        yield NOT_A_MEMBER.because()


def objections_to_suggest(values: Collection[Value], words: str, *, open: int) -> Iterator[Refusal]:
    """Against a suggestion; `open` of hers wait already."""
    if not values and not words.strip():
        yield NOTHING_SUGGESTED.because()
    if len(words) > LONGEST:
        yield WORDS_TOO_LONG.because(most=LONGEST, length=len(words))
    for code in _contacts(values):
        yield CONTACT_IS_ITS_OWN.because(title=PROPERTIES[code].title)
    if open >= MOST_OPEN:
        yield TOO_MANY_OPEN.because(open=open)


def _contacts(values: Iterable[Value]) -> list[str]:
    return [one.property for one in values if one.property in CONTACTS]


def objections_to_answer(
    suggestion: int, found: Asked | None, *, is_taken: bool
) -> Iterator[Refusal]:
    """Against answering it."""
    if found is None:
        yield NO_SUCH_SUGGESTION.because(suggestion=suggestion)
    elif found.state != OPEN:
        yield ALREADY_ANSWERED.because(suggestion=suggestion)
    elif is_taken and found.organisation is not None:
        yield ASKS_RECOGNITION.because(suggestion=suggestion)
