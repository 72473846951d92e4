"""Verdicts of other networks are taken in as theirs: verified, shown with their day, counted
nowhere."""

from __future__ import annotations

import json
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Text
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.node_key import public_key
from tequio.screening.models import PartnerVerdictRow
from tequio.screening.queries.examining import objections_to_examine
from tequio.screening.queries.partners import feed_of_key, kept_of
from tequio.screening.rules import partners as rules
from tequio.screening.rules.credentials import OF_A_CREDENTIAL, Credential, read_credential
from tequio.screening.rules.examining import ASSESSORS
from tequio.screening.rules.told_of_endings import VerdictDropped, VerdictTaken

CredentialText = Annotated[str, Text(100_000)]
"""The file as it was downloaded."""


@act(
    "screening.take_verdict",
    may=ASSESSORS,
    refusals=[OFFICE_NOT_HELD, *deciding.OF_A_LISTED, *OF_A_CREDENTIAL, *rules.TO_TAKE],
)
def take_verdict(act: Act, /, *, listed: Id, credential: CredentialText) -> VerdictTaken:
    """Keep what another network found of a listed organisation, as theirs.

    Its signature is checked.  Whether you trust whoever signed it you decide yourself: it is told
    whether the register follows a feed with the same key.

    listed      number of the organisation here
    credential  the text of the file
    """
    examiner = act.of_organisation
    refuse(objections_to_examine(act))
    refuse(deciding.objections_to_listed(listed, listed_of(examiner, [listed]).get(listed)))
    found = read_credential(credential)
    proof, kept = digest(json.loads(credential)), kept_of(examiner, listed)
    refuse(rules.objections_to_take(found, proof, own_key=public_key(), kept=kept))
    dropped = next((one.id for one in kept if one.digest == proof), None)
    row = _again(examiner, dropped) if dropped else _kept(act, listed, found, credential)
    return VerdictTaken(
        partner_verdict=row.id,
        listed=row.listed_id,
        issuer_key=row.issuer_key,
        pack=row.pack,
        verdict=row.verdict,
        decided_on=row.decided_on,
        holds_until=row.holds_until,
        content=row.digest,
        is_followed=bool(feed_of_key(examiner, row.issuer_key)),
    )


def _kept(act: Act, listed: int, found: Credential, credential: str) -> PartnerVerdictRow:
    return PartnerVerdictRow.objects.create(
        organisation_id=act.of_organisation,
        id=take_ids(act.of_organisation),
        listed_id=listed,
        issuer=found.issuer,
        issuer_key=found.key,
        pack=found.pack,
        verdict=found.verdict,
        decided_on=found.decided_on,
        holds_until=found.holds_until,
        credential=credential,
        digest=digest(json.loads(credential)),
        taken_at=act.at,
    )


def _again(examiner: int, number: int) -> PartnerVerdictRow:
    """One that was dropped is shown again, as it was taken first."""
    rows = PartnerVerdictRow.objects.filter(organisation_id=examiner, id=number)
    rows.update(withdrawn_at=None)
    return rows.get()


@act(
    "screening.drop_verdict",
    may=ASSESSORS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_VERDICT],
)
def drop_verdict(act: Act, /, *, verdict: Id) -> VerdictDropped:
    """Show a verdict of another network no more.

    verdict  its number, on the page of the organisation
    """
    refuse(objections_to_examine(act))
    rows = PartnerVerdictRow.objects.filter(
        organisation_id=act.of_organisation, id=verdict, withdrawn_at__isnull=True
    )
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_VERDICT.because(verdict=verdict))
    rows.update(withdrawn_at=act.at)
    return VerdictDropped(verdict, row.listed_id)
