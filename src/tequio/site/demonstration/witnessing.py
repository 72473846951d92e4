"""The two groups hold each other's heads, so that neither chronicle can be rewritten unseen."""

from __future__ import annotations

from tequio.chronicle import queries as chronicle
from tequio.membership.service import witness_head
from tequio.site.demonstration.stage import Group, Stage


def hold_each_others_heads(stage: Stage, one: Group, other: Group) -> None:
    """The secretary of each writes down where the other's chronicle stands."""
    for witness, seen in ((one, other), (other, one)):
        witness.stage = stage
        head = chronicle.head_of(seen.organisation)
        witness.does(
            witness.secretary,
            witness_head,
            chain=head.chain,
            number=head.number,
            digest=head.digest,
        )
