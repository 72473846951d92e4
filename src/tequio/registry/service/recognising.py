"""A listed organisation is one of this node, and writes its own record by its own act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Id, Slug
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, canonical, refuse
from tequio.membership import queries as members
from tequio.membership.queries.federating import belongs_to
from tequio.membership.rules import NAME_MISSING, OFFICE_NOT_HELD, objections_to_keeping_the_roll
from tequio.registry.models import ListedRow, SuggestionRow
from tequio.registry.queries.hand import OF_ITS_OWN, is_seen, listed_of
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.recognised import (
    asked_by,
    is_seen_by,
    listed_as,
    register_called,
)
from tequio.registry.rules import deciding
from tequio.registry.rules import recognising as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.saying import (
    OF_VALUES,
    Value,
    has_a_name,
    objections_to_values,
    said_of,
)
from tequio.registry.rules.suggesting import OPEN, TAKEN
from tequio.registry.rules.told import (
    OrganisationDescribed,
    OrganisationRecognised,
    RecognitionAsked,
)
from tequio.registry.service.listing import guard
from tequio.registry.service.showing import show_again
from tequio.registry.service.speaking import Word, silence_own, speak

ITS_OFFICERS = "secretary or chair of the organisation of which it speaks"


def _register(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    keeper = register_called(arguments["keeper"])
    return [] if keeper is None else [keeper]


def _recognised(act: Act, arguments: Mapping[str, Any]) -> Iterable[int]:
    """Whom it concerns: who is recognised, or was until now."""
    rows = ListedRow.objects.filter(organisation_id=act.of_organisation, id=arguments["listed"])
    before = rows.filter(party__isnull=False).values_list("party_id", flat=True)
    named = arguments["organisation"]
    is_there = named is not None and members.organisation(named) is not None
    return [*before, *([named] if is_there else [])]


@act(
    "registry.recognise",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        *deciding.OF_A_LISTED,
        rules.NO_SUCH_ORGANISATION_HERE,
        rules.NEITHER_MEMBER_NOR_ASKED,
        rules.IS_ANOTHER,
        rules.LISTED_TWICE,
    ],
    touches=_recognised,
)
def recognise(act: Act, /, *, listed: Id, organisation: Id | None) -> Told[OrganisationRecognised]:
    """Say that a listed organisation is this organisation of the node, which may then write its
    own record; both chronicles tell of it.

    organisation  a member of the keeper, or one that asked for it; left out: it is none after all,
                  and what it said of itself counts no more
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    found = listed_of(keeper, [listed]).get(listed)
    refuse(deciding.objections_to_listed(listed, found))
    assert found is not None, "it was refused above"
    asked = asked_by(keeper, listed).get(organisation or 0)
    if organisation is not None:
        if members.organisation(organisation) is None:
            raise Refused(rules.NO_SUCH_ORGANISATION_HERE.because(organisation=organisation))
        refuse(
            rules.objections_to_recognise(
                listed=listed,
                party=found.party,
                organisation=organisation,
                may=asked is not None or belongs_to(organisation, keeper),
                elsewhere=listed_as(keeper, organisation),
            )
        )
    rows = ListedRow.objects.filter(organisation_id=keeper, id=listed)
    rows.update(party_id=organisation)
    silenced = silence_own(keeper, listed) if organisation is None else ()
    if silenced:
        show_again(keeper, [listed], keeping_on(keeper, act.today).order)
    if asked is not None:
        suggestions = SuggestionRow.objects.filter(organisation_id=keeper, id=asked)
        suggestions.update(state=TAKEN, answered_at=act.at)
    event = OrganisationRecognised(keeper, listed, organisation, asked, silenced)
    concerned = {found.party, organisation} - {None, keeper}
    return Told(event, {one: event for one in concerned if one is not None})


@act(
    "registry.ask_recognition",
    may=ITS_OFFICERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_REGISTER,
        *deciding.OF_A_LISTED,
        rules.ALREADY_ASKED,
        rules.LISTED_TWICE,
    ],
    touches=_register,
)
def ask_recognition(act: Act, /, *, keeper: Slug, listed: Id) -> Told[RecognitionAsked]:
    """Say to who keeps a register: this listed organisation is us.  Its office answers.

    keeper  short name of the organisation that keeps the register
    listed  number in that register
    """
    own = act.of_organisation
    kept_by = _keeper_seen(act, keeper)
    refuse(deciding.objections_to_listed(listed, listed_of(kept_by, [listed]).get(listed)))
    if not is_seen(kept_by, listed, inside=belongs_to(own, kept_by)):
        raise Refused(deciding.NO_SUCH_LISTED.because(listed=listed))
    if own in asked_by(kept_by, listed):
        raise Refused(rules.ALREADY_ASKED.because())
    elsewhere = listed_as(kept_by, own)
    if elsewhere is not None:
        raise Refused(rules.LISTED_TWICE.because(listed=elsewhere))
    assert act.by is not None, "who may is signed in"
    row = SuggestionRow.objects.create(
        organisation_id=kept_by,
        id=take_ids(kept_by),
        listed_id=listed,
        person_id=act.by,
        said=canonical({"organisation": own}),
        state=OPEN,
        made_at=act.at,
    )
    event = RecognitionAsked(kept_by, row.id, listed, own)
    return Told(event, {kept_by: event})


def _keeper_seen(act: Act, register: str) -> int:
    """Who keeps the register that an officer's organisation sees.  Raises Refused."""
    own = act.of_organisation
    refuse(objections_to_keeping_the_roll(members.standing(act.by, own, act.today)))
    keeper = register_called(register)
    if keeper is None or not (keeper == own or is_seen_by(keeper, own, act.today)):
        raise Refused(rules.NO_SUCH_REGISTER.because(register=register))
    return keeper


@act(
    "registry.describe",
    may=ITS_OFFICERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_REGISTER,
        rules.NOT_RECOGNISED,
        NAME_MISSING,
        *OF_VALUES,
    ],
    touches=_register,
)
def describe(
    act: Act,
    /,
    *,
    keeper: Slug,
    values: tuple[Value, ...],
    exposure: Literal["open", "coarse", "hidden"] | None = None,
) -> Told[OrganisationDescribed]:
    """Write your own organisation's record in a register that recognised it: all that it says of
    itself, in place of what it said before.  Both chronicles tell of it.

    keeper    short name of the organisation that keeps the register
    values    all that is said; a telephone number or an address of e-mail leaves the register only
              if `contacts_public` is said to be true
    exposure  how much of its place may be seen: `open`, `coarse` or `hidden`, and the office of
              the register cannot show more; left out: as it was
    """
    own, kept_by = act.of_organisation, _keeper_seen(act, keeper)
    listed = listed_as(kept_by, own)
    if listed is None:
        raise Refused(rules.NOT_RECOGNISED.because())
    refuse(objections_to_values(values))
    said = said_of(values)
    if not has_a_name(said):
        raise Refused(NAME_MISSING.because())
    organisation = members.organisation(own)
    assert organisation is not None, "its head is locked, so it is there"
    word = Word(kept_by, OF_ITS_OWN, organisation.uid, listed, said, {})
    spoken = speak(act, word)
    whose = guard(kept_by, listed, exposure, act.today) if exposure else ()
    show_again(kept_by, [listed], keeping_on(kept_by, act.today).order)
    event = OrganisationDescribed(kept_by, own, listed, spoken, exposure or "", whose)
    return Told(event, {kept_by: event})
