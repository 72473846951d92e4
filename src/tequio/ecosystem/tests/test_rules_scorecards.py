"""Scorecards: three exact numbers, disagreement first, and no group under five to be made out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ecosystem.queries.files import ready_frameworks
from tequio.ecosystem.rules.scorecards import (
    LEAST_PERSONS,
    OTHERS,
    Scorecard,
    Sheet,
    median,
    objections_to_answer,
    objections_to_close,
    objections_to_keep,
    objections_to_open,
    objections_to_time,
    proof_of_sheet,
    results,
)

SEED = ready_frameworks()["seed-blocks"]
OECD = ready_frameworks()["oecd-ec"]
ONE, TWO = "market_access-1", "market_access-2"
TODAY = date(2026, 11, 23)
CARD = Scorecard(1, SEED, ("members", "public"), until=TODAY)


def sheets(group, *answers):
    return [Sheet(group, {ONE: answer, TWO: answer}) for answer in answers]


def of_market(given, framework=SEED):
    return next(one for one in results(framework, given) if one.block.startswith("market"))


def codes(objections):
    return [objection.code for objection in objections]


@pytest.mark.parametrize(
    ("values", "middle"),
    [([], None), ([3], 3), ([0, 1], Fraction(1, 2)), ([4, 0, 1], 1), ([1, 2, 4, 4], 3)],
)
def test_the_median_is_exact(values, middle):
    assert median(values) == middle


def test_a_block_has_median_gap_and_share_unanswered():
    found = of_market(sheets("members", 0, 1, 1, 1, 2) + sheets("public", 3, 3, 4, 4, 4, None))
    assert found.median == Fraction(5, 2)
    assert found.gap == 3
    assert found.unanswered == Fraction(2, 22)
    assert [(one.group, one.value, one.persons) for one in found.groups] == [
        ("members", 1, 5),
        ("public", 4, 5),
    ]


def test_what_was_not_answered_lies_outside_the_median_and_inside_the_share():
    silent = [Sheet("public", {}), Sheet("public", {ONE: None})]
    spoken = of_market(sheets("members", 1, 2, 2, 2, 3))
    found = of_market(sheets("members", 1, 2, 2, 2, 3) + silent)
    assert (spoken.unanswered, found.unanswered) == (0, Fraction(4, 14))
    assert (spoken.median, found.median) == (2, 2)


def test_groups_under_five_are_folded_together():
    found = of_market(
        sheets("members", 1, 1, 1, 1, 1) + sheets("public", 4, 4, 4) + sheets("funders", 0, 4)
    )
    assert [(one.group, one.value, one.persons) for one in found.groups] == [
        ("members", 1, 5),
        (OTHERS, 4, 5),
    ]
    assert found.gap == 3


def test_nothing_of_any_group_is_shown_where_the_rest_would_be_under_five():
    found = of_market(sheets("members", *[1] * 9) + sheets("public", 4, 4))
    assert (found.groups, found.gap, found.median) == ((), None, 1)


def test_who_answered_a_block_counts_in_it_and_not_who_took_part():
    found = of_market(sheets("members", *[1] * 5) + sheets("public", 4, None, None, None, None))
    assert found.groups == ()


def test_under_five_answers_have_no_median_and_under_five_sheets_no_share():
    few = of_market(sheets("members", 1, 2, 3, 4))
    assert (few.median, few.unanswered) == (None, None)
    mostly_silent = of_market(sheets("members", 1, 2, 3, 4, None, None, None, None))
    assert (mostly_silent.median, mostly_silent.unanswered) == (None, None)
    one_spoke = of_market(sheets("members", 1, None, None, None, None))
    assert one_spoke.unanswered is None, "four fifths would tell that it was one"
    assert of_market(sheets("members", *[None] * 5)).unanswered == 1


def typed(given_):
    return [replace(sheet, is_paper=True) for sheet in given_]


def test_among_sheets_that_an_organiser_typed_nobody_can_be_made_out_who_sent_her_own():
    her_own = sheets("women", 4)
    alone = of_market(her_own + typed(sheets("women", *[0] * 4)))
    assert (alone.groups, alone.median, alone.unanswered) == ((), None, None)
    many = of_market(her_own + typed(sheets("women", *[0] * 9) + sheets("members", *[1] * 5)))
    assert (many.groups, many.gap, many.median) == ((), None, None)
    folded = of_market(
        her_own + typed(sheets("women", *[0] * 9)) + sheets("public", *[2] * 4, 3, 3, 3, 3, 3)
    )
    assert folded.groups == ()
    among = of_market(her_own + sheets("women", 3, 3, 2, 1) + typed(sheets("women", 0)))
    assert [(one.group, one.persons) for one in among.groups] == [("women", 6)]


def test_the_agenda_begins_with_the_widest_disagreement_before_what_is_weak():
    answers = {
        "members": {"market_access-1": 0, "enabling_policy-1": 1, "capacity_building-1": 0},
        "public": {"market_access-1": 2, "enabling_policy-1": 4, "capacity_building-1": 1},
    }
    given_ = [Sheet(group, said) for group, said in answers.items() for _ in range(5)]
    found = results(SEED, given_)
    assert [one.block for one in found[:3]] == [
        "enabling_policy",
        "market_access",
        "capacity_building",
    ]
    assert [one.is_wide for one in found[:3]] == [True, True, False]
    assert all(one.median is None for one in found[3:])


@pytest.mark.parametrize(
    ("framework", "statement", "gap", "is_wide"),
    [
        (SEED, ONE, 1, False),
        (SEED, ONE, 2, True),
        (OECD, "markets-1", 3, False),
        (OECD, "markets-1", 4, True),
    ],
)
def test_a_gap_is_wide_beyond_three_eighths_of_the_scale(framework, statement, gap, is_wide):
    given_ = [
        Sheet(group, {statement: value})
        for group, value in (("members", 0), ("public", gap))
        for _ in range(5)
    ]
    assert of_market(given_, framework).is_wide is is_wide


def test_a_gap_of_exactly_one_and_a_half_of_four_is_not_wide():
    given_ = [Sheet("members", {ONE: 0})] * 5
    given_ += [Sheet("public", {ONE: value}) for value in (1, 1, 1, 2, 2, 2)]
    found = of_market(given_)
    assert (found.gap, found.is_wide) == (Fraction(3, 2), False)


def test_the_proof_of_a_sheet_tells_nothing_without_its_salt():
    sheet, other = Sheet("members", {ONE: 1}), Sheet("members", {ONE: 2})
    assert proof_of_sheet(sheet, salt="a") == proof_of_sheet(Sheet("members", {ONE: 1}), salt="a")
    assert proof_of_sheet(sheet, salt="a") != proof_of_sheet(sheet, salt="b")
    assert proof_of_sheet(sheet, salt="a") != proof_of_sheet(other, salt="a")


groups = st.sampled_from(["members", "public", "workers", "women"])
answers = st.none() | st.integers(0, 4)
some_sheets = st.lists(
    st.builds(lambda group, one, two: Sheet(group, {ONE: one, TWO: two}), groups, answers, answers),
    max_size=40,
)


def answering(given_):
    return [sheet for sheet in given_ if any(one is not None for one in sheet.answers.values())]


@given(some_sheets)
def test_no_group_under_five_is_shown_nor_left_over(given_):
    found = of_market(given_)
    shown = sum(one.persons for one in found.groups)
    assert all(one.persons >= LEAST_PERSONS for one in found.groups)
    assert shown in (0, len(answering(given_)))


@given(some_sheets, st.randoms(use_true_random=False))
def test_which_small_group_said_what_changes_nothing_that_is_shown(given_, random):
    counts = {}
    for sheet in answering(given_):
        counts[sheet.group] = counts.get(sheet.group, 0) + 1
    small = [
        number
        for number, sheet in enumerate(given_)
        if counts.get(sheet.group, 0) < LEAST_PERSONS and sheet in answering(given_)
    ]
    names = [given_[number].group for number in small]
    random.shuffle(names)
    mixed = list(given_)
    for number, name in zip(small, names, strict=True):
        mixed[number] = replace(mixed[number], group=name)
    assert of_market(mixed) == of_market(given_)


@given(some_sheets)
def test_the_share_unanswered_counts_every_silence_once(given_):
    found = of_market(given_)
    silences = sum(one is None for sheet in given_ for one in sheet.answers.values())
    if len(given_) >= LEAST_PERSONS and not 0 < len(answering(given_)) < LEAST_PERSONS:
        assert found.unanswered == Fraction(silences, 2 * len(given_))
    else:
        assert found.unanswered is None


@given(some_sheets, st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_changes_nothing(given_, random):
    mixed = list(given_)
    random.shuffle(mixed)
    assert results(SEED, mixed) == results(SEED, given_)


def open_for(*groups_, found=SEED, open=None):
    return codes(objections_to_open("seed-blocks@1", found, groups=groups_, open=open))


def test_a_scorecard_asks_two_to_twelve_groups_with_names_of_their_own():
    assert open_for("members", "public") == []
    assert open_for("members") == ["groups_out_of_range"]
    assert open_for(*(f"group{number}" for number in range(13))) == ["groups_out_of_range"]
    for wrong in ("members", " members", "", OTHERS):
        assert open_for("members", wrong) == ["groups_not_apart"]
    assert open_for("members", "public", found=None) == ["framework_not_kept"]
    assert open_for("members", "public", open=4) == ["scorecard_at_work"]
    late = objections_to_time(until=date(2026, 11, 22), today=TODAY)
    assert codes(late) == ["no_time_to_answer"]
    assert codes(objections_to_time(until=TODAY, today=TODAY)) == []


def answer(said, *, card=CARD, group="members", has_answered=False, today=TODAY):
    return codes(
        objections_to_answer(card, Sheet(group, said), has_answered=has_answered, today=today)
    )


def test_a_sheet_keeps_to_scale_statements_group_and_time():
    assert answer({ONE: 0, TWO: 4}) == []
    assert answer({ONE: None}) == []
    assert answer({ONE: 5}) == ["off_the_scale"]
    assert answer({ONE: -1, "weather-1": 2}) == ["off_the_scale", "no_such_statement"]
    assert answer({"markets-1": 10}, card=replace(CARD, framework=OECD)) == []
    assert answer({}, group="army") == ["no_such_group"]
    assert answer({}, has_answered=True) == ["scorecard_answered"]
    assert answer({}, today=date(2026, 11, 24)) == ["answered_too_late"]
    closed = replace(CARD, is_closed=True)
    assert answer({}, card=closed) == ["scorecard_closed"]
    assert codes(objections_to_close(closed, sheets=1)) == ["scorecard_closed"]
    assert codes(objections_to_close(CARD, sheets=1)) == []
    assert codes(objections_to_close(CARD, sheets=0)) == ["nobody_answered"]


def test_a_kept_framework_has_a_code_of_its_own_and_versions_that_only_grow():
    own = replace(SEED, code="our-valley", version=2)

    def keep(framework, **kept):
        return codes(objections_to_keep(framework, kept=kept.get("kept", {}), ready={SEED.code}))

    assert keep(own) == []
    assert keep(SEED) == ["framework_of_the_house"]
    assert keep(own, kept={2: "a"}) == ["framework_version_kept"]
    assert keep(own, kept={3: "a"}) == ["framework_version_old"]
    assert keep(own, kept={1: "a"}) == []
