"""Published practices are offered to others, who answer as they like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.knowledge.models import OfferRow
from tequio.knowledge.queries.offers import offer_of, waiting_offer
from tequio.knowledge.queries.standing import objections_to_keep
from tequio.knowledge.queries.versions import design_at
from tequio.knowledge.rules import offering as rules
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ
from tequio.knowledge.rules.standing import KEEPERS
from tequio.knowledge.rules.told_of_transfers import OfferAnswered, PracticeOffered
from tequio.membership import queries as members
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.service.speaking import words_kept


def _called(act: Act, slug: str) -> int | None:
    found = members.organisation(slug) if slug else None
    return found.id if found and found.id != act.organisation else None


def _the_receiver(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    receiver = _called(act, arguments["receiver"])
    return [] if receiver is None else [receiver]


def _whoever_offers(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    keeper = _called(act, arguments["keeper"])
    return [] if keeper is None else [keeper]


@act(
    "knowledge.offer",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        NO_PRACTICE_TO_READ,
        rules.NOT_PUBLISHED,
        rules.NO_RECEIVER,
        rules.OFFER_WAITS,
    ],
    touches=_the_receiver,
)
def offer(
    act: Act, /, *, innovation: Id, receiver: Slug, words: Words = ""
) -> Told[PracticeOffered]:
    """Offer a published practice to another organisation of this node; its own members decide.

    innovation  number of the practice
    receiver    short name of the organisation
    words       why it might be of use there
    """
    keeper, to = act.of_organisation, _called(act, receiver)
    refuse(objections_to_keep(act))
    found = design_at(keeper, innovation)
    refuse(
        rules.objections_to_offer(
            innovation,
            is_there=found is not None,
            is_public=found is not None and found.is_public,
            receiver=receiver,
            is_receiver=to is not None,
            waiting=waiting_offer(keeper, innovation, to) if to else None,
        )
    )
    assert found is not None, "it was refused above"
    assert to is not None, "it was refused above"
    text, proof = words_kept(keeper, words)
    row = OfferRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        innovation_id=innovation,
        version=found.version,
        receiver_id=to,
        text_id=text,
        person_id=act.by_somebody,
        offered_at=act.at,
    )
    told = PracticeOffered(keeper, row.id, innovation, row.version, to, text, proof)
    return Told(told, {to: told})


@act(
    "knowledge.answer_offer",
    may="secretary or chair of the organisation to which it was offered (`knowledge.offices`)",
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_OFFER, rules.OFFER_ANSWERED],
    touches=_whoever_offers,
)
def answer_offer(
    act: Act, /, *, keeper: Slug, offer: Id, answer: rules.Answer, words: Words = ""
) -> Told[OfferAnswered]:
    """Answer an offer.  To take a practice up, a member then brings it before the members.

    keeper  short name of whoever offered it
    answer  taken_up or declined
    words   for whoever offered it
    """
    refuse(objections_to_keep(act))
    own, of = act.of_organisation, _called(act, keeper)
    found = offer_of(of, offer) if of is not None else None
    refuse(rules.objections_to_answer(offer, found, receiver=own))
    assert of is not None, "it was refused above"
    text, proof = words_kept(of, words)
    rows = OfferRow.objects.filter(organisation_id=of, id=offer)
    rows.update(answer=answer, answer_id=text, answered_at=act.at)
    told = OfferAnswered(of, offer, own, answer, text, proof)
    return Told(told, {of: told})
