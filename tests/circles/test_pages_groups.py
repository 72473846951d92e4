"""The pages between groups and federations: who sees what, and what is done there."""

from __future__ import annotations

import re
from html import unescape

import pytest
import time_machine
from django.http import HttpResponse
from django.urls import reverse

from tequio.chronicle import queries as chronicle
from tequio.circles.models import SheetRow
from tequio.circles.queries.bulk import mirrors_of
from tequio.kernel import Unit
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told

pytestmark = pytest.mark.django_db
INR = Unit("INR", 2)


def a_group(federation: Group, name: str, sight: str) -> Group:
    values = {"circle.share_price": 1_000, "circle.weekday": "monday", "privacy.federation": sight}
    group = told.found(federation.stage, name, told.TEN, cash=10_000, country="IN", **values)
    told.joins(group, federation)
    told.permits(federation, "circle.bulk_loan", 600_000, group)
    told.permits(group, "circle.borrow", 840_000, federation)
    return group


@pytest.fixture
def federation():
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False) as clock:
        group = told.found(Stage(told.MONDAY), "Federation", told.DELEGATES, cash=2_000_000)
        group.clock = clock
        yield group


def later(group: Group, days: int) -> None:
    group.stage.later(days)
    group_clock = f"{group.stage.today.isoformat()}T12:00:00Z"
    group.clock.move_to(group_clock)


def look(group: Group, who: str, name: str, *given, **query) -> HttpResponse:
    place = reverse(f"circles:{name}", args=[group.slug, *given])
    return browser_of(group.person[who]).get(place, query)


def press(group: Group, who: str, name: str, *given, **sent) -> HttpResponse:
    browser = browser_of(group.person[who])
    place = reverse(f"circles:{name}", args=[group.slug, *given])
    key = re.findall(r'name="key" value="([^"]+)"', text(browser.get(place)))[0]
    return browser.post(place, {"key": key, **sent}, follow=True)


def text(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode())).replace("\xa0", " ")


def test_a_loan_goes_down_and_comes_back_by_pages(federation) -> None:
    group = a_group(federation, "Adom", "nothing")
    loan = {"amount": "6000", "count": "6", "step": "month", "percent": "1"}
    cash = str(federation.account("cash"))
    done = press(federation, "Rita", "lend_to_group", group.slug, account=cash, **loan)
    assert "The group confirms it when it has arrived." in text(done)
    now = mirrors_of(federation.organisation, INR)[group.organisation]
    (lent,) = now.compared.down
    page = text(look(group, "Caro", "groups"))
    assert "the group confirms it" in page
    own = str(group.account("cash"))
    wrong = press(group, "Caro", "take_bulk_loan", lent.correlation, account=own, amount="5999")
    assert wrong.status_code == 409
    assert "Count again, together." in text(wrong)
    press(group, "Caro", "take_bulk_loan", lent.correlation, account=own, amount="6000")
    later(federation, 31)
    number = mirrors_of(federation.organisation, INR)[group.organisation].borrowed[0].id
    paid = press(group, "Caro", "pay_back", number, account=own, amount="1035.29")
    assert "The federation confirms it when it has arrived." in text(paid)
    assert "A repayment waits to be confirmed." in text(look(federation, "Rita", "groups"))
    now = mirrors_of(federation.organisation, INR)[group.organisation]
    ((_loan, back),) = now.compared.up
    given = (group.slug, back.correlation)
    press(federation, "Rita", "take_repayment", *given, account=cash, amount="1035.29")
    now = mirrors_of(federation.organisation, INR)[group.organisation]
    assert now.compared.is_agreed
    assert "Both books say the same" in text(look(group, "Caro", "groups"))


def met(group: Group, weeks: int, federation: Group) -> Savers:
    savers = Savers(group, "Caro", ("Dede", "Efua"))
    savers.starts()
    for _week in range(weeks):
        later(federation, 7)
        savers.meets(Told(dict.fromkeys(told.WOMEN, 2)))
    return savers


SEEN = {
    "nothing": {"group": 200, "rules_of_group": 404, "sheet_of_group": 404},
    "figures": {"group": 200, "rules_of_group": 200, "sheet_of_group": 404},
    "sheets": {"group": 200, "rules_of_group": 200, "sheet_of_group": 200},
}


