"""Open data: every form of what may leave, and nothing of what may not."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from tequio.registry import service
from tequio.registry.rules.exchange import headings
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db
HERE = "/o/red/register/"
NOVISSI = "K1,Novissi,07,Rue 1,Lomé,BP 9,TG,Live,1.2225,6.1319,,"
ADAWLATO = "K2,=HYPERLINK(1),8,,Lomé,,TG,Dead,,,,"


def a_register(**more: Any) -> Register:
    known = {"licence": "ODC-By-1.0", "attribution": "Registre du Togo"} | more
    red = register().rules(public=True).ready("registre", **known)
    red.takes_in(NOVISSI, ADAWLATO, source="registre")
    return red


def body(response: Any) -> str:
    assert response.status_code == 200, response
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


def of(path: str, client: Client | None = None) -> str:
    return body((client or Client()).get(HERE + path))


def table(path: str) -> list[dict[str, str]]:
    text = of(path)
    assert text.startswith("\ufeff"), "a spreadsheet would not read its letters"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_feature_says_where_how_exactly_who_says_so_and_under_which_licence() -> None:
    red = a_register()
    told = json.loads(of("organisations.geojson"))
    assert told["type"] == "FeatureCollection"
    first, second = told["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [1.2225, 6.1319]}
    assert first["id"] == str(red.row(red.listed("K1")).uid)
    assert first["properties"]["precision_m"] == 20
    (source,) = first["properties"]["sources"].values()
    assert (source["licence"], source["attribution"]) == ("ODC-By-1.0", "Registre du Togo")
    names = [one for one in first["properties"]["assertions"] if one["property"] == "name.legal"]
    assert names[0]["source"] == "registre"
    assert names[0]["recorded"].startswith("20")
    assert second["geometry"] is None


def test_the_table_has_stable_headings_each_explained_and_runs_nothing() -> None:
    a_register()
    rows = table("organisations.csv")
    assert [one["name"] for one in rows] == ["Novissi", "'=HYPERLINK(1)"]
    assert (rows[0]["lon"], rows[0]["address_postcode"]) == ("1.2225", "BP 9")
    assert (rows[0]["identifier"], rows[0]["licences"]) == ("GB-COH:07", "ODC-By-1.0")
    told = table("data/columns.csv")
    assert [one["column"] for one in told] == list(rows[0]) == headings()
    assert all(one["meaning"] for one in told)
    assert headings()[:6] == ["number", "uid", "address", "name", "name_legal", "name_trading"]


def test_linked_data_names_concepts_that_stand_on_this_node() -> None:
    red = a_register()
    form = {"scheme": "icls", "code": "worker", "title": ""}
    number = red.listed("K1")
    service.assert_value(
        red.act(), listed=number, property="class.icls", value=form, reason="Seen."
    )
    node = json.loads(of(f"{number}.jsonld"))
    assert node["@type"] == ["org:Organization", "schema:Organization"]
    assert node["location"]["geo"]["latitude"] == 6.1319
    (concept,) = [one["@id"] for one in node["classification"] if "@id" in one]
    address, _hash, code = concept.partition("#")
    graph = json.loads(of(address.partition("register/")[2]))["@graph"]
    assert code in [one.get("notation") for one in graph]
    assert all(
        not isinstance(value, str) or not value.endswith(".jsonld")
        for value in node["@context"].values()
    )
    everything = json.loads(of("organisations.jsonld"))
    assert [one["name"] for one in everything["@graph"]] == ["Novissi", "=HYPERLINK(1)"]
    schemes = json.loads(of("concepts/"))["@graph"]
    assert f"http://testserver{HERE}concepts/icls" in [one["@id"] for one in schemes]
    assert Client().get(f"{HERE}concepts/nothing").status_code == 404


def test_a_profile_of_murmurations_has_what_the_schema_asks() -> None:
    a_register()
    first, _second = json.loads(of("murmurations.json"))["data"]
    profile = json.loads(body(Client().get(first["profile_url"])))
    assert profile["linked_schemas"] == ["organizations_schema-v1.0.0"]
    assert profile["name"] == "Novissi"
    assert profile["geolocation"] == {"lon": 1.2225, "lat": 6.1319}
    assert profile["country_iso_3166"] == "TG"


def test_files_are_narrowed_down_as_the_list_is() -> None:
    a_register()
    for path in ("organisations.csv?status=closed", "organisations.csv?q=HYPERLINK"):
        rows = list(csv.DictReader(io.StringIO(of(path))))
        assert [one["name"] for one in rows] == ["'=HYPERLINK(1)"]


def test_whoever_has_it_already_is_told_so_until_something_changes() -> None:
    red = a_register()
    first = Client().get(f"{HERE}organisations.geojson")
    assert first["Access-Control-Allow-Origin"] == "*"
    known = {"If-None-Match": first["ETag"]}
    assert Client().get(f"{HERE}organisations.geojson", headers=known).status_code == 304
    red.later().takes_in(NOVISSI.replace("Rue 1", "Rue 2"), source="registre")
    assert Client().get(f"{HERE}organisations.geojson", headers=known).status_code == 200


def test_a_register_that_is_not_public_gives_its_files_to_members_alone() -> None:
    red = a_register().rules(public=False)
    paths = ("data", "organisations.csv", "murmurations.json", "feed", "key", "concepts/")
    assert {Client().get(HERE + one).status_code for one in paths} == {404}
    chand = red.group.browser("chand")
    found = chand.get(f"{HERE}organisations.csv")
    assert "Novissi" in body(found)
    assert "Access-Control-Allow-Origin" not in found
    assert chand.get(f"{HERE}feed").status_code == 404


def test_sources_that_may_not_be_published_are_in_no_file_not_even_for_members() -> None:
    red = a_register(may_publish=False)
    chand = red.group.browser("chand")
    assert "Novissi" not in of("organisations.csv", chand)
    assert chand.get(f"{HERE}{red.listed('K1')}.jsonld").status_code == 404


def test_files_are_read_in_portions_of_many(django_assert_max_num_queries: Any) -> None:
    red = a_register()
    rows = (f"M{n},Group {n},{n},,Lomé,,TG,Live,1.5,6.5,," for n in range(1200))
    red.later().takes_in(*rows, source="registre", whole=False)
    with django_assert_max_num_queries(40):
        assert len(json.loads(of("organisations.geojson"))["features"]) == 1202


def test_the_page_names_each_source_with_its_licence() -> None:
    a_register()
    page = of("data")
    assert "ODC-By-1.0" in page
    assert "Registre du Togo" in page
    assert f"{HERE}feed" in page
    assert "<code>precision_m</code>" in page


def test_what_the_keeper_said_and_what_a_code_means_stand_in_the_table() -> None:
    red = a_register()
    form = {"scheme": "icls", "code": "worker", "title": "COOP-W, as we say"}
    number = red.listed("K1")
    service.assert_value(
        red.act(), listed=number, property="class.icls", value=form, reason="Seen."
    )
    row = table("organisations.csv")[0]
    assert row["class_icls_title"] == "Worker cooperative"
    assert row["licences"] == "ODC-By-1.0 | keeper"
    assert row["attributions"].startswith("Registre du Togo | ")
    assert "“own word” or “keeper”" in of("data")
