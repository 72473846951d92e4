"""The drawing of the graph: every actor once, no name on another, the same each time."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ecosystem.rules.drawing import MOST_DRAWN, Drawing, chosen, narrow, wide
from tequio.ecosystem.rules.drawing.shapes import LINE_HEIGHT, wrapped
from tequio.ecosystem.rules.graph import Actor, Graph, Tie, Word
from tequio.ecosystem.tests.networks import graphs, of_the_reference

LETTER = 8
LONG = "Federation of the very long names of Tlacolula and of Ocotlán"


def boxes(drawing: Drawing) -> list[tuple[int, int, int, int]]:
    """Where each name stands: left, top, right, bottom, a letter taken for 8 pixels."""
    found = []
    for dot in drawing.dots:
        width = LETTER * max(map(len, dot.label))
        left = dot.label_x - (width // 2 if dot.anchor == "middle" else 0)
        top = dot.label_y - 12
        found.append((left, top, left + width, top + LINE_HEIGHT * len(dot.label)))
    return found


@pytest.mark.parametrize("sheet", [narrow, wide])
@given(graph=graphs(actors=30), name=st.sampled_from(["short", LONG]))
def test_every_actor_stands_once_inside_and_no_name_on_another(sheet, graph, name) -> None:
    actors = [Actor(one.id, f"{name} {one.id}") for one in graph.actors]
    graph = Graph.of(actors, graph.ties)
    drawing = sheet(graph, chosen(graph))
    assert sorted(dot.actor for dot in drawing.dots) == sorted(one.id for one in actors)
    for left, top, right, bottom in boxes(drawing):
        assert 0 <= left < right <= drawing.width
        assert 0 <= top < bottom <= drawing.height
    for one, other in combinations(boxes(drawing), 2):
        is_beside = one[2] <= other[0] or other[2] <= one[0]
        assert is_beside or one[3] <= other[1] or other[3] <= one[1]
    assert {(line.one, line.other) for line in drawing.lines} == {
        tuple(graph.ids(sorted(map(graph.place.__getitem__, tie.sides)))) for tie in graph.ties
    }
    assert sheet(graph, chosen(graph)) == drawing


@pytest.mark.parametrize("sheet", [narrow, wide])
def test_a_line_begins_and_ends_at_its_actors(sheet) -> None:
    graph = of_the_reference()
    drawing = sheet(graph, chosen(graph))
    at = {dot.actor: (dot.x, dot.y) for dot in drawing.dots}
    for line in drawing.lines:
        numbers = [int(one) for one in re.findall(r"-?\d+", line.path)]
        assert (tuple(numbers[:2]), tuple(numbers[-2:])) == (at[line.one], at[line.other])


def test_ties_of_two_actors_are_one_line_solid_where_both_have_said_one_of_them() -> None:
    day = date(2026, 11, 23)
    both = (Word(day, 1), Word(day, 2))
    half = Tie(1, 1, 2, "trains", said_by=both[:1])
    actors = [Actor(1, "a"), Actor(2, "b")]

    def lines(*ties: Tie):
        graph = Graph.of(actors, ties)
        return [(one.is_confirmed, one.ties) for one in wide(graph, chosen(graph)).lines]

    assert lines(half) == [(False, (1,))]
    assert lines(half, Tie(2, 2, 1, "funds", said_by=both)) == [(True, (1, 2))]
    assert lines(Tie(3, 1, 2, "funds", said_by=both, ended=day)) == []


def chain(count: int) -> Graph:
    return Graph.of(
        [Actor(n, f"{n:03}") for n in range(count)],
        [Tie(n, n, n + 1, "works_with") for n in range(count - 2)],
    )


def test_of_more_than_sixty_actors_the_surroundings_of_one_are_drawn_and_the_rest_counted() -> None:
    graph = chain(MOST_DRAWN + 30)
    assert len(chosen(chain(MOST_DRAWN))) == 2
    assert chosen(graph) == [list(range(MOST_DRAWN))]
    (around,) = chosen(graph, around=80, most=5)
    assert around == [78, 79, 80, 81, 82]
    assert wide(graph, [around]).left_out == MOST_DRAWN + 25
    assert chosen(graph, around=MOST_DRAWN + 29) == [[MOST_DRAWN + 29]]


def test_a_straight_line_passes_no_actor_that_it_does_not_join() -> None:
    everybody = list(combinations(range(8), 2))
    graph = Graph.of(
        [Actor(n, str(n)) for n in range(8)],
        [Tie(n, *pair, "works_with") for n, pair in enumerate(everybody)],
    )
    drawing = wide(graph, chosen(graph))
    at = {dot.actor: complex(dot.x, dot.y) for dot in drawing.dots}
    straight = [line for line in drawing.lines if "Q" not in line.path]
    assert 0 < len(straight) < len(everybody)
    for line in straight:
        along = at[line.other] - at[line.one]
        for dot in (at[actor] for actor in at if actor not in (line.one, line.other)):
            seen = (dot - at[line.one]) / along
            assert not 0 < seen.real < 1 or abs(seen.imag) * abs(along) >= 20


def test_a_long_name_ends_in_dots_and_signs_over_letters_take_no_room() -> None:
    assert wrapped(LONG, most=17) == ("Federation of the", "very long names…")
    assert wrapped("Donaudampfschifffahrtsgesellschaft", most=17) == ("Donaudampfschiff…",)
    assert wrapped("e\u0301" * 17, most=17) == ("e\u0301" * 17,)
