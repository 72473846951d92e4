"""What every module of computed facts keeps to."""

from datetime import date

import pytest

from tequio.screening.queries.computing import QUERIES, Row
from tequio.screening.queries.computing.shape import Found, Module, queries_of
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.silences import SILENCES

DAY = date(2026, 6, 30)


def of_party(party):
    """How many."""
    return Found(party, DAY, DAY, 2, (Row("membership", 2, DAY), Row("membership", 1, DAY)))


def unsaid(party):
    """Nothing."""
    return "nothing_happened"


def offering(**functions):
    facts = {f"practice.{name}": function for name, function in functions.items()}
    return Module("people", "members", lambda party, on: party, facts)


def test_an_answer_carries_its_query_its_rows_in_order_and_its_digest():
    said, silent = offering(members=of_party, admissions=unsaid).answers(7, DAY)
    assert (said.value, said.query, [row.number for row in said.rows]) == (
        7,
        "people.of_party",
        [1, 2],
    )
    assert silent.words == SILENCES["nothing_happened"]
    assert next(offering(members=of_party).answers(8, DAY)).digest != said.digest
    assert next(offering(members=of_party).answers(7, DAY)).digest == said.digest


def test_no_fact_is_offered_twice_or_from_another_book():
    with pytest.raises(ValueError, match=r"practice\.members"):
        queries_of([offering(members=of_party), offering(members=of_party)])
    with pytest.raises(ValueError, match=r"practice\.turnout"):
        queries_of([offering(turnout=of_party)])
    with pytest.raises(ValueError, match=r"practice\.nothing"):
        queries_of([offering(nothing=of_party)])


def test_every_computed_fact_tells_its_book_and_its_definition():
    for fact, query in QUERIES.items():
        assert query.book == FACTS[fact].book
        assert len(query.about.split()) >= 12, query.name
