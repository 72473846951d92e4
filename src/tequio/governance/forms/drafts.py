"""What a founder has typed so far.  It travels, signed, in the page's own form: nothing is kept on
the node before the founding act, and whatever comes back is asked about again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from babel import numbers
from django.core import signing

from tequio.governance.queries.founding import Founding
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.kernel import Unit

SALT = "tequio.governance.founding"
MONEY_DECIMALS = 2


@dataclass(frozen=True)
class Draft:
    """The answers of each step.

    members  name, phone, e-mail, offices divided by spaces; the founder herself stands first
    values   plain values that differ from the template, by code
    opening  minor units by kind of account
    """

    name: str = ""
    kind: str = ""
    country: str = ""
    unit: str = ""
    language: str = ""
    members: tuple[tuple[str, str, str, str], ...] = ()
    template: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    opening: dict[str, int] = field(default_factory=dict)

    @property
    def book_unit(self) -> Unit:
        """The unit of the book, with as many decimals as its money has (CLDR)."""
        return unit_of(self.unit)

    def having(self, **answers: Any) -> Draft:
        """The same with these answers."""
        return replace(self, **answers)

    def signed(self) -> str:
        """The draft as a form carries it."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    def founding(self, person: int, *, is_invented: bool = False) -> Founding:
        """What `governance.found` is given; the founder is a member under her own number."""
        group = NewGroup(
            name=self.name,
            kind=self.kind,
            unit=self.unit,
            exponent=self.book_unit.exponent,
            template=self.template,
            country=self.country,
            language=self.language,
            is_invented=is_invented,
        )
        opening = tuple(Opening(kind, minor) for kind, minor in self.opening.items() if minor)
        return Founding(group, self.founders(person), self.values, self.reasons, opening)

    def founders(self, person: int) -> tuple[Founder, ...]:
        """The members as the act takes them."""
        return tuple(
            Founder(offices=tuple(offices.split()), person=person)
            if place == 0
            else Founder(name, phone, mail, tuple(offices.split()))
            for place, (name, phone, mail, offices) in enumerate(self.members)
        )


def read(signed: str) -> Draft | None:
    """The draft that a form brought back; None if it is not one of ours."""
    try:
        plain = signing.loads(signed, salt=SALT)
        members = tuple(tuple(member) for member in plain.pop("members"))
        return Draft(members=members, **plain)
    except (signing.BadSignature, KeyError, TypeError):
        return None


def unit_of(code: str) -> Unit:
    """A unit of money by its code."""
    if numbers.is_currency(code):
        return Unit(code, numbers.get_currency_precision(code))
    return Unit(code, MONEY_DECIMALS)


def money_of(country: str) -> str:
    """The money that a country uses today; empty if none is known."""
    used = numbers.get_territory_currencies(country) if country else []
    return str(used[0]) if used else ""
