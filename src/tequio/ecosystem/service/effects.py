"""What something does to care, power, territory, ecology, culture, livelihood, as it is argued."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import EffectRow
from tequio.ecosystem.queries.effects import effect_row, effects_about, is_there
from tequio.ecosystem.queries.standing import party_of, speaks_as
from tequio.ecosystem.rules import effects as rules
from tequio.ecosystem.rules.kinds import NO_SUCH_KIND, Kind
from tequio.ecosystem.rules.standing import NOT_ITS_OFFICER, objections_to_overrule
from tequio.ecosystem.rules.told_of_policies import EffectArgued, EffectWithdrawn
from tequio.kernel import Act, Refused, refuse
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import NOTHING_SAID, SAID_AT_LENGTH, SPEAKS_FOR_ITSELF


@dataclass(frozen=True)
class Argument:
    """What somebody argues, from which side; `listed`: the organisation for which she speaks."""

    direction: rules.Direction
    actor_kind: Kind
    words: Words
    listed: Id | None = None


@act(
    "ecosystem.argue_effect",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUBJECT,
        rules.NO_SUCH_DOMAIN,
        rules.NO_SUCH_DIRECTION,
        NO_SUCH_KIND,
        NOTHING_SAID,
        SAID_AT_LENGTH,
        rules.EFFECT_SAID,
        rules.OTHER_SIDE_TAKEN,
        *deciding.OF_A_LISTED,
        NOT_ITS_OFFICER,
        SPEAKS_FOR_ITSELF,
    ],
)
def argue_effect(
    act: Act,
    /,
    *,
    about: rules.About,
    number: Id,
    domain: rules.Domain,
    argument: Argument,
) -> EffectArgued:
    """Argue what something does in one domain, from one side; others argue beside it, and nobody
    speaks from two sides.  For an organisation that is on this node only its own officers argue.

    about, number  a practice (`innovation`), alliance, programme or recommendation of this network
    """
    refuse(objections_to_take_part(act))
    keeper, person = act.of_organisation, act.by_somebody
    if argument.listed is not None:
        is_own = speaks_as(act, argument.listed)
        is_theirs = party_of(keeper, argument.listed) is not None
        refuse(objections_to_overrule(is_own=is_own, is_theirs=is_theirs))
    refuse(
        rules.objections_to_argue(
            rules.Effect(0, domain, argument.direction, argument.actor_kind, person),
            words=argument.words,
            number=number,
            is_there=is_there(keeper, about, number),
            said=effects_about(keeper, about, number),
        )
    )
    text, proof = words_kept(keeper, argument.words, about=person)
    assert text is not None, "words without words were refused"
    row = EffectRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        about=about,
        about_id=number,
        domain=domain,
        direction=argument.direction,
        kind=argument.actor_kind,
        listed_id=argument.listed,
        text_id=text,
        day=act.today,
        person_id=person,
    )
    return _argued(row, text, proof)


def _argued(row: EffectRow, text: int, proof: str) -> EffectArgued:
    return EffectArgued(
        effect=row.id,
        subject=row.about,
        subject_id=row.about_id,
        domain=row.domain,
        direction=row.direction,
        actor_kind=row.kind,
        listed=row.listed_id,
        text=text,
        proof=proof,
        day=row.day,
    )


@act(
    "ecosystem.withdraw_effect",
    may="whoever argued it",
    refusals=[rules.NO_SUCH_EFFECT, rules.NOT_WHO_ARGUED, rules.EFFECT_WITHDRAWN],
)
def withdraw_effect(act: Act, /, *, effect: Id) -> EffectWithdrawn:
    """Take back what you argued; that it was said stays in the chronicle."""
    keeper = act.of_organisation
    row = effect_row(keeper, effect)
    if row is None:
        raise Refused(rules.NO_SUCH_EFFECT.because(effect=effect))
    said = rules.Effect(
        row.id, row.domain, row.direction, row.kind, row.person_id, row.withdrawn_on
    )
    refuse(rules.objections_to_withdraw(said, by=act.by))
    EffectRow.objects.filter(organisation_id=keeper, id=effect).update(withdrawn_on=act.today)
    return EffectWithdrawn(effect, row.about, row.about_id, act.today)
