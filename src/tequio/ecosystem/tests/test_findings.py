"""The ten findings: what is seen, whom it touches, which deed is proposed."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given

from tequio.ecosystem.rules.findings import (
    DEEDS,
    Besides,
    Block,
    Finding,
    Introduced,
    Waiting,
    find_all,
    introductions_since,
    never_in_the_room,
    parts_apart,
    plain_finding,
    plain_graph,
    read_finding,
    read_graph,
    single_holders,
    smallest_coalition,
    unconfirmed_ties,
    uncovered_needs,
    weak_blocks,
)
from tequio.ecosystem.rules.findings.of_assets import ALIKE, NEEDED_BY
from tequio.ecosystem.rules.findings.of_rooms import NEVER_SAID
from tequio.ecosystem.rules.graph import Actor, Graph, Holding, Need, Tie, Word
from tequio.ecosystem.tests.networks import NEEDED, graphs, names, of_the_reference

TODAY = date(2026, 11, 23)
LAST_QUARTER = date(2026, 8, 20)
TWO = [Actor(1, "Anna's"), Actor(2, "Berta's")]


def tied(*words: Word, ended: date | None = None) -> Graph:
    return Graph.of(TWO, [Tie(7, 1, 2, "works_with", said_by=words, ended=ended)])


def fields(finding: Finding) -> dict:
    return dict(finding.fields)


def test_the_network_of_the_reference_leads_to_these_deeds() -> None:
    graph = of_the_reference(NEEDED + " water")
    found = [one for one in find_all(graph, on=TODAY) if one.number < 6]
    assert [(one.code, one.deed, names(graph, one.actors), one.assets) for one in found] == [
        ("single_holder", "second_holder", ["EnergyCoop"], ("charging",)),
        ("single_holder", "second_holder", ["CreditUnion"], ("loan",)),
        ("single_holder", "second_holder", ["Muni"], ("procurement",)),
        ("single_holder", "second_holder", ["FedCoop"], ("advocacy",)),
        ("single_holder", "second_holder", ["FedCoop"], ("members",)),
        ("single_holder", "second_holder", ["Muni"], ("premises",)),
        ("single_holder", "second_holder", ["Univ"], ("research",)),
        ("single_holder", "second_holder", ["SHG-B"], ("savings",)),
        ("uncovered_need", "call", [], ("water",)),
        ("apart", "introduce", ["NGO", "SHG-A", "SHG-B"], ()),
        ("isolate", "introduce", ["EnergyCoop"], ()),
        ("broker", "double", ["FedCoop"], ()),
        ("broker", "double", ["SHG-A"], ()),
        (
            "coalition",
            "ally",
            ["CreditUnion", "EnergyCoop", "Muni", "NGO", "SHG-A"],
            ("charging", "loan", "procurement", "training", "trust"),
        ),
    ]
    assert fields(found[-1])["introductions"] == 2


def test_every_finding_has_a_deed_and_every_sentence_its_fields() -> None:
    besides = Besides(
        blocks=(Block("seed-blocks@1", "funds", 4, Fraction(1), Fraction(2), None, is_wide=True),),
        waiting=(Waiting(3, TODAY),),
        introduced=(Introduced(5, 1, 2, LAST_QUARTER),),
    )
    found = find_all(of_the_reference(NEEDED + " water"), on=TODAY, besides=besides)
    assert {one.number for one in found} == {1, 2, 3, 4, 5, 6, 8, 9, 10}
    for one in found:
        assert set(one.deeds) <= set(DEEDS)
        for sentence in (one.sentence, *one.notes):
            assert sentence.format(**fields(one))
        assert len(one.key) <= 120
    assert len({one.key for one in found}) == len(found)


@given(graphs())
def test_findings_of_any_network_can_be_stored_and_found_again(graph: Graph) -> None:
    found = find_all(graph, on=TODAY)
    stored = json.dumps({"known": plain_graph(graph), "found": [plain_finding(f) for f in found]})
    again = json.loads(stored)
    assert [read_finding(one) for one in again["found"]] == found
    assert find_all(read_graph(again["known"]), on=TODAY) == found


@given(graphs())
def test_each_component_but_one_is_introduced_to_another(graph: Graph) -> None:
    for finding in parts_apart(graph):
        ours = set(finding.actors)
        (meeting,) = finding.pairs
        assert meeting.one in ours
        assert meeting.other not in ours


def test_the_organiser_introduces_isolates_to_different_actors() -> None:
    actors = [Actor(number, f"{number:02}") for number in range(12)]
    ties = [Tie(n, n, n + 1, "works_with") for n in range(5)]
    met = {one.pairs[0].other for one in parts_apart(Graph.of(actors, ties))}
    assert met == {0, 1, 2, 3, 4, 5}


def test_who_works_in_the_field_of_a_single_holder_could_hold_the_asset_too_the_nearest_first() -> (
    None
):
    works = [("care", "school"), (), ("care",), ("care",), ("care", "school"), ("care",), ("mill",)]
    graph = Graph.of(
        [Actor(n, f"{n}", sectors=each) for n, each in enumerate(works)],
        [Tie(1, 0, 3, "trains"), Tie(2, 0, 1, "trains")],
        [Holding(0, "training"), Holding(6, "flour")],
        [Need(5, "training")],
    )
    training, flour = single_holders(graph)
    assert dict(training.fields)["alike"].each == (5, 4, 3)
    assert training.notes == (NEEDED_BY, ALIKE)
    assert (training.actors, flour.notes) == ((0,), ())


def test_a_need_that_many_have_comes_before_a_need_of_one() -> None:
    needs = [Need(1, "care"), Need(1, "water"), Need(2, "water")]
    found = list(uncovered_needs(Graph.of(TWO, needs=needs)))
    assert [(one.assets, one.actors) for one in found] == [(("water",), (1, 2)), (("care",), (1,))]


def test_a_coalition_is_known_again_by_its_needs_also_where_they_are_many() -> None:
    kinds = [f"asset number {number}" for number in range(30)]
    graph = Graph.of(TWO, holdings=[Holding(1, kind) for kind in kinds])
    (found,) = smallest_coalition(graph, kinds)
    (again,) = smallest_coalition(graph, kinds[::-1])
    assert found == again
    assert len(found.key) <= 120
    (other,) = smallest_coalition(graph, kinds[1:])
    assert other.key != found.key


def test_a_tie_that_one_side_only_has_said_asks_the_other_one() -> None:
    (found,) = unconfirmed_ties(tied(Word(TODAY, 1)), on=TODAY)
    assert (found.code, found.actors, found.ties) == ("one_way", (2,), (7,))
    (nobody,) = unconfirmed_ties(tied(), on=TODAY)
    assert nobody.actors == (1, 2)


def test_a_tie_grows_stale_a_year_and_a_day_after_both_last_confirmed_it() -> None:
    year = date(2025, 11, 23)
    fresh = tied(Word(year, 1), Word(TODAY, 2))
    assert not list(unconfirmed_ties(fresh, on=TODAY))
    (found,) = unconfirmed_ties(fresh, on=TODAY + timedelta(days=1))
    assert (found.code, found.actors, fields(found)["day"]) == ("stale", (1,), year)
    assert not list(unconfirmed_ties(tied(ended=TODAY), on=TODAY))


def room(*, women: str, ties: list[tuple[int, int]]) -> Graph:
    """Eight actors; of each a letter says whether women lead it: y, n, or nobody knows."""
    said = {"y": True, "n": False, "?": None}
    actors = [Actor(n, f"{n}", is_women_led=said[one]) for n, one in enumerate(women)]
    return Graph.of(actors, [Tie(n, *pair, "works_with") for n, pair in enumerate(ties)])


AROUND_0_AND_1 = [(0, 1), *((0, n) for n in range(2, 6)), *((1, n) for n in range(2, 6))]


def test_who_is_never_in_the_room_is_invited_by_name_and_nobody_is_ranked() -> None:
    (found,) = never_in_the_room(room(women="nnyn?yyy", ties=AROUND_0_AND_1))
    assert (found.actors, found.deeds) == ((6, 7), ("invite",))
    assert fields(found) == fields(found) | {"few": 1, "many": 0, "unknown": 0}
    assert fields(found)["untold"].each == ("informal", "rural"), "nobody has ever said"
    assert found.notes == (NEVER_SAID,)
    swapped = [tuple({6: 7, 7: 6}.get(end, end) for end in pair) for pair in [*AROUND_0_AND_1]]
    assert list(never_in_the_room(room(women="nnyn?yyy", ties=swapped))) == [found]


def test_nobody_is_missing_where_the_well_tied_are_alike_or_nothing_is_known() -> None:
    assert not list(never_in_the_room(room(women="yyyyyyyy", ties=AROUND_0_AND_1)))
    assert not list(never_in_the_room(room(women="????????", ties=AROUND_0_AND_1)))
    assert not list(never_in_the_room(room(women="nnyyyyyy", ties=[])))
    assert not list(never_in_the_room(room(women="nnyyyyy", ties=AROUND_0_AND_1)))


def test_blocks_with_disagreement_come_before_weak_ones_and_strong_ones_are_left_out() -> None:
    def block(code: str, median: str | None, gap: int, *, is_wide: bool = False) -> Block:
        middle = None if median is None else Fraction(median)
        return Block("seed-blocks@1", code, 4, middle, Fraction(gap), Fraction(1, 5), is_wide)

    blocks = (
        block("strong", "7/2", 0),
        block("weak", "3/2", 1),
        block("weaker", "1/2", 1),
        block("unknown", None, 0),
        block("wide", "3", 2, is_wide=True),
        block("wider", "3", 3, is_wide=True),
    )
    told = [fields(one)["block"].each[1] for one in weak_blocks(blocks)]
    assert told == ["wider", "wide", "weaker", "weak"]


def looked_back(graph: Graph) -> list[Finding]:
    return list(introductions_since(graph, [Introduced(5, 2, 1, LAST_QUARTER)]))


def test_an_introduction_that_became_a_tie_is_thanked_for() -> None:
    (found,) = looked_back(tied(Word(TODAY, 1), Word(LAST_QUARTER, 2)))
    assert (found.code, found.deeds, found.about) == ("became_tie", ("thank",), 5)
    assert fields(found)["since"] == TODAY


def test_an_introduction_without_a_tie_is_tried_again_or_let_go() -> None:
    (nothing,) = looked_back(Graph.of(TWO))
    assert (nothing.code, nothing.deeds) == ("became_no_tie", ("retry", "drop"))
    assert not nothing.notes
    (half,) = looked_back(tied(Word(TODAY, 1)))
    assert half.code == "became_no_tie"
    assert half.notes


def test_a_tie_from_before_the_introduction_is_not_its_merit() -> None:
    before = LAST_QUARTER - timedelta(days=1)
    assert not looked_back(tied(Word(before, 1), Word(before, 2)))
