"""Keeping to the letter what members are asked."""

from __future__ import annotations

from tequio.kernel import Act
from tequio.screening.models import AskedRow
from tequio.screening.rules.asking import fingerprint


def keep_asked(act: Act, proposal: int, *, kind: str, content: str, subject: int = 0) -> AskedRow:
    """Keep to the letter what a proposal asks for, so that its adoption allows only this.

    The line of the act tells `proposal` and, as `content`, the digest that is kept.
    """
    return AskedRow.objects.create(
        organisation_id=act.of_organisation,
        proposal_id=proposal,
        kind=kind,
        subject_id=subject,
        content=content,
        digest=fingerprint(content),
        asked_at=act.at,
    )
