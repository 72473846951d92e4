"""A meeting held in one act: it decides as one that was called, is dated by its day and not by the
day of typing, and `verify` sees through the act's line into its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tequio.chronicle import queries as chronicle
from tequio.chronicle.service import Receipt
from tequio.governance import queries, service
from tequio.governance.models import (
    AttendanceRow,
    BallotRow,
    HandsRow,
    MeetingRow,
    ProposalRow,
    ResolutionRow,
)
from tequio.governance.rules.effects import EndMandate, Nothing
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests.by_hand import Book, unguarded
from tequio.governance.tests.scene import Scene, body_of_nobody, founded, payment
from tequio.governance.tests.sitting import Question, sits, sitting
from tequio.kernel import Refused
from tequio.mandates.models import MandateRow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sit() -> Iterator[Any]:
    with sitting() as act:
        yield act


@pytest.fixture
def scene() -> Scene:
    """Four of five are too few without notice; three are enough on the group's own day."""
    quorums = {"decision.money.quorum": "3/5", "meeting.ad_hoc": "5/5"}
    return founded(**quorums).later(days=7)


def steps_of(told: Receipt, kind: str) -> list[dict[str, Any]]:
    return [one["facts"] for one in told.facts["steps"] if one["kind"] == f"governance.{kind}"]


def test_a_sitting_on_the_group_s_own_day_decides_what_is_asked_in_it(sit, scene):
    told = sits(scene, sit, 3, 1)
    assert told.facts["outcomes"] == ["adopted", "rejected"]
    mandate, nothing = told.facts["results"]
    assert MandateRow.objects.filter(organisation_id=scene.organisation, id=mandate).exists()
    assert nothing is None
    assert Book(scene).codes() == []


def test_it_is_dated_by_its_day_while_its_line_has_the_time_of_typing(sit, scene):
    told = sits(scene, sit, 4)
    row = MeetingRow.objects.get(organisation_id=scene.organisation, id=told.facts["meeting"])
    assert (row.held_on, row.opened_at, row.called_at) == (scene.today, scene.at, None)
    (done,) = ResolutionRow.objects.filter(
        organisation_id=scene.organisation, meeting_id=told.facts["meeting"]
    )
    assert done.resolved_on == scene.today
    line, _digest = chronicle.line(scene.organisation, told.number)
    assert line.at == scene.at + timedelta(days=3)
    opened = [
        one
        for one in chronicle.lines_of_kind(scene.organisation, "governance.open_meeting")
        if one.number == told.number
    ]
    assert [one.at for one in opened] == [scene.at]


def test_its_steps_are_those_that_the_ordinary_acts_would_have_told(sit, scene):
    told = sits(scene, sit, 4)
    kinds = [one["kind"] for one in told.facts["steps"]]
    assert kinds == [
        "governance.open_meeting",
        "tests.ask",
        "governance.open_ballot",
        "governance.record_hands",
        "governance.close_ballot",
        "governance.close_meeting",
    ]
    (ballot,) = steps_of(told, "open_ballot")
    assert (ballot["way"], ballot["meeting"], ballot["entitled"]) == (
        "hands",
        told.facts["meeting"],
        5,
    )


def test_on_any_other_day_it_is_held_without_notice_and_needs_as_many_as_such_a_meeting(sit, scene):
    told = sits(scene, sit, 4, is_regular=False)
    assert told.facts["outcomes"] == ["no_quorum"]
    (opened,) = steps_of(told, "open_meeting")
    assert opened["is_ad_hoc"]
    everybody = tuple(scene.person[name] for name in ("Ama", "Bea", "Caro", "Dede", "Efua"))
    assert sits(scene, sit, 4, is_regular=False, present=everybody).facts["outcomes"] == ["adopted"]
    assert Book(scene).codes() == []


def test_too_few_on_the_group_s_own_day_decide_nothing_and_the_proposal_stays(sit, scene):
    two = scene.numbers("Caro", "Dede")
    asked = (Question(5, Hands(2, 0, 0, two)),)
    (own,) = sits(scene, sit, present=two, questions=asked).facts["outcomes"]
    assert own == "no_quorum"
    assert Book(scene).codes() == []


def test_a_proposal_that_was_filed_before_is_decided_without_having_been_announced(sit, scene):
    proposal = scene.proposes()
    hands = Hands(4, 0, 0, scene.numbers("Caro", "Dede"))
    told = sits(scene, sit, questions=(Question(0, hands, proposal),))
    assert told.facts["outcomes"] == ["adopted"]
    assert Book(scene).codes() == []


def test_what_is_adopted_and_cannot_be_done_any_more_is_an_answer_too(sit, scene):
    given = scene.decides(payment(700, subject="soap"))["result"]
    again = [scene.proposes(EndMandate("revocation", given)) for _twice in range(2)]
    hands = Hands(4, 0, 0, scene.numbers("Caro", "Dede"))
    told = sits(scene, sit, questions=tuple(Question(0, hands, one) for one in again))
    assert told.facts["outcomes"] == ["adopted", "impossible"]
    assert Book(scene).codes() == []


