"""What the statutes that were adopted really say, and how far that can be believed."""

from __future__ import annotations

import pytest

from tequio.governance.rules.effects import Nothing
from tequio.governance.tests.hall import found
from tequio.screening.queries.computing import Row
from tequio.screening.tests.own_books import amendment, answers, by_phone

pytestmark = pytest.mark.django_db

VALUES = {
    "surplus.reserve": "3/10",
    "surplus.dividend": "3/100",
    "privacy.books": "members",
}


def test_the_statutes_say_what_was_adopted_and_no_default() -> None:
    said = answers(
        found(values={"surplus.reserve": "3/10", "privacy.books": "officers"}), "statutes"
    )
    values = {fact: one if isinstance(one, str) else one.value for fact, one in said.items()}
    assert values == {
        "rules.vote": "one_member_one_vote",
        "rules.quorum": True,
        "rules.members_elect": True,
        "rules.distribution": "not_in_statutes",
        "rules.return_cap": "not_in_statutes",
        "rules.reserve_share": "3/10",
        "rules.plain_accounts": False,
        "rules.open_membership": "no_such_provision",
        "rules.free_exit": "no_such_provision",
        "rules.reserve_indivisible": "no_such_provision",
        "rules.accounts_duty": "no_such_provision",
    }


@pytest.mark.parametrize(
    ("values", "distribution"),
    [
        ({"surplus.reserve": "7/10", "surplus.education": "3/10"}, "none"),
        ({"surplus.reserve": "1/2", "surplus.dividend": "0"}, "by_transactions"),
        ({"surplus.reserve": "1/2", "surplus.dividend": "1/20"}, "capped"),
    ],
)
def test_how_surplus_may_be_shared_out_follows_from_its_parts(values, distribution) -> None:
    assert answers(found(values=values), "statutes")["rules.distribution"].value == distribution


def test_statutes_typed_by_one_are_believed_once_another_founder_acts() -> None:
    hall = found(values=VALUES)
    assert answers(hall, "statutes")["rules.return_cap"].grade == 0
    hall.proposes(Nothing(), by="Devi")
    cap = answers(hall, "statutes")["rules.return_cap"]
    assert (cap.value, cap.grade, cap.since, cap.until) == ("3/100", 2, hall.today, hall.today)
    assert {row.kind for row in cap.rows} == {"provision", "resolution"}


def test_what_one_counted_alone_is_worth_less_than_what_members_voted() -> None:
    hall = found(values=VALUES, days_ago=30)
    hall.decides(amendment(hall, surplus__dividend="1/20"))
    alone = answers(hall, "statutes")["rules.return_cap"]
    assert (alone.value, alone.grade) == ("1/20", 0)
    ended = by_phone(hall, amendment(hall, surplus__dividend="1/25"))
    voted = answers(hall, "statutes")["rules.return_cap"]
    assert (voted.value, voted.grade, voted.since) == ("1/25", 2, hall.today)
    assert Row("resolution", ended["resolution"], hall.today) in voted.rows
