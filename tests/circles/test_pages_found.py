"""What is between a federation and its groups is found from the first page, and called by name."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.circles.models import CycleRow
from tequio.circles.queries.bulk import mirrors_of
from tequio.governance.models import ProposalRow
from tequio.ledger import service as ledger
from tequio.ledger.queries.naming import titles_of_subjects
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.stage import Group
from tests.circles import federated as told
from tests.circles.test_pages_groups import (  # noqa: F401 - the fixture is used by its name
    INR,
    a_group,
    federation,
    later,
    look,
    met,
    press,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(federation) -> tuple[Group, Group]:  # noqa: F811
    """A group to which a loan is on its way."""
    group = a_group(federation, "Adom", "nothing")
    told.lends(federation, group, 200_000)
    return federation, group


def page(group: Group, who: str, name: str, *given):
    return browser_of(group.person[who]).get(reverse(name, args=[group.slug, *given]))


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(answer)))


def asked_by_home(group: Group, who: str) -> int:
    browser, address = browser_of(group.person[who]), reverse("home", args=[group.slug])
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return len(asked)


def test_home_leads_to_the_loan_that_waits_and_then_says_what_is_owed(sides) -> None:
    above, group = sides
    waits = "A loan of Federation waits to be confirmed ₹2,000.00"
    shown = page(group, "Caro", "home")
    assert waits in words(shown)
    (address,) = set(re.findall(r'href="([^"]+/groups/take/[^"]+)"', text(shown)))
    assert browser_of(group.person["Caro"]).get(address).status_code == 200
    assert waits not in words(page(group, "Fati", "home")), "she confirms nothing"
    lent = told.lends(above, group, 100_000)
    told.takes(group, lent)
    shown = words(page(group, "Caro", "home"))
    assert waits in shown
    assert "Owed to federations ₹1,000.00" in shown
    assert "Lent to groups ₹3,000.00" in words(page(above, "Rita", "home"))


def test_a_loan_that_was_turned_around_does_not_wait(sides) -> None:
    above, group = sides
    told.takes(group, told.lends(above, group, 100_000))
    now = mirrors_of(above.organisation, INR)[group.organisation]
    (waiting,) = now.compared.down
    above.does("Rita", ledger.reverse, transfer=waiting.entry)
    assert "waits to be confirmed" not in words(page(group, "Caro", "home"))


def test_the_menu_leads_to_the_groups_where_something_was_lent(federation) -> None:  # noqa: F811
    group = a_group(federation, "Adom", "nothing")
    link = f'href="/o/{group.slug}/groups/"'
    assert link not in text(page(group, "Fati", "ledger:books"))
    told.lends(federation, group, 200_000)
    assert link in text(page(group, "Fati", "ledger:books"))
    assert f'href="/o/{federation.slug}/groups/"' in text(page(federation, "Uma", "ledger:books"))


def test_home_asks_no_more_for_four_loans_that_wait_than_for_one(sides) -> None:
    above, group = sides
    first = asked_by_home(group, "Caro")
    for _more in range(3):
        told.lends(above, group, 10_000)
    assert asked_by_home(group, "Caro") == first


def brought(group: Group, answer) -> tuple[str, str, int, str]:
    """What a press on "Bring it to the assembly" made: purpose, subject, sum, unit."""
    assert "The proposal is made. The members decide on it." in text(answer), text(answer)
    effect = ProposalRow.objects.filter(organisation_id=group.organisation).latest("id").effect
    return effect["purpose"], effect["subject"], effect["minor"], effect["unit"]


BRINGS = 'name="do" value="bring"'


def of(group: Group) -> str:
    return f"organisation:{group.organisation}"


def test_what_no_decision_allows_is_brought_to_the_members_by_a_press(federation) -> None:  # noqa: F811
    group = told.found(federation.stage, "Adom", told.TEN)
    told.joins(group, federation)
    page_of = text(look(federation, "Rita", "lend_to_group", group.slug))
    assert BRINGS in page_of
    done = press(federation, "Rita", "lend_to_group", group.slug, do="bring", amount="7000")
    assert brought(federation, done) == ("circle.bulk_loan", of(group), 700_000, "INR")
    assert "Lend to a group: Adom" in text(done)
    told.permits(federation, "circle.bulk_loan", 600_000, group)
    assert BRINGS not in text(look(federation, "Rita", "lend_to_group", group.slug))
    lent = told.lends(federation, group, 600_000)
    done = press(group, "Caro", "take_bulk_loan", lent["correlation"], do="bring")
    assert brought(group, done) == ("circle.borrow", of(federation), 600_000, "INR")


def test_a_loan_in_trouble_is_brought_to_the_members_by_a_press(sides) -> None:
    above, group = sides
    (waiting,) = mirrors_of(above.organisation, INR)[group.organisation].compared.down
    told.takes(group, {"correlation": waiting.correlation, "minor": 200_000})
    (taken,) = mirrors_of(above.organisation, INR)[group.organisation].borrowed
    purposes = {
        "offer_new_schedule": "lending.reschedule",
        "write_off_group_loan": "circle.bulk_write_off",
    }
    for name, purpose in purposes.items():
        done = press(above, "Rita", name, group.slug, waiting.id, do="bring")
        assert brought(above, done) == (purpose, of(group), 200_000, "INR")
    done = press(group, "Caro", "take_forgiveness", taken.id, do="bring")
    assert brought(group, done) == ("circle.forgiven", of(above), 200_000, "INR")


def test_without_a_sum_nothing_is_brought(federation) -> None:  # noqa: F811
    group = told.found(federation.stage, "Adom", told.TEN)
    told.joins(group, federation)
    done = press(federation, "Rita", "lend_to_group", group.slug, do="bring", amount="")
    assert done.status_code == 422
    assert not ProposalRow.objects.filter(effect__purpose="circle.bulk_loan").exists()


def test_a_decision_that_is_used_up_says_so_and_names_no_sum_that_nobody_typed(sides) -> None:
    above, group = sides
    told.lends(above, group, 400_000)
    shown = text(look(above, "Rita", "lend_to_group", group.slug))
    assert "allowed ₹6,000.00, and nothing of it is left." in shown
    assert "0.01" not in shown
    assert BRINGS in shown


def test_the_books_call_the_other_side_by_its_name(sides) -> None:
    above, group = sides
    told.takes(group, told.lends(above, group, 100_000))
    for one, who, name in ((above, "Rita", "Adom"), (group, "Caro", "Federation")):
        for room in ("ledger:books", "ledger:mandates"):
            shown = words(page(one, who, room))
            assert "organisation:" not in shown, room
        assert f": {name}" in words(page(one, who, "ledger:books"))
    debt = group.account("bulk-loan")
    browser = browser_of(group.person["Caro"])
    statement = reverse("ledger:statement", args=[group.slug, debt])
    with CaptureQueriesContext(connection) as asked:
        assert "Federation" in words(browser.get(statement))
    named = [one for one in asked if 'FROM "membership_organisationrow" WHERE' in one["sql"]]
    assert len([one for one in named if " IN (" in one["sql"]]) == 1


def test_a_share_out_is_called_by_the_days_of_its_cycle(federation) -> None:  # noqa: F811
    group = a_group(federation, "Adom", "nothing")
    met(group, 1, federation)
    cycle = str(CycleRow.objects.get(organisation_id=group.organisation).id)
    pair = ("circle.share_out", cycle)
    (told_as,) = titles_of_subjects(group.organisation, [pair]).values()
    assert told_as == "2 Mar 2026 – 2 Mar 2031"


def test_each_sum_of_a_loan_to_a_group_says_what_it_is(sides) -> None:
    above, group = sides
    taken = told.takes(group, told.lends(above, group, 400_000))
    later(above, 31)
    told.pays_back(group, taken, 50_000)
    listed = words(look(above, "Rita", "groups"))
    assert "By the federation's book ₹6,000.00" in listed
    assert "counts as paid here, also before the federation confirms it." in listed
    for one, who, name, given in (
        (above, "Rita", "group", (group.slug,)),
        (group, "Caro", "groups", ()),
    ):
        assert "the federation confirms it Interest: ₹40.00" in words(look(one, who, name, *given))
