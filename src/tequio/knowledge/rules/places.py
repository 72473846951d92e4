"""What is said of a place: by whom, asked of whom, how sure; what disagrees stays.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.values import Value, exact, exact_unit
from tequio.knowledge.rules.variables import Variable

Confidence = Literal["sure", "likely", "guess"]
CONFIDENCES: Mapping[str, str] = {
    "sure": _("sure"),
    "likely": _("likely"),
    "guess": _("a guess"),
}

NO_SUCH_PLACE = RefusalKind(
    "no_such_place",
    _("There is no place with the number {place} here."),
    _("Choose one from the list of places."),
    about="input",
)
PLACE_NAME_MISSING = RefusalKind(
    "place_name_missing",
    _("The place has no name."),
    _("Write how people there call it."),
    about="input",
)
NO_SUCH_COUNTRY = RefusalKind(
    "no_such_country_code",
    _("{country} is no code of a country."),
    _("Write two capital letters, such as KE, or leave it empty."),
    about="input",
)
NO_SUCH_PARTY = RefusalKind(
    "no_such_party_of_place",
    _("There is no organisation called {party} here."),
    _("Check the short name in the address of its pages, or leave it empty."),
    about="input",
)
PLACE_OF_OTHERS = RefusalKind(
    "place_of_others",
    _("Only an officer of {party} publishes a place that is described for it."),
    _("Ask one of them to write it down."),
    about="who",
)
NO_SUCH_VARIABLE = RefusalKind(
    "no_such_variable",
    _("{variable} is nothing that is asked of places."),
    _("Choose one of the questions on the page of the place."),
    about="input",
)
NO_VALUE_OF_IT = RefusalKind(
    "no_value_of_variable",
    _("{variable}: this is no answer to that question."),
    _("Write a number, yes or no, or choose what is listed; money needs its currency."),
    about="input",
)
DAY_TO_COME = RefusalKind(
    "day_of_value_to_come",
    _("{day} is still to come."),
    _("Write the day for which it was known."),
    about="input",
)
NO_SUCH_VALUE = RefusalKind(
    "no_such_value_of_place",
    _("Nothing is said of this place under the number {value}, or it was withdrawn."),
    _("Choose it on the page of the place."),
    about="input",
)
NOT_SAID_BY_HER = RefusalKind(
    "value_said_by_another",
    _("Somebody else said this."),
    _("Say what you know instead: both stay, until they are settled."),
    about="who",
)
OTHERS_SAID_OTHERWISE = RefusalKind(
    "others_said_otherwise",
    _("Others said something else; only whoever said this takes it back."),
    _("Say what you know instead: both stay, until they are settled."),
    about="who",
)
SAID_ONE_OF_THEM = RefusalKind(
    "settled_by_who_said_it",
    _("Whoever said one of the values does not settle the matter."),
    _("Ask one of those who hold an office; they stand on the members' page."),
    about="who",
)
NOTHING_DISPUTED = RefusalKind(
    "nothing_disputed",
    _("Nobody disagrees about {variable} in this place."),
    _("Nothing has to be settled."),
)
SETTLED_WITHOUT_WORDS = RefusalKind(
    "settled_without_words",
    _("It is not said how this was settled."),
    _("Write in one sentence how you came to agree."),
    about="input",
)


@dataclass(frozen=True)
class SaidBy:
    """Who said something of which variable of a place, as it stands."""

    id: int
    context: int
    variable: str
    person: int


def objections_to_describe(
    name: str, country: str, *, party: str, is_party_known: bool
) -> Iterator[Refusal]:
    """Against describing a place under this name."""
    if not name.strip():
        yield PLACE_NAME_MISSING.because()
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        yield NO_SUCH_COUNTRY.because(country=country)
    if party and not is_party_known:
        yield NO_SUCH_PARTY.because(party=party)


def objections_to_publish_for(
    party: str, *, is_public: bool, is_its_officer: bool
) -> Iterator[Refusal]:
    """Against publishing a place for an organisation of this node: its own officers do."""
    if party and is_public and not is_its_officer:
        yield PLACE_OF_OTHERS.because(party=party)


def objections_to_place(place: int, *, is_there: bool) -> Iterator[Refusal]:
    """Against something of a place under this number."""
    if not is_there:
        yield NO_SUCH_PLACE.because(place=place)


@dataclass(frozen=True)
class Answer:
    """What an answer comes to; `value` is None where the question does not fit the place."""

    value: Value | None
    unit: str


def read_answer(
    variable: Variable | None, text: str, unit: str, *, does_not_fit: bool
) -> Answer | None:
    """What somebody wrote, as it is reckoned with; None if it is no answer to the question.

    text  a number, `yes` or `no`, a code of its choices, codes divided by commas
    """
    if variable is None:
        return None
    if does_not_fit:
        return None if text.strip() else Answer(None, "")
    try:
        return Answer(exact(variable, _raw(variable, text.strip())), exact_unit(variable, unit))
    except ValueError:
        return None


def _raw(variable: Variable, text: str) -> Any:
    if variable.kind == "yes_no":
        return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())
    if variable.kind == "set":
        return [one.strip() for one in text.split(",") if one.strip()]
    return text


def objections_to_say(
    code: str, variable: Variable | None, answer: Answer | None, *, day: date, today: date
) -> Iterator[Refusal]:
    """Against saying this of a place.

    code  as it was given; variable: what is known under it; answer: what was read
    """
    if variable is None:
        yield NO_SUCH_VARIABLE.because(variable=code)
    elif answer is None:
        yield NO_VALUE_OF_IT.because(variable=code)
    if day > today:
        yield DAY_TO_COME.because(day=day)


def objections_to_withdraw(
    value: int, said: SaidBy | None, *, by: int | None, speaks_for: bool, differs: bool
) -> Iterator[Refusal]:
    """Against taking a value back: who said it may; an officer of the organisation for which it was
    said, where nobody said otherwise, for else she would settle alone what is disputed.  Whoever
    keeps the library may not: values stay, with who was asked, and are settled by the community.

    speaks_for  she is such an officer; differs: others said something else of it
    """
    if said is None:
        yield NO_SUCH_VALUE.because(value=value)
    elif said.person != by and not speaks_for:
        yield NOT_SAID_BY_HER.because()
    elif said.person != by and differs:
        yield OTHERS_SAID_OTHERWISE.because()


def objections_to_settler(
    by: int | None, speakers: Collection[int], *, is_officer: bool
) -> Iterator[Refusal]:
    """Against this person's settling: an officer may, and who said none of the values."""
    if by in speakers and not is_officer:
        yield SAID_ONE_OF_THEM.because()


def objections_to_settle(
    value: int, said: SaidBy | None, *, is_disputed: bool, words: str, day: date, today: date
) -> Iterator[Refusal]:
    """Against settling that this value holds: only what is disputed is settled."""
    if said is None:
        yield NO_SUCH_VALUE.because(value=value)
        return
    if not is_disputed:
        yield NOTHING_DISPUTED.because(variable=said.variable)
    if not words.strip():
        yield SETTLED_WITHOUT_WORDS.because()
    if day > today:
        yield DAY_TO_COME.because(day=day)
