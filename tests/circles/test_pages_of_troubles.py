"""The pages of loans to groups in trouble, and the keys that turn on them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.circles.queries.bulk import mirrors_of
from tequio.circles.queries.overseeing import groups_by_need
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.stage import Group
from tests.circles import federated as told
from tests.circles.test_pages_groups import (  # noqa: F401 - the fixture is used by its name
    INR,
    a_group,
    federation,
    later,
    look,
    press,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(federation) -> tuple[Group, Group]:  # noqa: F811
    """A loan that the group took and does not repay."""
    group = a_group(federation, "Adom", "nothing")
    told.permits(federation, "lending.reschedule", 600_000, group)
    told.permits(federation, "circle.bulk_write_off", 600_000, group)
    told.permits(federation, "circle.bulk_forgive", 600_000, group)
    told.permits(group, "lending.reschedule", 600_000, federation)
    told.permits(group, "circle.forgiven", 600_000, federation)
    told.takes(group, told.lends(federation, group, 600_000))
    later(federation, 62)
    return federation, group


def now(sides):
    return mirrors_of(sides[0].organisation, INR)[sides[1].organisation]


def test_a_new_schedule_goes_over_both_sides_pages(sides) -> None:
    above, group = sides
    lent, taken = now(sides).lent[0].id, now(sides).borrowed[0].id
    listed = text(look(above, "Rita", "groups"))
    assert "Loans to groups by how late they are" in listed
    assert "At risk (PAR30)" in listed
    assert "31 days" in text(look(above, "Rita", "group_loan", group.slug, lent))
    press(above, "Rita", "offer_new_schedule", group.slug, lent, count="12", step="month")
    assert "A new schedule is offered" in text(look(group, "Caro", "bulk_loan", taken))
    press(group, "Caro", "take_new_schedule", taken)
    assert "A new schedule waits to be confirmed." in text(look(above, "Rita", "groups"))
    ((_loan, plan),) = now(sides).compared.agreed
    press(above, "Rita", "hold_new_schedule", group.slug, plan.correlation)
    assert now(sides).compared.is_agreed
    assert "The new schedule" in text(look(group, "Caro", "bulk_loan", taken))


def test_a_write_off_and_its_forgiveness_go_over_both_sides_pages(sides) -> None:
    above, group = sides
    lent, taken = now(sides).lent[0].id, now(sides).borrowed[0].id
    press(above, "Rita", "write_off_group_loan", group.slug, lent, forgiven="yes")
    assert "They are forgiven." in text(look(above, "Rita", "group_loan", group.slug, lent))
    assert "The federation forgave this loan" in text(look(group, "Caro", "bulk_loan", taken))
    press(group, "Caro", "take_forgiveness", taken)
    assert now(sides).compared.is_agreed


def test_what_comes_back_after_a_write_off_is_confirmed_as_income(sides) -> None:
    above, group = sides
    lent = now(sides).lent[0].id
    press(above, "Rita", "write_off_group_loan", group.slug, lent, forgiven="no")
    paid = told.pays_back(group, {"loan": now(sides).borrowed[0].id}, 10_000)
    given = (group.slug, paid["correlation"])
    assert "What comes is income." in text(look(above, "Rita", "take_repayment", *given))
    cash = str(above.account("cash"))
    press(above, "Rita", "take_repayment", *given, account=cash, amount="100")
    assert now(sides).compared.is_agreed


def test_a_loan_from_before_is_brought_in_and_agreed_to_by_pages(sides) -> None:
    above, group = sides
    told_days = {"since": "2025-09-01", "begins_on": "2026-04-15"}
    terms = {"amount": "2400", "count": "6", "step": "month", "percent": "1"}
    press(above, "Rita", "bring_group_loan", group.slug, **told_days, **terms)
    (lent,) = now(sides).compared.down
    wrong = press(group, "Caro", "take_bulk_loan", lent.correlation, amount="2300")
    assert wrong.status_code == 409
    press(group, "Caro", "take_bulk_loan", lent.correlation, amount="2400")
    assert now(sides).compared.is_agreed
    taken = now(sides).borrowed[-1].id
    assert "first lent on 1 September 2025" in text(look(group, "Caro", "bulk_loan", taken))


def test_no_member_sees_the_loan_of_another_group_and_no_delegate_any(sides) -> None:
    above, group = sides
    lent, taken = now(sides).lent[0].id, now(sides).borrowed[0].id
    other = a_group(above, "Biakoye", "nothing")
    assert look(other, "Caro", "bulk_loan", taken).status_code == 404
    assert look(above, "Uma", "group_loan", group.slug, lent).status_code == 404
    stranger = browser_of(other.person["Caro"])
    for name, given in (("bulk_loan", (taken,)), ("take_forgiveness", (taken,))):
        place = reverse(f"circles:{name}", args=[group.slug, *given])
        assert stranger.get(place).status_code in (403, 404)
    place = reverse("circles:group_loan", args=[above.slug, group.slug, lent])
    assert stranger.get(place).status_code in (403, 404)
    assert look(above, "Rita", "group_loan", other.slug, lent).status_code == 404, "not of her"


def test_two_officers_turn_their_keys_on_one_loan_to_a_group(federation) -> None:  # noqa: F811
    group = told.found(federation.stage, "Adom", told.TEN)
    told.joins(group, federation)
    both = {"offices": ("treasurer", "chair"), "keys": 2}
    told.permits(federation, "circle.bulk_loan", 600_000, group, **both)
    cash = str(federation.account("cash"))
    loan = {"amount": "5000", "count": "6", "step": "month", "percent": "1", "account": cash}
    page = text(look(federation, "Pia", "lend_to_group", group.slug))
    assert "This needs 2 keys" in page
    assert "No other key is turned yet." in page
    turned = press(federation, "Pia", "lend_to_group", group.slug, do="turn_key", **loan)
    assert "Your key is turned on this payment" in text(turned)
    assert not mirrors_of(federation.organisation, INR), "nothing moved"
    seen = {"amount": "500000", "account": cash}
    page = text(look(federation, "Rita", "lend_to_group", group.slug, **seen))
    assert "On ₹5,000.00, Cash box" in page
    assert "Pia" in page
    other = loan | {"amount": "5001"}
    refused = press(federation, "Rita", "lend_to_group", group.slug, **other)
    assert refused.status_code in (403, 409), "a key is turned on one exact payment"
    press(federation, "Rita", "lend_to_group", group.slug, **loan)
    assert mirrors_of(federation.organisation, INR)[group.organisation].owed.minor == 500_000


def test_that_a_loan_be_forgiven_is_brought_to_the_members_as_that(federation) -> None:  # noqa: F811
    group = a_group(federation, "Adom", "nothing")
    told.takes(group, told.lends(federation, group, 600_000))
    given = "write_off_group_loan", group.slug, now((federation, group)).lent[0].id
    refused = press(federation, "Rita", *given, forgiven="yes")
    assert '<input type="hidden" name="forgiven" value="yes">' in refused.content.decode()
    brought = press(federation, "Rita", *given, do="bring", forgiven="yes")
    assert "Forgive a group its loan" in text(brought)


def test_a_key_for_a_new_schedule_is_turned_on_its_terms(federation) -> None:  # noqa: F811
    group = a_group(federation, "Adom", "nothing")
    both = {"offices": ("treasurer", "chair"), "keys": 2}
    told.permits(federation, "lending.reschedule", 600_000, group, **both)
    told.takes(group, told.lends(federation, group, 600_000))
    given = "offer_new_schedule", group.slug, now((federation, group)).lent[0].id
    press(federation, "Pia", *given, do="turn_key", count="12", step="month")
    page = text(look(federation, "Rita", *given, amount="600000", count="12", step="month"))
    assert "Turned so far: Pia." in page
    refused = press(federation, "Rita", *given, count="600", step="month")
    assert refused.status_code in (403, 409), "a key is turned on these terms"
    press(federation, "Rita", *given, count="12", step="month")
    assert now((federation, group)).compared.offers


def test_the_federations_list_is_read_in_at_most_thirty_queries(sides) -> None:
    above, group = sides
    told.offers(above, {"loan": now(sides).lent[0].id})
    told.agrees_to_owe(group, told.brings(above, group, 240_000))
    with CaptureQueriesContext(connection) as mirrored:
        mirrors_of(above.organisation, INR)
    with CaptureQueriesContext(connection) as listed:
        groups_by_need(above.organisation, INR, above.stage.today)
    assert len(mirrored) <= 15
    assert len(listed) <= 30
