"""Frameworks of building blocks of one's own, beside those of the house."""

from __future__ import annotations

from typing import Annotated

from tequio.chronicle.rules.inputs import Text
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import FrameworkRow
from tequio.ecosystem.queries.files import ready_frameworks
from tequio.ecosystem.queries.frameworks import versions_kept
from tequio.ecosystem.queries.standing import objections_to_organise
from tequio.ecosystem.rules import scorecard_refusals as no
from tequio.ecosystem.rules import scorecards as rules
from tequio.ecosystem.rules.frameworks import FrameworkError, load_framework
from tequio.ecosystem.rules.standing import ORGANISERS
from tequio.ecosystem.rules.told_of_scorecards import FrameworkKept
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership.rules import OFFICE_NOT_HELD

FrameworkText = Annotated[str, Text(200_000)]
"""A framework as YAML or JSON."""


@act(
    "ecosystem.keep_framework",
    may=ORGANISERS,
    refusals=[
        OFFICE_NOT_HELD,
        no.FRAMEWORK_NOT_READABLE,
        no.FRAMEWORK_OF_THE_HOUSE,
        no.FRAMEWORK_VERSION_KEPT,
        no.FRAMEWORK_VERSION_OLD,
    ],
)
def keep_framework(act: Act, /, *, text: FrameworkText) -> FrameworkKept:
    """Keep a framework of building blocks of one's own; a version is never changed.

    text  the framework as YAML or JSON; a ready one serves as a pattern
    """
    keeper = act.of_organisation
    refuse(objections_to_organise(act))
    try:
        found = load_framework(text)
    except FrameworkError as wrong:
        problems = "; ".join(wrong.problems)
        raise Refused(no.FRAMEWORK_NOT_READABLE.because(problems=problems)) from wrong
    kept = versions_kept(keeper, found.code)
    refuse(rules.objections_to_keep(found, kept=kept, ready=ready_frameworks()))
    row = FrameworkRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        code=found.code,
        version=found.version,
        text=text,
        digest=digest(text),
        person_id=act.by_somebody,
        kept_at=act.at,
    )
    return FrameworkKept(row.id, row.code, row.version, row.digest)
