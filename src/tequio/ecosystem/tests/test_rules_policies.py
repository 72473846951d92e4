"""Effects are argued and never summed; programmes open only heard; recommendations have owners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ecosystem.queries.files import ready_frameworks
from tequio.ecosystem.rules import effects, programmes, recommendations
from tequio.ecosystem.rules.effects import DIRECTIONS, DOMAINS, Effect, map_of
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.rules.programmes import ANSWERS, Affected, Programme, Reply, heard
from tequio.ecosystem.rules.quarters import Quarter, quarter_of
from tequio.ecosystem.rules.recommendations import STATES, Status, Taking

TODAY = date(2026, 11, 23)
SEED = ready_frameworks()["seed-blocks"]


def codes(objections):
    return [objection.code for objection in objections]


def effect(number, domain, direction, kind, *, person=None, withdrawn_on=None):
    return Effect(number, domain, direction, kind, person or number, withdrawn_on)


def test_the_map_shows_disagreement_first_and_then_what_several_kinds_argue():
    found = map_of(
        [
            effect(1, "culture", "helps", "members"),
            effect(2, "territory", "helps", "members"),
            effect(3, "territory", "helps", "government"),
            effect(4, "livelihood", "helps", "government"),
            effect(5, "livelihood", "harms", "informal"),
        ]
    )
    assert [one.domain for one in found] == [
        "livelihood",
        "territory",
        "culture",
        "care",
        "power",
        "ecology",
    ]
    assert [one.is_disputed for one in found] == [True, *[False] * 5]
    assert [one.is_argued for one in found] == [True, True, *[False] * 4]
    assert found[0].kinds == ("informal", "government")
    assert [one.id for one in found[0].by_direction["harms"]] == [5]


def test_one_kind_of_actor_alone_can_dispute_but_not_argue():
    both = [
        effect(1, "care", "helps", "women"),
        effect(2, "care", "harms", "women", person=2),
    ]
    first = map_of(both)[0]
    assert (first.domain, first.is_disputed, first.is_argued) == ("care", True, False)


def test_one_person_alone_does_not_make_several_sides():
    alone = [effect(1, "care", "helps", "women"), effect(2, "care", "helps", "funders", person=1)]
    first = map_of(alone)[0]
    assert (first.kinds, first.is_argued) == (("women", "funders"), False)
    other = effect(3, "care", "helps", "workers")
    assert map_of([*alone, other])[0].is_argued is True


def test_what_was_taken_back_is_not_on_the_map():
    gone = effect(1, "power", "harms", "workers", withdrawn_on=TODAY)
    assert all(not one.kinds for one in map_of([gone]))


an_effect = st.builds(
    effect,
    st.integers(1, 9),
    st.sampled_from(list(DOMAINS)),
    st.sampled_from(list(DIRECTIONS)),
    st.sampled_from(list(KINDS)),
)


@given(st.lists(an_effect, max_size=12))
def test_every_argument_stands_on_the_map_once_and_nothing_is_added_up(given_):
    found = map_of(given_)
    assert sorted(one.domain for one in found) == sorted(DOMAINS)
    shown = [each for one in found for said in one.by_direction.values() for each in said]
    assert sorted(map(str, shown)) == sorted(map(str, given_))


def argue(one, *, words="Because.", is_there=True, said=()):
    return codes(
        effects.objections_to_argue(one, words=words, number=3, is_there=is_there, said=said)
    )


def test_an_effect_needs_a_subject_a_domain_a_direction_a_side_and_a_reason():
    good = effect(1, "care", "helps", "women")
    assert argue(good) == []
    assert argue(good, words=" ") == ["nothing_said"]
    assert argue(good, is_there=False) == ["nothing_to_argue_about"]
    assert argue(replace(good, domain="weather")) == ["no_such_domain"]
    assert argue(replace(good, direction="both")) == ["no_such_direction"]
    assert argue(replace(good, kind="army")) == ["no_such_kind_of_actor"]
    assert argue(good, said=[replace(good, id=7, direction="harms")]) == ["effect_said_already"]
    assert argue(good, said=[replace(good, id=7, withdrawn_on=TODAY)]) == []
    assert argue(good, said=[replace(good, id=7, person=2)]) == []
    other_side = replace(good, id=7, kind="funders", domain="power")
    assert argue(good, said=[other_side]) == ["other_side_taken"]
    assert argue(good, said=[replace(other_side, withdrawn_on=TODAY)]) == []


def test_only_whoever_argued_takes_it_back_and_once():
    one = effect(1, "care", "helps", "women", person=5)
    assert codes(effects.objections_to_withdraw(one, by=5)) == []
    assert codes(effects.objections_to_withdraw(one, by=6)) == ["not_who_argued"]
    gone = replace(one, withdrawn_on=TODAY)
    assert codes(effects.objections_to_withdraw(gone, by=5)) == ["effect_withdrawn"]


NAMED = date(2026, 11, 1)
HEARD = Affected(1, "Work.", "Noise.", "co_decide", NAMED, (Reply("agrees", TODAY),))
MISSING = ("benefits_missing", "harms_missing", "part_in_deciding_missing", "reply_missing")


@pytest.mark.parametrize("there", list(product([True, False], repeat=4)))
def test_a_programme_opens_only_when_all_is_recorded_and_answered(there):
    benefits, harms, part, reply = there
    one = replace(
        HEARD,
        id=2,
        benefits="Work." if benefits else " ",
        harms="Noise." if harms else "",
        part="none" if part else "",
        replies=HEARD.replies if reply else (),
    )
    expected = [code for code, is_there in zip(MISSING, there, strict=True) if not is_there]
    programme = Programme(1, (HEARD, one))
    assert codes(programmes.objections_to_open(programme)) == expected


def test_a_programme_that_affects_nobody_in_writing_does_not_open_nor_one_that_is_open():
    assert codes(programmes.objections_to_open(Programme(1))) == ["affected_missing"]
    opened = Programme(1, (HEARD,), opened_on=TODAY)
    assert codes(programmes.objections_to_open(opened)) == ["programme_open"]


def test_what_they_said_themselves_counts_before_what_was_written_down_and_then_the_newest():
    own, written = Reply("refuses", NAMED, is_own=True, id=1), Reply("agrees", TODAY, id=2)
    both = replace(HEARD, replies=(own, written))
    assert both.answers == (own, written)
    later = Reply("with_changes", TODAY, id=3)
    assert replace(HEARD, replies=(later, written)).reply == later


def test_an_answer_of_before_it_was_written_down_is_none():
    early = replace(HEARD, replies=(Reply("agrees", date(2026, 10, 31)),))
    assert codes(programmes.objections_to_open(Programme(1, (early,)))) == ["reply_missing"]


def test_those_who_say_no_do_not_forbid_it_but_stand_before_those_who_agree():
    no = replace(HEARD, id=2, replies=(Reply("agrees", NAMED), Reply("refuses", TODAY)))
    silent = replace(HEARD, id=3, replies=())
    changes = replace(HEARD, id=4, replies=(Reply("with_changes", TODAY),))
    assert codes(programmes.objections_to_open(Programme(1, (HEARD, no, changes)))) == []
    shown = heard(Programme(1, (HEARD, no, silent, changes)))
    assert [one.id for one in shown] == [3, 2, 4, 1]


def name(one, *, kind="women", who="Women of the market", opened_on=None):
    programme = Programme(1, (), opened_on)
    return codes(programmes.objections_to_name(programme, one, kind=kind, who=who))


def test_naming_somebody_affected_asks_for_good_harm_and_part():
    assert name(HEARD) == []
    assert name(replace(HEARD, benefits="", harms=" ", part="")) == list(MISSING[:3])
    assert name(replace(HEARD, part="veto")) == ["no_such_part"]
    assert name(HEARD, kind="army") == ["no_such_kind_of_actor"]
    assert name(HEARD, who="") == ["nothing_said"]
    assert name(HEARD, opened_on=TODAY) == ["programme_open"]
    assert codes(programmes.objections_to_draft("")) == ["nothing_said"]


def reply(answer="agrees", *, words="We agree.", day=TODAY):
    return codes(
        programmes.objections_to_reply(HEARD, answer=answer, words=words, day=day, today=TODAY)
    )


def test_an_answer_has_words_a_day_and_says_how_many_were_there():
    assert all(reply(answer) == [] for answer in ANSWERS)
    assert reply("abstains") == ["no_such_reply"]
    assert reply(words="") == ["nothing_said"]
    assert reply(day=date(2026, 10, 31)) == ["replied_on_no_such_day"]
    assert reply(day=date(2026, 11, 24)) == ["replied_on_no_such_day"]
    assert codes(programmes.objections_to_presence(None, is_own=False)) == ["present_missing"]
    assert codes(programmes.objections_to_presence(0, is_own=False)) == ["present_missing"]
    assert codes(programmes.objections_to_presence(None, is_own=True)) == []
    assert codes(programmes.objections_to_presence(12, is_own=False)) == []


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
@pytest.mark.parametrize("source", ["", "Minutes of 3 May"])
def test_a_changed_status_asks_for_a_source_and_another_owner_does_not(before, after, source):
    was, will = Status(before), Status(after, owner="Ministry", source=source)
    expected = ["source_missing"] if before != after and not source else []
    assert codes(recommendations.objections_to_update(was, will)) == expected


def test_a_recommendation_that_does_not_change_or_stands_in_no_way_is_refused():
    same = Status("begun", "Ministry")
    assert codes(recommendations.objections_to_update(same, same)) == ["nothing_changed"]
    lost = Status("lost", source="Minutes")
    assert codes(recommendations.objections_to_update(same, lost)) == ["no_such_status"]


def test_an_owner_in_words_or_of_the_register_is_one_and_a_blank_is_none():
    assert [
        Status(owner=" ").has_owner,
        Status(owner="Council").has_owner,
        Status(owner_listed=3).has_owner,
    ] == [False, True, True]


def record(number=13, *, blocks=("market_access",), words="Buy here."):
    return codes(
        recommendations.objections_to_record(
            SEED, number=number, taken={1, 2}, blocks=blocks, words=words
        )
    )


def test_a_recommendation_has_a_number_of_its_own_words_and_blocks_of_its_framework():
    assert record() == []
    assert record(2) == ["recommendation_number_taken"]
    assert record(blocks=("market_access", "weather")) == ["no_such_block"]
    assert record(words="") == ["nothing_said"]
    begun = recommendations.objections_to_begin("Why", framework="x@1", is_known=False)
    assert codes(begun) == ["framework_not_kept"]


def test_taking_part_is_written_down_once_for_an_organisation():
    there = [Taking("women", "writes", 9, NAMED), Taking("women", "writes", None, NAMED)]

    def take(kind, role, listed, words=""):
        given = {"listed": listed, "words": words, "there": there}
        return codes(recommendations.objections_to_take_part(kind, role, **given))

    assert take("women", "writes", 9) == ["takes_part_already"]
    assert take("women", "advises", 9) == []
    assert take("women", "writes", None, "Weavers of the lane.") == []
    assert take("women", "writes", None, " ") == ["nothing_said"]
    assert take("army", "rules", 1) == ["no_such_kind_of_actor", "no_such_way_of_part"]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_lies_in_the_quarter_that_began_last(day):
    begun = [Quarter(day.year, number) for number in (1, 2, 3, 4)]
    assert quarter_of(day) == [one for one in begun if one.first <= day][-1]


@pytest.mark.parametrize(
    ("day", "quarter", "first"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1)),
        (date(2026, 3, 31), "2026-Q1", date(2026, 1, 1)),
        (date(2026, 4, 1), "2026-Q2", date(2026, 4, 1)),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1)),
    ],
)
def test_a_quarter_is_named_by_its_year_and_begins_every_third_month(day, quarter, first):
    assert (str(quarter_of(day)), quarter_of(day).first) == (quarter, first)


def test_a_year_has_four_quarters():
    with pytest.raises(ValueError, match="four"):
        Quarter(2026, 5)
