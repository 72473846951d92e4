"""Holding the heads of other chronicles."""

from __future__ import annotations

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Head
from tequio.chronicle.rules.inputs import Number, Reference
from tequio.chronicle.service import act, hold_head
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules


@act(
    "membership.witness_head",
    may="holds an office of the witnessing organisation",
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.HEAD_MALFORMED,
        rules.HEAD_UNKNOWN,
        rules.OWN_CHAIN,
    ],
)
def witness_head(
    act: Act, /, *, chain: Reference, number: Number, digest: Reference
) -> rules.HeadWitnessed:
    """Hold the head of another organisation's chronicle, of this node or of another one.

    chain   32 hexadecimal characters, the chain's own name
    number  the line at which the head was read
    digest  64 hexadecimal characters, the digest of that line
    """
    organisation = act.of_organisation
    if not rules.is_officer(queries.standing(act.by, organisation, act.today)):
        raise Refused(rules.OFFICE_NOT_HELD.because(offices=", ".join(rules.OFFICES)))
    owner = chronicle.organisation_of(chain)
    refuse(
        rules.objections_to_witness(
            own_chain=chronicle.head_of(organisation).chain,
            chain=chain,
            number=number,
            digest=digest,
            local_digest=None if owner is None else chronicle.digest_at(owner, number) or "",
        )
    )
    witness = hold_head(organisation, Head(chain, number, digest), act.at)
    return rules.HeadWitnessed(witness, chain, number, digest)
