"""Statutes to begin with: each can be adopted as it is, and each value says where it is from."""

from datetime import date

import pytest

from tequio.membership.rules import KINDS
from tequio.statutes import queries
from tequio.statutes.rules import (
    NO_LAW,
    SchemaError,
    load_template,
    objections_to_adopt,
    templates,
)

TODAY = date(2026, 5, 1)
EVERY = queries.templates()
NAMES = {
    "self-help-group",
    "savings-circle",
    "cooperative",
    "association",
    "network",
    "township-group",
    "participatory-budget",
}
GOOD = """
template: test
title: Association
about: Members with a common purpose; nothing is shared out.
kind: association
values:
  keys.pay: {value: 2, basis: example, source: ours, verified: false}
"""


def test_the_templates_of_the_house_are_there():
    assert {template.name for template in EVERY} == NAMES
    assert {path.stem for path in (queries.HERE / "templates_of_statutes").glob("*.yaml")} == NAMES


def test_a_template_is_found_by_its_name():
    found = queries.template("savings-circle")
    assert found is not None
    assert found.statutes(TODAY).integer("keys.pay") == 3
    assert queries.template("empire") is None


@pytest.mark.parametrize("template", EVERY, ids=lambda template: template.name)
def test_a_template_can_be_adopted_as_it_is_in_every_country(template):
    countries = {(book.country, book.region) for book in queries.rulebooks()}
    for country, region in countries:
        law = queries.rulebook_for(country, template.kind, region=region)
        assert objections_to_adopt(template.plain(), rulebook=law, day=TODAY) == ()
    assert objections_to_adopt(template.plain(), rulebook=NO_LAW, day=TODAY) == ()


@pytest.mark.parametrize("template", EVERY, ids=lambda template: template.name)
def test_each_value_says_where_it_is_from(template):
    assert template.kind in KINDS
    assert all(value.source for value in template.values)
    assert all(value.basis in templates.BASES_OF_VALUES for value in template.values)
    assert not any(value.verified for value in template.values)


@pytest.mark.parametrize("template", EVERY, ids=lambda template: template.name)
def test_offices_of_a_template_are_known(template):
    stated = template.statutes(TODAY)
    offices = {o for code in template.plain() if "offices." in code for o in stated[code]}
    assert offices <= {"chair", "secretary", "treasurer", "keyholder", "bookkeeper"}


def test_each_title_stands_in_the_translators_catalogue():
    assert {template.title for template in EVERY} == set(templates.TITLES)
    assert {template.about for template in EVERY} == set(templates.ABOUTS)


def test_a_lawful_template_is_read():
    assert load_template(GOOD, where="test.yaml").plain() == {"keys.pay": 2}


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("keys.pay", "keys.lost", "keys.lost: no such provision"),
        ("value: 2", "value: 0", "lies between 1 and 12; 0 does not"),
        ("value: 2", "value: two", "needs a whole number"),
        ("source: ours, ", "", "keys.pay, source: is missing"),
        ("example", "rumour", "rumour is not one of text, custom, example"),
        ("title: Association", "title: Club", "title: Club is not one of"),
        ("verified: false", "verified: maybe", "needs true or false"),
    ],
)
def test_a_template_that_could_not_be_adopted_is_refused(old, new, complaint):
    with pytest.raises(SchemaError, match=complaint):
        load_template(GOOD.replace(old, new), where="test.yaml")
