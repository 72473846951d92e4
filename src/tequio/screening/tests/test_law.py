"""What the law gives to a legal form."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.screening.queries.packs import PLACE
from tequio.screening.rules.law import Formed, clauses_of, jurisdictions_of, read_law
from tequio.statutes.rules.schema import SchemaError

LAW = """
forms:
  - jurisdiction: FR
    form: cooperative
    clauses:
      - {fact: rules.vote, value: one_member_one_vote, since: 1947-09-11,
         citation: {document: Law 47-1775, article: art. 9, verified: false}}
      - {fact: rules.quorum, value: true, since: 1947-09-11, until: 2001-01-01,
         citation: {document: Law 47-1775, verified: false}}
  - jurisdiction: FR
    form: cooperative
    codes: {fr-legal-category: ["5458"]}
    clauses:
      - {fact: rules.reserve_indivisible, value: true, since: 1978-07-20,
         citation: {document: Law 78-763, verified: false}}
"""
TODAY = date(2026, 11, 22)


def given(form="cooperative", code="", country="FR", on=TODAY):
    formed = Formed(jurisdictions_of(country, ""), form, "fr-legal-category", code)
    return {one.fact: one.value for one in clauses_of(read_law(LAW, where="law"), formed, on)}


def test_the_law_gives_to_a_form_what_it_gave_on_that_day():
    assert given() == {"rules.vote": "one_member_one_vote"}
    assert set(given(on=date(2000, 1, 1))) == {"rules.vote", "rules.quorum"}
    assert given(on=date(1940, 1, 1)) == {}


def test_what_it_gives_only_to_some_codes_needs_the_code():
    assert set(given(code="5458")) == {"rules.vote", "rules.reserve_indivisible"}


def test_another_form_or_another_country_has_none_of_it():
    assert given(form="company") == given(country="ES") == {}


def test_quebec_has_its_own_law_beside_that_of_canada():
    assert jurisdictions_of("CA", "Québec") == {"CA", "CA-QC"}
    assert jurisdictions_of("CA", "Ontario") == {"CA"}
    assert jurisdictions_of("", "") == frozenset()


@pytest.mark.parametrize(
    ("was", "wrong"),
    [
        ("rules.vote", "rules.nothing"),
        ("rules.vote", "practice.members"),
        ("value: one_member_one_vote", "value: 7"),
        ("form: cooperative", "form: club"),
        ("document: Law 47-1775, article", "article"),
        ("since: 1947-09-11,", ""),
        ("jurisdiction: FR", "jurisdiction: FR\n    colour: red"),
    ],
)
def test_what_is_wrong_in_the_table_is_named(was, wrong):
    with pytest.raises(SchemaError):
        read_law(LAW.replace(was, wrong, 1), where="law")


def test_the_table_of_the_house_can_be_read():
    law = read_law((PLACE / "forms.yaml").read_text(encoding="utf-8"), where="forms.yaml")
    assert {one.jurisdiction for one in law} >= {"FR", "ES", "CA-QC"}
    assert all(one.clauses for one in law)
