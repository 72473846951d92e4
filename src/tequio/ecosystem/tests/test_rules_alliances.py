"""Alliances by the rule of NODESS: what is missing by name, the clock by dates, suspension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ecosystem.queries.files import ready_framework_text, ready_rules
from tequio.ecosystem.rules.alliances import (
    Alliance,
    Partner,
    RuleError,
    admits_from,
    load_rule,
    objections_to_admit,
    objections_to_end,
    objections_to_follow,
    objections_to_found,
    objections_to_join,
    objections_to_leave,
    objections_to_plan,
    objections_to_propose,
    objections_to_register,
    plain_rule,
    standing,
)
from tequio.kernel import canonical

RULE = ready_rules()["nodess"]
FOUNDED = date(2026, 1, 5)
FOLIO = date(2026, 2, 10)
SECTORS = ("academic", "local_government", "social")
MISSING = {
    "academic": "academic_missing",
    "local_government": "local_government_missing",
    "social": "social_sector_missing",
}


def partners(*sectors: str) -> tuple[Partner, ...]:
    return tuple(Partner(number, sector, FOUNDED) for number, sector in enumerate(sectors, 1))


FULL = Alliance(
    id=1,
    founded_on=FOUNDED,
    partners=partners(*SECTORS),
    planned_on=FOUNDED,
    folio="PN-0042",
    registered_on=FOLIO,
    followed_on=date(2026, 4, 1),
)
FORMING = replace(FULL, folio="", registered_on=None, followed_on=None)


def codes(objections):
    return [objection.code for objection in objections]


def register(alliance, *, folio="PN-0042", on=FOLIO, today=FOLIO, rule=RULE):
    return codes(objections_to_register(alliance, rule, folio=folio, registered_on=on, today=today))


def propose(alliance, on, *, proposal=None):
    return list(objections_to_propose(alliance, RULE, proposal=proposal, on=on))


def admit(alliance, on, *, is_decided=True):
    return list(objections_to_admit(alliance, RULE, is_decided=is_decided, on=on))


@pytest.mark.parametrize("there", list(product([True, False], repeat=3)))
@pytest.mark.parametrize("has_plan", [True, False])
def test_registering_names_each_sector_that_is_missing_and_the_plan(there, has_plan):
    sectors = [sector for sector, is_there in zip(SECTORS, there, strict=True) if is_there]
    alliance = replace(
        FORMING, partners=partners(*sectors), planned_on=FOUNDED if has_plan else None
    )
    expected = [MISSING[sector] for sector in SECTORS if sector not in sectors]
    expected += ["too_few_partners"] * (len(sectors) < 3) + ["work_plan_missing"] * (not has_plan)
    assert register(alliance) == expected


def test_one_organisation_for_several_sectors_is_not_three_partners():
    one = tuple(Partner(7, sector, FOUNDED) for sector in SECTORS)
    assert register(replace(FORMING, partners=one)) == ["too_few_partners"]


def test_a_country_with_another_sector_names_it():
    rule = replace(RULE, sectors=(*RULE.sectors, replace(RULE.sectors[0], code="church", least=2)))
    refusals = list(
        objections_to_register(FORMING, rule, folio="1", registered_on=FOLIO, today=FOLIO)
    )
    assert [(one.code, dict(one.fields)) for one in refusals] == [
        ("sector_missing", {"sector": "church", "found": 0, "least": 2})
    ]


def test_a_folio_is_named_once_and_from_a_day_on_which_all_was_there():
    assert register(FORMING, folio=" ") == ["folio_missing"]
    assert register(FULL) == ["alliance_registered"]
    assert register(FORMING, on=FOLIO + timedelta(days=1)) == ["folio_on_no_such_day"]
    assert register(FORMING, on=FOUNDED - timedelta(days=1)) == ["folio_on_no_such_day"]
    late = replace(FORMING, partners=(*partners(*SECTORS[:2]), Partner(3, "social", FOLIO)))
    assert register(late) == []
    assert register(late, on=FOLIO - timedelta(days=1)) == [
        "social_sector_missing",
        "too_few_partners",
    ]
    unplanned = replace(FORMING, planned_on=FOLIO)
    assert register(unplanned, on=FOUNDED) == ["work_plan_missing"]


@pytest.mark.parametrize(
    ("folio", "first"),
    [
        (date(2026, 2, 10), date(2026, 8, 10)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 8, 29), date(2028, 2, 29)),
        (date(2026, 8, 29), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_six_months_are_counted_by_the_calendar_from_the_folio(folio, first):
    alliance = replace(FULL, registered_on=folio, followed_on=folio)
    assert admits_from(alliance, RULE) == first
    (refused,) = propose(alliance, first - timedelta(days=1))
    assert refused.code == "formation_not_over"
    assert dict(refused.fields) == {"day": first, "months": 6, "since": folio}
    assert propose(alliance, first) == []


def test_an_alliance_proposed_too_early_hears_the_date():
    early = propose(FULL, date(2026, 8, 9))
    assert [str(one) for one in early] == [
        "Its time of formation runs until 2026-08-10: 6 months from the folio of 2026-02-10."
    ]


def test_admission_needs_folio_following_decision_and_full_places():
    after = date(2026, 9, 1)
    assert codes(propose(FORMING, after)) == ["alliance_not_registered"]
    for never in (None, FOLIO - timedelta(days=1), after + timedelta(days=1)):
        unseen = replace(FULL, followed_on=never)
        assert codes(propose(unseen, after)) == ["formation_not_followed"]
    assert codes(admit(FULL, after, is_decided=False)) == ["admission_not_decided"]
    assert codes(admit(replace(FULL, admitted_on=after), after)) == ["alliance_admitted"]
    assert codes(admit(replace(FULL, ended_on=after), after)) == ["alliance_ended"]
    assert codes(propose(FULL, after, proposal=9)) == ["admission_at_work"]
    assert codes(admit(leaving(FULL, 2, on=date(2026, 8, 20)), after)) == [
        "alliance_suspended",
        "local_government_missing",
        "too_few_partners",
    ]


def leaving(alliance: Alliance, actor: int, *, on: date) -> Alliance:
    return replace(
        alliance,
        partners=tuple(
            replace(one, left_on=on) if one.actor == actor else one for one in alliance.partners
        ),
    )


def test_an_alliance_whose_sector_leaves_is_suspended_and_filled_again_is_what_it_was():
    admitted = replace(FULL, admitted_on=date(2026, 8, 12))
    left = leaving(admitted, 1, on=date(2026, 10, 1))
    before = standing(left, RULE, date(2026, 9, 30))
    assert (before.status, before.refill_until) == ("admitted", None)
    suspended = standing(left, RULE, date(2026, 10, 1))
    assert (suspended.status, suspended.before) == ("suspended", "admitted")
    assert (suspended.missing, suspended.lacks_actors) == (("academic",), 1)
    assert suspended.refill_until == date(2026, 12, 30)
    assert not standing(left, RULE, date(2026, 12, 30)).is_overdue
    late = standing(left, RULE, date(2027, 3, 1))
    assert (late.status, late.is_overdue) == ("suspended", True)
    filled = replace(left, partners=(*left.partners, Partner(9, "academic", date(2026, 11, 2))))
    assert standing(filled, RULE, date(2026, 11, 1)).status == "suspended"
    assert standing(filled, RULE, date(2026, 11, 2)).status == "admitted"


def test_a_second_gap_has_its_own_time_to_be_filled():
    left = leaving(FULL, 1, on=date(2026, 5, 1))
    filled = (*left.partners, Partner(9, "academic", date(2026, 5, 20), date(2026, 7, 1)))
    seen = standing(replace(left, partners=filled), RULE, date(2026, 7, 5))
    assert (seen.status, seen.before) == ("suspended", "in_formation")
    assert seen.refill_until == date(2026, 9, 29)


def test_a_partner_that_is_replaced_the_same_day_leaves_no_gap():
    left = leaving(FULL, 1, on=date(2026, 5, 1))
    swapped = replace(left, partners=(*left.partners, Partner(9, "academic", date(2026, 5, 1))))
    assert standing(swapped, RULE, date(2026, 5, 1)).status == "in_formation"


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (FOUNDED, "forming"),
        (date(2026, 2, 9), "forming"),
        (FOLIO, "registered"),
        (date(2026, 3, 31), "registered"),
        (date(2026, 4, 1), "in_formation"),
        (date(2026, 8, 10), "in_formation"),
        (date(2026, 8, 15), "admitted"),
        (date(2027, 1, 1), "ended"),
    ],
)
def test_how_an_alliance_stands_follows_from_its_days(day, status):
    alliance = replace(FULL, admitted_on=date(2026, 8, 15), ended_on=date(2027, 1, 1))
    assert standing(alliance, RULE, day).status == status


def test_an_alliance_that_is_still_forming_is_not_suspended():
    assert standing(leaving(FORMING, 1, on=FOLIO), RULE, FOLIO).status == "forming"


def test_founding_joining_leaving_and_ending_are_refused_where_they_cannot_be():
    day = date(2026, 3, 1)
    ended = replace(FULL, ended_on=FOLIO)

    def join(alliance, actor, sector):
        return codes(objections_to_join(alliance, RULE, actor=actor, sector=sector, on=day))

    assert join(FULL, 4, "social") == []
    assert join(FULL, 1, "social") == ["already_partner"]
    assert join(FULL, 4, "army") == ["no_such_sector"]
    assert join(ended, 4, "social") == ["alliance_ended"]
    assert join(leaving(FULL, 1, on=day), 1, "social") == []
    assert codes(objections_to_leave(FULL, actor=1, on=day)) == []
    assert codes(objections_to_leave(FULL, actor=4, on=day)) == ["not_a_partner"]
    assert codes(objections_to_end(FULL, words="Done.", on=day)) == []
    assert codes(objections_to_end(FULL, words=" ", on=day)) == ["alliance_without_words"]
    assert codes(objections_to_end(ended, words="Done.", on=day)) == ["alliance_ended"]
    unknown = objections_to_found("mutirao@1", None, name=" ")
    assert codes(unknown) == ["no_such_alliance_rule", "alliance_unnamed"]
    assert codes(objections_to_found("nodess@1", RULE, name="Valley")) == []


@pytest.mark.parametrize(
    ("actions", "words", "expected"),
    [
        (1, "Bees", []),
        (60, "Bees", []),
        (61, "Bees", ["too_many_planned"]),
        (0, " ", ["plan_says_nothing", "plan_without_actions"]),
    ],
)
def test_a_work_plan_says_what_it_is_for_and_names_actions(actions, words, expected):
    objections = objections_to_plan(FULL, words=words, actions=actions, on=FOLIO)
    assert codes(objections) == expected


@pytest.mark.parametrize(
    ("alliance", "day", "words", "expected"),
    [
        (FULL, date(2026, 3, 1), "They met.", []),
        (FULL, date(2026, 3, 1), "", ["alliance_without_words"]),
        (FULL, FOUNDED, "They met.", ["followed_on_no_such_day"]),
        (FULL, date(2026, 3, 2), "They met.", ["followed_on_no_such_day"]),
        (FORMING, date(2026, 3, 1), "They met.", ["alliance_not_registered"]),
    ],
)
def test_a_formation_is_followed_in_words_and_between_folio_and_today(
    alliance, day, words, expected
):
    objections = objections_to_follow(
        alliance, words=words, followed_on=day, today=date(2026, 3, 1)
    )
    assert codes(objections) == expected


days = st.integers(0, 400).map(lambda number: FOUNDED + timedelta(days=number))


@given(st.lists(st.tuples(days, st.none() | days, st.sampled_from(SECTORS)), max_size=8), days)
def test_an_alliance_is_suspended_exactly_while_a_place_is_empty(moves, on):
    moved = tuple(
        Partner(number, sector, since, left_on)
        for number, (since, left_on, sector) in enumerate(moves, 1)
    )
    found = standing(replace(FULL, partners=moved), RULE, on)
    is_empty = bool(found.missing or found.lacks_actors)
    assert (found.status == "suspended") == (is_empty and on >= FOLIO)
    assert (found.refill_until is not None) == (found.status == "suspended")


def test_a_rule_tells_all_that_is_wrong_at_once_and_reads_what_it_writes():
    assert load_rule(canonical(plain_rule(RULE))) == RULE
    assert load_rule(canonical(plain_rule(RULE))).digest == RULE.digest
    with pytest.raises(RuleError) as wrong:
        load_rule(ready_framework_text("seed-blocks"))
    assert len(wrong.value.problems) > 8
    with pytest.raises(RuleError, match="line 1"):
        load_rule("{alliance: [")
