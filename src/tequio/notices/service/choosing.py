"""Where her messages go: nowhere until she says so."""

from __future__ import annotations

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NO_SUCH_PERSON, OFFICE_NOT_HELD, is_member, is_officer
from tequio.notices import rules
from tequio.notices.models import ChoiceRow
from tequio.notices.queries.choosing import choice_of, contacts_of


@act(
    "notices.choose_channel",
    may="the member herself; or somebody who holds an office and was told her wish",
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_PERSON,
        rules.NOT_HER_OWN_WISH,
        rules.SHE_CHOSE_HERSELF,
        rules.NO_PHONE_KNOWN,
        rules.NO_ADDRESS_KNOWN,
    ],
)
def choose_channel(
    act: Act, /, *, person: Id, channel: rules.Channel, wish: rules.Wish = "own"
) -> rules.ChannelChosen:
    """Choose where a member gets receipts and calls of this group: sms, email, or none.

    wish  own; or spoken or written, where an officer notes for her what she wants

    The number or the address is that of her record and does not stand in the chronicle.
    """
    organisation = act.of_organisation
    hers = members.standing(person, organisation, act.today)
    refuse(
        rules.objections_to_choose(
            members.standing(act.by, organisation, act.today),
            person=person,
            belongs=is_member(hers) or is_officer(hers),
            wish=wish,
        )
    )
    assert act.by is not None, "refused above"
    refuse(
        rules.objections_to_channel(
            contacts_of(person),
            channel=channel,
            is_noted=act.by != person,
            chose_herself=choice_of(organisation, person).is_own,
        )
    )
    row = ChoiceRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=person,
        channel=channel,
        wish=wish,
        by_id=act.by,
        line=chronicle.head_of(organisation).number + 1,
    )
    return rules.ChannelChosen(row.id, person, channel, wish)
