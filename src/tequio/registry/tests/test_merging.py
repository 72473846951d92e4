"""Two are one, by a person's decision, and are two again exactly as before."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import (
    CellRow,
    FacetCountRow,
    IdentifierRow,
    ListedRow,
    RecordRow,
    ShownRow,
)
from tequio.registry.queries.desk import queue, readings
from tequio.registry.queries.merging import stands_for
from tequio.registry.queries.of_one import of_one
from tequio.registry.tests.office import HERE, opened, with_member

pytestmark = pytest.mark.django_db
NUMBER = {"scheme": "GB-COH", "raw": "04723210"}


@pytest.fixture
def office():
    return opened()


def picture(office):
    """Everything that is shown and decided, but the places in the feed."""
    tables = (ShownRow, IdentifierRow, CellRow, RecordRow)
    seen = [sorted(map(str, table.objects.values_list())) for table in tables]
    counts = FacetCountRow.objects.exclude(n=0).values_list()
    listed = ListedRow.objects.values_list("id", "merged_into_id", "party_id")
    return [*seen, sorted(map(str, counts)), sorted(listed, key=str), office.candidates()]


def test_what_was_merged_is_one_and_comes_apart_exactly(office):
    kept = office.lists("Weavers of Lomé", address__postcode="01 BP 7", point=HERE)
    gone = office.lists("Weavers of Lome", address__postcode="01 BP 7", identifier=NUMBER)
    assert office.candidates() == {(kept, gone): "open"}
    before = picture(office)
    merge = office.merges(kept, gone)
    assert office.shown(gone) is None
    assert stands_for(office.keeper, gone) == kept
    assert office.candidates() == {(kept, gone): "same"}
    assert IdentifierRow.objects.get().listed_id == kept
    assert office.findings() == []
    office.does(service.undo_merge, merge=merge)
    assert [one for one in picture(office) if one not in before] == []
    assert office.findings() == []


def test_a_merge_under_a_later_one_is_undone_after_it(office):
    first, second, third = (office.lists(name) for name in ("Ama", "Ama Cooperative", "Amma"))
    below = office.merges(first, second)
    above = office.merges(third, first)
    assert stands_for(office.keeper, second) == third
    with pytest.raises(Refused) as refused:
        office.does(service.undo_merge, merge=below)
    assert str(refused.value.refusals[0]) == (
        f"Number {first}, into which this one was merged, was itself merged into number {third}"
        f" by merge {above}."
    )
    office.does(service.undo_merge, merge=above)
    office.does(service.undo_merge, merge=below)
    assert [office.shown(one) is not None for one in (first, second, third)] == [True] * 3
    assert office.findings() == []


def test_whose_place_is_hidden_stays_hidden_in_whom_it_is_merged_into(office):
    kept = office.lists("House of Women", point=HERE)
    gone = office.lists("Women's House", point=HERE)
    office.does(service.guard_place, listed=gone, exposure="hidden")
    assert (office.shown(kept).lon, office.shown(gone).lon) == (1_222_500, None)
    merge = office.merges(kept, gone)
    assert office.shown(kept).lon is None
    office.does(service.undo_merge, merge=merge)
    assert (office.shown(kept).lon, office.shown(gone).lon) == (1_222_500, None)
    merge = office.merges(kept, gone)
    office.does(service.guard_place, listed=kept, exposure="coarse")
    assert (office.shown(kept).lon, office.shown(kept).precision) == (1_250_000, 10_000)
    assert office.findings() == []


def test_whose_place_was_hidden_before_a_merge_is_hidden_after_it_is_undone(office):
    kept, gone = office.lists("House of Women"), office.lists("Women's House", point=HERE)
    office.does(service.guard_place, listed=gone, exposure="hidden")
    merge = office.merges(kept, gone)
    office.does(service.guard_place, listed=kept, exposure="open")
    assert office.shown(kept).lon == 1_222_500
    assert office.does(service.undo_merge, merge=merge)["hidden"] == [gone]
    assert office.shown(gone).lon is None
    assert office.findings() == []


def test_who_was_declared_two_is_never_proposed_again(office):
    one = office.lists("Novissi", address__postcode="BP 1")
    other = office.lists("Novissi", address__postcode="BP 1")
    office.does(service.declare_not_same, one=other, other=one)
    assert office.candidates() == {(one, other): "not_same"}
    assert office.does(service.find_matches)["found"]["candidates"] == 0
    merge = office.merges(one, other)
    office.does(service.undo_merge, merge=merge)
    assert office.candidates() == {(one, other): "not_same"}
    assert office.findings() == []


def test_who_is_recognised_no_more_is_not_recognised_again_by_undoing_a_merge(office):
    group = with_member(office)
    kept, gone, third = (office.lists(name) for name in ("Alpha", "Beta", "Gamma"))
    office.does(service.recognise, listed=gone, organisation=group.id)
    merge = office.merges(kept, gone)
    assert [office.listed(one).party_id for one in (kept, gone)] == [group.id, None]
    office.does(service.recognise, listed=kept, organisation=None)
    office.does(service.recognise, listed=third, organisation=group.id)
    assert office.does(service.undo_merge, merge=merge)["party"] is None
    assert [office.listed(one).party_id for one in (kept, gone, third)] == [None, None, group.id]
    assert office.findings() == []


def test_who_was_recognised_anew_after_a_merge_stays_with_the_one_kept(office):
    group, kept, gone = with_member(office), office.lists("Alpha"), office.lists("Beta")
    office.does(service.recognise, listed=gone, organisation=group.id)
    merge = office.merges(kept, gone)
    for organisation in (None, group.id):
        office.does(service.recognise, listed=kept, organisation=organisation)
    office.does(service.undo_merge, merge=merge)
    assert [office.listed(one).party_id for one in (kept, gone)] == [group.id, None]
    assert office.findings() == []


def test_relations_of_whom_is_merged_are_those_of_the_one_kept(office):
    kept, gone, other = (office.lists(name) for name in ("Alpha", "Beta", "Gamma"))
    office.does(service.relate, listed=gone, type="member_of", other=other)
    office.does(service.relate, listed=gone, type="supplies", other=kept)
    merge = office.merges(kept, gone)

    def related(number):
        one = of_one(office.keeper, number, order="official_first", is_inside=True)
        return [(tie.type, tie.is_outward, tie.other) for tie in one.relations]

    outward, inward = [("member_of", True, other)], [("member_of", False, kept)]
    assert (related(kept), related(other)) == (outward, inward)
    office.does(service.relate, listed=kept, type="member_of", other=other)
    assert (related(kept), related(other)) == (outward, inward)
    office.does(service.undo_merge, merge=merge)
    assert related(gone) == [("member_of", True, other), ("supplies", True, kept)]


def test_who_is_not_the_same_as_one_is_not_the_same_as_whom_that_one_is_merged_into(office):
    apart, gone, kept = (office.lists("Novissi", address__postcode="BP 1") for _time in range(3))
    office.does(service.declare_not_same, one=apart, other=gone)
    merge = office.merges(kept, gone)
    assert (queue(office.keeper), readings(office.keeper)) == (([], False), {})
    assert office.does(service.find_matches)["found"]["candidates"] == 0
    office.does(service.undo_merge, merge=merge)
    waiting, _more = queue(office.keeper)
    pairs = {(one.first.number, one.second.number) for one in waiting}
    assert pairs == {(apart, kept)}
    assert office.findings() == []


def test_a_successor_and_a_branch_answer_their_pairs_and_never_go_in_a_circle(office):
    pairs = {}
    for act, first, second in (
        (service.declare_successor, "successor", "predecessor"),
        (service.declare_branch, "branch", "of"),
    ):
        one, other = (office.lists(f"{first} bakery", address__postcode="X1") for _time in range(2))
        told = office.does(act, **{first: one, second: other})
        pairs[one, other] = "branch" if first == "branch" else "successor"
        with pytest.raises(Refused) as refused:
            office.does(act, **{first: other, second: one})
        assert refused.value.refusals[0].code == "goes_in_a_circle"
        office.does(service.end_relation, relation=told["relation"])
    assert office.candidates().items() >= pairs.items()
    assert office.findings() == []


def test_a_merge_takes_few_statements(office):
    kept, gone = office.lists("Ama"), office.lists("Kofi")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        office.merges(kept, gone)
    assert len(asked) <= 45
