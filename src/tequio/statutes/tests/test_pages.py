"""The pages of statutes: what holds on a day, how it came about, what the law says."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.membership.tests.groups import HINDI, Group, found, stranger
from tequio.statutes import amending, queries, rules

pytestmark = pytest.mark.django_db
HASH = "b" * 64
FOUNDED = date(2026, 1, 10)
TEMPLATE = "self-help-group"


@pytest.fixture
def group() -> Group:
    made = found(founded_on=FOUNDED)
    template = queries.template(TEMPLATE)
    assert template is not None
    adopt(made, template.plain(), FOUNDED)
    return made


def adopt(group: Group, values: dict[str, object], day: date, **more: object) -> None:
    amending.adopt(group.id, values=values, from_day=day, source=4, source_hash=HASH, **more)


def page(group: Group, name: str, *args: str, who: str = "chand", **query: str) -> object:
    address = reverse(f"statutes:{name}", args=[group.slug, *args])
    return group.browser(who).get(address, query)


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


ADDRESSES = [("statutes",), ("sheet",), ("law",), ("provision", "notice.days")]


@pytest.mark.parametrize("where", ADDRESSES)
def test_strangers_find_nothing_and_every_member_reads(group: Group, where: tuple[str]) -> None:
    name, *args = where
    address = reverse(f"statutes:{name}", args=[group.slug, *args])
    assert Client().get(address).status_code == 404
    assert stranger().get(address).status_code == 404
    for who in ("asha", "bina", "chand"):
        assert group.browser(who).get(address).status_code == 200


@pytest.mark.parametrize("where", ADDRESSES)
def test_the_pages_speak_hindi(group: Group, where: tuple[str]) -> None:
    name, *args = where
    address = reverse(f"statutes:{name}", args=[group.slug, *args])
    answer = group.browser("chand").get(address, **HINDI)
    assert answer.status_code == 200
    assert '<html lang="hi">' in text(answer)


def test_a_provision_that_nobody_knows_has_no_page(group: Group) -> None:
    assert page(group, "provision", "no.such").status_code == 404


def test_decisions_are_told_in_sentences(group: Group) -> None:
    adopt(
        group,
        {
            "decision.money.quorum": "2/3",
            "decision.money.second_call_quorum": "1/3",
            "decision.money.majority": "1/2",
            "decision.money.strict": True,
            "decision.money.base": "present",
        },
        timezone.localdate(),
    )
    told = text(page(group, "statutes"))
    assert "At least 2/3 of all members must take part." in told
    assert "When the meeting is called a second time, at least 1/3." in told
    assert "Yes needs more than 1/2 of everybody present; not voting counts against." in told


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"decision.office.quorum": "0"}, "No quorum is asked for."),
        ({"decision.office.quorum": "1"}, "All members must take part."),
        ({"decision.office.second_call_quorum": "0"}, "whoever comes decides."),
        (
            {"decision.office.majority": "1", "decision.office.strict": False},
            "Yes needs all of all votes cast",
        ),
        (
            {"decision.office.majority": "3/4", "decision.office.strict": False},
            "Yes needs at least 3/4",
        ),
    ],
)
def test_the_ends_of_a_scale_have_sentences_of_their_own(
    group: Group, value: dict[str, object], sentence: str
) -> None:
    adopt(group, value, timezone.localdate())
    assert sentence in text(page(group, "sheet"))


def test_every_kind_of_value_is_written_in_the_readers_manner(group: Group) -> None:
    adopt(
        group,
        {
            "lending.largest": 12_345_650,
            "lending.multiple_of_savings": "3",
            "members.most": 0,
            "surplus.dividend": "0",
            "offices.pay": ["treasurer", "secretary"],
        },
        timezone.localdate(),
    )
    told = text(page(group, "statutes"))
    for written in ("₹1,23,456.50", "× 3", "no limit", "none", "Secretary, Treasurer"):
        assert written in told
    assert "Book what was paid without a decision" in told


def test_the_statutes_of_another_day_are_those_of_that_day(group: Group) -> None:
    adopt(group, {"notice.days": 21}, date(2026, 5, 1))

    def notice(answer: object) -> object:
        (line,) = [
            one
            for section in answer.context["sections"]  # type: ignore[attr-defined]
            for one in section.lines
            if one.provision.code == "notice.days"
        ]
        return line.value

    template = queries.template(TEMPLATE)
    assert template is not None
    first = template.statutes(FOUNDED)["notice.days"]
    assert notice(page(group, "statutes", on="2026-05-01")) == 21
    assert notice(page(group, "statutes", on="2026-04-30")) == first
    before = page(group, "statutes", on="2025-12-31")
    assert before.context["stated"] == 0
    assert "You see what holds on 31 December 2025." in text(before)
    assert "30 April 2026" in text(page(group, "sheet", on="2026-04-30"))


def test_what_is_no_day_is_said_beside_the_field(group: Group) -> None:
    answer = page(group, "statutes", on="the first of May")
    assert answer.status_code == 422
    assert 'class="errorlist"' in text(answer)
    assert answer.context["day"] == timezone.localdate()


def test_statutes_say_what_was_decided_and_from_which_template(group: Group) -> None:
    told = text(page(group, "statutes"))
    assert "They began from the template “Self-help group in India”." in told
    assert "Resolution 4" in told
    assert "careful default; never decided" in told


def test_a_provision_shows_its_history_newest_first_with_the_reason(group: Group) -> None:
    soon = timezone.localdate() + timedelta(days=40)
    reasons = {"notice.days": "The river floods <in> July."}
    adopt(group, {"notice.days": 21}, date(2026, 5, 1), reasons=reasons)
    adopt(group, {"notice.days": 30}, soon)
    answer = page(group, "provision", "notice.days")
    assert [one.change.adopted.value for one in answer.context["steps"]][:2] == [30, 21]
    told = text(answer)
    assert "The river floods &lt;in&gt; July." in told
    assert told.count("still to come") == 1
    never = text(page(group, "provision", "surplus.donations"))
    assert "The group never decided on this." in never


def test_a_value_of_the_template_shows_its_source(group: Group) -> None:
    template = queries.template(TEMPLATE)
    assert template is not None
    one = template.values[0]
    told = text(page(group, "provision", one.code))
    assert "The same value stands in the template" in told


RULEBOOK = """
rulebook: xx
title: Test land
country: IN
parameters:
  xx.notice:
    law: Law of notices
    title: Days of notice
    bounds: {provision: notice.days, at: least}
    values:
      - {since: 2020-01-01, dated: day, value: 20, unit: days, source: s. 1, read: READ,
         verified: VERIFIED}
