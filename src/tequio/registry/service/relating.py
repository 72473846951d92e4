"""How organisations stand to each other: successor, branch, and all other relations."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.models import RelationRow
from tequio.registry.queries.hand import listed_of
from tequio.registry.queries.keeping import objections_to_keep
from tequio.registry.rules import deciding as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.told import Related, RelationEnded
from tequio.registry.service.answering import close_candidates

Arrow = tuple[int, str, int]
OF_TWO = (
    OFFICE_NOT_HELD,
    rules.ONE_AND_THE_SAME,
    *rules.OF_A_LISTED,
    rules.ALREADY_RELATED,
    rules.GOES_IN_A_CIRCLE,
)
Type = Literal[
    "member_of", "branch_of", "succeeds", "merged_into", "subsidiary_of", "funded_by", "hosts",
    "supplies", "federates",
]  # fmt: skip


@act("registry.declare_successor", may=KEEPERS, refusals=OF_TWO)
def declare_successor(
    act: Act, /, *, successor: Id, predecessor: Id, since: date | None = None
) -> Related:
    """One took the place of another: two organisations, one after the other, both stay listed.

    since  from which day on, if it is known
    """
    return _related(act, (successor, "succeeds", predecessor), since, None, state="successor")


@act("registry.declare_branch", may=KEEPERS, refusals=OF_TWO)
def declare_branch(act: Act, /, *, branch: Id, of: Id, since: date | None = None) -> Related:
    """One is a branch of another; both stay listed.

    since  from which day on, if it is known
    """
    return _related(act, (branch, "branch_of", of), since, None, state="branch")


@act("registry.relate", may=KEEPERS, refusals=[*OF_TWO, rules.RELATION_ENDS_FIRST])
def relate(
    act: Act,
    /,
    *,
    listed: Id,
    type: Type,
    other: Id,
    since: date | None = None,
    until: date | None = None,
) -> Related:
    """Write down how one listed organisation stands to another.

    listed        who
    type          is a member of, funds, supplies …
    other         to whom
    since, until  from and until when, as far as it is known
    """
    return _related(act, (listed, type, other), since, until)


def _related(
    act: Act, arrow: Arrow, since: date | None, until: date | None, *, state: str = ""
) -> Related:
    refuse(objections_to_keep(act))
    keeper, (listed, type, other) = act.of_organisation, arrow
    refuse(rules.objections_to_pair(listed, other, listed_of(keeper, [listed, other])))
    rows = RelationRow.objects.filter(organisation_id=keeper, type=type, is_ended=False)
    if type not in rules.ONE_WAY:
        rows = rows.filter(listed_id=listed, other_id=other)
    refuse(
        rules.objections_to_relate(
            arrow,
            since=since,
            until=until,
            open_ones=rows.values_list("listed_id", "type", "other_id"),
        )
    )
    row = RelationRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        listed_id=listed,
        type=type,
        other_id=other,
        since=since,
        until=until,
    )
    if state:
        close_candidates(keeper, listed, other, state=state, others=False)
    return Related(row.id, listed, type, other, since, until)


@act(
    "registry.end_relation",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_RELATION, rules.RELATION_ENDS_FIRST],
)
def end_relation(act: Act, /, *, relation: Id, until: date | None = None) -> RelationEnded:
    """They do not stand like this to each other any more.

    relation  its number, as the page of the organisation shows it
    until     the last day, today unless said otherwise
    """
    refuse(objections_to_keep(act))
    keeper, last = act.of_organisation, until or act.today
    rows = RelationRow.objects.filter(organisation_id=keeper, id=relation, is_ended=False)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_RELATION.because(relation=relation))
    if row.since and last < row.since:
        raise Refused(rules.RELATION_ENDS_FIRST.because())
    rows.update(until=last, is_ended=True)
    return RelationEnded(relation, last)
