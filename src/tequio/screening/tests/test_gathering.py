"""What is known of an organisation: its books where it allows it, and what registers say."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db import transaction

from tequio.registry import service as registry
from tequio.screening import service
from tequio.screening.queries.computing import READS
from tequio.screening.queries.gathering import items_of, items_of_many, items_of_own
from tequio.screening.rules.settling import settle
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import hearing, stage

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
    given = NewEvidence("clause", facts, here.at.date(), file=stage.FILE)
    here.does(service.submit_evidence, "dalia", listed=listed, evidence=given)
    given = here.allows(group, "members")

    def kinds():
        gathered = items_of(here.keeper, listed, here.at.date(), "un-ilo@1")
        return {item.kind for item in gathered.items}

    assert kinds() == {"clause", "platform"}
    here.for_group(group, service.withdraw_consent, consent=given)
    assert kinds() == {"clause"}


def test_taking_books_back_never_makes_known_what_was_not_nor_changes_a_value():
    heard = hearing.applied()
    here, group, number = heard.here, heard.group, heard.listed
    consents = {book: here.allows(group, book) for book in ("members", "money", "meetings")}
    papers = [Shown("practice.members", 900), Shown("practice.decisions_executed", "1/2")]
    heard.taken()
    words = {"pointer": "1", "words": "We counted once."}
    given = NewEvidence("minutes", tuple(papers), here.at.date(), **words)
    here.does(service.submit_evidence, "emil", listed=number, evidence=given)

    def known(listed=number, pack="un-ilo@1"):
        """What each fact comes to, and whether it rests on own books."""
        items = items_of(here.keeper, listed, here.at.date(), pack).items
        by_fact = {one.fact: [item for item in items if item.fact == one.fact] for one in items}
        return {fact: settle(of_it, on=here.at.date()) for fact, of_it in by_fact.items()}

    before = known()
    assert before["practice.decisions_executed"].is_known
    ours = {fact for fact, one in before.items() if {it.kind for it in one.items} == {"platform"}}
    for count in range(1, 4):
        for closed in combinations(consents, count):
            with transaction.atomic():
                for book in closed:
                    here.for_group(group, service.withdraw_consent, consent=consents[book])
                after = known()
                for fact in ours:
                    if READS[fact].isdisjoint(closed):
                        assert after[fact].value == before[fact].value
                    else:
                        assert after[fact].why == "withdrawn", (fact, closed)
                transaction.set_rollback(True)
    here.for_group(group, service.withdraw_consent, consent=consents["meetings"])
    survivor = here.lists("Weavers of all villages")
    here.does(registry.recognise, listed=number, organisation=None)
    here.merges(survivor, number)
    of_meetings = {fact for fact in ours if "meetings" in READS[fact]}
    assert {known(survivor)[fact].why for fact in of_meetings} == {"withdrawn"}
    assert of_meetings.isdisjoint(known(survivor, "another@1"))
