"""An organisation asks another one to admit it, and takes that back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import ApplicationRow
from tequio.membership.queries import federating as reads
from tequio.membership.rules import federating as no
from tequio.membership.service.persons import KEEPS_ROLL


def _asked(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    return [arguments["federation"]]


def _withdrawn(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    """Numbers are given by organisation: another group's application may have the same one."""
    rows = ApplicationRow.objects.filter(organisation_id=act.of_organisation, ended_on=None)
    return rows.filter(id=arguments["application"]).values_list("federation_id", flat=True)


@act(
    "membership.apply",
    may=KEEPS_ROLL + " of the organisation that wants to be admitted",
    refusals=[
        rules.OFFICE_NOT_HELD,
        no.NO_SUCH_FEDERATION,
        no.ALREADY_APPLIED,
        no.ALREADY_BELONGS,
    ],
    touches=_asked,
)
def apply(act: Act, /, *, federation: Id) -> Told[no.OrganisationApplied]:
    """Ask another organisation, such as a federation, to admit this one as a member.

    federation  the organisation that is to decide on it; both chronicles tell of it
    """
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_keeping_the_roll(standing))
    is_there = federation != organisation and queries.organisation(federation) is not None
    refuse(
        no.objections_to_apply(
            is_there=is_there,
            has_applied=reads.has_applied(organisation, federation),
            belongs=reads.belongs_to(organisation, federation),
        )
    )
    row = ApplicationRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        applicant_id=organisation,
        federation_id=federation,
        applied_on=act.today,
    )
    event = no.OrganisationApplied(row.id, organisation, federation)
    return Told(event, {federation: event})


@act(
    "membership.withdraw_application",
    may=KEEPS_ROLL + " of the organisation that has applied",
    refusals=[rules.OFFICE_NOT_HELD, no.NO_APPLICATION],
    touches=_withdrawn,
)
def withdraw_application(act: Act, /, *, application: Id) -> Told[no.ApplicationWithdrawn]:
    """Take back what was asked with `membership.apply`, before it is decided."""
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(rules.objections_to_keeping_the_roll(standing))
    rows = ApplicationRow.objects.filter(organisation_id=organisation, id=application)
    row = rows.filter(ended_on=None).first()
    if row is None:
        raise Refused(no.NO_APPLICATION.because(application=application))
    rows.update(ended_on=act.today)
    event = no.ApplicationWithdrawn(row.id, organisation, row.federation_id)
    return Told(event, {row.federation_id: event})


def end_application(organisation: int, federation: int, *, on: date) -> None:
    """What was asked is decided.  By decision only."""
    rows = ApplicationRow.objects.filter(organisation_id=organisation, federation_id=federation)
    rows.filter(ended_on=None).update(ended_on=on)
