"""What the office writes by hand: an organisation, a value, how much of a place may be seen."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Literal

from tequio.chronicle.rules.inputs import Code, Id, Number, Purpose, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.membership.rules import NAME_MISSING, OFFICE_NOT_HELD
from tequio.registry.models import GuardRow, ListedRow
from tequio.registry.queries.hand import (
    OF_THE_KEEPER,
    family_of,
    listed_of,
    source_by_hand,
    word_by_hand,
)
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.recognised import exposure_by_itself
from tequio.registry.rules import deciding, guarding
from tequio.registry.rules.facts import Said
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.properties import NAMES, PROPERTIES
from tequio.registry.rules.saying import (
    NO_SUCH_PROPERTY,
    OF_VALUES,
    Value,
    has_a_name,
    objections_to_values,
    said_of,
    with_said,
    without_said,
)
from tequio.registry.rules.told import OrganisationListed, PlaceGuarded, ValueAsserted
from tequio.registry.service.matching import find_for
from tequio.registry.service.showing import show_again
from tequio.registry.service.speaking import Word, speak, words_kept


@act(
    "registry.list_organisation",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, NAME_MISSING, *OF_VALUES],
)
def list_organisation(act: Act, /, *, values: tuple[Value, ...]) -> OrganisationListed:
    """Write one organisation into the register by hand, formal or informal: a name is enough.

    values  what is known of it; what is not said stays unknown
    """
    refuse(objections_to_keep(act))
    refuse(objections_to_values(values))
    said, keeper = said_of(values), act.of_organisation
    if not has_a_name(said):
        raise Refused(NAME_MISSING.because())
    row = ListedRow.objects.create(
        organisation_id=keeper, id=take_ids(keeper), uid=uuid.uuid4(), changed=0
    )
    spoken = speak(act, Word(keeper, OF_THE_KEEPER, str(row.id), row.id, said, {}))
    show_again(keeper, [row.id], keeping_on(keeper, act.today).order)
    found = find_for(keeper, [row.id], act.at)
    return OrganisationListed(row.id, row.uid.hex, spoken, found)


@act(
    "registry.assert_value",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        *deciding.OF_A_LISTED,
        *OF_VALUES,
        deciding.WHY_MISSING,
        NAME_MISSING,
    ],
)
def assert_value(  # noqa: PLR0913 - a value with its days
    act: Act,
    /,
    *,
    listed: Id,
    property: Purpose,
    value: Words | Number | bool | dict[Code, Words | Number] | None = None,
    since: date | None = None,
    until: date | None = None,
    reason: Words,
) -> ValueAsserted:
    """Say something of a listed organisation in the office's own name; it takes the place of what
    the office said of the same before, and stands beside what others say.

    property      such as `name.legal` or `address.locality`
    value         in the shape of that property; left out: the office says nothing of it any more
    since, until  when it was true; a figure has the last day of its period as `until`
    reason        why, in a sentence; it can be forgotten later
    """
    refuse(objections_to_keep(act))
    keeper, key = act.of_organisation, str(listed)
    refuse(deciding.objections_to_listed(listed, listed_of(keeper, [listed]).get(listed)))
    before = word_by_hand(keeper, OF_THE_KEEPER, key)
    if value is None:
        if property not in PROPERTIES:
            raise Refused(NO_SUCH_PROPERTY.because(property=property))
        after = without_said(before, property=property, until=until)
        refuse(_objections_to_nameless(keeper, listed, property, after))
    else:
        given = [Value(property, value, since, until)]
        refuse(objections_to_values(given))
        after = with_said(before, said_of(given))
    if not reason.strip():
        raise Refused(deciding.WHY_MISSING.because())
    text, proof = words_kept(keeper, reason)
    spoken = speak(act, Word(keeper, OF_THE_KEEPER, key, listed, after, {"text": text}))
    show_again(keeper, [listed], keeping_on(keeper, act.today).order)
    return ValueAsserted(listed, property, spoken, text, proof)


def _objections_to_nameless(
    keeper: int, listed: int, property: str, after: tuple[Said, ...]
) -> list[Refusal]:
    """Nobody else names it: then the office cannot take its name back."""
    if property not in NAMES or has_a_name(after):
        return []
    source = source_by_hand(keeper, OF_THE_KEEPER)
    heard = heard_of(keeper, [listed]).get(listed, [])
    others = [one.said for one in heard if source is None or one.source != source.id]
    return [] if has_a_name(others) else [NAME_MISSING.because()]


@act(
    "registry.guard_place",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, *deciding.OF_A_LISTED, guarding.HIDDEN_BY_ITSELF],
)
def guard_place(
    act: Act, /, *, listed: Id, exposure: Literal["hidden", "coarse", "open"]
) -> PlaceGuarded:
    """Say how much of the place of an organisation may be seen: of a shelter, of a member's home.

    exposure  `hidden`: nothing; `coarse`: within ten kilometres; `open`: as its sources say
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    found = listed_of(keeper, [listed]).get(listed)
    refuse(deciding.objections_to_listed(listed, found))
    refuse(guarding.objections_to_guard(exposure, exposure_by_itself(keeper, listed)))
    whose = guard(keeper, listed, exposure, act.today)
    show_again(keeper, [listed], keeping_on(keeper, act.today).order)
    return PlaceGuarded(listed, exposure, whose)


def guard(keeper: int, listed: int, exposure: str, on: date) -> tuple[int, ...]:
    """Guard the place of an organisation and of all that were merged into it; whose these are."""
    whose = family_of(keeper, listed)
    rows = GuardRow.objects.filter(organisation_id=keeper, listed_id__in=whose)
    rows.delete()
    if exposure != guarding.OPEN:
        GuardRow.objects.bulk_create(
            GuardRow(organisation_id=keeper, listed_id=one, exposure=exposure, since=on)
            for one in whose
        )
    return whose
