"""Two are one, or are not: always a person's decision, and taken back exactly."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.models import ListedRow, MergeRow, MovedRow, NotSameRow, RecordRow
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.merging import guards_before, merge_of, moved_by, party_come_with
from tequio.registry.rules import deciding as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.seeking import pair_of
from tequio.registry.rules.told import DeclaredNotSame, MergeUndone, OrganisationsMerged
from tequio.registry.service.answering import close_candidates, open_candidates
from tequio.registry.service.guarding import guard_more
from tequio.registry.service.showing import show_again
from tequio.registry.service.speaking import words_kept


@act(
    "registry.merge",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.ONE_AND_THE_SAME,
        *rules.OF_A_LISTED,
        rules.TWO_OF_THE_NODE,
        rules.WHY_MISSING,
    ],
)
def merge(act: Act, /, *, kept: Id, gone: Id, reason: Words) -> OrganisationsMerged:
    """Two listed organisations are one: all that is said of both is said of one from now on, and
    the address of the other leads there.  Everything stays; `registry.undo_merge` takes it back.

    kept    which number stays
    gone    whose records move there
    reason  how one knows, in a sentence
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    found = listed_of(keeper, [kept, gone])
    refuse(rules.objections_to_pair(kept, gone, found))
    refuse(rules.objections_to_merge(found[kept], found[gone], reason=reason))
    text, proof = words_kept(keeper, reason)
    row = MergeRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        kept_id=kept,
        gone_id=gone,
        text_id=text,
        by_id=act.by,
        merged_at=act.at,
    )
    records = _move(keeper, row.id, kept=kept, gone=gone)
    listed = ListedRow.objects.filter(organisation_id=keeper)
    listed.filter(id=gone).update(merged_into_id=kept)
    party = found[gone].party if found[kept].party is None else None
    if party is not None:
        listed.filter(id=gone).update(party_id=None)
        listed.filter(id=kept).update(party_id=party)
    close_candidates(keeper, kept, gone, state="same")
    show_again(keeper, [kept, gone], keeping_on(keeper, act.today).order)
    return OrganisationsMerged(row.id, kept, gone, records, party, text, proof)


def _move(keeper: int, merge: int, *, kept: int, gone: int) -> tuple[int, ...]:
    """The records of the one that is gone now speak of the one that is kept; which they are."""
    rows = RecordRow.objects.filter(organisation_id=keeper, listed_id=gone)
    records = tuple(rows.order_by("id").values_list("id", flat=True))
    MovedRow.objects.bulk_create(
        MovedRow(organisation_id=keeper, merge_id=merge, record_id=record) for record in records
    )
    rows.update(listed_id=kept)
    return records


@act(
    "registry.undo_merge",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_MERGE,
        rules.ALREADY_UNDONE,
        rules.LATER_MERGE_STANDS,
    ],
)
def undo_merge(act: Act, /, *, merge: Id, reason: Words = "") -> MergeUndone:
    """They are two after all: each has its own records again, as before the merge.

    An organisation of the node that came with the one goes back with it, unless that it is this
    one was taken back meanwhile.

    merge   its number, as the history of the organisation shows it
    reason  why, if there is something to say
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    found = merge_of(keeper, merge)
    if found is None:
        raise Refused(rules.NO_SUCH_MERGE.because(merge=merge))
    refuse(rules.objections_to_undo_merge(found))
    text, proof = words_kept(keeper, reason)
    rows = RecordRow.objects.filter(organisation_id=keeper, id__in=moved_by(keeper, merge))
    rows.update(listed_id=found.gone)
    listed = ListedRow.objects.filter(organisation_id=keeper)
    given = party_come_with(keeper, merge)
    if given is not None:
        listed.filter(id=found.kept).update(party_id=None)
    listed.filter(id=found.gone).update(merged_into_id=None, party_id=given)
    MergeRow.objects.filter(organisation_id=keeper, id=merge).update(undone_at=act.at)
    guarded = _guard_again(act, found)
    show_again(keeper, [found.kept, found.gone], keeping_on(keeper, act.today).order)
    open_candidates(keeper, found.kept, found.gone)
    hidden = tuple(sorted(one for one, exposure in guarded.items() if exposure == "hidden"))
    coarse = tuple(sorted(one for one, exposure in guarded.items() if exposure == "coarse"))
    return MergeUndone(merge, found.kept, found.gone, given, text, proof, hidden, coarse)


def _guard_again(act: Act, found: rules.Merged) -> dict[int, str]:
    """Who was gone is guarded as before the merge, or as said since if that is stricter."""
    before = guards_before(act.of_organisation, found.id)
    whose = family_of(act.of_organisation, found.gone)
    wanted = {one: before[one] for one in whose if one in before}
    return guard_more(act.of_organisation, wanted, act.today)


@act(
    "registry.declare_not_same",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.ONE_AND_THE_SAME,
        *rules.OF_A_LISTED,
        rules.KNOWN_NOT_SAME,
    ],
)
def declare_not_same(act: Act, /, *, one: Id, other: Id, reason: Words = "") -> DeclaredNotSame:
    """Two that look alike are two.  It is remembered, and they are not proposed again.

    reason  how one knows, if there is something to say
    """
    refuse(objections_to_keep(act))
    keeper, (first, second) = act.of_organisation, pair_of(one, other)
    refuse(rules.objections_to_pair(first, second, listed_of(keeper, [first, second])))
    rows = NotSameRow.objects.filter(organisation_id=keeper, first_id=first, second_id=second)
    if rows.exists():
        raise Refused(rules.KNOWN_NOT_SAME.because())
    text, proof = words_kept(keeper, reason)
    NotSameRow.objects.create(
        organisation_id=keeper, first_id=first, second_id=second, declared_at=act.at
    )
    close_candidates(keeper, first, second, state="not_same", others=False)
    return DeclaredNotSame(first, second, text, proof)
