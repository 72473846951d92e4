"""`verify` of decisions: whatever a hand changes past the guards is named, and nothing else is."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from tequio.governance import queries
from tequio.governance.models import (
    ProposalRow,
    ResolutionRow,
)
from tequio.governance.rules.effects import AmendStatutes, Nothing
from tequio.governance.rules.retold import EVENTS
from tequio.governance.tests.by_hand import Book, a_book, unguarded
from tequio.governance.tests.scene import founded, payment
from tequio.governance.tests.tampering.decisions import DECISIONS, another_effect, recertified
from tequio.governance.tests.tampering.hands import Change, at
from tequio.governance.tests.tampering.mandates import MANDATES, sealed
from tequio.governance.tests.tampering.statutes import STATUTES
from tequio.mandates.models import CeilingRow, MandateRow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def history(told_once: Any) -> Book:
    return told_once(a_book)


@pytest.fixture
def book(history: Book, db: None) -> Book:
    return deepcopy(history)


def test_what_was_done_lawfully_holds(book: Book) -> None:
    assert book.codes() == []
    book.scene.later(days=20).decides(payment(40, subject="soap"))
    assert book.codes() == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        pytest.param(change, codes, id=f"{about}-{says.replace(' ', '-')}")
        for about, rows in (("decision", DECISIONS), ("mandate", MANDATES), ("statutes", STATUTES))
        for says, change, codes in rows
    ],
)
def test_what_a_hand_changes_past_the_guards_is_named(
    book: Book, change: Change, codes: str
) -> None:
    rows = ProposalRow.objects.filter(**book.own)
    book.said["open_proposal"] = rows.filter(decided_at=None, withdrawn_at=None).get().id
    shared = f"resolution:{at(book, 'shared.resolution')}"
    book.said["shared_mandate"] = MandateRow.objects.get(**book.own, source=shared).id
    with unguarded():
        change(book)
    assert " ".join(sorted(set(book.codes()))) == codes


def test_an_effect_that_was_changed_with_everything_that_follows_from_it_is_named(
    book: Book,
) -> None:
    """Proposal, certificate and mandate agree with each other; the chronicle knows better."""
    with unguarded():
        another_effect(book)
        row = ProposalRow.objects.get(**book.own, id=at(book, "given.proposal"))
        recertified("given.resolution", "adopted", effect=row.effect_digest)(book)
        found = ResolutionRow.objects.get(**book.own, id=at(book, "given.resolution"))
        number = at(book, "given.result")
        CeilingRow.objects.filter(**book.own, mandate_id=number).update(minor=7_000)
        MandateRow.objects.filter(**book.own, id=number).update(source_hash=found.digest)
        sealed(book, number)
    assert set(book.codes()) == {"told_otherwise", "minutes_changed"}


def test_every_act_of_this_room_is_retold() -> None:
    from tequio.chronicle.service import ACTS

    own = {name for name in ACTS if name.startswith("governance.")}
    by_their_facts = {"governance.propose", "governance.declare_interest"}
    assert own - EVENTS.keys() == by_their_facts


def test_the_check_asks_no_more_of_a_longer_book(django_assert_max_num_queries: Any) -> None:
    scene = founded("Longer")
    scene.decides(payment(10, subject="tea"))
    organisation = scene.organisation
    with django_assert_max_num_queries(31) as captured:
        assert list(queries.check(organisation)) == []
    for number in range(5):
        scene.decides(payment(10 + number, subject="tea"))
        ballot = scene.asks(scene.proposes(Nothing()))
        scene.later(days=3).closes(ballot)
        later = scene.today + timedelta(days=9 - number)
        scene.decides(AmendStatutes("amendment", {"offices.book": ["chair"]}, later))
    with django_assert_max_num_queries(len(captured)):
        assert list(queries.check(organisation)) == []
