"""Pages of statutes: what holds on a day, how it came about, what the law says to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tequio.membership.visits import Visit, visit
from tequio.statutes import queries, rules, service
from tequio.statutes.forms import DayForm


@dataclass(frozen=True)
class Line:
    """One provision as a page shows it.

    adopted  the resolution that says so; None where the default speaks
    origin   the same value in the template from which the statutes began, if it is the same
    """

    provision: rules.Provision
    value: rules.Value
    adopted: rules.Adopted | None
    origin: rules.TemplateValue | None

    @property
    def purposes(self) -> list[str]:
        """What is allowed without a vote, in words that wait for translation."""
        return titles_of_purposes(self.provision, self.value)


@dataclass(frozen=True)
class Section:
    """A heading with its provisions; `rule` where it is a type of decision."""

    code: str
    title: str
    lines: tuple[Line, ...]
    rule: rules.DecisionRule | None


@dataclass(frozen=True)
class Comparison:
    """A provision beside a bound of the law.

    is_within  whether the value keeps the bound
    reason     what the assembly wrote when it went on in spite of an unverified one
    """

    provision: rules.Provision
    value: rules.Value
    bound: rules.Bound
    is_within: bool
    reason: str


# What holds ---------------------------------------------------------------------------------


@require_safe
def statutes(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds on a day, in plain words, heading by heading."""
    here = visit(request, slug)
    form, day = _day(request, here)
    given = _of_day(here, day) | {"form": form}
    status = 200 if form.is_valid() else 422
    return render(request, "statutes/statutes.html", given, status=status)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The statutes of a day as a sheet to read aloud and sign."""
    here = visit(request, slug)
    _form, day = _day(request, here)
    return render(request, "statutes/sheet.html", _of_day(here, day))


def _day(request: HttpRequest, here: Visit) -> tuple[DayForm, date]:
    form = DayForm({"on": request.GET.get("on") or here.today.isoformat()})
    return form, form.cleaned_data["on"] if form.is_valid() else here.today


def _of_day(here: Visit, day: date) -> dict[str, Any]:
    now = queries.statutes_on(here.organisation.id, day)
    template = rules.closest(_templates(here), now)
    return {
        "visit": here,
        "day": day,
        "is_today": day == here.today,
        "sections": _sections(now, rules.unchanged(template, now) if template else {}),
        "template": template,
        "bases": rules.BASES,
        "stated": len(now.adopted),
        "of": len(now),
    }


def _templates(here: Visit) -> list[rules.StatutesTemplate]:
    kind, country = here.organisation.kind, here.organisation.country
    listed = [one for one in queries.templates() if one.kind == kind]
    return [one for one in listed if one.country in ("", country)]


def _sections(now: rules.Statutes, origins: dict[str, rules.TemplateValue]) -> list[Section]:
    return [
        Section(
            code,
            title,
            tuple(
                Line(one, now[one.code], now.adopted.get(one.code), origins.get(one.code))
                for one in rules.CATALOGUE.values()
                if one.group == code
            ),
            _rule(now, code),
        )
        for code, title in rules.GROUPS.items()
    ]


def _rule(now: rules.Statutes, group: str) -> rules.DecisionRule | None:
    _before, is_decision, kind = group.partition("decision.")
    return now.decision_rule(kind) if is_decision else None


def titles_of_purposes(provision: rules.Provision, value: rules.Value | None) -> list[str]:
    """The purposes of a list in words that wait for translation; none for other provisions."""
    if provision.kind != "purposes" or not isinstance(value, tuple):
        return []
    known = rules.STANDING_PURPOSES
    return [known[code].title if code in known else code for code in value]


# How it came about --------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """A change in the history of a provision, with the day on which the next one ended it."""

    change: queries.Change
    purposes: list[str]
    is_to_come: bool


@require_safe
def provision(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One provision: what it says today, every value it ever had, and the law beside it."""
    here = visit(request, slug)
    if code not in rules.CATALOGUE:
        raise Http404
    asked = rules.CATALOGUE[code]
    now = queries.statutes_on(here.organisation.id, here.today)
    template = rules.closest(_templates(here), now)
    origins = rules.unchanged(template, now) if template else {}
    changes = queries.history(here.organisation.id)
    given = {
        "visit": here,
        "line": Line(asked, now[code], now.adopted.get(code), origins.get(code)),
        "group": rules.GROUPS[asked.group],
        "steps": [
            Step(one, titles_of_purposes(asked, one.adopted.value), one.adopted.since > here.today)
            for one in changes
            if one.adopted.code == code
        ],
        "comparisons": [one for one in _comparisons(here, now, changes) if one.provision == asked],
        "bases_of_values": rules.BASES_OF_VALUES,
    }
    return render(request, "statutes/provision.html", given)


# The law ------------------------------------------------------------------------------------


@require_safe
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """Which provisions a rulebook bounds, and whether anybody compared it with the law."""
    here = visit(request, slug)
    now = queries.statutes_on(here.organisation.id, here.today)
    found = _comparisons(here, now, queries.history(here.organisation.id))
    given = {
        "visit": here,
        "comparisons": found,
        "verified": sum(one.bound.parameter.verified for one in found),
        "passed": sum(not one.is_within for one in found),
    }
    return render(request, "statutes/law.html", given)


def _comparisons(
    here: Visit, now: rules.Statutes, changes: list[queries.Change]
) -> list[Comparison]:
    book = service.law_of(here.organisation.id)
    day = here.today
    passed = {one.bound for one in rules.bounds_passed(now, rulebook=book, day=day)}
    reasons = {one.adopted.id: one.reason for one in changes}
    return [
        Comparison(
            rules.CATALOGUE[bound.provision],
            now[bound.provision],
            bound,
            bound not in passed,
            reasons.get(now.adopted[bound.provision].id, "")
            if now.is_stated(bound.provision)
            else "",
        )
        for bound in book.bounds_on(day)
    ]
