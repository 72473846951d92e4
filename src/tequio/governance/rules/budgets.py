"""May a participatory budget be opened like this?  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.governance.rules import refusals as no
from tequio.governance.rules.counting import methods
from tequio.governance.rules.meetings import LONGEST_TITLE, objections_to_calling
from tequio.kernel import Refusal
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger.rules import AMOUNT_TOO_LARGE
from tequio.membership.rules import Standing

REFUSALS = (
    no.TITLE_MISSING,
    no.AMOUNT_NOT_POSITIVE,
    no.METHOD_UNKNOWN,
    no.PROJECTS_MISSING,
    no.PROJECT_TWICE,
    no.ENDS_BEFORE_IT_BEGINS,
    no.NOTICE_TOO_SHORT,
    no.TOO_LONG,
    AMOUNT_TOO_LARGE,
)
LONGEST_CODE = 60


@dataclass(frozen=True)
class NewProject:
    """Something that the budget could pay for; `minor`: its cost in minor units."""

    code: str
    title: str
    minor: int
    text: str = ""


@dataclass(frozen=True)
class Sum:
    """The sum to be shared and how: what the objections look at."""

    title: str
    minor: int
    method: str
    closes_on: date
    until: date | None


def objections_to_open_budget(
    standing: Standing,
    budget: Sum,
    projects: Sequence[NewProject],
    *,
    today: date,
    notice_days: int,
) -> list[Refusal]:
    """Everything that is wrong with a budget, at once."""
    objections = objections_to_calling(standing)
    if not budget.title.strip() or any(not project.title.strip() for project in projects):
        objections.append(no.TITLE_MISSING.because())
    for title in (budget.title, *(project.title for project in projects)):
        objections += no.objections_to_length(title.strip(), most=LONGEST_TITLE)
    objections += objections_to_sums([budget.minor, *(project.minor for project in projects)])
    if budget.method not in methods.METHODS:
        listed = ", ".join(methods.METHODS)
        objections.append(no.METHOD_UNKNOWN.because(method=budget.method, methods=listed))
    objections += objections_to_projects(projects)
    first = today + timedelta(days=notice_days)
    if budget.closes_on < first:
        objections.append(no.NOTICE_TOO_SHORT.because(days=notice_days, first=first))
    if budget.until is not None and budget.until < budget.closes_on:
        objections.append(
            no.ENDS_BEFORE_IT_BEGINS.because(since=budget.closes_on, until=budget.until)
        )
    return objections


def objections_to_sums(sums: Sequence[int]) -> list[Refusal]:
    """Each more than nothing, and none beyond what a book can bear."""
    if min(sums) <= 0:
        return [no.AMOUNT_NOT_POSITIVE.because()]
    return [AMOUNT_TOO_LARGE.because()] if max(sums) > LARGEST_MINOR else []


def objections_to_projects(projects: Sequence[NewProject]) -> list[Refusal]:
    """At least one project, each with a code of its own."""
    if not projects:
        return [no.PROJECTS_MISSING.because()]
    codes = [project.code for project in projects]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    long = [one for code in codes for one in no.objections_to_length(code, most=LONGEST_CODE)]
    return [*(no.PROJECT_TWICE.because(project=code) for code in twice), *long]
