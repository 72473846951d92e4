"""Policies, effects and programmes through the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.chronicle.tests.tampering import without_guards
from tequio.ecosystem import queries, service
from tequio.ecosystem.models import ReplyRow
from tequio.ecosystem.queries import checking
from tequio.ecosystem.queries.effects import effects
from tequio.ecosystem.queries.policies import process, processes
from tequio.ecosystem.queries.programmes import programme, programmes
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.service.policies import NewStatus
from tequio.ecosystem.service.programmes import NewAffected
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.stage import Stage, codes, table
from tequio.ecosystem.tests.tampered import unnoticed_in
from tequio.kernel import digest
from tequio.membership.models import TextRow

pytestmark = pytest.mark.django_db
DRIVERS = NewAffected("women", "Women who ride.", "They earn.", "Debts.", "co_decide")
PROMISED = NewStatus("promised", "Ministry", source="Budget speech, 3 March")


@pytest.fixture
def stage() -> Stage:
    return table()


def begun(stage: Stage) -> int:
    """A process of policy."""
    told = stage.does(service.begin_process, title="Inclusive innovation", words="Together.")
    return int(told["process"])


def recorded(stage: Stage, process: int, number: int = 8) -> int:
    """A recommendation that the state buys from cooperatives."""
    given = {"words": "Buy from cooperatives.", "blocks": ("market_access",)}
    told = stage.does(service.record_recommendation, process=process, number=number, **given)
    return int(told["recommendation"])


def drafted(stage: Stage) -> int:
    """A programme that nobody was asked about yet."""
    told = stage.does(service.draft_programme, title="Loans for riders", words="To buy vehicles.")
    return int(told["programme"])


def test_a_recommendation_has_an_owner_or_says_that_it_has_none(stage):
    number = begun(stage)
    advice = recorded(stage, number)
    found = process(stage.keeper, number, is_inside=True)
    assert (found.recommendations[0].status, found.without_owner) == ("open", 1)
    update = service.update_recommendation
    moved = {"recommendation": advice, "standing": NewStatus("promised", "Ministry")}
    assert codes(stage, update, **moved) == ["source_missing"]
    stage.does(update, recommendation=advice, standing=PROMISED, words="At last.")
    again = {"recommendation": advice, "standing": PROMISED}
    assert codes(stage, update, **again) == ["nothing_changed"]
    found = process(stage.keeper, number, is_inside=True)
    assert (found.recommendations[0].owner, found.without_owner) == ("Ministry", 0)
    assert found.by_status[0][0] == "promised"
    assert list(queries.check(stage.keeper)) == []


def test_who_took_part_is_seen_by_kind_and_so_is_who_did_not(stage):
    number = begun(stage)
    group, listed = stage.member()
    stage.group.people["weaver"] = group.people["asha"]
    given = {"process": number, "actor_kind": "women", "role": "writes"}
    stage.does(service.take_part, "weaver", listed=listed, **given)
    assert codes(stage, service.take_part, listed=listed, **given) == ["takes_part_already"]
    found = process(stage.keeper, number, is_inside=True)
    assert [one.name for one in found.parts["women"]] == [group.facts.name]
    assert found.parts["workers"] == ()
    assert processes(stage.keeper)[0][1] == "Inclusive innovation"


def test_effects_stand_side_by_side_and_disagreement_comes_first(stage):
    number = drafted(stage)
    about = {"about": "programme", "number": number}
    argue = service.argue_effect
    stage.does(
        argue, domain="care", argument=Argument("helps", "women", "Rides at night."), **about
    )
    harm = Argument("harms", "workers", "Who fetches the children?")
    told = stage.does(argue, "chand", domain="power", argument=harm, **about)
    funds = Argument("helps", "funders", "They own.")
    assert codes(stage, argue, domain="power", argument=funds, **about) == ["other_side_taken"]
    stage.does(argue, "bina", domain="power", argument=funds, **about)
    found = effects(stage.keeper, "programme", number, is_inside=True)
    assert [one.domain for one in found.domains[:2]] == ["power", "care"]
    assert (found.domains[0].is_disputed, found.domains[1].is_argued) == (True, False)
    twice = {"domain": "power", "argument": harm, **about}
    assert codes(stage, argue, "chand", **twice) == ["effect_said_already"]
    withdraw, mine = service.withdraw_effect, {"effect": told["effect"]}
    assert codes(stage, withdraw, **mine) == ["not_who_argued"]
    stage.does(withdraw, "chand", **mine)
    assert codes(stage, withdraw, "chand", **mine) == ["effect_withdrawn"]
    assert codes(stage, withdraw, effect=2**40) == ["no_such_effect"]
    assert not any(
        one.is_disputed
        for one in effects(stage.keeper, "programme", number, is_inside=True).domains
    )


def test_a_programme_opens_only_when_those_affected_have_answered(stage):
    number = drafted(stage)
    opens = service.open_programme
    assert codes(stage, opens, programme=number) == ["affected_missing"]
    told = stage.does(service.name_affected, programme=number, affected=DRIVERS)
    assert codes(stage, opens, programme=number) == ["reply_missing"]
    reply = {"affected": told["affected"], "answer": "refuses", "words": "First the debts."}
    assert codes(stage, service.reply_as_affected, **reply) == ["present_missing"]
    stage.does(service.reply_as_affected, present=14, **reply)
    opened = stage.does(opens, programme=number)
    assert (opened["affected_count"], opened["refusing"]) == (1, 1)
    assert codes(stage, opens, programme=number) == ["programme_open"]
    found = programme(stage.keeper, number, is_inside=True)
    assert found.affected[0].reply.words == "First the debts."
    assert programmes(stage.keeper)[0][2] == found.opened_on
    assert list(queries.check(stage.keeper)) == []


def test_those_affected_answer_for_themselves_where_they_are_on_this_node(stage):
    number = drafted(stage)
    group, listed = stage.member()
    named = NewAffected("women", "Weavers.", "Work.", "None.", "decide", listed)
    told = stage.does(service.name_affected, programme=number, affected=named)
    stage.group.people["weaver"] = group.people["asha"]
    reply = {"affected": told["affected"], "answer": "agrees", "words": "Yes."}
    assert codes(stage, service.reply_as_affected, "bina", **reply) == ["not_its_officer"]
    assert codes(stage, service.reply_as_affected, present=1, **reply) == ["speaks_for_itself"]
    assert stage.does(service.reply_as_affected, "weaver", **reply)["is_own"] is True


def test_the_own_no_of_those_affected_is_counted_and_shown_against_a_written_yes(stage):
    number = drafted(stage)
    group, listed = stage.member()
    named = NewAffected("women", "Weavers.", "Work.", "None.", "decide", listed)
    affected = stage.does(service.name_affected, programme=number, affected=named)["affected"]
    stage.group.people["weaver"] = group.people["asha"]
    no = {"affected": affected, "answer": "refuses", "words": "Not so."}
    told = stage.does(service.reply_as_affected, "weaver", **no)
    yes = ReplyRow.objects.get(id=told["reply"])
    yes.id, yes.answer, yes.is_own, yes.present = yes.id + 1_000, "agrees", False, 1
    yes.save(force_insert=True)
    found = programme(stage.keeper, number, is_inside=True).affected[0]
    assert (found.reply.answer, [one.answer for one in found.earlier]) == ("refuses", ["agrees"])
    opened = stage.does(service.open_programme, programme=number)
    assert (opened["refusing"], opened["own_count"]) == (1, 1)


def test_of_two_answers_of_one_day_the_later_is_counted_and_shown(stage):
    number = drafted(stage)
    told = stage.does(service.name_affected, programme=number, affected=DRIVERS)
    for answer in ("agrees", "refuses"):
        given = {"affected": told["affected"], "answer": answer, "words": "So.", "present": 3}
        stage.does(service.reply_as_affected, **given)
    found = programme(stage.keeper, number, is_inside=True).affected[0]
    opened = stage.does(service.open_programme, programme=number)
    assert (found.reply.answer, opened["refusing"], opened["own_count"]) == ("refuses", 1, 0)


def test_what_cannot_be_done_with_a_policy_is_refused_with_its_reason(stage):
    begin, take = service.begin_process, service.take_part
    assert codes(stage, begin, "chand", title="X") == ["office_not_held"]
    assert codes(stage, begin, title=" ", framework="unknown@1") == [
        "framework_not_kept",
        "nothing_said",
    ]
    number = begun(stage)
    part = {"actor_kind": "women", "role": "writes"}
    assert codes(stage, take, process=2**40, **part) == ["no_such_process"]
    assert codes(stage, take, process=number, actor_kind="kings", role="reigns") == [
        "no_such_kind_of_actor",
        "no_such_way_of_part",
        "nothing_said",
    ]
    assert codes(stage, take, process=number, **part, words=AT_LENGTH) == ["said_at_length"]
    assert codes(stage, take, "nobody", process=number, **part) == ["not_taking_part"]
    assert codes(stage, take, process=number, listed=2**40, **part) == ["no_such_listed"]


def test_a_recommendation_or_an_argument_that_cannot_be_is_refused_with_its_reason(stage):
    record, number = service.record_recommendation, begun(stage)
    update, argue = service.update_recommendation, service.argue_effect
    recorded(stage, number)
    again = {"words": " ", "blocks": ("moon",)}
    assert codes(stage, record, process=number, number=8, **again) == [
        "no_such_block",
        "nothing_said",
        "recommendation_number_taken",
    ]
    long = {"process": number, "number": 9, "words": "x" * 10_001}
    assert codes(stage, record, **long) == ["said_at_length"]
    assert codes(stage, record, process=2**40, number=1, words="X") == ["no_such_process"]
    assert codes(stage, update, recommendation=2**40, standing=PROMISED) == [
        "no_such_recommendation"
    ]
    advice = recorded(stage, number, 9)
    odd = NewStatus("dreamt", source="X")
    assert codes(stage, update, recommendation=advice, standing=odd) == ["no_such_status"]
    ghost = NewStatus("begun", owner_listed=2**40, source="X")
    assert codes(stage, update, recommendation=advice, standing=ghost) == ["no_such_listed"]
    odd = {"domain": "weather", "argument": Argument("sings", "kings", " ")}
    assert codes(stage, argue, about="programme", number=2**40, **odd) == [
        "no_such_direction",
        "no_such_domain",
        "no_such_kind_of_actor",
        "nothing_said",
        "nothing_to_argue_about",
    ]


def test_a_programme_that_cannot_be_is_refused_with_its_reason(stage):
    draft, name = service.draft_programme, service.name_affected
    reply, opens = service.reply_as_affected, service.open_programme
    assert codes(stage, draft, title=" ", words="X") == ["nothing_said"]
    of_programme = drafted(stage)
    bare = NewAffected("women", " ", " ", " ", "")
    assert codes(stage, name, programme=of_programme, affected=bare) == [
        "benefits_missing",
        "harms_missing",
        "nothing_said",
        "part_in_deciding_missing",
    ]
    odd = NewAffected("kings", "X", "X", "X", "reign")
    assert codes(stage, name, programme=of_programme, affected=odd) == [
        "no_such_kind_of_actor",
        "no_such_part",
    ]
    assert codes(stage, name, programme=2**40, affected=DRIVERS) == ["no_such_programme"]
    assert codes(stage, opens, programme=2**40) == ["no_such_programme"]
    assert codes(stage, reply, affected=2**40, answer="agrees", words="X") == ["no_such_affected"]
    told = stage.does(name, programme=of_programme, affected=DRIVERS)
    early = stage.at.date() - timedelta(days=3)
    odd = {"answer": "shrugs", "words": " ", "day": early, "present": 3}
    assert codes(stage, reply, affected=told["affected"], **odd) == [
        "no_such_reply",
        "nothing_said",
        "replied_on_no_such_day",
    ]


AT_LENGTH = "x" * 10_001


def test_whoever_holds_no_office_does_nothing_of_an_organiser(stage):
    new = {"process": 1, "number": 1, "words": "X"}
    for what, given in (
        (service.record_recommendation, new),
        (service.update_recommendation, {"recommendation": 1, "standing": PROMISED}),
        (service.draft_programme, {"title": "X", "words": "X"}),
        (service.name_affected, {"programme": 1, "affected": DRIVERS}),
        (service.open_programme, {"programme": 1}),
    ):
        assert codes(stage, what, "chand", **given) == ["office_not_held"]
    told = stage.does(service.name_affected, programme=drafted(stage), affected=DRIVERS)
    reply = {"affected": told["affected"], "answer": "agrees", "words": "X", "present": 1}
    assert codes(stage, service.reply_as_affected, "chand", **reply) == ["office_not_held"]
    argued = {"about": "programme", "number": 1, "domain": "care"}
    own = Argument("helps", "women", "X")
    assert codes(stage, service.argue_effect, "nobody", argument=own, **argued) == [
        "not_taking_part"
    ]


def test_who_is_not_listed_or_not_hers_is_refused_everywhere(stage):
    _group, listed = stage.member()
    of_process, of_programme = begun(stage), drafted(stage)
    advice = recorded(stage, of_process)
    _kept, away = merged(stage)
    part = {"process": of_process, "actor_kind": "women", "role": "writes"}
    argued = {"about": "programme", "number": of_programme, "domain": "care"}

    def named(number: int) -> NewAffected:
        return NewAffected("women", "X", "X", "X", "none", number)

    for number, code in ((2**40, "no_such_listed"), (away, "merged_away")):
        assert codes(stage, service.take_part, listed=number, **part) == [code]
        spoken = Argument("helps", "women", "X", number)
        assert codes(stage, service.argue_effect, argument=spoken, **argued) == [code]
        owned = NewStatus("begun", owner_listed=number, source="X")
        given = {"recommendation": advice, "standing": owned}
        assert codes(stage, service.update_recommendation, **given) == [code]
        given = {"programme": of_programme, "affected": named(number)}
        assert codes(stage, service.name_affected, **given) == [code]
    assert codes(stage, service.take_part, "chand", listed=listed, **part) == ["not_its_officer"]
    spoken = Argument("helps", "women", "X", listed)
    for who, code in (("chand", "not_its_officer"), ("asha", "speaks_for_itself")):
        assert codes(stage, service.argue_effect, who, argument=spoken, **argued) == [code]


def test_nobody_speaks_without_end(stage):
    of_programme = drafted(stage)
    spoken = Argument("helps", "women", AT_LENGTH)
    argued = {"about": "programme", "number": of_programme, "domain": "care"}
    at_length = ["said_at_length"]
    assert codes(stage, service.argue_effect, argument=spoken, **argued) == at_length
    assert codes(stage, service.draft_programme, title="X", words=AT_LENGTH) == at_length
    named = NewAffected("women", AT_LENGTH, "X", "X", "none")
    given = {"programme": of_programme, "affected": named}
    assert codes(stage, service.name_affected, **given) == at_length
    told = stage.does(service.name_affected, programme=of_programme, affected=DRIVERS)
    reply = {"affected": told["affected"], "answer": "agrees", "words": AT_LENGTH, "present": 1}
    assert codes(stage, service.reply_as_affected, **reply) == at_length
    stage.does(service.reply_as_affected, **reply | {"words": "Yes."})
    stage.does(service.open_programme, programme=of_programme)
    assert codes(stage, service.name_affected, programme=of_programme, affected=DRIVERS) == [
        "programme_open"
    ]


def merged(stage: Stage) -> tuple[int, int]:
    """Two that turned out to be one: the one that stays, the one that is gone."""
    kept, gone = stage.lists("New name"), stage.lists("Old name")
    stage.merges(kept, gone)
    return kept, gone


def everything(stage: Stage) -> None:
    """One of each is there, with words."""
    number, update = begun(stage), service.update_recommendation
    stage.does(service.take_part, process=number, actor_kind="women", role="writes", words="Us.")
    advice = recorded(stage, number)
    stage.does(update, recommendation=advice, standing=PROMISED, words="Now.")
    of_programme = drafted(stage)
    told = stage.does(service.name_affected, programme=of_programme, affected=DRIVERS)
    given = {"answer": "agrees", "words": "Yes.", "present": 3}
    stage.does(service.reply_as_affected, affected=told["affected"], **given)
    about = {"about": "programme", "number": of_programme}
    argued = Argument("helps", "women", "Rides.")
    stage.does(service.argue_effect, domain="care", argument=argued, **about)


def test_no_column_is_changed_unnoticed(stage):
    everything(stage)
    assert unnoticed_in(stage, checking.policies) == []


def test_no_word_is_changed_unnoticed(stage):
    everything(stage)
    here = gathered(stage).plans().registers().is_followed()
    stage.does(service.end_alliance, alliance=here.number, words="They moved away.")
    said = TextRow.objects.filter(organisation_id=stage.keeper)
    assert said.count() == 13
    assert list(queries.check(stage.keeper)) == []
    without_guards()
    for text in list(said):
        said.filter(id=text.id).update(body="Otherwise.", digest=digest("Otherwise."))
        assert [str(found) for found in queries.check(stage.keeper)] == [
            f"The chronicle tells otherwise of text {text.id} than it stands here."
        ]
        said.filter(id=text.id).update(body=text.body, digest=text.digest)
