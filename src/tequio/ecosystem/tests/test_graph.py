"""What hangs together, who bridges, who covers: the constructed network, and any small one."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ecosystem.rules.findings.of_assets import GREEDY, TOO_MUCH, smallest_coalition
from tequio.ecosystem.rules.graph import (
    MOST_NEEDS,
    Actor,
    Coalition,
    Graph,
    Group,
    Holding,
    Introductions,
    Need,
    Side,
    Tie,
    Viewer,
    Word,
    brokers,
    coalition,
    component_of,
    components,
    seen_by,
)
from tequio.ecosystem.tests.networks import NEEDED, graphs, names, of_the_reference

DAY = date(2026, 1, 10)


def reached(graph: Graph, *, without: int = -1) -> set[frozenset[int]]:
    """Components the slow way: from each actor as far as ties lead."""
    found = set()
    for begin in range(len(graph.actors)):
        seen, left = set[int](), [begin]
        while left:
            place = left.pop()
            if place not in seen and place != without:
                seen.add(place)
                left += graph.near[place]
        found.add(frozenset(seen))
    return found - {frozenset()}


def pairs_of(parts: set[frozenset[int]]) -> int:
    return sum(len(part) * (len(part) - 1) // 2 for part in parts)


def test_the_network_of_the_reference_has_three_components_and_two_brokers() -> None:
    graph = of_the_reference()
    parts = components(graph)
    assert [len(part) for part in parts] == [4, 3, 1]
    assert names(graph, graph.ids(parts[2])) == ["EnergyCoop"]
    found = brokers(graph)
    assert names(graph, graph.ids(one.place for one in found)) == ["FedCoop", "SHG-A"]
    assert [(len(one.parts), one.load) for one in found] == [(3, 3), (2, 1)]


def test_the_coalition_of_the_reference_is_found_to_the_word() -> None:
    graph = of_the_reference()
    found = coalition(graph, NEEDED.split())
    assert found is not None
    assert found.is_smallest
    assert names(graph, found.members) == ["CreditUnion", "EnergyCoop", "Muni", "NGO", "SHG-A"]
    assert found.ways == 4
    assert len(found.introductions) == 2
    assert found.uncovered == ()
    assert found.covers[3] == ("training",)


def test_counting_unconnected_pairs_of_the_four_would_say_seven_at_least() -> None:
    graph = of_the_reference()
    part = component_of(components(graph))
    place = {actor.name: graph.place[actor.id] for actor in graph.actors}
    always = ["CreditUnion", "EnergyCoop", "Muni"]
    unconnected = []
    for training, trust in product(("Univ", "NGO"), ("SHG-A", "SHG-B")):
        parts = [part[place[name]] for name in (*always, training, trust)]
        assert len(set(parts)) - 1 == 2
        unconnected.append(sum(one != other for one, other in combinations(parts, 2)))
    assert min(unconnected) == 7


@given(graphs())
def test_components_are_what_ties_lead_to(graph: Graph) -> None:
    parts = components(graph)
    assert {frozenset(part) for part in parts} == reached(graph)
    assert parts == sorted(parts, key=lambda part: (-len(part), part[0]))
    assert all(part == sorted(part) for part in parts)


@given(graphs())
def test_a_broker_is_whose_leaving_parts_others_and_its_load_counts_the_parted(
    graph: Graph,
) -> None:
    whole = reached(graph)
    expected = {}
    for place in range(len(graph.actors)):
        rest = reached(graph, without=place)
        before = {part - {place} for part in whole} - {frozenset()}
        if len(rest) > len(before):
            expected[place] = pairs_of(before) - pairs_of(rest)
    found = {one.place: one for one in brokers(graph)}
    assert {place: one.load for place, one in found.items()} == expected
    for place, one in found.items():
        rest = [part for part in reached(graph, without=place) if part & set(graph.near[place])]
        assert set(one.parts) <= set(graph.near[place])
        assert sorted(len(part & set(one.parts)) for part in rest) == [1] * len(one.parts)


def test_a_long_chain_of_actors_does_not_exhaust_the_stack() -> None:
    count = 5_000
    graph = Graph.of(
        [Actor(n, f"{n:05}") for n in range(count)],
        [Tie(n, n, n + 1, "works_with") for n in range(count - 1)],
    )
    assert len(brokers(graph)) == count - 2
    assert len(components(graph)) == 1


def by_trying_all(graph: Graph, needs: set[str]) -> tuple[list[str], int, int] | None:
    """Names, introductions and how many are as good: every set of actors is tried."""
    held = {actor.id: set[str]() for actor in graph.actors}
    for holding in graph.holdings:
        held[holding.actor].add(holding.asset)
    part = component_of(components(graph))
    wanted = needs & set(graph.holders)
    for size in range(1, len(graph.actors) + 1):
        covering = []
        for chosen in combinations(graph.actors, size):
            if wanted <= set().union(*(held[actor.id] for actor in chosen)):
                touched = {part[graph.place[actor.id]] for actor in chosen}
                covering.append((len(touched) - 1, [actor.name for actor in chosen]))
        if covering and wanted:
            best = min(covering)
            return best[1], best[0], sum(one[0] == best[0] for one in covering)
    return None


@given(graphs())
def test_the_smallest_coalition_is_what_trying_all_of_them_finds(graph: Graph) -> None:
    needs = {f"asset {number}" for number in range(6)}
    expected = by_trying_all(graph, needs)
    found = coalition(graph, needs)
    if found is None:
        assert expected is None
        return
    told = names(graph, found.members), len(found.introductions), found.ways
    assert told == expected
    assert set(found.needs) | set(found.uncovered) == needs


@given(graphs(), st.randoms())
def test_the_order_in_which_rows_were_read_changes_nothing(graph: Graph, chance) -> None:
    def shuffled(rows):
        return chance.sample(rows, len(rows))

    again = Graph.of(shuffled(graph.actors), shuffled(graph.ties), shuffled(graph.holdings))
    needs = list(graph.holders)
    assert coalition(again, needs) == coalition(graph, needs)
    assert brokers(again) == brokers(graph)


def test_with_more_than_fifteen_needs_a_coalition_is_good_and_says_that_it_is_not_proven() -> None:
    kinds = [f"{number:02}" for number in range(16)]
    held = [Holding(n // 4, kind) for n, kind in enumerate(kinds)] + [Holding(4, kinds[0])]
    graph = Graph.of([Actor(n, str(n)) for n in range(5)], holdings=held)
    found = coalition(graph, kinds)
    assert isinstance(found, Coalition)
    assert found.members == (0, 1, 2, 3)
    assert not found.is_smallest
    assert found.ways is None


def of_many(actors: int, kinds: int, each: int) -> Graph:
    """Nobody knows anybody, and everybody holds some kinds, now these and now those."""
    chance = Random(1)
    held = [
        Holding(actor, f"{kind:02}")
        for actor in range(actors)
        for kind in chance.sample(range(kinds), each)
    ]
    return Graph.of([Actor(n, f"{n:05}") for n in range(actors)], holdings=held)


def test_where_there_is_too_much_to_try_a_coalition_is_chosen_after_so_many_steps() -> None:
    graph = of_many(1_000, MOST_NEEDS, 3)
    found = coalition(graph, graph.holders)
    assert found is not None
    assert (found.is_smallest, found.ways) == (False, None)
    assert {asset for covered in found.covers for asset in covered} == set(graph.holders)
    (told,) = smallest_coalition(graph, graph.holders)
    assert TOO_MUCH in told.notes
    assert GREEDY not in told.notes


def test_who_holds_the_same_is_looked_through_once_however_many_ask() -> None:
    class Counted(list[int]):
        looks = 0

        def __iter__(self):
            for place in list.__iter__(self):
                Counted.looks += 1
                yield place

    graph = of_many(300, 20, 8)
    holders = graph.__dict__["holders"] = {
        asset: Counted(places) for asset, places in graph.holders.items()
    }
    everybody, meet = Side(tuple(range(300))), Introductions(graph)
    for place in range(300):
        assert meet.between(Side((place,)), everybody).how == "asset"
    assert Counted.looks <= 2 * sum(map(len, holders.values()))


def meeting(**more):
    """Anna's cooperative and Berta's, of different components; Carla's was tied to both."""
    actors = [Actor(1, "Anna's"), Actor(2, "Berta's"), Actor(3, "Carla's")]
    graph = Graph.of(actors, **more)
    return Introductions(graph).between(Side((0,)), Side((1,)))


