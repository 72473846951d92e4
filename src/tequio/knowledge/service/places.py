"""Places: described, asked about, and what disagrees settled by those who live there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Name, Slug, Text, Whole, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, canonical, digest, refuse
from tequio.knowledge.models import ContextRow, SettledRow, ValueRow
from tequio.knowledge.queries.places import is_disputed, is_place, said_of, speaks_for, spoken_of
from tequio.knowledge.queries.standing import objections_to_take_part
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules import places as rules
from tequio.knowledge.rules.profiles import Asked
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_places import (
    ContextDescribed,
    ValueSaid,
    ValueSettled,
    ValueWithdrawn,
)
from tequio.knowledge.rules.values import plain_value
from tequio.membership import queries as members
from tequio.membership.rules import is_officer
from tequio.registry.queries.hand import listed_of
from tequio.registry.rules import deciding
from tequio.registry.service.speaking import words_kept

Country = Annotated[str, Text(2)]
VariableCode = Annotated[str, Text(40)]
Present = Annotated[int, Whole(least=2, most=100_000)]


@dataclass(frozen=True)
class NewValue:
    """What somebody says of a place.

    variable      code of the question, such as bonding_trust
    asked         whom it was asked of: assembly, officers, members, neighbours, authority,
                  statistics, own_eyes
    value         a number (2.5 or 5/2), yes or no, a code of its choices, codes with commas between
    unit          of money its currency, such as KES
    does_not_fit  the question does not fit this place; then there is no value
    source        title or address, if it stands somewhere
    words         whom exactly it was asked of, if that should be known
    day           for which it holds; left out: today
    """

    variable: VariableCode
    asked: Asked
    confidence: rules.Confidence = "likely"
    value: Annotated[str, Text(400)] = ""
    unit: Annotated[str, Text(20)] = ""
    does_not_fit: bool = False
    source: Annotated[str, Text(400)] = ""
    words: Words = ""
    day: date | None = None


@act(
    "knowledge.describe_context",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.PLACE_NAME_MISSING,
        rules.NO_SUCH_COUNTRY,
        rules.NO_SUCH_PARTY,
        rules.PLACE_OF_OTHERS,
        *deciding.OF_A_LISTED,
    ],
)
def describe_context(
    act: Act,
    /,
    *,
    name: Name,
    country: Country = "",
    listed: Id | None = None,
    party: Slug = "",
    is_public: bool = False,
) -> ContextDescribed:
    """Describe a place, so that it can be asked what would stand there.

    name       as people there call it
    country    two capital letters, such as KE
    listed     number in the register of the organisation for which it is asked
    party      short name of the organisation of this node for which it is asked
    is_public  whoever sees the library may read it; for an organisation its officers say so
    """
    keeper = act.of_organisation
    refuse(objections_to_take_part(act))
    found = members.organisation(party) if party else None
    refuse(
        rules.objections_to_describe(name, country, party=party, is_party_known=found is not None)
    )
    if found is not None:
        own = is_officer(members.standing(act.by, found.id, act.today))
        refuse(rules.objections_to_publish_for(party, is_public=is_public, is_its_officer=own))
    if listed is not None:
        refuse(deciding.objections_to_listed(listed, listed_of(keeper, [listed]).get(listed)))
    row = ContextRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        name=name.strip(),
        country=country,
        listed_id=listed,
        party_id=found.id if found else None,
        is_public=is_public,
        person_id=act.by_somebody,
        described_at=act.at,
    )
    return ContextDescribed(
        row.id, digest(row.name), country, row.listed_id, row.party_id, is_public
    )


@act(
    "knowledge.say_value",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_PLACE,
        rules.NO_SUCH_VARIABLE,
        rules.NO_VALUE_OF_IT,
        rules.DAY_TO_COME,
    ],
)
def say_value(act: Act, /, *, context: Id, said: NewValue) -> ValueSaid:
    """Say what is known of a place.  What others said stays beside it.

    context  number of the place
    """
    keeper = act.of_organisation
    refuse(objections_to_take_part(act))
    refuse(rules.objections_to_place(context, is_there=is_place(keeper, context)))
    variable, day = variables().get(said.variable), said.day or act.today
    answer = rules.read_answer(variable, said.value, said.unit, does_not_fit=said.does_not_fit)
    refuse(rules.objections_to_say(said.variable, variable, answer, day=day, today=act.today))
    assert answer is not None, "it was refused above"
    plain = None if answer.value is None else plain_value(answer.value)
    text, proof = words_kept(keeper, said.words)
    row = ValueRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        context_id=context,
        variable=said.variable,
        value=canonical(plain),
        unit=answer.unit,
        source=said.source.strip(),
        asked=said.asked,
        asked_id=text,
        confidence=said.confidence,
        day=day,
        person_id=act.by_somebody,
        said_at=act.at,
    )
    return ValueSaid(
        value=row.id,
        context=context,
        variable=row.variable,
        content=digest(row.value),
        unit=row.unit,
        source=digest(row.source),
        asked=row.asked,
        text=text,
        proof=proof,
        confidence=row.confidence,
        day=day,
    )


@act(
    "knowledge.withdraw_value",
    may="whoever said it; where nobody said otherwise also the officers of the organisation for"
    " which the place is described",
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_VALUE,
        rules.NOT_SAID_BY_HER,
        rules.OTHERS_SAID_OTHERWISE,
    ],
)
def withdraw_value(act: Act, /, *, value: Id) -> ValueWithdrawn:
    """Take back what was said of a place.

    value  its number, on the page of the place
    """
    keeper, said = act.of_organisation, said_of(act.of_organisation, value)
    own = said is not None and speaks_for(keeper, said.context, act.by, act.today)
    if not own:
        refuse(objections_to_take_part(act))
    differs = said is not None and spoken_of(keeper, said.context, said.variable)[1]
    refuse(rules.objections_to_withdraw(value, said, by=act.by, speaks_for=own, differs=differs))
    assert said is not None, "it was refused above"
    ValueRow.objects.filter(organisation_id=keeper, id=value).update(withdrawn_at=act.at)
    return ValueWithdrawn(value, said.context, said.variable)


@act(
    "knowledge.settle_value",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_VALUE,
        rules.NOTHING_DISPUTED,
        rules.SAID_ONE_OF_THEM,
        rules.SETTLED_WITHOUT_WORDS,
        rules.DAY_TO_COME,
    ],
)
def settle_value(
    act: Act, /, *, value: Id, present: Present, words: Words, day: date | None = None
) -> ValueSettled:
    """Write down that the community settled which of several values holds: an officer does, or
    somebody who said none of them.  A later word that
    says something else opens it again.

    value    number of the value that holds
    present  how many of those who live there were present
    words    how it was settled
    day      on which; left out: today
    """
    keeper, on = act.of_organisation, day or act.today
    refuse(objections_to_take_part(act))
    said = said_of(keeper, value)
    if said is not None:
        speakers, _differs = spoken_of(keeper, said.context, said.variable)
        officer = is_officer(members.standing(act.by, keeper, act.today))
        refuse(rules.objections_to_settler(act.by, speakers, is_officer=officer))
    refuse(
        rules.objections_to_settle(
            value,
            said,
            is_disputed=said is not None and is_disputed(keeper, said.context, said.variable),
            words=words,
            day=on,
            today=act.today,
        )
    )
    assert said is not None, "it was refused above"
    text, proof = words_kept(keeper, words)
    assert text is not None, "it was refused above"
    row = SettledRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        context_id=said.context,
        variable=said.variable,
        value_id=value,
        present=present,
        text_id=text,
        day=on,
        person_id=act.by_somebody,
        settled_at=act.at,
    )
    return ValueSettled(row.id, said.context, said.variable, value, present, text, proof, on)
