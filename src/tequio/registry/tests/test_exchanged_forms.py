"""Profiles, entries and maps in the forms that others exchange, under their ready mappings."""

from __future__ import annotations

import json

from tequio.registry.queries.countries import country_of
from tequio.registry.queries.mappings import ready_mapping
from tequio.registry.queries.reading import read_file
from tequio.registry.rules.mapping import Mapped, Mapper

PROFILE = {
    "linked_schemas": ["organizations_schema-v1.0.0"],
    "name": "Las Abejas",
    "primary_url": "https://abejas.org",
    "geolocation": {"lat": 16.7, "lon": -92.6},
    "country_name": "México",
    "tags": ["honey", "cooperative"],
    "contact_details": {"email": "hola@abejas.org"},
    "mission": "Write to ana@abejas.org",
}
ENTRY = {
    "id": "ab12", "version": 4, "title": "Weltladen", "description": "Fair trade",
    "lat": 48.77, "lng": 9.17, "city": "Stuttgart", "zip": "70173", "country": "Deutschland",
    "tags": ["fair", "non-profit"], "categories": ["77b3c33a92554bcf8e8c2c86cedd6f6f"],
    "contact_name": "Erika Muster", "license": "CC0-1.0", "homepage": "weltladen.example",
}  # fmt: skip
RING = [[[0, 1], [2, 1], [2, 3], [0, 3], [0, 1]]]
MAP = {
    "type": "umap",
    "layers": [{
        "_umap_options": {"name": "Shops"},
        "features": [{
            "type": "Feature",
            "properties": {"name": "Tianguis", "description": "Every Sunday"},
            "geometry": {"type": "Polygon", "coordinates": RING},
        }],
    }],
}  # fmt: skip


def mapped(content: object, mapping: str) -> Mapped:
    table = read_file(json.dumps(content).encode(), name="file.json")
    mapper = Mapper(ready_mapping(mapping), table.columns, countries=country_of)
    assert table.format == ready_mapping(mapping).format
    (row,) = table.rows
    return mapper.row(row)


def said(found: Mapped) -> dict[str, object]:
    (spoken,) = found.spoken
    return {one.property: one.value for one in spoken.said}


def test_a_profile_says_who_it_is_and_keeps_its_contact_apart():
    found = mapped([PROFILE], "murmurations")
    values = said(found)
    assert found.spoken[0].key == "https://abejas.org"
    assert values["name.trading"] == {"text": "Las Abejas", "language": ""}
    assert (values["address.country"], values["email"]) == ("MX", "hola@abejas.org")
    assert values["note"] == "Write to […]"
    assert "hola@abejas.org" not in str(found.kept_row)
    tags = [one.value["code"] for one in found.spoken[0].said if one.property == "class.activity"]
    assert tags == ["cooperative", "honey"]


def test_an_entry_of_a_map_of_everybody_says_all_but_who_wrote_it():
    found = mapped({"visible": [ENTRY], "invisible": []}, "openfairdb")
    values = said(found)
    assert (values["address.country"], values["address.postcode"]) == ("DE", "70173")
    assert values["website"] == "https://weltladen.example"
    assert values["class.theme"]["code"] == "company"
    assert values["point"] == {"lon": "9.17", "lat": "48.77", "precision": 100, "method": "pin"}
    assert "Erika" not in str(found)


def test_an_area_on_a_map_is_no_more_exact_than_it_is_wide():
    found = mapped(MAP, "umap")
    values = said(found)
    assert found.spoken[0].key == "Shops|Tianguis|1.000000|2.000000"
    assert values["class.theme"]["code"] == "Shops"
    assert values["point"]["precision"] > 100_000
