"""Capital that members pay in, ask back and get back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tequio.governance import service as governance
from tequio.governance.rules.effects import AmendStatutes
from tequio.kernel import Refused
from tequio.ledger import service as ledger
from tequio.membership import service as membership
from tequio.shares import queries
from tequio.shares.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return stage.found()


def test_a_member_pays_in_and_gets_back_what_she_asked_for(group):
    told = group.subscribes("Amina", 4)
    assert (told["price"], told["minor"], told["count"]) == (5_000, 20_000, 4)
    assert (group.capital("Amina"), group.holds("cash")) == (20_000, 120_000)
    notice = group.asks_back("Amina", 2)
    group.permits("shares.withdraw", 10_000, subject=str(notice))
    group.later(30).gives_back(notice)
    assert (group.capital("Amina"), group.holds("cash")) == (10_000, 110_000)
    (one,) = queries.notices(group.organisation)
    assert (one.given_on, one.ready_on) == (group.today, stage.FOUNDED + timedelta(days=30))
    assert stage.findings(group) == []


def test_who_leaves_gets_everything_back_and_the_treasurer_may_ask_for_her(group):
    for who in ("Amina", "Ewa"):
        group.subscribes(who, 3)
    group.does("Ewa", membership.leave)
    notice = group.later(1).asks_back("Ewa", None, by="Bodil")
    group.allow("shares.withdraw")
    group.later(30).gives_back(notice)
    assert (group.capital("Ewa"), group.capital("Amina")) == (0, 15_000)


def test_what_is_reversed_in_the_book_was_not_given_back(group):
    group.subscribes("Amina", 4)
    notice = group.asks_back("Amina")
    group.allow("shares.withdraw")
    entry = group.later(30).gives_back(notice)["transfer"]
    group.does("Bodil", ledger.reverse, transfer=entry)
    assert queries.notices(group.organisation)[0].given_on is None
    group.gives_back(notice)
    assert group.capital("Amina") == 15_000
    assert list(queries.check(group.organisation)) == []


def test_a_notice_for_more_than_is_left_gives_what_is_there_and_locks_nothing(group):
    entry = group.subscribes("Amina", 5)["transfer"]
    group.subscribes("Ewa", 9)
    notice = group.asks_back("Amina", 4)
    group.does("Bodil", ledger.reverse, transfer=entry)
    group.subscribes("Amina", 3)
    with pytest.raises(Refused) as refused:
        group.asks_back("Amina", 1)
    assert [one.code for one in refused.value.refusals] == ["more_than_held"], "all is asked back"
    (hers,) = queries.register(group.organisation, group.today).of(group.person["Amina"])
    assert hers.asked_back == hers.capital
    group.allow("shares.withdraw")
    told = group.later(30).gives_back(notice)
    assert (told["asked"], told["minor"], group.capital("Amina")) == (20_000, 15_000, 0)
    assert queries.notices(group.organisation)[0].given == 15_000
    assert list(queries.check(group.organisation)) == []
    group.subscribes("Amina", 2)
    group.asks_back("Amina", 1)


def test_what_leaves_in_a_year_is_a_part_of_all_capital_and_begins_anew(group):
    group.subscribes("Amina", 4)
    group.subscribes("Ewa", 4)
    group.allow("shares.withdraw")
    asked = [group.asks_back(who, 3) for who in ("Amina", "Ewa")]
    group.later(30).gives_back(asked[0])
    with pytest.raises(Refused, match="over_the_year"):
        group.gives_back(asked[1])
    group.today = date(2026, 1, 1)
    group.allow("shares.withdraw", valid_from=group.today)
    with pytest.raises(Refused, match="over_the_year"):
        group.gives_back(asked[1])  # half of 250.00 is less than 150.00
    group.subscribes("Carla", 1)
    group.gives_back(asked[1])
    assert group.holds("member-capital") == 15_000


def another_box(group):
    """A cash box in a book of its own."""
    return ledger.open_account(group.organisation, unit="EUR", kind="cash", book="shop")


def test_what_a_member_holds_at_most_counts_over_all_books(group):
    group.subscribes("Amina", 6)
    box = another_box(group)
    with pytest.raises(Refused, match="over_the_most"):
        group.subscribes("Amina", 5, account=box)
    group.subscribes("Amina", 4, account=box)


def test_what_may_leave_in_a_year_is_a_part_of_the_capital_in_all_books(group):
    group.subscribes("Amina", 6)
    box = another_box(group)
    group.subscribes("Ewa", 3, account=box)
    group.subscribes("Bodil", 1)
    group.allow("shares.withdraw")
    first, second = group.asks_back("Amina", 5), group.asks_back("Ewa", 1, book="shop")
    group.later(30).gives_back(first)
    with pytest.raises(Refused, match="over_the_year"):
        group.gives_back(second, account=box)


def test_what_is_written_down_later_holds_to_the_statutes_and_the_year_of_today(group):
    for who in ("Amina", "Ewa"):
        group.subscribes(who, 2)
    group.allow("shares.withdraw")
    asked = [group.asks_back(who, 1) for who in ("Amina", "Ewa")]
    last_year = date(2025, 12, 31)
    group.today = date(2026, 1, 10)
    effect = AmendStatutes("amendment", {"shares.withdrawn_most": "1/4"}, group.today)
    group.resolves(group.does("Amina", governance.propose, title="Less", effect=effect)["proposal"])
    group.gives_back(asked[0])
    with pytest.raises(Refused, match="over_the_year"):
        group.gives_back(asked[1], value_date=last_year)


def test_a_number_of_shares_is_what_the_capital_is_at_the_price_of_the_day(group):
    group.subscribes("Amina", 3)
    terms = queries.terms_on(group.organisation, group.today)
    assert terms.shares_in(group.capital("Amina")) == 3
    assert terms.shares_in(14_999) == 2
