"""The door: once per key, in one transaction, with declared refusals, and one line."""

from dataclasses import dataclass, replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tequio.chronicle import queries
from tequio.chronicle.models import HeadRow, LineRow
from tequio.chronicle.rules import NODE, OF_THE_DOOR, Told
from tequio.chronicle.service import (
    ACTS,
    UndeclaredRefusal,
    act,
    forget,
    open_chain,
    take_ids,
)
from tequio.kernel import Act, RefusalKind, Refused

TOO_LOUD = RefusalKind("too_loud", "Too loud: {volume}.", "Speak softly.")
UNHEARD = RefusalKind("unheard", "Nobody listens.", "Come back.")


@dataclass(frozen=True)
class BellRung:
    bell: int
    times: int


@pytest.fixture(scope="module")
def ring():
    @act("tests.ring", may="anyone", refusals=[TOO_LOUD])
    def ring(act: Act, /, *, times: int, also: int = 0):
        if times > 10:
            raise Refused(TOO_LOUD.because(volume=times))
        if times < 0:
            raise Refused(UNHEARD.because())
        event = BellRung(take_ids(act.of_organisation), times)
        return Told(event, {also: event}) if also else event

    yield ring
    del ACTS["tests.ring"]


@pytest.fixture
def quietly():
    @act("tests.quietly", may="anyone", of_no_organisation=True)
    def quietly(act: Act, /):
        return BellRung(1, 0)

    yield quietly
    del ACTS["tests.quietly"]


@pytest.fixture
def this(db):
    open_chain(1001)
    return Act(by=7, organisation=1001, at=timezone.now(), key="k1")


def test_an_act_leaves_one_line_and_gives_its_receipt(ring, this):
    receipt = ring(this, times=3)
    assert (receipt.number, receipt.kind, receipt.event) == (1, "tests.ring", "BellRung")
    assert receipt.facts == {"bell": 1, "times": 3}
    head = queries.head_of(1001)
    assert (head.number, head.digest) == (1, receipt.digest)
    assert list(queries.check(1001)) == []


def test_the_same_key_with_the_same_content_answers_with_the_first_receipt(ring, this):
    first = ring(this, times=3)
    again = ring(replace(this, at=timezone.now()), times=3)
    assert again == replace(first, replayed=True)
    assert LineRow.objects.filter(organisation_id=1001).count() == 1


@pytest.mark.parametrize(("by", "times"), [(7, 4), (8, 3)])
def test_the_same_key_with_other_content_is_refused(ring, this, by, times):
    ring(this, times=3)
    with pytest.raises(Refused, match="key_used_for_other_content"):
        ring(replace(this, by=by), times=times)


@pytest.mark.parametrize("key", ["", "k" * 81])
def test_an_act_without_a_usable_key_is_refused(ring, this, key):
    with pytest.raises(Refused, match="key_not_usable"):
        ring(replace(this, key=key), times=3)


def test_an_organisation_without_a_chain_is_refused(ring, this):
    with pytest.raises(Refused, match="no_such_organisation"):
        ring(replace(this, organisation=999), times=3)


def test_an_act_that_names_no_organisation_is_refused(ring, this):
    with pytest.raises(Refused, match="organisation_missing"):
        ring(replace(this, organisation=None), times=3)


def test_a_refusal_writes_nothing_and_consumes_no_key(ring, this):
    with pytest.raises(Refused, match="too_loud"):
        ring(this, times=11)
    assert queries.head_of(1001).number == 0
    assert HeadRow.objects.get(pk=1001).last_id == 0
    assert ring(this, times=3).number == 1


def test_a_refusal_that_the_act_does_not_declare_is_a_mistake_in_the_code(ring, this):
    with pytest.raises(UndeclaredRefusal, match="unheard"):
        ring(this, times=-1)


def test_every_act_declares_the_refusals_of_the_door(ring):
    assert set(OF_THE_DOOR) <= set(ACTS["tests.ring"].refusals)


def test_an_act_may_leave_a_line_in_another_chain_too(ring, this):
    open_chain(1002)
    ring(this, times=1, also=1002)
    assert [queries.head_of(place).number for place in (1001, 1002)] == [1, 1]


def test_an_act_of_no_organisation_goes_to_the_nodes_own_chain(db):
    @act("tests.greet", may="anyone")
    def greet(act: Act, /):
        return BellRung(0, 1)

    before = queries.head_of(NODE).number
    assert greet(Act(None, None, timezone.now(), "k")).number == before + 1
    del ACTS["tests.greet"]


def test_ids_follow_each_other_without_gaps(this):
    assert [take_ids(1001, 3), take_ids(1001), take_ids(1001)] == [1, 4, 5]
    with pytest.raises(Refused, match="no_such_organisation"):
        take_ids(4711)


