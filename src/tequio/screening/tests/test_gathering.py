"""What is known of an organisation: its books where it allows it, and what registers say."""

from __future__ import annotations

import pytest

from tequio.screening import service
from tequio.screening.queries.gathering import items_of, items_of_many, items_of_own
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db


def test_books_are_read_by_nobody_else_without_consent_and_registers_by_everybody():
    here = stage.network()
    group, listed = here.member()
    here.says(listed, "members", 12)
    today = here.at.date()
    gathered = items_of(here.keeper, listed, today, "un-ilo@1")
    assert (gathered.party, gathered.books, gathered.computed) == (group.id, frozenset(), ())
    assert {(item.fact, item.kind) for item in gathered.items} == {("practice.members", "register")}
    own = items_of_own(group.id, today)
    assert {"platform"} == {item.kind for item in own.items}
    assert ("practice.members", 3) in {(item.fact, item.value) for item in own.items}


def test_many_are_read_with_as_few_questions_as_one(django_assert_num_queries):
    here = stage.network()
    numbers = [here.lists(f"Coop {n}", members=n) for n in range(1, 9)]
    with django_assert_num_queries(6):
        found = items_of_many(here.keeper, numbers, here.at.date())
    assert [found[number][0].value for number in numbers] == list(range(1, 9))


def test_evidence_and_the_books_that_may_be_read_come_together_until_they_may_not():
    here = stage.network()
    here.adopts_pack()
    group, listed = here.member()
    facts = (Shown("rules.purpose", "members"),)
    given = NewEvidence("clause", facts, here.at.date(), file="a" * 64)
    here.does(service.submit_evidence, "dalia", listed=listed, evidence=given)
    given = here.allows(group, "members")

    def kinds():
        gathered = items_of(here.keeper, listed, here.at.date(), "un-ilo@1")
        return {item.kind for item in gathered.items}

    assert kinds() == {"clause", "platform"}
    here.for_group(group, service.withdraw_consent, consent=given)
    assert kinds() == {"clause"}
