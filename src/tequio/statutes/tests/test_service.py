"""Asking before an amendment: the organisation's own law and its own statutes."""

from datetime import date

import pytest

from tequio.chronicle.service import open_chain
from tequio.membership.models import OrganisationRow
from tequio.statutes import amending, service
from tequio.statutes.tests.test_adopting import LAW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)


@pytest.fixture
def group(settings, tmp_path):
    (tmp_path / "tl.yaml").write_text(LAW)
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    return found_in("TL")


def found_in(country):
    row = OrganisationRow.objects.create(
        slug=f"weavers-{country.lower()}",
        name="Weavers",
        kind="cooperative",
        unit="TLD",
        country=country,
        founded_on=TODAY,
    )
    open_chain(row.id)
    return row.id


def codes(group, values, **more):
    refusals = service.objections_to_amend(group, values=values, from_day=TODAY, **more)
    return [refusal.code for refusal in refusals]


def test_the_law_is_that_of_the_organisations_country(group):
    assert codes(group, {"surplus.reserve": "1/5"}) == ["against_the_law"]
    assert codes(found_in("ZA"), {"surplus.reserve": "1/5"}) == []


def test_an_unverified_bound_is_told_beforehand_and_passes_with_a_reason(group):
    values = {"members.most": 30}
    (passed,) = service.warnings_to_amend(group, values=values, from_day=TODAY)
    assert passed.provision == "members.most"
    assert codes(group, values) == ["reason_missing"]
    assert codes(group, values, reasons={"members.most": "Two villages."}) == []


def test_the_statutes_in_force_are_looked_at_too(group, django_assert_num_queries):
    amending.adopt(
        group, values={"members.least": 12}, from_day=TODAY, source=1, source_hash="a" * 64
    )
    with django_assert_num_queries(2):
        assert codes(group, {"members.most": 11}) == ["fewest_above_most"]


def test_an_amendment_does_not_work_backward(group):
    values = {"keys.pay": 2}
    assert codes(group, values, decided_on=date(2026, 5, 2)) == ["statutes_work_backward"]


def test_an_organisation_that_is_not_there_has_no_law(group):
    assert not service.law_of(group + 1).laws
