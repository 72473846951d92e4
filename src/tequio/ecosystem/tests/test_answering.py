"""Several groups answer a scorecard: who may, once each, and nobody learns who answered what."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

import pytest

from tequio.chronicle.queries import lines_of_kind
from tequio.ecosystem import service
from tequio.ecosystem.models import AnswerRow
from tequio.ecosystem.queries.files import ready_framework_text
from tequio.ecosystem.queries.frameworks import framework_of, frameworks
from tequio.ecosystem.queries.scorecards import card_of, has_answered, scorecards, table_of
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_actors import officer_elsewhere, refused

pytestmark = pytest.mark.django_db
FRAMEWORK = "seed-blocks@1"
GROUPS = ("members", "women", "government")


def opened(here: Stage, **more) -> int:
    given = {
        "framework": FRAMEWORK,
        "title": "Our valley",
        "groups": GROUPS,
        "until": here.at.date() + timedelta(days=10),
    }
    return int(here.does(service.open_scorecard, **given | more)["scorecard"])


def statements() -> list[str]:
    kept = framework_of(0, FRAMEWORK)
    assert kept is not None
    return list(kept.framework.block_of)


def on_paper(here: Stage, card: int, group: str, value: int, times: int = 1) -> None:
    given = {"scorecard": card, "group": group, "is_paper": True}
    for _time in range(times):
        here.does(service.answer_scorecard, answers={statements()[0]: value}, **given)


def test_who_takes_part_answers_once_and_paper_is_typed_for_those_without_a_name():
    here = table()
    officer_elsewhere(here)
    card, first = opened(here), statements()[0]
    sheet = {"scorecard": card, "group": "women", "answers": {first: 3, statements()[1]: None}}
    assert here.does(service.answer_scorecard, "nia", **sheet)["number"] == 1
    assert refused(here, service.answer_scorecard, "nia", **sheet) == {"scorecard_answered"}
    assert refused(here, service.answer_scorecard, "nobody", **sheet) == {"not_taking_part"}
    assert refused(here, service.answer_scorecard, "chand", **sheet, is_paper=True) == {
        "office_not_held"
    }
    on_paper(here, card, "members", 1, times=2)
    here.does(service.answer_scorecard, **sheet)
    strange = {"scorecard": card, "group": "kings", "answers": {"sky": 1, first: 9}}
    assert refused(here, service.answer_scorecard, "bina", **strange) == {
        "no_such_group",
        "no_such_statement",
        "off_the_scale",
    }
    assert refused(here, service.answer_scorecard, **sheet | {"scorecard": 9}) == {
        "no_such_scorecard"
    }
    assert has_answered(here.keeper, card, here.group.people["nia"])
    assert not has_answered(here.keeper, card, here.group.people["bina"])
    assert here.ecosystem_troubles() == []


def test_nobody_answers_after_the_last_day_or_when_it_is_closed():
    here = table()
    card = opened(here)
    sheet = {"scorecard": card, "group": "women", "answers": {}}
    here.later(11)
    assert refused(here, service.answer_scorecard, **sheet) == {"answered_too_late"}
    assert refused(here, service.close_scorecard, "chand", scorecard=card) == {"office_not_held"}
    assert refused(here, service.close_scorecard, scorecard=9) == {"no_such_scorecard"}
    assert refused(here, service.close_scorecard, scorecard=card) == {"nobody_answered"}
    card = opened(here)
    on_paper(here, card, "women", 2)
    here.does(service.close_scorecard, scorecard=card)
    assert refused(here, service.close_scorecard, scorecard=card) == {"scorecard_closed"}
    late = sheet | {"scorecard": card}
    assert "scorecard_closed" in refused(here, service.answer_scorecard, **late)
    assert here.ecosystem_troubles() == []


def test_a_scorecard_needs_a_framework_two_groups_a_title_and_time():
    here = table()
    given = {"framework": FRAMEWORK, "title": " ", "groups": ("a",), "until": here.at.date()}
    assert refused(here, service.open_scorecard, "chand", **given) == {"office_not_held"}
    assert refused(here, service.open_scorecard, **given) == {"groups_out_of_range"}
    given |= {"groups": GROUPS}
    assert refused(here, service.open_scorecard, **given) == {"scorecard_without_title"}
    given |= {"title": "Ours"}
    yesterday = here.at.date() - timedelta(days=1)
    assert refused(here, service.open_scorecard, **given | {"until": yesterday}) == {
        "no_time_to_answer"
    }
    for strange in ("seed-blocks@9", "ours@1", "ours@x", "ours"):
        assert refused(here, service.open_scorecard, **given | {"framework": strange}) == {
            "framework_not_kept"
        }
    assert refused(here, service.open_scorecard, **given | {"groups": ("a", "others")}) == {
        "groups_not_apart"
    }
    opened(here)
    assert refused(here, service.open_scorecard, **given) == {"scorecard_at_work"}


def test_results_are_shown_when_it_is_closed_and_of_groups_of_five():
    here = table()
    card = opened(here)
    on_paper(here, card, "members", 1, times=5)
    on_paper(here, card, "government", 4, times=5)
    assert table_of(here.keeper, card, here.at.date()).blocks is None
    here.does(service.close_scorecard, scorecard=card)
    blocks = table_of(here.keeper, card, here.at.date()).blocks
    assert blocks is not None
    assert (blocks[0].gap, blocks[0].median) == (3, Fraction(5, 2))
    assert [group.persons for group in blocks[0].groups] == [5, 5]
    (line,) = scorecards(here.keeper, here.at.date())
    assert (line.sheets, line.is_open, line.is_closed) == (10, False, True)


def test_the_line_of_a_sheet_tells_no_group_no_answer_and_not_which_two_are_alike():
    here = table()
    card = opened(here)
    on_paper(here, card, "members", 2, times=2)
    one, other = lines_of_kind(here.keeper, "ecosystem.answer_scorecard")
    assert set(one.facts) == {"scorecard", "number", "is_paper", "answers"}
    assert one.facts["answers"] != other.facts["answers"], "the same sheet, salted"
    sheet = json.loads(AnswerRow.objects.order_by("number")[0].answers)
    assert len(sheet["salt"]) == 32
    assert not hasattr(card_of(here.keeper, card, here.at.date()), "answers")


def test_a_framework_of_ones_own_is_kept_in_versions_with_all_that_is_wrong_named():
    here = table()
    text = ready_framework_text("seed-blocks").replace(
        "framework: seed-blocks", "framework: our-blocks"
    )
    assert refused(here, service.keep_framework, "chand", text=text) == {"office_not_held"}
    assert refused(here, service.keep_framework, text="blocks: 3") == {"framework_not_readable"}
    house = ready_framework_text("seed-blocks")
    assert refused(here, service.keep_framework, text=house) == {"framework_of_the_house"}
    newer = text.replace("version: 1", "version: 2", 1)
    here.does(service.keep_framework, text=newer)
    assert refused(here, service.keep_framework, text=newer) == {"framework_version_kept"}
    assert refused(here, service.keep_framework, text=text) == {"framework_version_old"}
    keys = [kept.framework.key for kept in frameworks(here.keeper)]
    assert keys[0] == FRAMEWORK
    assert keys[-1] == "our-blocks@2"
    opened(here, framework="our-blocks@2")
    assert here.ecosystem_troubles() == []
