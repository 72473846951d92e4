"""The edge of the house for pages: who looks, at which organisation, when.

One of the few places that ask the clock; below it the time is handed in with the act.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata, numbers
from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from tequio.kernel import Act, Refusal
from tequio.membership import queries, rules
from tequio.membership.models import AccountRow
from tequio.membership.visits.devices import said_by_pin, turns_keys
from tequio.membership.visits.typed_amounts import Notation

ENGLISH_OF = {
    "INR": "en_IN",
    "ZAR": "en_ZA",
    "GHS": "en_GH",
    "KES": "en_KE",
    "NGN": "en_NG",
    "TZS": "en_TZ",
    "UGX": "en_UG",
    "GBP": "en_GB",
    "CAD": "en_CA",
    "EUR": "en_IE",
}


@dataclass(frozen=True)
class Visit:
    """A person (or nobody) who looks at an organisation's pages.

    by_pin  she typed her PIN on a shared phone: her offices count for turning her key only
    """

    person: int | None
    organisation: rules.Organisation
    standing: rules.Standing
    at: datetime
    by_pin: bool = False

    @property
    def today(self) -> date:
        return self.at.date()

    def act(self, key: str) -> Act:
        """The act of this visitor for this organisation, under the form's key."""
        return Act(self.person, self.organisation.id, self.at, key)


def person_of(request: HttpRequest) -> int | None:
    """The person behind the sign-in, or who typed her PIN on a shared phone, if any."""
    account = request.user
    if isinstance(account, AccountRow):
        return account.person_id
    said = said_by_pin(request)
    return said.person if said else None


def act_of(request: HttpRequest, key: str) -> Act:
    """An act of no organisation by whoever is signed in."""
    return Act(person_of(request), None, timezone.localtime(), key)


def visit(request: HttpRequest, slug: str) -> Visit:
    """Who looks at the organisation of this short name.

    Raises Http404 for strangers as for organisations that are not there: that a closed group
    exists is nobody's business.
    """
    organisation = queries.organisation(slug)
    if organisation is None:
        raise Http404
    at = timezone.localtime()
    person = person_of(request)
    standing = queries.standing(person, organisation.id, at.date())
    by_pin = said_by_pin(request)
    if by_pin is not None:
        if by_pin.organisation != organisation.id:
            raise Http404
        if not turns_keys(request):
            standing = replace(standing, offices=frozenset())
    if not (rules.is_member(standing) or rules.is_officer(standing)):
        raise Http404
    return Visit(person, organisation, standing, at, by_pin is not None)


STATUS = {"state": 409, "who": 403, "input": 422}
"""The answer's number, by what the reader can mend."""


def status_of(refusals: Sequence[Refusal], *, is_wrong: bool = False) -> int:
    """The status of a page that shows a form again.

    refusals  what the act said no to; the first one decides
    is_wrong  the form itself could not be read
    """
    if refusals:
        return STATUS[refusals[0].about]
    return 422 if is_wrong else 200


def key_of(request: HttpRequest) -> str:
    """The key that came with a form (`{% key_field %}`)."""
    return request.POST.get("key", "")


def fresh_key() -> str:
    """A key for a form: made when the form is shown, so that a second press is the same act."""
    return secrets.token_urlsafe(18)


def number_in(text: str) -> int | None:
    """The number that an address or a form sent as a text; None for what no table could hold."""
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None


def locale(currency: str = "") -> str:
    """Babel's name for the reader's language in the land whose money this is.

    Without money, or where nobody there speaks the language, the land of the node decides: a
    Mexican reads 1,234.50 and a Colombian 1.234,50, both in Spanish.
    """
    language = get_language() or "en"
    if language == "en":
        return ENGLISH_OF.get(currency, "en_GB")
    return _written_in(language, currency[:2], str(settings.PHONE_COUNTRY or ""))


@lru_cache
def _written_in(language: str, *lands: str) -> str:
    """The first of these lands of which CLDR knows how it writes the language."""
    try:
        reader = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "en_GB"
    base = "_".join(part for part in (reader.language, reader.script) if part)
    places = (f"{base}_{land}" for land in lands if land)
    return next((place for place in places if localedata.exists(place)), str(reader))


def percentage(value: Fraction, places: int = 1) -> str:
    """A fraction of a hundred in the reader's manner, for reading only; never for deciding.

    places  so many decimals at most
    """
    pattern = copy(Locale.parse(locale()).percent_formats[None])
    pattern.frac_prec = (0, places)
    return str(pattern.apply(Decimal(value.numerator) / value.denominator, locale()))


def notation(unit: str) -> Notation:
    """How sums of this unit are shown to the reader, so that she can type them like this."""
    place = locale(unit)
    marks = Locale.parse(place).number_symbols["latn"]
    sign = numbers.get_currency_symbol(unit, place)
    return Notation(marks["decimal"], marks["group"], (sign, unit))
