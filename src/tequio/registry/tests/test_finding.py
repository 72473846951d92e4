"""Whoever searches finds what there is, in any of the languages, and nothing that is not hers."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.registry.queries import finding
from tequio.registry.queries.finding import find
from tequio.registry.queries.thesaurus import concepts, thesaurus
from tequio.registry.rules.choosing import Heard, choose
from tequio.registry.rules.facts import Said
from tequio.registry.rules.projecting import Projection, project
from tequio.registry.rules.searching import Nearness, as_fts5, as_tsquery, ask
from tequio.registry.service.showing import write
from tequio.registry.tests.stage import register

AT = datetime(2026, 2, 14, tzinfo=UTC)


def shown(name: str, *, closed: bool = False, **said: str) -> Projection:
    """What is shown of an organisation of which one source says this."""
    codes = {"theme": "class.theme", "activity": "class.activity", "status": "status"}
    values = [Said("name.legal", {"text": name, "language": ""})]
    for key, value in said.items():
        code = codes.get(key)
        coded = {"scheme": key, "code": value, "title": ""}
        values.append(Said(code or f"address.{key}", coded if code else value))
    heard = [Heard(one, 1, 1, 7, "official", not closed, AT) for one in values]
    return project(choose(heard), is_closed=closed)


def listed(keeper: int, *some: Projection) -> int:
    """A register that shows these, numbered from 1."""
    write(keeper, dict(enumerate(some, start=1)), [])
    return keeper


@pytest.fixture
def keeper(db: None) -> int:
    return listed(
        register().keeper,
        shown("Coopérative de l'Été", country="FR", locality="Toulouse", theme="food"),
        shown("महिला बचत समूह", country="IN", status="active"),
        shown("Leeds Bread Co-operative", country="GB", locality="Leeds", status="active"),
        shown("Bread", country="GB", status="closed"),
        shown("Bread and Roses", country="GB", status="active", theme="food"),
        shown("Maison des tontines", country="TG"),
        shown("Refuge", closed=True, country="GB", locality="Leeds"),
    )


def names(keeper: int, text: str = "", **more: object) -> list[str]:
    return [row.name for row in find(keeper, text=text, **more).rows]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cooperative ete", "Coopérative de l'Été"),
        ("ÉTÉ", "Coopérative de l'Été"),
        ("महिला", "महिला बचत समूह"),
        ("बचत समूह", "महिला बचत समूह"),
        ("savings group", "महिला बचत समूह"),
        ("grupo de ahorro", "महिला बचत समूह"),
        ("coopérative leeds", "Leeds Bread Co-operative"),
        ("bread", "Bread"),
        ("bre", "Bread"),
        ("rosc", None),
        ("rosca", "Maison des tontines"),
        ("हिला", None),
        ("मह", "महिला बचत समूह"),
    ],
)
def test_words_are_found_without_accents_whole_and_in_other_languages(
    keeper: int, text: str, first: str | None
) -> None:
    assert (names(keeper, text) or [None])[0] == first


def test_the_best_names_stand_first(keeper: int) -> None:
    assert names(keeper, "bread") == ["Bread", "Bread and Roses", "Leeds Bread Co-operative"]
    near = Nearness.to("Bread")
    assert [near.of(name) for name in ("bread", "bread, ltd", "best bread", "loaves")] == [
        0,
        1,
        2,
        3,
    ]


def test_where_nothing_has_all_words_any_of_them_is_said_to_be_enough(keeper: int) -> None:
    found = find(keeper, text="roses tontines")
    assert found.is_loose
    assert {row.name for row in found.rows} == {"Bread and Roses", "Maison des tontines"}
    assert find(keeper, text="zzyzx").count_said == 0


@pytest.mark.parametrize(
    "text",
    [
        '"bread',
        "bread' OR 1=1 --",
        "NEAR(bread) words:bread*",
        "-bread & | ! ( :*",
        "'; DROP TABLE registry_search; --",
        "\\ %_ \x00",
        "\ue000open \ue000country\ue001gb",
        "(" * 500,
    ],
)
def test_signs_of_the_engines_are_no_more_than_signs(keeper: int, text: str) -> None:
    find(keeper, text=text, after=text, facets=[("country", text)])
    assert "Refuge" not in names(keeper, text)
    assert names(keeper, "bread")[0] == "Bread"


def test_who_is_closed_is_found_by_members_alone(keeper: int) -> None:
    assert names(keeper, "refuge") == []
    assert names(keeper, facets=[("country", "GB"), ("source", "7")])[0] == "Bread"
    assert "Refuge" not in names(keeper)
    assert names(keeper, "refuge", closed=True) == ["Refuge"]
    assert find(keeper, closed=True).count_said == find(keeper).count_said + 1


def test_facets_narrow_and_what_is_left_is_counted(keeper: int) -> None:
    found = find(keeper, text="bread", facets=[("country", "GB")])
    assert [row.name for row in found.rows] == [
        "Bread",
        "Bread and Roses",
        "Leeds Bread Co-operative",
    ]
    counts = {(one.facet, one.code): one.n for one in found.counts}
    assert counts[("status", "active")] == 2
    assert ("country", "GB") not in counts
    everybody = {(one.facet, one.code): one.n for one in find(keeper).counts}
    assert everybody[("country", "GB")] == 3
    assert names(keeper, facets=[("country", "GB"), ("theme", "food")]) == ["Bread and Roses"]
    assert names(keeper, facets=[("country", "G%"), ("theme", "foo")]) == []


def test_pages_go_on_after_the_last_name_whatever_is_asked(keeper: int) -> None:
    for asked in ({}, {"text": "bread"}, {"facets": [("country", "GB")]}):
        whole, after, pages = names(keeper, **asked), "", []
        while True:
            page = find(keeper, after=after, limit=1, **asked)
            pages += [row.name for row in page.rows]
            after = page.next
            if not after:
                break
        assert pages == whole


def test_two_registers_of_one_node_do_not_see_each_other(keeper: int) -> None:
    other = listed(register("blue", name="Blue").keeper, shown("Bread of others", country="GB"))
    assert names(other, "bread") == ["Bread of others"]
    assert "Bread of others" not in names(keeper, "bread")
    assert names(other, facets=[("country", "GB")]) == ["Bread of others"]


def test_a_page_takes_few_queries_however_many_there_are(keeper: int) -> None:
    many = {100 + n: shown(f"Group {n:03}", country="KE", status="active") for n in range(300)}
    write(keeper, many, [])
    for asked, most in (({}, 2), ({"text": "group"}, 5), ({"facets": [("country", "KE")]}, 5)):
        with CaptureQueriesContext(connection) as queries:
            assert len(find(keeper, closed=True, **asked).rows) == 50
        statements = [one for one in queries if "SAVEPOINT" not in one["sql"]]
        assert len(statements) <= most + 8 * (connection.vendor == "postgresql")


@pytest.mark.parametrize(
    "bounds", [{}, {"FEW": 3, "WALKED": 4}, {"FEW": 3, "WALKED": 4, "MANY": 5}]
)
def test_a_walk_along_the_names_finds_what_sorting_all_finds(
    db: None, monkeypatch: pytest.MonkeyPatch, bounds: dict[str, int]
) -> None:
    dice = random.Random(7)
    some = [
        shown(dice.choice("abcdef") * dice.randint(1, 3), closed=dice.random() < 0.2, theme=theme)
        for theme in dice.choices(["food", "care"], [5, 1], k=60)
    ]
    keeper = listed(register().keeper, *some)
    for name, value in bounds.items():
        monkeypatch.setattr(finding, name, value)
    for theme, closed in (("food", True), ("care", False), ("food", False)):
        meant = sorted(
            (one.sort_name, number)
            for number, one in enumerate(some, start=1)
            if ("theme", theme) in one.facets and (closed or not one.is_closed)
        )
        found, after = [], ""
        while True:
            page = find(keeper, facets=[("theme", theme)], closed=closed, after=after, limit=7)
            found += [(row.sort_name, row.number) for row in page.rows]
            after = page.next
            if not after:
                break
        assert found == meant


def test_a_country_whose_names_stand_behind_all_others_is_found_on_the_first_page(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [shown(f"Association {n:03}", country="FR") for n in range(60)]
    behind = [shown(f"Zentrale {n}", country="DE") for n in range(9)]
    keeper = listed(register().keeper, *before, *behind)
    for name, value in {"FEW": 3, "WALKED": 10, "MANY": 5}.items():
        monkeypatch.setattr(finding, name, value)
    page = find(keeper, facets=[("country", "DE")], limit=7)
    assert [row.name for row in page.rows] == [f"Zentrale {n}" for n in range(7)]


def test_a_question_is_written_for_either_engine_without_anything_of_its_own() -> None:
    asked = ask('self-help group "x" farmer', thesaurus(), begins=True)
    assert '("self"* AND "help"* AND "group"*)' in as_fts5(asked)
    assert "'स्वयं' & 'सहायता' & 'समूह'" in as_tsquery(asked)
    assert as_fts5(ask("x", {}, begins=True)) == '(("x"))'


def test_a_concept_is_known_by_its_code_in_each_language():
    childcare = concepts()["childcare"]
    assert set(childcare) == {"en", "hi", "fr", "es", "pt"}
    for concept in concepts().values():
        assert "also" not in concept
        for terms in concept.values():
            for term in terms:
                assert ask(term, thesaurus(), begins=False)