def test_an_act_gives_ids_out_of_memory_and_its_line_writes_the_last_one(this):
    open_chain(1002)
    taken: list[int] = []

    @act("tests.take", may="anyone", touches=lambda this, arguments: [1002])
    def take(act: Act, /):
        taken.extend([take_ids(1001, 3), take_ids(1002), take_ids(1001)])
        return BellRung(0, 1)

    with CaptureQueriesContext(connection) as asked:
        take(this)
    assert taken == [1, 1, 4]
    assert not [one for one in asked if "RETURNING" in one["sql"]]
    assert [HeadRow.objects.get(pk=place).last_id for place in (1001, 1002)] == [4, 1]
    assert [take_ids(place) for place in (1001, 1002)] == [5, 2]
    del ACTS["tests.take"]


def test_forgetting_keeps_the_chain_whole_and_the_first_answer(ring, this):
    first = ring(this, times=3)
    forget([1001])
    assert list(queries.check(1001)) == []
    assert ring(this, times=3).digest == first.digest
    assert LineRow.objects.get(organisation_id=1001).content == ""


FORBIDDEN = {
    "change a line": "UPDATE chronicle_linerow SET facts = '{}' WHERE organisation_id = 1001",
    "give content back": "UPDATE chronicle_linerow SET content = 'x' WHERE organisation_id = 1001",
    "delete a line": "DELETE FROM chronicle_linerow WHERE organisation_id = 1001",
    "move a head by hand": "UPDATE chronicle_headrow SET digest = 'x' WHERE organisation_id = 1001",
    "turn a head back": "UPDATE chronicle_headrow SET number = 0 WHERE organisation_id = 1001",
    "give ids twice": "UPDATE chronicle_headrow SET last_id = 0 WHERE organisation_id = 1001",
    "delete a head": "DELETE FROM chronicle_headrow WHERE organisation_id = 1001",
    "append behind no head": """INSERT INTO chronicle_linerow SELECT organisation_id, number + 5,
        kind, event, key || 'x', by_id, at, facts, key, digest, content
        FROM chronicle_linerow WHERE organisation_id = 1001""",
    "append with another predecessor": """INSERT INTO chronicle_linerow SELECT organisation_id,
        number + 1, kind, event, key || 'x', by_id, at, facts, previous, digest, content
        FROM chronicle_linerow WHERE organisation_id = 1001""",
}
if connection.vendor == "sqlite":
    FORBIDDEN["replace a line"] = """INSERT OR REPLACE INTO chronicle_linerow
        SELECT * FROM chronicle_linerow WHERE organisation_id = 1001"""
    FORBIDDEN["replace a line by its hidden number"] = """INSERT OR REPLACE INTO chronicle_linerow
        (rowid, organisation_id, number, kind, event, key, by_id, at, facts, previous, digest,
        content) SELECT l.rowid, h.organisation_id, h.number + 1, kind, event, 'new', by_id, at,
        facts, h.digest, 'new', content FROM chronicle_linerow l, chronicle_headrow h
        WHERE l.organisation_id = 1001 AND h.organisation_id = 1001"""
    FORBIDDEN["move a line onto another"] = """UPDATE OR REPLACE chronicle_linerow
        SET content = '', rowid = rowid + 1 WHERE organisation_id = 1001"""
    FORBIDDEN["replace a head"] = """INSERT OR REPLACE INTO chronicle_headrow
        SELECT * FROM chronicle_headrow WHERE organisation_id = 1001"""
else:
    FORBIDDEN["empty the lines"] = "TRUNCATE chronicle_linerow"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_itself_refuses_to(what, ring, this):
    ring(this, times=3)
    with pytest.raises(DatabaseError, match=r"chronicle|head|line|written once"):  # noqa: SIM117
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FORBIDDEN[what])
    assert ring(replace(this, key="k2"), times=4).number == 2, "a lawful line still follows"
    assert list(queries.check(1001)) == []


def test_an_act_of_nobodys_book_writes_no_line_into_a_group_s_chain(quietly, this):
    with pytest.raises(Refused) as caught:
        quietly(this)
    assert [one.code for one in caught.value.refusals] == ["not_for_an_organisation"]
    assert not LineRow.objects.filter(organisation_id=1001).exists()
    assert quietly(replace(this, organisation=None)).organisation == NODE


def test_a_key_that_is_used_in_another_chain_does_not_hinder_the_line_there(ring, this):
    open_chain(1002)
    ring(replace(this, organisation=1002), times=1)
    first = ring(this, times=2, also=1002)
    assert first.number == 1
    assert queries.head_of(1002).number == 2
    assert ring(this, times=2, also=1002) == replace(first, replayed=True)
    assert queries.head_of(1002).number == 2