def _hands(scene: Scene, **other: Any) -> tuple[Question, ...]:
    given = {"yes": 4, "no": 0, "abstain": 0, "witnesses": scene.numbers("Caro", "Dede")} | other
    return (Question(5, Hands(**given)),)


def _of_old(proposal: int, scene: Scene) -> tuple[Question, ...]:
    return (Question(0, Hands(4, 0, 0, scene.numbers("Caro", "Dede")), proposal),)


def _decided(scene: Scene) -> int:
    proposal = scene.proposes()
    scene.does("Dede", service.withdraw_proposal, proposal=proposal)
    return proposal


def _voted_on(scene: Scene) -> int:
    proposal = scene.proposes()
    scene.asks(proposal)
    return proposal


def _of_the_choir(scene: Scene) -> int:
    return scene.proposes(Nothing(), body=body_of_nobody(scene))


REFUSED = [
    ("present", lambda s: s.numbers("Ama", "Zora"), "not_on_the_roll"),
    ("questions", lambda s: _hands(s, yes=5), "hands_do_not_add_up"),
    ("questions", lambda s: _hands(s, no=-1), "hands_do_not_add_up"),
    ("questions", lambda s: _hands(s, witnesses=()), "witnesses_missing"),
    ("questions", lambda s: _hands(s, witnesses=s.numbers("Bea", "Caro")), "witnesses_missing"),
    ("questions", lambda s: _hands(s, witnesses=s.numbers("Efua", "Caro")), "witnesses_missing"),
    ("questions", lambda s: _hands(s, photo="a sheet"), "photo_not_a_digest"),
    ("questions", lambda s: _of_old(_decided(s), s), "proposal_decided"),
    ("questions", lambda s: _of_old(_voted_on(s), s), "ballot_already_open"),
    ("questions", lambda s: _of_old(_of_the_choir(s), s), "before_another_body"),
]


@pytest.mark.parametrize(
    ("field", "given", "code"),
    REFUSED,
    ids=[f"{row[2]}-{place}" for place, row in enumerate(REFUSED)],
)
def test_what_the_ordinary_acts_refuse_is_refused_here_and_nothing_remains(
    sit, scene, field, given, code
):
    asked = given(scene)
    before = MeetingRow.objects.filter(organisation_id=scene.organisation).count()
    with pytest.raises(Refused) as raised:
        sits(scene, sit, 4, **{field: asked})
    assert {one.code for one in raised.value.refusals} >= {code}
    after = MeetingRow.objects.filter(organisation_id=scene.organisation).count()
    assert after == before
    assert sits(scene, sit, 4).facts["outcomes"] == ["adopted"]


CHANGES = [
    ("it-was-called", "is_ad_hoc", True, "count_differs told_otherwise"),
    ("on-another-day", "held_on", "2026-03-01", "minutes_changed told_otherwise"),
    ("at-another-time", "called_at", "2026-03-01T12:00+00:00", "told_otherwise"),
    ("in-other-minutes", "minutes", "", "minutes_changed told_otherwise"),
]


@pytest.mark.parametrize(("says", "column", "value", "codes"), CHANGES, ids=[r[0] for r in CHANGES])
def test_a_meeting_that_a_hand_changes_is_named(sit, scene, says, column, value, codes):
    told = sits(scene, sit, 4).facts
    rows = MeetingRow.objects.filter(organisation_id=scene.organisation, id=told["meeting"])
    with unguarded():
        rows.update(**{column: value})
    assert " ".join(sorted(set(Book(scene).codes()))) == codes


LOST = [
    ("hands", HandsRow, {"yes": 2}, "count_differs told_otherwise"),
    ("ballot", BallotRow, {"way": "phone"}, "count_differs told_otherwise"),
    ("proposal", ProposalRow, {"decided_at": None}, "told_otherwise"),
    (
        "attendance",
        AttendanceRow,
        {"is_present": False},
        "count_differs minutes_changed told_otherwise",
    ),
]


@pytest.mark.parametrize(("what", "table", "change", "codes"), LOST, ids=[row[0] for row in LOST])
def test_what_a_hand_changes_in_such_a_meeting_is_named(sit, scene, what, table, change, codes):
    told = sits(scene, sit, 4).facts
    own = {"organisation_id": scene.organisation}
    latest = table.objects.filter(**own).latest("id").id
    assert told["meeting"]
    with unguarded():
        table.objects.filter(**own, id=latest).update(**change)
    assert " ".join(sorted(set(Book(scene).codes()))) == codes


def test_a_meeting_that_no_line_tells_of_is_named(sit, scene):
    told = sits(scene, sit, 4).facts
    own = {"organisation_id": scene.organisation}
    row = MeetingRow.objects.filter(**own, id=told["meeting"]).values().get()
    with unguarded():
        MeetingRow.objects.create(**row | {"id": 9_000})
    assert "not_told" in Book(scene).codes()


def test_the_check_asks_no_more_where_more_was_decided(
    sit, scene, django_assert_max_num_queries: Any
):
    sits(scene, sit, 4)
    with django_assert_max_num_queries(31) as captured:
        assert list(queries.check(scene.organisation)) == []
    for _again in range(3):
        sits(scene, sit, 4, 2, 3)
    with django_assert_max_num_queries(len(captured)):
        assert list(queries.check(scene.organisation)) == []
