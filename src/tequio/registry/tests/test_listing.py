"""What the office writes by hand: organisations, values, sources, how a place may be seen."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import SourceRow, StatementRow
from tequio.registry.queries.hand import word_by_hand
from tequio.registry.queries.heard import heard_of
from tequio.registry.tests.office import HERE, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return opened()


def test_a_name_is_enough_and_what_is_not_said_stays_unknown(office):
    listed = office.lists("The Tuesday susu", is_informal=True)
    shown = office.shown(listed)
    assert (shown.name, shown.is_informal, shown.is_closed) == ("The Tuesday susu", True, False)
    assert (shown.status, shown.country, shown.lon, shown.sources) == ("", "", None, 1)
    assert SourceRow.objects.get().kind == "keeper"
    assert office.findings() == []


def test_the_office_corrects_its_own_word_and_nothing_is_lost(office):
    listed = office.lists("Ama", address__locality="Ho", point=HERE)
    office.says(listed, "address.locality", "Hohoe")
    office.says(listed, "members", 12, until=date(2024, 12, 31))
    office.says(listed, "members", 15, until=date(2025, 12, 31))
    office.says(listed, "name.short", "A")
    office.says(listed, "name.short", "AM")
    said = [(one.property, one.value) for one in word_by_hand(office.keeper, "keeper", str(listed))]
    assert [value for code, value in said if code == "address.locality"] == ["Hohoe"]
    assert [value for code, value in said if code == "members"] == [12, 15]
    assert [value["text"] for code, value in said if code == "name.short"] == ["A", "AM"]
    assert office.shown(listed).locality == "Hohoe"
    office.says(listed, "address.locality", None)
    assert office.shown(listed).locality == ""
    assert StatementRow.objects.count() == 7
    assert StatementRow.objects.filter(is_current=True).count() == 1
    assert office.findings() == []


def test_the_word_of_the_office_stands_beside_what_others_say(office):
    kept, gone = office.lists("Ama", status="active"), office.lists("Ama Ltd", status="closed")
    office.merges(kept, gone)
    assert office.shown(kept).conflicts == 2
    office.says(kept, "status", "dormant")
    assert (office.shown(kept).status, office.shown(kept).conflicts) == ("dormant", 2)
    assert len({one.record for one in heard_of(office.keeper, [kept])[kept]}) == 2


def test_what_a_source_may_not_publish_is_seen_inside_only(office):
    given = {"code": "survey-2026", "title": "Survey", "kind": "survey", "licence": "CC0-1.0"}
    told = office.does(service.add_source, **given, may_publish=True)
    assert told["source_kind"] == "survey"
    listed = office.lists("Ama")
    office.does(service.change_source, source="keeper", may_publish=False)
    assert office.shown(listed).is_closed
    office.does(service.change_source, source="keeper", may_publish=True, title="The office")
    assert not office.shown(listed).is_closed
    assert office.findings() == []


def test_a_hidden_place_is_nowhere_and_a_coarse_one_within_ten_kilometres(office):
    listed = office.lists("Shelter", point=HERE, address__street="Rue 5", address__region="M")
    office.does(service.guard_place, listed=listed, exposure="coarse")
    shown = office.shown(listed)
    assert (shown.lon, shown.lat, shown.precision) == (1_250_000, 6_150_000, 10_000)
    assert shown.region == "M"
    office.does(service.guard_place, listed=listed, exposure="hidden")
    assert (office.shown(listed).lon, office.shown(listed).region) == (None, "")
    office.does(service.guard_place, listed=listed, exposure="open")
    assert office.shown(listed).lon == 1_222_500
    assert office.findings() == []


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("point", HERE | {"lon": "181"}),
        ("point", HERE | {"method": "dream"}),
        ("address.country", "Togo"),
        ("website", "javascript:alert(1)"),
        ("founded_on", "31/12/2020"),
        ("members", -1),
        ("members", True),
        ("is_sse", "yes"),
        ("status", "asleep"),
        ("class.icls", "consumer"),
        ("turnover", {"minor": 5}),
        ("identifier", {"scheme": "", "raw": "5"}),
        ("identifier", {"scheme": "X" * 31, "raw": "5"}),
        ("name.legal", {"text": "A", "colour": "red"}),
        ("name.legal", "A" * 201),
        ("description", " \n "),
    ],
)
def test_a_value_of_another_shape_is_not_understood(office, code, value):
    listed = office.lists("Ama")
    with pytest.raises(Refused) as refused:
        office.says(listed, code, value)
    assert refused.value.refusals[0].code == "value_not_understood"
