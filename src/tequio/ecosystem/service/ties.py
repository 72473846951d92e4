"""Ties between organisations: one side says it, the other confirms it, each may end it."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import SightRow, TieRow, TieWordRow
from tequio.ecosystem.queries.standing import here_of, party_of, speaks_as
from tequio.ecosystem.queries.ties import ends_of, theirs_to_say
from tequio.ecosystem.rules import saying as rules
from tequio.ecosystem.rules.graph import Sight
from tequio.ecosystem.rules.standing import ITS_OFFICERS, OF_AN_ACTOR, objections_to_overrule
from tequio.ecosystem.rules.told_of_actors import SightSet, TieConfirmed, TieEnded, TieSaid
from tequio.kernel import Act, refuse
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.rules.deciding import ONE_AND_THE_SAME, objections_to_listed
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import SPEAKS_FOR_ITSELF

EITHER_SIDE = f"of either side {ITS_OFFICERS}"
OF_A_TIE = (*OF_AN_ACTOR, rules.NO_SUCH_TIE, rules.NOT_AN_END_OF_IT)


@act(
    "ecosystem.say_tie",
    may=ITS_OFFICERS,
    refusals=[*OF_AN_ACTOR, ONE_AND_THE_SAME],
)
def say_tie(
    act: Act,
    /,
    *,
    listed: Id,
    other: Id,
    kind: rules.TieKind,
    is_receiver: bool = False,
    words: Words = "",
) -> TieSaid:
    """Say for one side that two organisations are tied; to say it again keeps the tie fresh.

    listed       the side that says it
    kind         what one does for the other; is_receiver: the other does it for this one
    """
    keeper, is_own = act.of_organisation, speaks_as(act, listed)
    refuse(objections_to_listed(other, listed_of(keeper, [other]).get(other)))
    refuse(rules.objections_to_say_tie(listed=listed, other=other))
    giver = None if kind in rules.BOTH_WAYS else other if is_receiver else listed
    row = _standing(keeper, (listed, other), kind, giver)
    is_new = row is None
    if row is None:
        row = TieRow.objects.create(
            organisation_id=keeper,
            id=take_ids(keeper),
            one_id=min(listed, other),
            other_id=max(listed, other),
            kind=kind,
            from_id=giver,
            since=act.today,
        )
    word, proof = _said(act, row.id, listed, is_own=is_own, words=words)
    return TieSaid(
        tie=row.id,
        one=row.one_id,
        two=row.other_id,
        tie_kind=kind,
        giver=row.from_id,
        since=row.since,
        is_new=is_new,
        word=word.id,
        listed=listed,
        is_own=is_own,
        day=word.day,
        text=word.text_id,
        proof=proof,
    )


def _standing(keeper: int, pair: tuple[int, int], kind: str, giver: int | None) -> TieRow | None:
    """The same tie if it stands already, whichever of those that turned out to be one said it."""
    one, other = (family_of(keeper, number) for number in pair)
    rows = TieRow.objects.filter(organisation_id=keeper, kind=kind, ended_on=None)
    if giver is not None:
        rows = rows.filter(from_id__in=one if giver == pair[0] else other)
    there = rows.filter(one_id__in=one, other_id__in=other) | rows.filter(
        one_id__in=other, other_id__in=one
    )
    return there.order_by("id").first()


def _said(act: Act, tie: int, listed: int, *, is_own: bool, words: str) -> tuple[TieWordRow, str]:
    """What a side says of a tie is written down; with the digest of its words."""
    keeper = act.of_organisation
    text, proof = words_kept(keeper, words)
    word = TieWordRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        tie_id=tie,
        listed_id=listed,
        is_own=is_own,
        text_id=text,
        person_id=act.by_somebody,
        day=act.today,
    )
    return word, proof


@act(
    "ecosystem.confirm_tie",
    may=f"of the other side {ITS_OFFICERS}",
    refusals=[*OF_A_TIE, rules.SIDE_SAID_IT_ALREADY, SPEAKS_FOR_ITSELF],
)
def confirm_tie(act: Act, /, *, tie: Id, listed: Id, words: Words = "") -> TieConfirmed:
    """Confirm, for the side that has not said so yet, that a tie is there; one that is on this node
    does it by its own officers.

    listed  this other side
    """
    keeper, is_own = act.of_organisation, speaks_as(act, listed)
    refuse(rules.objections_to_confirm_tie(ends_of(keeper, tie), listed))
    refuse(objections_to_overrule(is_own=is_own, is_theirs=listed in theirs_to_say(keeper)))
    word, proof = _said(act, tie, listed, is_own=is_own, words=words)
    return TieConfirmed(tie, word.id, listed, is_own, word.day, word.text_id, proof)


@act("ecosystem.end_tie", may=EITHER_SIDE, refusals=[*OF_A_TIE, SPEAKS_FOR_ITSELF])
def end_tie(act: Act, /, *, tie: Id, listed: Id, words: Words = "") -> TieEnded:
    """Say for either side that a tie is over; it stays a common contact of those who knew each
    other.  What an organisation of this node said itself is ended by the officers of a side.

    listed  the side that says it
    """
    keeper, is_own = act.of_organisation, speaks_as(act, listed)
    refuse(rules.objections_to_end_tie(ends_of(keeper, tie), listed))
    said = TieWordRow.objects.filter(organisation_id=keeper, tie_id=tie, is_own=True)
    is_theirs = bool(here_of(keeper, said.values_list("listed_id", flat=True)))
    refuse(objections_to_overrule(is_own=is_own, is_theirs=is_theirs))
    text, proof = words_kept(keeper, words)
    rows = TieRow.objects.filter(organisation_id=keeper, id=tie)
    rows.update(ended_on=act.today, ended_text_id=text)
    return TieEnded(tie, listed, is_own, act.today, text, proof)


@act(
    "ecosystem.set_sight",
    may="secretary or chair of the organisation itself; for one that is not on this node, the"
    " organisers, as it told them",
    refusals=[*OF_AN_ACTOR, rules.SIGHT_IS_ITS_OWN],
)
def set_sight(act: Act, /, *, listed: Id, sight: Sight) -> SightSet:
    """Decide who sees the ties of an organisation: it alone decides that.

    sight  everybody, who takes part in the network, the organisers, or only the two sides
    """
    keeper, is_own = act.of_organisation, speaks_as(act, listed)
    is_here = party_of(keeper, listed) is not None
    refuse(rules.objections_to_set_sight(is_own=is_own, is_here=is_here))
    row = SightRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        listed_id=listed,
        sight=sight,
        person_id=act.by_somebody,
        day=act.today,
    )
    return SightSet(row.id, listed, sight, is_own, row.day)
