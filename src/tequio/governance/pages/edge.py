"""What every page of governance does at its edge: ask the door, and show a form again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from tequio.chronicle.service import Receipt
from tequio.governance import queries
from tequio.governance.queries import looking
from tequio.governance.rules.bodies import BODIES
from tequio.kernel import Refusal, Refused
from tequio.membership.queries import members, person_names
from tequio.membership.rules import OFFICE_WORDS
from tequio.membership.visits import Visit, status_of

T = TypeVar("T")


class Readable(Protocol):
    """A form, as far as the edge looks at it."""

    def is_valid(self) -> bool: ...


@dataclass(frozen=True)
class Pressed:
    """What came of pressing a button: the receipt, or why there is none."""

    receipt: Receipt | None = None
    refused: tuple[Refusal, ...] = ()
    is_wrong: bool = False

    @property
    def status(self) -> int:
        return status_of(self.refused, is_wrong=self.is_wrong)


NOTHING_PRESSED = Pressed()


def press(request: HttpRequest, form: Readable, act: Callable[[], Receipt]) -> Pressed:
    """Do the act if something was pressed and the form can be read."""
    if request.method != "POST":
        return NOTHING_PRESSED
    if not form.is_valid():
        return Pressed(is_wrong=True)
    try:
        return Pressed(act())
    except Refused as raised:
        return Pressed(refused=named(raised.refusals))


def show(
    request: HttpRequest,
    template: str,
    given: Mapping[str, Any],
    pressed: Pressed = NOTHING_PRESSED,
) -> HttpResponse:
    """The page, with what was refused, and the status that says so."""
    given = {**given, "refused": pressed.refused}
    return render(request, f"governance/{template}", given, status=pressed.status)


def named(refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """The same with names in the place of the numbers of persons."""
    listed = tuple(refusals)
    people = {
        value
        for refusal in listed
        for field, value in refusal.fields
        if field == "person" and isinstance(value, int)
    }
    names = person_names(people) if people else {}
    return tuple(_with_names(refusal, names) for refusal in listed)


def _with_names(refusal: Refusal, names: Mapping[int, str]) -> Refusal:
    fields = tuple(
        (field, names.get(value) or value)
        if field == "person" and isinstance(value, int)
        else (field, value)
        for field, value in refusal.fields
    )
    return replace(refusal, fields=fields)


def found_or_404(thing: T | None) -> T:
    """The thing, or the answer that it is not there."""
    if thing is None:
        raise Http404
    return thing


def title_of(matter: looking.Matter) -> str:
    """The title of a proposal for a list of choices; what has none is said by its effect."""
    effect, title = matter.effect, matter.proposal.title
    if effect.is_loan:
        return gettext("Loan: %(purpose)s") % {"purpose": title} if title else gettext("A loan")
    if title:
        return title
    if effect.kind == "office":
        held = (
            gettext(OFFICE_WORDS[effect.office]) if effect.office in OFFICE_WORDS else effect.office
        )
        return gettext("%(office)s: %(name)s") % {"office": held, "name": effect.name}
    return gettext("Proposal %(number)s") % {"number": matter.proposal.id}


def body_names(organisation: int) -> dict[int, str]:
    """The name of each body by its number, the assembly first."""
    return {one.id: body_name(one.code) for one in queries.bodies(organisation)}


def other_bodies(organisation: int) -> dict[int, str]:
    """The same without the assembly: that every member decides needs not to be said."""
    bodies = queries.bodies(organisation)
    return {one.id: body_name(one.code) for one in bodies if one.code != "assembly"}


def body_name(code: str) -> str:
    """A body in words; a code without a name stands as it is."""
    return gettext(BODIES[code]) if code in BODIES else code


def names_of(visit: Visit) -> dict[int, str]:
    """The members of today who are persons, by name."""
    listed = members(visit.organisation.id, visit.today)
    return {one.person: one.name for one in listed if one.person is not None}
