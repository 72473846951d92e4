"""The register of shares: who holds how much capital, what is asked back, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.kernel import Amount, Unit
from tequio.ledger import queries as ledger
from tequio.ledger import rules as ledger_rules
from tequio.ledger.rules import seeing
from tequio.membership import queries as members
from tequio.membership.rules import Standing, holds_any
from tequio.shares import rules
from tequio.shares.queries.capital import CAPITAL, DUE, Notice, notices, open_of, terms_on
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class Holder:
    """A member's capital, how many whole shares it is, what she asked back, what she is owed."""

    person: int
    name: str
    book: str
    capital: Amount
    shares: int
    asked_back: Amount
    owed: Amount


@dataclass(frozen=True)
class Register:
    """Everybody who holds capital or is owed something, by name, with all notices."""

    terms: rules.Terms
    holders: tuple[Holder, ...]
    notices: tuple[Notice, ...]

    @property
    def capital(self) -> Amount:
        return Amount(sum(one.capital.minor for one in self.holders), self.terms.unit)

    @property
    def owed(self) -> Amount:
        return Amount(sum(one.owed.minor for one in self.holders), self.terms.unit)

    def of(self, person: int | None) -> list[Holder]:
        """What one member has, in each book."""
        return [one for one in self.holders if one.person == person]

    def open_notices(self, person: int | None = None) -> list[Notice]:
        """What was asked back and not given yet; of one member, or of all."""
        waiting = [one for one in self.notices if one.given_on is None]
        return [one for one in waiting if person is None or one.person == person]


def register(organisation: int, on: date) -> Register:
    """The register in the unit of the group's book.  A fixed number of queries."""
    terms = terms_on(organisation, on)
    sums: dict[tuple[int, str], dict[str, int]] = {}
    for one in ledger.accounts(organisation):
        if one.kind in (CAPITAL, DUE) and one.unit == terms.unit and one.person is not None:
            sums.setdefault((one.person, one.book), {})[one.kind] = one.minor
    listed = notices(organisation)
    asked = {book: open_of(listed, book=book) for book in {book for _person, book in sums}}
    names = members.person_names({person for person, _book in sums})
    found = [
        _holder((person, names.get(person, ""), book), held, asked[book].get(person, 0), terms)
        for (person, book), held in sums.items()
    ]
    found.sort(key=lambda one: (one.name.casefold(), one.person, one.book))
    return Register(terms, tuple(one for one in found if _counts(one)), tuple(listed))


def _holder(
    who: tuple[int, str, str], held: dict[str, int], asked: int, terms: rules.Terms
) -> Holder:
    def amount(minor: int) -> Amount:
        return Amount(minor, terms.unit)

    capital = held.get(CAPITAL, 0)
    return Holder(
        *who,
        amount(capital),
        terms.shares_in(capital),
        amount(min(asked, capital)),
        amount(held.get(DUE, 0)),
    )


def _counts(one: Holder) -> bool:
    return bool(one.capital.minor or one.owed.minor)


def offices_at_work(organisation: int, on: date) -> frozenset[str]:
    """The offices that work with shares: they pay, or write the book."""
    statutes = statutes_on(organisation, on)
    return frozenset({*statutes.offices("offices.pay"), *statutes.offices("offices.book")})


def sees_register(organisation: int, standing: Standing, on: date) -> bool:
    """Whether somebody sees what others hold: as the books, and those who work with it."""
    rule = statutes_on(organisation, on).choice("privacy.books")
    return seeing.sees(standing, rule=rule) or holds_any(
        standing, tuple(offices_at_work(organisation, on))
    )


@dataclass(frozen=True)
class PlaceLine:
    """A cash box or bank account as a form offers it."""

    account: int
    kind: str
    name: str
    holds: Amount


def places(organisation: int, unit: Unit, *, book: str | None = None) -> list[PlaceLine]:
    """Open cash boxes and bank accounts in a unit, boxes first.  Two queries."""
    found = [
        one
        for one in ledger.accounts(organisation, book=book)
        if one.kind in ledger_rules.MONEY and one.unit == unit and one.closed_on is None
    ]
    texts = members.texts(organisation, [one.text for one in found if one.text is not None])
    found.sort(key=lambda one: (ledger_rules.MONEY.index(one.kind), one.ref, one.id))
    return [
        PlaceLine(
            one.id, one.kind, texts[one.text].body if one.text in texts else one.ref, one.balance
        )
        for one in found
    ]
