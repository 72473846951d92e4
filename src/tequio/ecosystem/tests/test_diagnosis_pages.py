"""Pages of the diagnosis: opened, answered by phone and from paper, closed, laid on the table."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.chronicle.models import LineRow
from tequio.ecosystem import service
from tequio.ecosystem.models import AnswerRow, FrameworkRow, ScorecardRow
from tequio.ecosystem.queries.files import ready_framework_text
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_answering import on_paper, opened, statements
from tequio.ecosystem.tests.test_quarter_pages import QUARTER, member_elsewhere, press
from tequio.kernel import digest
from tequio.membership.tests.groups import browser_of, stranger
from tequio.screening.tests.pressing import text

pytestmark = pytest.mark.django_db
DIAGNOSIS = f"{QUARTER}diagnosis/"


def answered(browser, place: str, **sent):
    return browser.post(place, {"key": f"a key {len(sent)} {place}", **sent})


def test_an_organiser_opens_one_with_groups_of_the_list_and_own_ones():
    here = table()
    asha = here.group.browser("asha")
    given = {
        "framework": "seed-blocks@1",
        "title": "Our valley",
        "groups": ["members", "women"],
        "others": "bee keepers",
        "until": here.at.date().isoformat(),
    }
    few = press(asha, DIAGNOSIS, "open", **given | {"groups": [], "others": ""})
    assert (few.status_code, "groups_out_of_range" in text(few)) == (422, True)
    strange = press(asha, DIAGNOSIS, "open", **given | {"others": "मधुमक्खी"})
    assert strange.status_code == 422
    assert press(asha, DIAGNOSIS, "open", **given).status_code == 302
    row = ScorecardRow.objects.get()
    assert row.groups == ["members", "women", "bee_keepers"]
    page = text(asha.get(f"{DIAGNOSIS}{row.id}"))
    assert "members and neighbours, women’s groups, Bee keepers" in page


def test_each_answers_once_and_what_is_wrong_is_said_at_its_form():
    here = table()
    member_elsewhere(here)
    card, first = opened(here), statements()[0]
    place = f"{DIAGNOSIS}{card}/answer"
    mo = here.group.browser("mo")
    wrong = answered(mo, place, group="", **{f"s-{first}": "3"})
    assert (wrong.status_code, "it is marked below" in text(wrong)) == (422, True)
    off = answered(mo, place, group="women", **{f"s-{first}": "9"})
    assert (off.status_code, AnswerRow.objects.count()) == (422, 0)
    done = answered(mo, place, group="women", **{f"s-{first}": "3", f"s-{statements()[1]}": "-"})
    assert (done.status_code, AnswerRow.objects.count()) == (302, 1)
    assert mo.get(place).status_code == 302
    twice = answered(mo, place, group="members")
    assert (twice.status_code, "scorecard_answered" in text(twice)) == (409, True)
    assert "You have answered" in text(mo.get(f"{DIAGNOSIS}{card}"))


def test_the_page_sends_random_signs_so_that_nobody_finds_a_sheet_by_trying_all():
    here = table()
    card, asha = opened(here), here.group.browser("asha")
    place = f"{DIAGNOSIS}{card}/answer"
    page = asha.get(place).content.decode()
    (nonce,) = re.findall(r'name="nonce" value="([0-9a-f]{32})"', page)
    assert nonce not in here.group.browser("chand").get(place).content.decode()
    answered(asha, place, group="women", nonce=nonce, **{f"s-{statements()[0]}": "3"})
    said = {"scorecard": card, "group": "women", "is_paper": False}
    said["answers"] = dict.fromkeys(statements()) | {statements()[0]: 3}
    kept = LineRow.objects.get(kind="ecosystem.answer_scorecard").content
    tried = {"act": "ecosystem.answer_scorecard", "by": here.group.people["asha"]}
    tried["organisation"] = here.keeper
    assert kept == digest(tried | {"with": said | {"nonce": nonce}})
    assert kept not in {digest(tried | {"with": said | more}) for more in ({}, {"nonce": ""})}


def test_sheets_of_paper_are_printed_and_typed_by_organisers_alone():
    here = table()
    member_elsewhere(here)
    card, first = opened(here), statements()[0]
    place = f"{DIAGNOSIS}{card}/paper"
    asha = here.group.browser("asha")
    assert answered(asha, place, group="women", **{f"s-{first}": "2"}).url == place
    assert AnswerRow.objects.get().is_paper
    sheet = text(browser_of(here.group.people["mo"]).get(f"{DIAGNOSIS}{card}/sheet"))
    assert "Write no name" in sheet
    people = [here.group.browser(one) for one in ("asha", "chand", "mo")]
    assert [one.get(place).status_code for one in people] == [200, 404, 404]
    pages = (card, f"{card}/answer", f"{card}/sheet", f"{card}/table")
    assert {stranger().get(f"{DIAGNOSIS}{one}").status_code for one in pages} == {404}
    assert {asha.get(f"{DIAGNOSIS}{one}").status_code for one in (99, 10**30)} == {404}


def answered_by(here: Stage, women: int) -> int:
    """The government sees it well, members do not; and so many women."""
    card = opened(here)
    for group, value, times in (("members", 0, 5), ("government", 4, 5), ("women", 3, women)):
        on_paper(here, card, group, value, times=times)
    return card


def test_the_table_is_shown_once_closed_with_disagreement_first():
    here = table()
    card = answered_by(here, women=0)
    asha, chand = here.group.browser("asha"), here.group.browser("chand")
    place = f"{DIAGNOSIS}{card}/table"
    assert "shown once it is closed" in text(chand.get(place))
    assert press(asha, f"{DIAGNOSIS}{card}", "close").url == place
    page = text(chand.get(place))
    assert page.index("Where groups disagree") < page.index("Of which too little is known")
    beside = text(chand.get(f"{place}?beside=oecd-ec@1"))
    assert "has no such block" in beside
    assert chand.get(f"{DIAGNOSIS}{card}/answer").status_code == 302
    late = answered(chand, f"{DIAGNOSIS}{card}/answer", group="women")
    assert (late.status_code, "scorecard_closed" in text(late)) == (409, True)


def test_where_a_group_is_too_small_nothing_of_groups_is_shown():
    here = table()
    card = answered_by(here, women=3)
    here.does(service.close_scorecard, scorecard=card)
    page = text(here.group.browser("chand").get(f"{DIAGNOSIS}{card}/table"))
    assert "Groups are too small to be shown apart" in page
    assert "Where groups disagree" not in page


def test_a_framework_is_read_with_both_ends_and_its_source_and_an_own_one_is_kept():
    here = table()
    asha, place = here.group.browser("asha"), f"{QUARTER}frameworks/"
    page = text(asha.get(f"{place}seed-blocks@1"))
    for words in ("Nobody teaches it here.", "Every group has somebody who learned it", "Source"):
        assert words in page
    assert asha.get(f"{place}nothing@1").status_code == 404
    wrong = press(asha, place, "keep", text="blocks: []")
    assert (wrong.status_code, "framework_not_readable" in text(wrong)) == (422, True)
    own = ready_framework_text("seed-blocks").replace("framework: seed-blocks", "framework: ours")
    assert press(asha, place, "keep", text=own).url == f"{place}ours@1"
    assert FrameworkRow.objects.count() == 1
    assert "our own" in text(asha.get(f"{place}ours@1"))


def is_closed(here: Stage) -> None:
    """A scorecard with one sheet."""
    card = opened(here)
    on_paper(here, card, "women", 3)
    here.does(service.close_scorecard, scorecard=card)


def test_lists_of_the_diagnosis_take_as_many_queries_for_more_of_them():
    here = table()
    is_closed(here)
    browser = here.group.browser("chand")

    def counted() -> int:
        with CaptureQueriesContext(connection) as told:
            browser.get(DIAGNOSIS)
        return len(told)

    few = counted()
    for _time in range(3):
        is_closed(here)
    assert counted() == few
