"""What registers say, as items: whose word, of which day, and nothing chosen."""

from datetime import date

import pytest
import yaml

from tequio.registry import service as registry
from tequio.registry.queries.classifications import classifications
from tequio.registry.rules.facts import Said
from tequio.registry.tests.stage import register
from tequio.screening.queries.of_registers import FORMS, folding, law, register_items
from tequio.screening.rules.law import clauses_of
from tequio.screening.rules.registers import Stated, forms_said, items_of, read_folding
from tequio.statutes.rules.schema import SchemaError

DAY = date(2025, 6, 30)
LISTED = "practice.listed_as_sse"


def stated(property_, value, kind="official", day=DAY, gone_on=None, statement="1", **period):
    return Stated(Said(property_, value, **period), statement, kind, day, gone_on)


def code(scheme, of):
    return {"scheme": scheme, "code": of, "title": ""}


def said(*listed):
    return [
        (item.fact, str(item.value), item.grade, item.until) for item in items_of(listed, folding())
    ]


@pytest.mark.parametrize(
    ("kind", "grade"),
    [("official", 2), ("survey", 1), ("keeper", 1), ("own", 0), ("partner", 0), ("public", 0)],
)
def test_the_grade_is_that_of_whose_word_it_is(kind, grade):
    assert said(stated("is_sse", True, kind)) == [(LISTED, "True", grade, DAY)]


def test_a_figure_is_of_the_end_of_its_year_and_not_of_the_day_of_the_file():
    end = date(2010, 12, 31)
    found = said(
        stated("members", 40, until=end),
        stated("women_members", 30, until=end),
        stated("turnover", {"minor": 100, "unit": "GBP"}, until=end),
    )
    assert found == [
        ("practice.members", "40", 2, end),
        ("practice.women_members", "3/4", 2, end),
        ("practice.active", "True", 2, end),
    ]


def test_nothing_is_said_of_what_a_figure_does_not_tell():
    assert said(stated("turnover", {"minor": 0, "unit": "GBP"})) == []
    assert said(stated("women_members", 30)) == []
    assert said(stated("women_members", 30), stated("members", 20))[0][0] == "practice.members"
    assert len(said(stated("women_members", 30), stated("members", 20))) == 1
    assert said(stated("status", "active")) == []
    assert said(stated("status", code("status", "closed"))) == [
        ("practice.active", "False", 2, DAY)
    ]


def test_a_number_of_an_official_register_registers_and_one_that_was_typed_does_not():
    number = {"scheme": "GB-COH", "raw": "123"}
    assert said(stated("identifier", number)) == [("practice.registered", "True", 2, DAY)]
    assert said(stated("identifier", number, "survey")) == []
    assert said(stated("identifier", number, gone_on=DAY)) == []


def test_what_a_complete_list_names_no_more_it_denies_from_that_edition_on():
    later = date(2026, 6, 30)
    assert said(stated("is_sse", True, gone_on=later)) == [(LISTED, "False", 2, later)]
    assert said(stated("is_sse", False, gone_on=later)) == []


def test_contradicting_official_words_of_one_year_are_of_one_day_and_older_ones_keep_theirs():
    early, late, long_ago = date(2025, 1, 1), date(2025, 11, 1), date(2020, 1, 1)
    both = said(
        stated("is_sse", True, day=early),
        stated("is_sse", False, day=late, statement="2"),
        stated("is_sse", False, "survey", day=late, statement="3"),
        stated("is_sse", False, day=long_ago, statement="4"),
    )
    assert [(value, grade, until) for _fact, value, grade, until in both] == [
        ("True", 2, early),
        ("False", 2, early),
        ("False", 1, late),
        ("False", 2, long_ago),
    ]


def test_the_structure_speaks_only_where_the_legal_form_says_nothing_that_packs_know():
    workers = stated("class.essglobal", code("essglobal", "OS60"))
    company = stated("class.legal_form", code("gb-legal-form", "company"))
    society = stated("class.legal_form", code("gb-legal-form", "society"))
    assert said(company, workers) == [("rules.legal_form", "company", 2, DAY)]
    assert said(society, workers) == [("rules.legal_form", "cooperative", 2, DAY)]
    assert said(society) == []
    assert said(stated("is_informal", True), company)[0][1] == "informal"


