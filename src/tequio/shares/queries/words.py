"""Divisions and places for money in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext

from tequio.kernel import Unit
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import notation, percentage
from tequio.membership.visits.typed_amounts import text_of_minor
from tequio.shares import rules

STEP_TOLD: Mapping[str, str] = {
    "surplus.reserve": _("To the indivisible reserve"),
    "surplus.education": _("To the education fund"),
    "surplus.solidarity": _("For the movement's funds"),
    "surplus.unforeseen": _("For unforeseen losses"),
    "surplus.workers": _("For those who work here"),
}
REST_TOLD: Mapping[str, str] = {
    "reserve": _("The rest, to the indivisible reserve"),
    "aside": _("The rest, set aside for what the members decide"),
}


def division_title(years: rules.Years) -> str:
    """The words on which members vote."""
    return gettext("How the surplus from %(since)s to %(until)s is divided") % {
        "since": date_format(years.since),
        "until": date_format(years.until),
    }


def recipe_told(years: rules.Years, planned: rules.Plan, proposed: rules.Proposed) -> str:
    """Every sum of a division, one a line, for those who decide on it; of what members get, how
    many they are, the most that one of them gets, and the fingerprint of all parts."""
    told = [(gettext("Result"), years.result)]
    if years.losses:
        told.append((gettext("Losses of earlier years"), -years.losses))
    for step, minor in planned.steps:
        told.append((f"{gettext(STEP_TOLD[step.label])} ({percentage(step.part)})", minor))
    if planned.dividend:
        rate = percentage(proposed.rate, places=3)
        told.append((gettext("Return on capital (%(rate)s)") % {"rate": rate}, planned.dividend))
    if planned.refund:
        part = percentage(proposed.in_cash)
        words = gettext("Given back by use (%(part)s of it in money)") % {"part": part}
        told.append((words, planned.refund))
    told.append((gettext(REST_TOLD[proposed.rest_to]), planned.rest))
    lines = [f"{words}: {sum_told(minor, years.unit)}" for words, minor in told]
    return "\n".join([*lines, *_parts_told(planned.parts, years.unit)])


def _parts_told(parts: Sequence[rules.Part], unit: Unit) -> list[str]:
    getting = rules.getting(parts)
    if not getting:
        return []
    largest = max(part.owed + part.capital for part in getting)
    whole = rules.digest_of_parts(parts)
    eights = " ".join(whole[place : place + 8] for place in range(0, len(whole), 8))
    return [
        gettext("Members who get something: %(count)s") % {"count": len(getting)},
        gettext("The most that one of them gets: %(sum)s") % {"sum": sum_told(largest, unit)},
        gettext("Fingerprint of all parts: %(digest)s") % {"digest": eights},
    ]


def use_told(minor: int, unit: Unit) -> str:
    """What a member used, as it was typed; in no unit, because it is counted in any measure."""
    return text_of_minor(minor, unit.exponent, notation(unit.code)) if minor else ""


def sum_told(minor: int, unit: Unit) -> str:
    """A sum as a text in which nothing else can be."""
    sign = "−" if minor < 0 else ""
    return f"{sign}{text_of_minor(abs(minor), unit.exponent, notation(unit.code))} {unit.code}"
