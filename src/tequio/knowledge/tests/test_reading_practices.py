"""A practice is read with its authors, what shows it, where it comes from and where it lives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.knowledge import service
from tequio.knowledge.models import FollowUpRow, TransferRow
from tequio.knowledge.queries.chains import look_back
from tequio.knowledge.queries.practice import practice, versions
from tequio.knowledge.queries.practices import Sought, practices, published
from tequio.knowledge.queries.profiles import profile_of
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.queries.watched import (
    antennas,
    loose_observations,
    observation,
    observations_of,
    watch,
    watches,
)
from tequio.knowledge.queries.written import innovation_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.writing import a_design, begun, observe, show_evidence, signed
from tequio.knowledge.tests.writing import published as published_by
from tequio.membership.tests.groups import browser_of
from tequio.screening.models import FindingRow
from tequio.screening.tests.hearing import applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


def seen(here, innovation, who="asha"):
    today = here.at.date()
    reader = reader_of(here.keeper, here.group.people.get(who), today)
    return practice(here.keeper, innovation, reader, today)


def listed(here, **sought):
    found = practices(here.keeper, takes_part=True, sought=Sought(**sought))
    return [one.id for one in found.practices]


def noticed(here, words, **more):
    given = {"kind": "need", "words": words} | more
    return here.does(observe, "chand", **given)["observation"]


def taken_up(here, innovation, by, **more):
    """As if a group had decided to take it up."""
    return TransferRow.objects.create(
        organisation_id=by.id,
        id=more.get("id", 9001),
        source_id=here.keeper,
        innovation_id=innovation,
        version=1,
        title="A rota of mothers",
        design="{}",
        digest="5" * 64,
        proposal_id=more.get("id", 1),
        resolution_id=1,
        decided_on=here.at.date(),
        state="piloted",
        begun_at=here.at,
    )


def test_the_page_says_who_signed_and_what_is_missing_for_the_next_step(here):
    innovation = begun(here)
    found = seen(here, innovation, "chand")
    assert (found.own_role, found.has_signed, found.next_state) == (
        "practitioner",
        False,
        "systematised",
    )
    assert [one.code for one in found.missing] == [
        "practitioner_sign_off_missing",
        "researcher_sign_off_missing",
    ]
    signed(here, innovation)
    here.does(service.advance, innovation=innovation, state="systematised", reason="Known.")
    found = seen(here, innovation)
    assert found.missing == ()
    assert [(one.role, one.has_signed) for one in found.contributors] == [
        ("practitioner", True),
        ("researcher", True),
    ]
    assert [(one.state, one.reason) for one in found.states] == [("systematised", "Known.")]


def test_all_versions_stay_with_their_authors_and_signatures(here):
    innovation = begun(here)
    signed(here, innovation)
    new = {"innovation": innovation, "based_on": 1, "design": a_design("With lunch")}
    here.does(service.write_version, "dalia", words="Lunch was asked for.", **new)
    reader = reader_of(here.keeper, here.group.people["chand"], here.at.date())
    newest, first = versions(here.keeper, innovation, reader)
    assert (newest.author, newest.role, newest.words) == (
        "Dalia Ruiz",
        "researcher",
        "Lunch was asked for.",
    )
    assert first.signed_by == ("Chand Rani", "Dalia Ruiz")
    assert newest.signed_by == ()
    assert first.design.title == {"en": "A rota of mothers"}


def test_what_is_not_published_is_read_by_nobody_outside(here):
    innovation = begun(here)
    here.adopts(knowledge__public=True)
    assert seen(here, innovation, "nobody") is None
    here.does(service.publish, innovation=innovation)
    noticed_there = seen(here, innovation, "nobody")
    assert noticed_there.line.title == "A rota of mothers"
    assert practices(here.keeper, takes_part=False).practices[0].id == innovation
    begun(here)
    assert len(practices(here.keeper, takes_part=False).practices) == 1
    here.adopts(knowledge__public=False)
    assert seen(here, innovation, "nobody") is None
    assert versions(here.keeper, innovation, reader_of(here.keeper, None, here.at.date())) == ()


def test_outside_it_is_read_what_was_shown_and_answered_and_not_by_whom(here):
    innovation = published_by(here)
    shown = {"kind": "story", "strength": "told", "words": "A child was left alone."}
    here.does(show_evidence, "chand", innovation=innovation, **shown)
    answer = {"question": 1, "answer": "fails", "words": "It treats a symptom."}
    here.does(service.answer_question, "chand", innovation=innovation, **answer)
    here.does(service.advance, innovation=innovation, state="ended", reason="Nobody came.")
    here.adopts(knowledge__public=True)
    for who, by in (("bina", ["Chand Rani", "Chand Rani", "Asha Devi"]), ("nobody", [""] * 3)):
        found = seen(here, innovation, who)
        told = (found.evidence[0], found.profile.answers[0], found.states[0])
        assert [one.by for one in told] == by
        assert [found.evidence[0].words, found.profile.answers[0].words] == [
            "A child was left alone.",
            "It treats a symptom.",
        ]
    assert "Chand Rani" in [one.name for one in found.contributors], "authors are named"


def test_lists_are_narrowed_by_state_failure_sector_and_country(here):
    one, other = begun(here), begun(here, design=a_design(sector="food", marks=["moved_back"]))
    harmful = begun(here, design=a_design(territory={"name": "Terai", "country": "NP"}))
    note = {"kind": "story", "strength": "told", "words": "A child was left alone."}
    here.does(show_evidence, "chand", innovation=harmful, is_harm=True, **note)
    here.does(service.advance, innovation=one, state="ended", reason="No mothers left.")
    assert listed(here) == [harmful, other, one]
    assert listed(here, state="ended") == [one]
    assert listed(here, is_failure=True) == [harmful, other, one]
    assert listed(here, sector="food") == [other]
    assert listed(here, country="NP") == [harmful]
    page = practices(here.keeper, takes_part=True, limit=2)
    rest = practices(here.keeper, takes_part=True, before=page.before)
    assert ([line.id for line in rest.practices], rest.before) == ([one], None)


def test_a_practice_that_failed_where_it_was_taken_up_is_found_as_a_failure(here):
    backed, harmful, lasting = begun(here), begun(here), begun(here)
    group = here.member()[0]
    rows = [taken_up(here, one, group, id=9001 + one) for one in (backed, harmful, lasting)]
    TransferRow.objects.filter(id=rows[0].id).update(state="moved_back")
    given = {"organisation_id": group.id, "is_alive": True, "reach": [], "text_id": 1}
    given |= {"day": here.at.date(), "person_id": here.group.people["chand"]}
    for row, is_harm in zip(rows[1:], (True, False), strict=True):
        FollowUpRow.objects.create(
            id=row.id,
            transfer_id=row.id,
            months=6,
            is_harm=is_harm,
            recorded_at=here.at,
            **given,
        )
    assert listed(here, is_failure=True) == [harmful, backed]
    every = practices(here.keeper, takes_part=True).practices
    assert {one.id for one in every if one.is_failure} == {harmful, backed}
    assert [one.id for one in every if one.is_harm] == [harmful]
    browser = browser_of(here.group.people["chand"])
    where = f"/o/{here.group.slug}/practices/"
    for outcome, found in (("moved_back", backed), ("harm", harmful)):
        told = browser.get(f"{where}?outcome={outcome}").content.decode()
        assert [one for one in (backed, harmful, lasting) if f'"{where}{one}"' in told] == [found]
    assert "People were harmed." in browser.get(f"{where}{harmful}").content.decode()


def test_lineage_is_seen_from_both_sides(here):
    innovation, there = published_by(here), stage.library("elsewhere")
    here.adopts(knowledge__public=True)
    given = {"practice": Practice(innovation, keeper="network"), "role": "user"}
    fork = there.does(service.fork, "chand", **given)["innovation"]
    origin = seen(there, fork).origin
    assert (origin.keeper_slug, origin.practice, origin.version) == ("network", innovation, 1)
    (taker,) = seen(here, innovation).forks
    assert (taker.keeper_slug, taker.practice) == ("elsewhere", None)
    assert seen(here, innovation, "nobody").forks == ()
    there.adopts(knowledge__public=True)
    there.does(service.publish, innovation=fork)
    assert seen(here, innovation, "nobody").forks[0].practice == fork
    (taker,) = seen(here, innovation).forks
    assert (taker.practice, taker.state) == (fork, "spotted")
    (line,) = published(there.at.date(), but=there.keeper)
    assert (line.keeper_slug, line.id) == ("network", innovation)
    ready = {"practice": Practice(case="creche"), "role": "user"}
    case = here.does(service.fork, "chand", **ready)["innovation"]
    assert seen(here, case).origin.code == "creche"


def test_the_newest_answer_to_each_question_counts_and_the_label_follows(here):
    innovation = begun(here)
    for question in (1, 2, 3, 4):
        given = {"question": question, "answer": "holds", "words": "All say so."}
        here.does(service.answer_question, "chand", innovation=innovation, **given)
    found = seen(here, innovation).profile
    assert (found.label, found.stops_at) == ("open", None)
    given = {"question": 1, "answer": "fails", "source": "Study of 2025"}
    here.does(service.answer_question, "dalia", innovation=innovation, **given)
    found = seen(here, innovation).profile
    first = found.answers[0]
    assert (found.label, found.stops_at) == ("weak", 1)
    assert (first.answer, first.source, first.by, first.earlier) == (
        "fails",
        "Study of 2025",
        "Dalia Ruiz",
        1,
    )


def test_the_fifth_question_reads_the_screening_each_time_and_copies_nothing():
    case = applied().decided()
    here = stage.Library(case.here.group, case.here.at)
    found = FindingRow.objects.get(organisation_id=here.keeper)
    innovation, today = begun(here, listed=found.listed_id), here.at.date()
    row = innovation_of(here.keeper, innovation)
    expected = {"meets": "holds", "does_not_meet": "fails"}.get(found.verdict, "unknown")
    now = profile_of(row, today, is_inside=True)
    assert (now.answers[4].answer, now.screened.answer) == (expected, expected)
    (rests_on,) = now.screened.findings
    assert (rests_on.finding, rests_on.decided_on) == (found.id, found.decided_on)
    over = profile_of(row, found.holds_until + timedelta(days=1), is_inside=True)
    assert (over.answers[4].answer, over.screened.findings[0].state) == ("unknown", "lapsed")
    here.does(service.name_carrier, innovation=innovation)
    row = innovation_of(here.keeper, innovation)
    assert profile_of(row, today, is_inside=True).screened.findings == ()


def test_every_observation_is_found_among_what_moved_or_what_never_did(here):
    apart, waiting, lived, told = (noticed(here, words) for words in ("A", "B", "C", "D"))
    here.does(service.withdraw_observation, "chand", observation=noticed(here, "E"))
    begun(here, observations=(waiting,))
    innovation = begun(here, observations=(lived, told))
    group, _number = here.member()
    taken_up(here, innovation, group)
    found = look_back(here.keeper)
    assert [chain.observation.id for chain in found.moved] == [lived, told]
    assert found.moved[0].transfers[0].receiver_slug == group.slug
    assert [one.id for one in found.never_moved] == [apart, waiting]
    assert [one.words for one in loose_observations(here.keeper)] == ["A"]
    assert [one.id for one in seen(here, innovation).observations] == [lived, told]
    assert seen(here, innovation).transfers[0].state == "piloted"


def test_where_a_practice_lives_is_told_outside_only_by_open_libraries(here):
    innovation, (group, _number) = published_by(here), here.member()
    taken_up(here, innovation, group)
    here.adopts(knowledge__public=True)
    assert len(seen(here, innovation).transfers) == 1
    assert seen(here, innovation, "nobody").transfers == ()
    stage.Library(group, here.at).adopts(knowledge__public=True)
    assert len(seen(here, innovation, "nobody").transfers) == 1


def test_the_carrier_is_shown_under_the_number_into_which_it_was_merged(here):
    kept, gone = here.lists("Green"), here.lists("Green Ltd")
    innovation = begun(here, listed=gone)
    here.merges(kept, gone)
    found = seen(here, innovation)
    assert (found.listed, found.carrier) == (kept, here.shown(kept).name)


def test_a_watch_meeting_lists_what_came_and_from_whom(here):
    given = {"name": "Hills", "tier": "region", "region": "The hills"}
    antenna = here.does(service.open_antenna, **given)["antenna"]
    number = here.does(service.open_watch, title="First Tuesday", antenna=antenna)["watch"]
    mine = noticed(here, "No ride home.", watch=number, antenna=antenna)
    guest = noticed(here, "We have a van.", watch=number, guest="Mrs Okoro")
    here.does(service.withdraw_observation, "chand", observation=guest)
    hers, theirs = observations_of(here.keeper, number)
    assert (hers.id, hers.by, hers.words) == (mine, "Chand Rani", "No ride home.")
    assert (hers.antenna_name, hers.parts) == ("Hills", ())
    assert (theirs.by, theirs.words, theirs.is_withdrawn) == ("", "", True)
    found = watch(here.keeper, number)
    assert (found.brought, found.is_open, found.antenna_name) == (1, True, "Hills")
    assert watches(here.keeper) == [found]
    assert [(one.name, one.brought) for one in antennas(here.keeper)] == [("Hills", 1)]
    assert observation(here.keeper, mine) == hers
    assert watch(here.keeper, 9_999) is None
