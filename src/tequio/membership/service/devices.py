"""Phones that a group shares: enrolled and struck off by its officers."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Reference
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import DeviceRow
from tequio.membership.rules import pins as no

HOLDS_AN_OFFICE = "holds an office"


@act(
    "membership.enrol_device",
    may=HOLDS_AN_OFFICE,
    refusals=[rules.OFFICE_NOT_HELD],
)
def enrol_device(act: Act, /, *, title: Reference = "") -> no.DeviceEnrolled:
    """Let a phone that the group shares ask its members for a PIN instead of a password.

    title  what the group calls it
    """
    organisation = act.of_organisation
    refuse(no.objections_to_sharing_a_phone(queries.standing(act.by, organisation, act.today)))
    row = DeviceRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        title=title.strip(),
        enrolled_at=act.at,
    )
    return no.DeviceEnrolled(row.id)


@act(
    "membership.revoke_device",
    may=HOLDS_AN_OFFICE,
    refusals=[rules.OFFICE_NOT_HELD, no.NO_SUCH_DEVICE],
)
def revoke_device(act: Act, /, *, device: Id) -> no.DeviceRevoked:
    """Strike a shared phone off: from now on no PIN opens anything there."""
    organisation = act.of_organisation
    refuse(no.objections_to_sharing_a_phone(queries.standing(act.by, organisation, act.today)))
    rows = DeviceRow.objects.filter(organisation_id=organisation, id=device, revoked_at=None)
    if not rows.update(revoked_at=act.at):
        raise Refused(no.NO_SUCH_DEVICE.because())
    return no.DeviceRevoked(device)
