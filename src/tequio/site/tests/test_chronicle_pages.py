"""The lines of the chronicle in words, and what the statutes keep back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.chronicle import queries as chronicle
from tequio.governance.rules.events import VoteCast
from tequio.kernel import devanagari, six_words
from tequio.ledger.rules.events import MemberSaved
from tequio.lending.rules.events import LoanGuaranteed
from tequio.membership import service
from tequio.membership.tests.groups import HINDI, Group, found, stranger
from tequio.screening.rules.told_of_cases import CaseOpened, CaseWithdrawn
from tequio.screening.rules.told_of_evidence import EvidenceWithdrawn
from tequio.site import telling
from tequio.site.acts import all_acts
from tequio.site.tests.chronicles import address, group_with_lines, of, text, write
from tequio.statutes import amending
from tequio.statutes.rules import CATALOGUE

pytestmark = pytest.mark.django_db
ADDRESSES = ["chronicle", "line", "sheet", "head", "witnesses", "check"]


@pytest.fixture
def group() -> Group:
    return group_with_lines()


# Who sees what ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDRESSES)
def test_strangers_find_nothing_and_every_member_reads(group: Group, name: str) -> None:
    where = address(group, name)
    for outside in (Client(), stranger()):
        assert outside.get(where).status_code == 404
        assert name not in ("witnesses", "check") or outside.post(where).status_code == 404
    for who in ("asha", "bina", "chand"):
        assert group.browser(who).get(where).status_code == 200


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "head"])
def test_the_pages_speak_hindi(group: Group, name: str) -> None:
    answer = group.browser("chand").get(address(group, name), **HINDI)
    assert answer.status_code == 200
    assert '<html lang="hi">' in text(answer)
    said = " ".join(map(devanagari, six_words(chronicle.head_of(group.id).digest)))
    assert said in text(answer)


def seen(group: Group, who: str, number: int) -> tuple[bool, bool, str]:
    """Who did it, whether anything is kept back, and the page."""
    answer = group.browser(who).get(reverse("chronicle:line", args=[group.slug, number]))
    entry = answer.context["entry"]
    return entry.knows_who, entry.is_kept_back, text(answer)


@pytest.mark.parametrize(
    ("rule", "who", "sees"),
    [
        ("members", "bina", True),
        ("officers", "asha", True),
        ("officers", "durga", False),
        ("self", "asha", False),
        ("self", "chand", True),
    ],
)
def test_how_somebody_voted_is_shown_as_the_statutes_say(
    group: Group, rule: str, who: str, sees: bool
) -> None:
    group.join("Durga Bai")
    say(group, {"privacy.votes": rule})
    number = write(group, "chand", "governance.cast", VoteCast(3, "abstain", 9))
    knows_who, is_kept_back, page = seen(group, who, number)
    assert knows_who, "that she voted is no secret in an open ballot"
    assert is_kept_back is not sees
    assert ("Abstention" in page) is sees
    assert "Ballot" in page
    listed = text(group.browser(who).get(address(group, "chronicle")))
    assert "abstain" not in listed


@pytest.mark.parametrize(
    ("rule", "who", "sees"),
    [
        ("members", "durga", True),
        ("officers", "asha", True),
        ("officers", "durga", False),
        ("self", "asha", False),
        ("self", "bina", True),
        ("self", "chand", True),
    ],
)
def test_whose_loan_it_is_stays_with_those_whom_the_statutes_name(
    group: Group, rule: str, who: str, sees: bool
) -> None:
    group.join("Durga Bai")
    say(group, {"privacy.loans": rule})
    event = LoanGuaranteed(7, group.people["chand"])
    number = write(group, "chand", "lending.guarantee", event)
    knows_who, is_kept_back, page = seen(group, who, number)
    assert (knows_who, is_kept_back) == (sees, not sees)
    main = page[page.index("<main") : page.index("</main")]
    assert ("Chand Rani" in main) is sees
    listed = text(group.browser(who).get(address(group, "chronicle")))
    assert ("Chand Rani" in listed) is sees


DOUBTS = {
    "challenge": CaseOpened(1, 7, 4711, 3, "challenge", "quarantine"),
    "withdraw_case": CaseWithdrawn(1, 7, 4711, is_doubt=True),
    "withdraw_evidence": EvidenceWithdrawn(7, 1, 4711, None, None, "", is_doubt=True),
}


@pytest.mark.parametrize("verb", DOUBTS)
@pytest.mark.parametrize(
    ("who", "sees"), [("dalia", True), ("chand", True), ("asha", False), ("durga", False)]
)
def test_who_doubts_an_organisation_is_known_to_those_who_examine_and_herself(
    group: Group, who: str, sees: bool, verb: str
) -> None:
    group.join("Durga Bai")
    group.join("Dalia Ruiz", "assessor")
    number = write(group, "chand", f"screening.{verb}", DOUBTS[verb])
    knows_who, is_kept_back, page = seen(group, who, number)
    assert (knows_who, is_kept_back, "4711" in page) == (sees, not sees, sees)


@pytest.mark.parametrize(("rule", "sees"), [("members", True), ("officers", False)])
def test_sums_of_the_books_stay_with_those_who_see_the_books(
    group: Group, rule: str, sees: bool
) -> None:
    group.join("Durga Bai")
    say(group, {"privacy.books": rule})
    day, chand = timezone.localdate(), group.people["chand"]
    event = MemberSaved(1, 2, 3, chand, 4, "INR", 123_456_50, day, "")
    number = write(group, "bina", "ledger.save", event)
    listed = text(group.browser("durga").get(address(group, "chronicle")))
    assert ("₹1,23,456.50" in listed) is sees
    assert ("Chand Rani" in listed) is sees
    for who in ("asha", "chand"):
        assert "₹1,23,456.50" in seen(group, who, number)[2]


def say(group: Group, values: dict[str, str]) -> None:
    for code in values:
        assert code in CATALOGUE
    day = timezone.localdate()
    amending.adopt(group.id, values=values, from_day=day, source=1, source_hash="c" * 64)


# Lines --------------------------------------------------------------------------------------


def test_every_act_of_the_house_has_words() -> None:
    ours = {name for name in all_acts() if not name.startswith("tests.")}
    assert ours - set(telling.ACTS) == set()


def test_lines_stand_newest_first_and_go_on_page_by_page(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tequio.site.pages.chronicle.LINES", 10)
    for place in range(23):
        write(group, "asha", "governance.cast", VoteCast(place, "yes", place))
    browser, numbers, before = group.browser("bina"), [], ""
    while before is not None:
        page = browser.get(address(group, "chronicle"), {"before": before})
        numbers += [entry.line.number for entry in page.context["entries"]]
        before = page.context["more"]
    assert numbers == list(range(25, 0, -1))
    assert "There are no older lines." in text(
        browser.get(address(group, "chronicle"), {"before": 1})
    )


def test_a_line_says_what_who_and_whom(group: Group) -> None:
    page = text(group.browser("chand").get(address(group, "chronicle")))
    assert "A person was written down" in page
    assert "Asha Devi → Durga Bai" in page
    line = text(group.browser("chand").get(address(group, "line")))
    assert "As it was written" in line
    assert "membership.register_person" in line


def test_each_part_of_a_list_is_told_in_one_line() -> None:
    taken = {"listed": 7, "sector": "social", "is_own": False}
    facts = telling.in_words({"partners": [taken, taken]}, names={}, slug="network")
    assert [part.text for part in facts[0].parts] == [
        "Number in the register: 7; In its own name: no; For the sector: social"
    ] * 2


def test_an_erased_person_has_no_name_in_any_line(group: Group) -> None:
    chand = group.people["chand"]
    service.correct_person(group.act("chand", "correct"), person=chand, name="Chandni")
    service.erase_person(replace(group.act("chand", "erase"), organisation=None), person=chand)
    page = text(group.browser("asha").get(address(group, "chronicle")))
    assert "a person who was erased" in page
    assert "Chand" not in page


@pytest.mark.parametrize("number", ["0", "99", "9" * 30])
def test_a_line_that_is_not_there_has_no_page(group: Group, number: str) -> None:
    where = address(group, "chronicle") + number
    assert group.browser("asha").get(where).status_code == 404


@pytest.mark.parametrize("name", ["chronicle", "witnesses"])
def test_the_database_is_asked_no_more_for_more_lines(
    group: Group, name: str, django_assert_max_num_queries: Any
) -> None:
    sisters = [found(f"sister-{place}") for place in range(6)]
    for place, sister in enumerate(sisters):
        service.admit(sister.id, [group.people["asha"]], since=timezone.localdate())
        service.register_person(sister.act("asha", "r"), name="Somebody")
        for mine, theirs in ((group, sister), (sister, group)):
            service.witness_head(mine.act("asha", f"w{place}"), **of(theirs))
    browser = group.browser("asha")
    with django_assert_max_num_queries(23):
        assert browser.get(address(group, name)).status_code == 200