def test_every_code_of_a_classification_is_folded_or_left_out_for_a_reason():
    for scheme, kept in yaml.safe_load(FORMS.read_text(encoding="utf-8")).items():
        known = classifications()[scheme].titles
        assert kept["forms"].keys() | kept["left_out"].keys() == known.keys()
        assert not kept["forms"].keys() & kept["left_out"].keys()


def test_a_form_that_no_pack_knows_is_no_folding():
    with pytest.raises(SchemaError, match="firm is not a legal form"):
        read_folding("x: {forms: {a: firm}, left_out: {}}", where="test")
    with pytest.raises(SchemaError, match="left_out"):
        read_folding("x: {forms: {}}", where="test")


MAPPING = """
id: plain
title: A list
sources: []
parts:
  - source: register
    key: id
    say:
      - {property: name.legal, column: name}
      - {property: is_sse, value: "true"}
"""


@pytest.mark.django_db
def test_a_record_is_of_its_last_edition_and_missing_in_a_complete_list_is_a_word():
    held = register()
    held.source(is_complete=True)
    held.mapping(text=MAPPING)
    held.takes_in("1,Weavers", "2,Bakers", headings="id,name", mapping="plain", edition=DAY)
    later = date(2026, 6, 30)
    held.later().takes_in("1,Weavers", headings="id,name", mapping="plain", edition=later)
    items = register_items(held.keeper, [held.listed("1"), held.listed("2")], later)
    assert [[(item.value, item.until) for item in items[held.listed(key)]] for key in "12"] == [
        [(True, later)],
        [(False, later)],
    ]
    registry.change_source(held.act(), source="register", is_complete=False)
    items = register_items(held.keeper, [held.listed("2")], later)
    assert [(item.value, item.until) for item in items[held.listed("2")]] == [(True, DAY)]
    assert register_items(held.keeper, [999], later) == {}


@pytest.mark.parametrize(("kind", "grade"), [("official", 2), ("own", 0)])
def test_the_law_gives_its_clauses_to_a_form_and_weighs_no_more_than_who_says_it(kind, grade):
    of_one = [
        stated("class.legal_form", code("fr-legal-category", "5460"), kind),
        stated("address.country", "FR", kind),
    ]
    formed = forms_said(of_one, folding())
    items = {item.fact: item for one in formed for item in clauses_of(law(), one, DAY)}
    assert (items["rules.vote"].value, items["rules.vote"].grade) == ("one_member_one_vote", grade)
    assert forms_said(of_one[1:], folding()) == []


A_LIST = """
id: list
title: A list of the social economy
sources: []
parts:
  - source: list
    key: id
    say:
      - {property: name.legal, column: name}
      - {property: identifier, column: id, scheme: FR-SIREN}
      - {property: is_sse, value: "true"}
"""
A_REGISTER = A_LIST.replace("list", "register").replace(
    '      - {property: is_sse, value: "true"}\n', ""
)


def listed_as(held, key):
    """What is said of whoever has this number, and whose word it is."""
    number = held.listed(key)
    items = register_items(held.keeper, [number], held.at.date())[number]
    return [(item.value, item.grade, item.until) for item in items if item.fact == LISTED]


@pytest.mark.django_db
def test_a_complete_list_denies_whom_it_could_name_and_does_not_name() -> None:
    held = register()
    held.source()
    held.source("list", is_complete=True, scheme="FR-SIREN")
    held.mapping(text=A_REGISTER)
    held.mapping(text=A_LIST)
    headings = "id,name"
    held.takes_in("384927364,Weavers", "552100554,Bakers", headings=headings)
    held.takes_in("384927364,Weavers", source="list", headings=headings, edition=DAY)
    assert listed_as(held, "552100554") == [(False, 2, DAY)]
    registry.change_source(held.act(), source="list", is_complete=False)
    assert listed_as(held, "552100554") == []
    registry.change_source(held.act(), source="list", is_complete=True, scheme="FR-RNA")
    assert listed_as(held, "552100554") == []
