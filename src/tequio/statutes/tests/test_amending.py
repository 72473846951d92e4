"""Writing statutes, reading them on a day, and what the database itself refuses."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle.service import open_chain
from tequio.membership.models import TextRow
from tequio.statutes import amending, queries
from tequio.statutes.models import ProvisionRow

pytestmark = pytest.mark.django_db
GROUP = 7
HASH = "a" * 64
TODAY = date(2026, 5, 1)
LATER = date(2026, 6, 1)


@pytest.fixture
def group():
    open_chain(GROUP)
    return GROUP


def adopt(group, values, day=TODAY, **more):
    return amending.adopt(group, values=values, from_day=day, source=3, source_hash=HASH, **more)


def test_silent_statutes_hold_the_defaults(group):
    assert queries.statutes_on(group, TODAY).decision_rule("money").quorum == Fraction(1, 2)


def test_an_amendment_holds_from_its_day_and_not_before(group):
    adopt(group, {"decision.money.quorum": "1/3"})
    adopt(group, {"decision.money.quorum": "2/3"}, LATER)
    on = queries.statutes_on
    assert on(group, date(2026, 4, 30)).fraction("decision.money.quorum") == Fraction(1, 2)
    assert on(group, TODAY).fraction("decision.money.quorum") == Fraction(1, 3)
    assert on(group, date(2026, 5, 31)).fraction("decision.money.quorum") == Fraction(1, 3)
    assert on(group, LATER).fraction("decision.money.quorum") == Fraction(2, 3)


def test_of_two_amendments_on_one_day_the_last_holds(group):
    adopt(group, {"notice.days": 3})
    adopt(group, {"notice.days": 5})
    assert queries.statutes_on(group, TODAY).integer("notice.days") == 5


def test_statutes_of_a_day_are_read_with_one_query(group, django_assert_num_queries):
    adopt(group, {"notice.days": 3, "offices.pay": ["treasurer", "chair"]})
    with django_assert_num_queries(1):
        told = queries.statutes_on(group, TODAY)
    assert told.offices("offices.pay") == ("treasurer", "chair")


def test_the_statutes_of_one_group_say_nothing_about_another(group):
    open_chain(GROUP + 1)
    adopt(group, {"notice.days": 3})
    assert queries.statutes_on(GROUP + 1, TODAY).integer("notice.days") == 7


def test_adopting_says_how_many_values_it_wrote(group):
    assert adopt(group, {"notice.days": 3, "keys.pay": 2}) == 2


def test_history_tells_what_was_there_before_and_why_the_assembly_went_on(
    group, django_assert_num_queries
):
    adopt(group, {"surplus.reserve": "1/4"})
    adopt(group, {"surplus.reserve": "1/5"}, LATER, reasons={"surplus.reserve": "Too small."})
    with django_assert_num_queries(2):
        newest, first = queries.history(group)
    assert (newest.adopted.value, newest.before, newest.reason) == (
        Fraction(1, 5),
        Fraction(1, 4),
        "Too small.",
    )
    assert (first.before, first.reason, first.adopted.source_hash) == (None, "", HASH)


def test_values_are_kept_in_one_form(group):
    adopt(group, {"decision.money.majority": "4/6"})
    assert ProvisionRow.objects.get().value == '"2/3"'


def test_what_was_adopted_lawfully_leaves_nothing_to_find(group):
    adopt(group, {"notice.days": 3, "surplus.reserve": "1/5"}, reasons={"surplus.reserve": "So."})
    assert list(queries.check(group)) == []


def row(**changes):
    lawful = {
        "organisation_id": GROUP,
        "id": 900,
        "code": "notice.days",
        "value": "3",
        "since": TODAY,
        "source_id": 3,
        "source_hash": HASH,
    }
    return ProvisionRow(**{**lawful, **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": "3.5"}, "provision_unreadable"),
        ({"value": "{"}, "provision_unreadable"),
        ({"code": "notice.years"}, "provision_unreadable"),
        ({"value": "4000"}, "provision_unlawful"),
        ({"source_id": 0}, "provision_without_source"),
        ({"reason_id": 12345}, "reason_lost"),
    ],
)
def test_a_row_that_nobody_could_adopt_is_found(group, changes, code):
    row(**changes).save(force_insert=True)
    found = list(queries.check(group))
    assert [finding.code for finding in found] == [code]
    assert "900" in str(found[0])


def refused_by_the_database(words, sql, *values):
    with (
        pytest.raises(DatabaseError, match=words),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


def test_a_provision_is_never_changed(group):
    adopt(group, {"notice.days": 3})
    refused_by_the_database(
        "never rewritten", "UPDATE statutes_provisionrow SET value = '1' WHERE code = 'notice.days'"
    )


def test_a_provision_is_never_deleted(group):
    adopt(group, {"notice.days": 3})
    refused_by_the_database("never rewritten", "DELETE FROM statutes_provisionrow")


def test_a_provision_is_never_replaced(group):
    adopt(group, {"notice.days": 3})
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    kept = ProvisionRow.objects.get()
    refused_by_the_database(
        "written once|duplicate key",
        f"{insert} INTO statutes_provisionrow"
        " (organisation_id, id, code, value, since, source_id, source_hash)"
        " VALUES (%s, %s, 'notice.days', '1', '2026-05-01', 3, %s)",
        GROUP,
        kept.id,
        HASH,
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"source_hash": ""}, "provision_has_its_source"),
        ({"source_hash": "a" * 63}, "provision_has_its_source"),
        ({"code": ""}, "provision_says_something"),
        ({"value": ""}, "provision_says_something"),
    ],
)
def test_a_provision_without_source_or_words_is_refused(group, changes, words):
    row().save(force_insert=True)
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        row(id=901, **changes).save(force_insert=True)


def test_the_reason_is_a_text_of_membership_and_the_row_only_its_number(group):
    adopt(group, {"surplus.reserve": "1/5"}, reasons={"surplus.reserve": "Too small."})
    assert ProvisionRow.objects.get().reason_id == TextRow.objects.get().id
