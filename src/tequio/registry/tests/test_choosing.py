"""Who is believed, what stands beside it, and what may leave."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tequio.registry.queries.heard import shown_of
from tequio.registry.rules.choosing import Heard, choose, may_leave
from tequio.registry.rules.facts import Said, Value
from tequio.registry.rules.projecting import project, project_alone
from tequio.registry.rules.words import OPEN, folded, mark, words

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


def heard(
    code: str,
    value: Value,
    *,
    kind: str = "official",
    source: int = 1,
    at: datetime = EARLY,
    until: date | None = None,
    may_publish: bool = True,
) -> Heard:
    said = Said(code, value, until=until)
    return Heard(said, source * 10, source * 100, source, kind, may_publish, at)


TRUE = heard("is_sse", True, source=1)
FALSE = heard("is_sse", False, kind="own", source=2, at=LATE)


@pytest.mark.parametrize(
    ("order", "shown"),
    [("official_first", True), ("own_first", False), ("newest_first", False)],
)
def test_the_order_of_the_statutes_decides_what_stands_first_and_both_stay(
    order: str, shown: bool
) -> None:
    choice = choose([TRUE, FALSE], order)["is_sse"]
    assert choice.first.said.value is shown
    assert [one.said.value for one in choice.against] == [not shown]


def test_the_same_meaning_written_differently_is_no_disagreement() -> None:
    one = heard("address.street", "12 High  Street", source=1)
    other = heard("address.street", "12 HIGH STREET", source=2)
    assert choose([one, other])["address.street"].against == ()


def test_values_of_which_there_may_be_many_stand_side_by_side() -> None:
    said = [heard("class.theme", {"scheme": "t", "code": c, "title": c}) for c in "aba"]
    choice = choose(said)["class.theme"]
    assert len(choice.shown) == 2
    assert choice.against == ()


def test_of_figures_the_newest_year_counts_and_another_year_is_no_contradiction() -> None:
    old = heard("members", 10, until=date(2010, 12, 31))
    new = heard("members", 12, until=date(2012, 12, 31), source=2, kind="public")
    choice = choose([old, new])["members"]
    assert choice.first.said.value == 12
    assert choice.against == ()


def test_a_figure_without_a_day_stands_for_the_day_on_which_it_was_recorded() -> None:
    surveyed = heard("members", 100, kind="survey", until=date(2025, 6, 30))
    own = heard("members", 120, kind="own", source=2, at=LATE)
    assert choose([surveyed, own])["members"].first.said.value == 120
    newer = heard("members", 130, kind="survey", until=date(2026, 8, 1))
    assert choose([newer, own])["members"].first.said.value == 130


def at(lat: str, precision: int, **more: object) -> Heard:
    value: Value = {"lon": "1.6367", "lat": lat, "precision": precision, "method": "survey"}
    return heard("point", value, **more)  # type: ignore[arg-type]


def test_points_agree_within_what_the_less_exact_leaves_open_and_the_more_exact_is_shown() -> None:
    vague, exact = at("6.3100", 500, source=2, at=LATE), at("6.3090", 20)
    choice = choose([vague, exact])["point"]
    assert (choice.first, choice.against) == (exact, ())
    elsewhere = at("6.4000", 20, source=3)
    assert choose([vague, exact, elsewhere])["point"].against == (elsewhere,)
    partners = at("6.3090", 5, source=4, kind="partner")
    assert choose([vague, partners])["point"].first == vague


def test_what_may_not_be_published_and_contacts_do_not_leave() -> None:
    closed = heard("name.legal", {"text": "Secret", "language": ""}, may_publish=False)
    contact = heard("email", "a@b.org")
    assert may_leave([closed, contact, TRUE]) == [TRUE]


POINT = heard("point", {"lon": "1.6367", "lat": "6.3096", "precision": 5, "method": "survey"})
STREET = heard("address.street", "12 Rue X")
TOWN = heard("address.locality", "Aného")
REGION = heard("address.region", "Maritime")


def test_of_a_hidden_place_nothing_leaves_and_of_a_coarse_one_its_cell() -> None:
    country = heard("address.country", "TG")
    assert may_leave([POINT, STREET, TOWN, REGION, country], "hidden") == [country]
    left = may_leave([POINT, STREET, TOWN, REGION], "coarse")
    assert [one.said.property for one in left] == ["point", "address.region"]
    assert left[0].said.value == {
        "lon": "1.65",
        "lat": "6.35",
        "precision": 10_000,
        "method": "town",
    }


def test_a_projection_has_the_name_in_use_its_place_and_its_words() -> None:
    said = [
        heard("name.legal", {"text": "Coopérative Scoops Difa", "language": "fr"}),
        heard("address.country", "TG"),
        heard("status", {"scheme": "status", "code": "active", "title": ""}),
        POINT,
        TRUE,
        FALSE,
    ]
    shown = project(choose(said), is_closed=False)
    assert (shown.name, shown.sort_name) == ("Coopérative Scoops Difa", "cooperative scoops difa")
    assert (shown.lon, shown.lat, shown.precision) == (1_636_700, 6_309_600, 5)
    assert (shown.sources, shown.conflicts) == (2, 1)
    assert ("all", "") in shown.facets
    assert shown.words.split() == [
        "cooperative",
        "scoops",
        "difa",
        mark("country", "TG"),
        mark("status", "active"),
        mark("source", "1"),
        mark("source", "2"),
        OPEN,
    ]


def test_hindi_words_stay_whole_and_accents_go() -> None:
    assert words("महिला बचत समूह") == ["महिला", "बचत", "समूह"]
    assert folded("Établissement Ñandú") == "etablissement nandu"
    assert words("क्\u200dष मज़दूर पाँच") == words("क्ष मजदूर पांच")
    assert words("L'été, à côté") == ["l", "ete", "a", "cote"]


@pytest.mark.parametrize("may_publish", [True, False])
@pytest.mark.parametrize("codes", ["name.legal point email website", "email", ""])
def test_who_is_spoken_of_once_is_shown_without_choosing_as_with_it(
    codes: str, *, may_publish: bool
) -> None:
    values: dict[str, Value] = {
        "name.legal": {"text": "Ürünler Öğrenci", "language": "tr"},
        "point": {"lon": "1.5", "lat": "6.25", "precision": 20, "method": "pin"},
        "email": "us@example.org",
        "website": "https://example.org",
    }
    said = [heard(code, values[code], may_publish=may_publish) for code in codes.split()]
    chosen, is_closed = shown_of(said, "", "official_first")
    alone = project_alone([one.said for one in said], source=1, may_publish=may_publish)
    assert alone == project(chosen, is_closed=is_closed)


def test_who_says_a_thing_twice_has_to_be_chosen_from() -> None:
    twice = [heard("address.street", street).said for street in ("High Street", "Low Street")]
    assert project_alone(twice, source=1, may_publish=True) is None
