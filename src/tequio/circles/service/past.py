"""Writing a cycle down that was over before the group's book was kept here."""

from __future__ import annotations

from dataclasses import astuple

from tequio.chronicle.rules.inputs import Code
from tequio.chronicle.service import act, take_ids
from tequio.circles.models import PastCycleRow, PastPartRow
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.past import past_cycles
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.rules import past as rules
from tequio.kernel import Act, refuse
from tequio.membership import queries as members
from tequio.membership import rules as membership


@act(
    "circles.bring_cycle",
    may="holds an office that writes the book",
    refusals=[membership.OFFICE_NOT_HELD, *rules.OF_THE_PAST],
)
def bring_cycle(
    act: Act,
    /,
    *,
    cycle: rules.PastCycle,
    parts: tuple[rules.PastPart, ...] = (),
    book: Code = "main",
) -> rules.CycleBrought:
    """Write a cycle down from the books before, with what each member got, as history: nothing of
    it enters the book, and it proves no more than what somebody typed.

    cycle  its days, the price of a share and the sums of its share-out
    parts  what each member got of it; nothing where nothing was shared out
    """
    organisation = act.of_organisation
    refuse(objections_to_writing(act))
    here = [(one.first_day, one.ended_on) for one in cycles_of(organisation) if one.book == book]
    past = past_cycles(organisation)
    others = [(one.first_day, one.ended_on) for one in past if one.book == book]
    listed = members.members(organisation, act.today, also_former=True)
    known = {one.person for one in listed if one.person is not None}
    refuse(
        rules.objections_to_past(
            cycle, parts, others=[*here, *others], known=known, today=act.today
        )
    )
    identity = members.organisation(organisation)
    assert identity is not None, "an act of no organisation"
    sums = {name: getattr(cycle, name) for name in CYCLE}
    row = PastCycleRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        book=book,
        unit=identity.unit,
        **sums,
    )
    PastPartRow.objects.bulk_create(
        PastPartRow(
            organisation_id=organisation,
            past_id=row.id,
            person_id=one.person,
            **{name: getattr(one, name) for name in PART},
        )
        for one in parts
    )
    told = tuple(astuple(one) for one in parts)
    return rules.CycleBrought(row.id, book, identity.unit, **sums, parts=told)


CYCLE = "first_day ended_on price coin savings income costs pool".split()
PART = "shares worth set_off carried paid left".split()