"""


@pytest.mark.parametrize(
    "case",
    [
        ("official", "true", 25, "Compared with the official text", "Within the limit"),
        ("secondary", "false", 3, "Not verified: it warns, it does not rule", "Beyond the limit"),
    ],
)
def test_each_bound_says_whether_it_is_verified_and_kept(
    group: Group, tmp_path: Path, settings: object, case: tuple[str, str, int, str, str]
) -> None:
    read, verified, days, badge, state = case
    book = RULEBOOK.replace("READ", read).replace("VERIFIED", verified)
    (tmp_path / "xx.yaml").write_text(book)
    settings.RULEBOOK_DIRECTORIES = [tmp_path]  # type: ignore[attr-defined]
    reasons = {"notice.days": "We meet every week."}
    adopt(group, {"notice.days": days}, timezone.localdate(), reasons=reasons)
    for answer in (page(group, "law"), page(group, "provision", "notice.days")):
        told = text(answer)
        card = told[told.index("Law of notices") - 900 :]
        for said in (badge, state, "at least 20", "We meet every week."):
            assert said in card


def test_where_no_rulebook_speaks_the_page_says_so() -> None:
    group = found("elsewhere", country="MW")
    assert "No rulebook of this node says anything" in text(page(group, "law"))


@pytest.mark.parametrize("where", ADDRESSES)
def test_the_pages_ask_the_database_a_few_times_however_long_the_history(
    group: Group, where: tuple[str], django_assert_max_num_queries: object
) -> None:
    for place in range(40):
        day = FOUNDED + timedelta(days=place)
        adopt(group, {"notice.days": place, "term.months": place + 1}, day)
    name, *args = where
    browser = group.browser("chand")
    address = reverse(f"statutes:{name}", args=[group.slug, *args])
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        assert browser.get(address).status_code == 200


def test_the_closest_template_is_the_one_with_most_values_unchanged() -> None:
    day = date(2026, 1, 1)
    listed = queries.templates()
    for template in listed:
        assert rules.closest(listed, template.statutes(day)) == template
    assert rules.closest(listed, rules.Statutes(day)) is None
    first = listed[0]
    few = {one.code: one.value for one in first.values[: len(first.values) // 2 - 1]}
    assert rules.closest([first], rules.in_force(few, day)) is None
