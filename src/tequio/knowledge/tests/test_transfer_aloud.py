"""An assessment read out, so that a villager can follow it."""

from __future__ import annotations

import re

from hypothesis import given, settings

from tequio.knowledge.queries.designs import load_shipped
from tequio.knowledge.rules.profiles import Known
from tequio.knowledge.rules.transferability import (
    DISCLAIMER,
    Reader,
    assess,
    assessment_aloud,
    spoken,
)
from tequio.knowledge.rules.transferability.aloud import OF_PARTS, WHERE_MISSING
from tequio.knowledge.rules.transferability.speaking import Line, Text
from tequio.knowledge.tests.test_designs import CASES
from tequio.knowledge.tests.the_creche import (
    NEW_SETTLEMENT,
    NOT_SURVEYED,
    SUBURB,
    TOWNSHIP,
    creche,
    place,
)
from tequio.knowledge.tests.transfers import designs, profiles

ENGLISH = Reader("en", lambda sentence: sentence, lambda number, unit: f"{unit} {number}".strip())


def heard(lines, reader=ENGLISH):
    return ["  " * depth + text for line in lines for depth, text in spoken(line, reader)]


def sections(profile, design=None):
    aloud = assessment_aloud(assess(design or creche(), profile))
    return {one.code: heard(one.lines) for one in (*aloud.sections, aloud.first, aloud.later)}


def test_in_the_township_it_is_said_what_must_change_and_why():
    profile = {**TOWNSHIP, "savings_group_density": Known(14, asked="assembly", source="Roll")}
    aloud = assessment_aloud(assess(creche(), profile))
    assert heard([aloud.verdict]) == ["Transfer with adaptation: it can come here in another form."]
    assert aloud.disclaimer == DISCLAIMER
    told = sections(profile)
    assert told["holds"] == [
        "parents elect the committee stays as it is: parents elect the committee",
        "  trust among neighbours: 8 of 10 here; at least 4 of 10 needed.",
    ]
    assert told["changes"][:10] == [
        "fee-paying child care: the form changes from “carers paid from fees” to “contributions in "
        "kind and a rota, fees pooled with a savings circle”.",
        "  What it does stays: children are looked after while their parents work",
        "  It cannot stand here in its first form:",
        "    income of a middle household: ZAR 3400 a month here; "
        "at least ZAR 12000 a month needed.",
        "  In that form:",
        "    savings groups: 14 per 1,000 adults here; at least 5 per 1,000 adults needed.",
        "      Asked was: an assembly.",
        "      Source of the answer: Roll.",
        "    trust among neighbours: 8 of 10 here; at least 6 of 10 needed.",
        "legal registration: the form changes from “registered with the authorities” to "
        "“informal entity with a recorded group constitution”.",
    ]
    assert (
        "    It is not so here, and is needed: registration within a year is possible."
        in (told["changes"])
    )
    assert told["ask_first"] == told["ask_later"] == []


def test_where_groups_were_not_surveyed_the_question_says_what_each_answer_leads_to():
    told = sections(NOT_SURVEYED)
    assert told["ask_first"] == [
        "How many savings groups are there here for each 1,000 adults?",
        "  If the answer is 4 per 1,000 adults: Do not transfer as is.",
        "  If the answer is 5 per 1,000 adults: Transfer with adaptation.",
    ]
    assert told["unknown"][4:] == [
        "    savings groups: not known here; at least 5 per 1,000 adults needed.",
        "    trust among neighbours: 8 of 10 here; at least 6 of 10 needed.",
        "bank loan for the premises: whether it can stand here is not known.",
        "  It cannot stand here in its first form:",
        "    It is not so here, and is needed: bank credit can be had.",
        "  Another form, “loan from the group’s savings fund”, of which it is not known:",
        "    savings groups: not known here; at least 5 per 1,000 adults needed.",
    ]


def test_what_is_missing_names_every_form_that_cannot_stand():
    told = sections(NEW_SETTLEMENT)
    assert next(iter(told)) == "missing"
    assert told["missing"][-5:] == [
        "bank loan for the premises: it is needed, and no form of it that we know can stand here.",
        "  It cannot stand here in its first form:",
        "    It is not so here, and is needed: bank credit can be had.",
        "  Another form, “loan from the group’s savings fund”, which cannot stand here:",
        "    savings groups: 1 per 1,000 adults here; at least 5 per 1,000 adults needed.",
    ]


def test_why_something_is_not_known_is_said():
    profile = {
        **SUBURB,
        "median_household_income": Known(1_400, "EUR"),
        "bonding_trust": Known(None, state="disputed"),
        "bank_credit_access": Known(None, state="not_applicable", asked="members"),
    }
    told = "\n".join(line.strip() for lines in sections(profile).values() for line in lines)
    for sentence in (
        "It was said in EUR, and the condition is in ZAR.",
        "What was said of it disagrees; the community has not settled it.",
        "bank credit can be had: the question does not fit here, and the condition is left out.",
        "Asked was: members.",
    ):
        assert sentence in told


def test_each_reader_hears_it_in_her_own_language():
    case = load_shipped((CASES / "creche.yaml").read_text("utf-8"))
    reader = Reader("es", lambda sentence: sentence, lambda number, _unit: str(number))
    (asked,) = assess(case, place()).decisive
    first = heard(assessment_aloud(assess(case, place())).first.lines, reader)
    assert first[0] == asked.variable.question["es"]
    told = heard(assessment_aloud(assess(case, SUBURB)).sections[0].lines, reader)
    assert told[0].startswith("Cuidado infantil")
    assert "    Source of the condition: Invented for this library." in told


@settings(max_examples=50)
@given(designs(), profiles())
def test_every_part_is_told_once_and_no_percentage_is(design, profile):
    found = assess(design, profile)
    aloud = assessment_aloud(found)
    assert sum(len(one.lines) for one in aloud.sections) == len(design.components)
    codes = [one.code for one in aloud.sections]
    order = WHERE_MISSING if found.verdict == "do_not_transfer" else OF_PARTS
    assert codes == [code for code in order if code in codes]
    assert len(aloud.first.lines) == len(found.decisive)
    lines = (line for one in aloud.sections for line in one.lines)
    text = "\n".join(heard([aloud.verdict, *lines, *aloud.first.lines, *aloud.later.lines]))
    assert not re.search(r"\{|%", text)


def test_a_text_in_the_middle_of_a_sentence_leaves_off_its_own_full_stop():
    inside = Text({"en": "A rota of parents."}, is_inside=True)
    said = list(spoken(Line("It becomes “{form}”.", (("form", inside),)), ENGLISH))
    assert said == [(0, "It becomes “A rota of parents”.")]
