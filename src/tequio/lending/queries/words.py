"""Rates, terms and accounts in the reader's words."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext, ngettext

from tequio.kernel import Rate
from tequio.ledger.rules import KINDS
from tequio.lending import rules
from tequio.lending.queries.books import PlaceLine
from tequio.membership.visits import percentage
from tequio.statutes.rules import CATALOGUE


def percent(value: Fraction) -> str:
    """A part of a hundred with at most three decimals, for reading only."""
    return percentage(value, places=3)


def rate_told(rate: Rate, method: str) -> str:
    """`2% for each month on what is still owed (declining balance)`."""
    if rate.fraction == 0:
        return gettext("without interest")
    return gettext("%(percent)s %(period)s %(method)s") % {
        "percent": percent(rate.fraction),
        "period": gettext(CATALOGUE["lending.rate_period"].choices[rate.period]),
        "method": gettext(CATALOGUE["lending.method"].choices[method]),
    }


def true_rate_told(value: Fraction, step: rules.Step) -> str:
    """What a flat loan really costs: `3.337% for each month on what is still owed …`."""
    if step == "fortnight":  # no statutes count interest by it: said for two weeks
        return gettext("%(percent)s for each two weeks on what is still owed") % {
            "percent": percent(value)
        }
    return rate_told(Rate(value, step), "declining")


def order_told(order: str) -> str:
    """What a repayment pays first, by the statutes of the day of the request."""
    told = gettext(CATALOGUE["lending.order_of_payment"].choices[order])
    return gettext("The oldest instalment is paid first; within it: %(order)s.") % {"order": told}


def instalments_told(count: int, step: rules.Step) -> str:
    """`6 monthly instalments`."""
    if step == "week":
        told = ngettext("%(count)s weekly instalment", "%(count)s weekly instalments", count)
    elif step == "fortnight":
        told = ngettext(
            "%(count)s fortnightly instalment", "%(count)s fortnightly instalments", count
        )
    else:
        told = ngettext("%(count)s monthly instalment", "%(count)s monthly instalments", count)
    return told % {"count": count}


def terms_told(terms: rules.Terms) -> str:
    """What those who decide should know: instalments, interest, true rate, guarantors."""
    told = [
        gettext("Repaid in %(instalments)s, %(rate)s.")
        % {
            "instalments": instalments_told(terms.count, terms.step),
            "rate": rate_told(terms.rate, terms.method),
        }
    ]
    if terms.method == "flat" and terms.rate.fraction:
        true_rate = true_rate_told(rules.equivalent_rate(terms), terms.step)
        told.append(gettext("This is really %(rate)s.") % {"rate": true_rate})
    if terms.guarantors:
        needed = ngettext(
            "%(count)s member must stand for it before it is paid out.",
            "%(count)s members must stand for it before it is paid out.",
            terms.guarantors,
        )
        told.append(needed % {"count": terms.guarantors})
    return " ".join(told)


def place_told(place: PlaceLine) -> str:
    """`Cash box`, `Bank or mobile money: Grameen`."""
    kind = gettext(KINDS[place.kind].title)
    if not place.name:
        return kind
    return gettext("%(kind)s: %(name)s") % {"kind": kind, "name": place.name}