@pytest.mark.parametrize("sight", SEEN)
def test_an_officer_opens_what_the_group_decided_and_a_delegate_nothing(federation, sight) -> None:
    group = a_group(federation, "Adom", sight)
    met(group, 1, federation)
    sheet = SheetRow.objects.get(organisation_id=group.organisation).id
    for name, status in SEEN[sight].items():
        given = (group.slug, sheet) if name == "sheet_of_group" else (group.slug,)
        assert look(federation, "Pia", name, *given).status_code == status, name
        assert look(federation, "Uma", name, *given).status_code == 404, name
    page = text(look(federation, "Pia", "group", group.slug))
    assert ("Sheets of its meetings" in page) is (sight == "sheets")
    if sight == "figures":
        rules = text(look(federation, "Pia", "rules_of_group", group.slug, fact="saving"))
        assert "6 of 10 saved" in rules
        said = set(re.findall(r"\w+", rules))  # whole words: a random key may hold three letters
        assert not said & set(told.TEN), "figures name nobody"


def test_a_group_that_is_no_member_has_no_page_here(federation) -> None:
    stranger = told.found(federation.stage, "Others", told.WOMEN)
    assert look(federation, "Pia", "group", stranger.slug).status_code == 404
    assert look(federation, "Pia", "lend_to_group", stranger.slug).status_code == 404


def test_one_press_holds_the_heads_of_those_who_consented(federation) -> None:
    shows, hides = a_group(federation, "Adom", "figures"), a_group(federation, "Biakoye", "nothing")
    assert "Hold all heads" in text(look(federation, "Pia", "groups"))
    browser = browser_of(federation.person["Pia"])
    page = text(browser.get(reverse("circles:groups", args=[federation.slug])))
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    place = reverse("circles:hold_heads", args=[federation.slug])
    for _twice in range(2):
        browser.post(place, {"key": key})
    held = [
        [who for who, _h in chronicle.witnesses_of(chronicle.head_of(one.organisation).chain)]
        for one in (shows, hides)
    ]
    assert held == [[federation.organisation], []]
    assert "Hold all heads" not in text(look(federation, "Pia", "groups"))


def test_a_delegate_presses_in_vain(federation) -> None:
    group = a_group(federation, "Adom", "figures")
    browser_of(federation.person["Uma"]).post(
        reverse("circles:hold_heads", args=[federation.slug]), {"key": "pressed"}
    )
    assert chronicle.witnesses_of(chronicle.head_of(group.organisation).chain) == []
    assert "Who needs help first" not in text(look(federation, "Uma", "groups"))


def test_a_press_on_a_rule_shows_its_rows_and_what_holds_it_down(federation) -> None:
    group = a_group(federation, "Adom", "nothing")
    met(group, 2, federation)
    page = text(look(group, "Dede", "five_rules", fact="lending"))
    assert "What holds it at 0" in page
    assert "Entry" in page
    assert "lent ₹0.00 of" in page


def test_a_group_called_like_a_formula_is_text_in_the_table_for_a_bank(federation) -> None:
    group = a_group(federation, "=SUM(A1)", "figures")
    met(group, 1, federation)
    table = look(group, "Ama", "bank_csv").content.decode()
    assert table.splitlines()[0].startswith('"Group","\'=SUM(A1)",')


def test_the_sheet_for_a_bank_names_the_resolution_and_is_a_table_too(federation) -> None:
    group = a_group(federation, "Adom", "nothing")
    met(group, 1, federation)
    assert "have not decided to borrow" in text(look(group, "Ama", "bank_sheet")), "of a bank"
    told.permits(group, "circle.borrow", 15_000_000)
    page = text(look(group, "Ama", "bank_sheet"))
    assert "₹1,50,000.00" in page, "the least sum of the first dose"
    assert "Nobody has compared these values with the official text yet" in page
    assert "borrow up to ₹1,50,000.00" in page
    assert "6 months of books are asked" in page
    table = look(group, "Ama", "bank_csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "Resolution to borrow" in table.content.decode()
    assert look(group, "Ama", "bank_sheet", dose="9").status_code == 200