@pytest.mark.parametrize(
    ("more", "how", "named"),
    [
        ({}, "organiser", None),
        ({"holdings": [Holding(1, "loan"), Holding(2, "loan")]}, "asset", "loan"),
        ({"holdings": [Holding(1, "loan")], "needs": [Need(2, "loan")]}, "need", "loan"),
        ({"groups": [Group(9, "Union", frozenset({1, 2}))]}, "group", 9),
        ({"ties": [Tie(1, 1, 2, "works_with", ended=DAY)]}, "once", None),
        (
            {"ties": [Tie(1, 1, 3, "trains"), Tie(2, 2, 3, "trains", ended=DAY)]},
            "actor",
            3,
        ),
    ],
)
def test_an_introduction_names_what_both_have_in_common(more, how, named) -> None:
    found = meeting(**more)
    assert found.pair == (1, 2)
    assert found.how == how
    assert (found.contact or found.group or found.asset or None) == named


@pytest.mark.parametrize(
    ("sights", "viewer", "seen"),
    [
        ({}, Viewer(), 0),
        ({}, Viewer(takes_part=True), 1),
        ({1: "organisers"}, Viewer(takes_part=True), 0),
        ({1: "organisers"}, Viewer(takes_part=True, is_organiser=True), 1),
        ({1: "organisers"}, Viewer(frozenset({2}), takes_part=True), 1),
        ({1: "everybody"}, Viewer(), 0),
        ({1: "everybody", 2: "everybody"}, Viewer(), 1),
    ],
)
def test_a_tie_is_seen_where_both_ends_let_it_or_by_one_of_them(sights, viewer, seen) -> None:
    graph = Graph.of([Actor(1, "a"), Actor(2, "b")], [Tie(1, 1, 2, "works_with")])
    shown = seen_by(graph, sights, viewer)
    assert len(shown.ties) == seen
    assert len(components(shown)) == 2 - seen


def test_a_tie_is_confirmed_since_both_have_said_so_and_as_long_as_both_repeat_it() -> None:
    early, late = date(2025, 3, 1), date(2026, 3, 1)
    tie = Tie(1, 1, 2, "works_with", said_by=(Word(DAY, 1), Word(early, 1), Word(late, 2)))
    assert (tie.confirmed_on, tie.last_confirmed) == (late, DAY)
    assert tie.last_said == {1: DAY, 2: late}
    half = Tie(1, 1, 2, "works_with", said_by=(Word(DAY, 1),))
    assert (half.confirmed_on, half.last_confirmed, half.is_confirmed) == (None, None, False)


def test_what_ties_whom_the_register_lost_is_left_out() -> None:
    graph = Graph.of([Actor(1, "a")], [Tie(1, 1, 2, "x")], [Holding(2, "loan")], [Need(2, "care")])
    assert (graph.ties, graph.holdings, graph.needs) == ((), (), ())
