"""Imports of more than one source are taken back in order, and what was undone was never said."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import RecordRow
from tequio.registry.queries.imports import moved
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db
A, B = "1,Ana,,,,,GB,Live,,,,", "2,Bea,,,,,GB,Live,,,,"
PART = """
  - source: {source}
    key: id
    say: [{{property: {says}, column: {column}}}]
"""
OF_MAIN = PART.format(source="main", says="name.legal", column="name")
OF_SIDE = PART.format(source="side", says="name.trading", column="street")


def mapped() -> Register:
    """A list that speaks for two sources, and a list of the second one alone."""
    held = register()
    held.source("main")
    held.source("side")
    for code, parts in (("two", OF_MAIN + OF_SIDE), ("side", OF_SIDE), ("main", OF_MAIN)):
        held.mapping(code=code, text=f"id: {code}\ntitle: A list\nparts:{parts}")
    return held


def test_a_later_import_of_one_of_its_sources_stands_on_an_import() -> None:
    held = mapped()
    held.takes_in("1,Ana,,one", source="main", mapping="two", headings="id,name,number,street")
    both = {"source": "main", "mapping": "two", "headings": "id,name,number,street"}
    second = held.later().takes_in("1,Ana,,two", **both)["batch"]
    third = held.later().takes_in("1,,,three", **both | {"source": "side", "mapping": "side"})
    with pytest.raises(Refused, match="later_batch"):
        service.undo_batch(held.act(), batch=second)
    service.undo_batch(held.act(), batch=third["batch"])
    service.undo_batch(held.act(), batch=second)
    assert held.findings() == []


def test_an_edition_of_any_of_its_sources_comes_before_a_later_one() -> None:
    held = mapped()
    held.takes_in(A, source="side", mapping="two")
    with pytest.raises(Refused, match="edition_before"):
        held.later(-9).takes_in(A, source="main", mapping="main")
    held.takes_in(A, source="side", edition=held.later(20).at.date())
    with pytest.raises(Refused, match="edition_before"):
        held.takes_in(A, source="main", mapping="two", edition=held.later(-5).at.date())


def test_who_was_undone_is_new_when_it_comes_again_and_vanishes_from_nothing() -> None:
    held = register().ready()
    held.takes_in(A)
    first = held.later().takes_in(A, B)["batch"]
    service.undo_batch(held.act(), batch=first)
    again = held.later().takes_in(A, B)
    assert (again["new"], again["changed"], again["same"]) == (1, 0, 1)
    for batch in (first, again["batch"]):
        assert [one.key for one in moved(held.keeper, batch, "new")] == ["2"]
        assert moved(held.keeper, batch, "changed") == []
    service.undo_batch(held.act(), batch=again["batch"])
    assert RecordRow.objects.get(organisation_id=held.keeper, key="2").last_batch_id is None
    assert held.later().takes_in(A)["vanished"] == 0
    assert held.findings() == []


def test_an_undone_import_gives_each_source_back_the_file_before() -> None:
    held = mapped()
    alone = held.takes_in(A, source="side")["batch"]
    main = held.later().takes_in(A, source="main", mapping="main")["batch"]
    two = held.later().takes_in(A, B, source="main", mapping="two")["batch"]
    service.undo_batch(held.act(), batch=two)
    rows = RecordRow.objects.filter(organisation_id=held.keeper, key="1").order_by("source_id")
    assert list(rows.values_list("last_batch_id", flat=True)) == [main, alone]
