"""Files of many makers become tables; damaged ones are refused or name the damaged row."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.registry.queries.reading import read_file
from tequio.registry.rules.reading import Row, Table

GOOD = 'id;name;street\n1;"Las Abejas; S.C.";"Calle 1\nBarrio"\n2;Société Générale;\n'


def table(data: bytes | str) -> Table:
    return read_file(data.encode() if isinstance(data, str) else data, name="list.csv")


def rows(data: bytes | str) -> list[Row]:
    return list(table(data).rows)


def codes(data: bytes | str) -> list[str]:
    """Codes of the refusal of a file, or of the problems of its rows."""
    try:
        return [row.problem.code for row in rows(data) if row.problem]
    except Refused as refused:
        return [one.code for one in refused.refusals]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
def test_encodings_and_dividers_are_found(encoding, divider):
    data = GOOD.replace("; S", "# S").replace(";", divider).replace("#", divider).encode(encoding)
    found = table(data)
    assert found.columns == ("id", "name", "street")
    assert [row.cells["name"] for row in found.rows] == [
        f"Las Abejas{divider} S.C.",
        "Société Générale",
    ]


def test_a_row_keeps_the_line_on_which_it_begins():
    assert [(row.line, row.cells["street"]) for row in rows(GOOD)] == [
        (2, "Calle 1\nBarrio"),
        (4, ""),
    ]


def test_a_divider_said_in_a_line_of_its_own_is_believed():
    assert table("sep=|\nid|name, town\n1|A, B\n").columns == ("id", "name, town")


def test_headings_that_are_empty_or_stand_twice_get_names_of_their_own():
    found = table("id,name,,name\n1,A,B,C\n")
    assert found.columns == ("id", "name", "column 3", "name (2)")
    assert next(found.rows).cells["name (2)"] == "C"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["file_empty"]),
        (",,\n1,2,3", []),
        ("\n\n", ["file_empty"]),
        (",".join("abc" for _ in range(1001)) + "\n", ["too_many_columns"]),
        ("id,name\n1\n", ["row_too_short"]),
        ("id,name\n1,A,B\n", ["row_too_long"]),
        ("id,name\n1,A,\n", []),
        ('id,name\n1,"A\n', ["row_damaged"]),
        ('id,name\n1,"A"B\n2,C\n', ["row_damaged"]),
        ("id,name\n1,A\0\n2,C\n", ["row_damaged"]),
        ("id,name\n1," + "x" * 140_000 + "\n2,C\n", ["row_damaged"]),
        ("\0\1\2" * 50, ["file_not_readable"]),
        ("PK\3\4 no workbook", ["not_a_spreadsheet"]),
        ("%PDF-1.7 text", ["file_not_readable"]),
        ("[" * 100_000, ["file_not_readable"]),
        ('{"type": "Feature', ["file_not_readable"]),
        ("[1, 2]", ["json_not_known"]),
        ('{"a": "b"}', ["json_not_known"]),
        ('{"features": []}', ["file_empty"]),
        ('{"features": [3, {"properties": {"a": 1}, "geometry": {"type": "Point"}}]}',
         ["row_damaged"]),
    ],
)  # fmt: skip
def test_what_is_damaged_is_named(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("data", "what"), [(b"%PDF-1.7", "a PDF"), (b"\x89PNG", "a picture"), (b"\x1f\x8b", "packed")]
)
def test_what_kind_of_file_is_no_table_is_said(data, what):
    with pytest.raises(Refused) as reasons:
        table(data)
    assert what in str(reasons.value.refusals[0])


def test_a_byte_that_is_not_of_the_encoding_spoils_its_row_only():
    data = "id,name\n1,Épargne\n2,Crédit\n3,Société".encode()[:-1]
    assert [row.cells.get("name") for row in rows(data)] == ["Épargne", "Crédit", None]
    assert codes(data) == ["row_damaged"]


def test_a_csv_is_read_while_it_is_walked():
    class Counted(io.BytesIO):
        asked = 0

        def read1(self, size: int = -1) -> bytes:
            Counted.asked += 1
            return super().read1(size)

    stream = Counted(b"id,name\n" + b"1,A\n" * 100_000)
    walking = read_file(stream, name="long.csv").rows
    next(walking)
    assert Counted.asked <= 2
    assert sum(1 for _ in walking) == 99_999


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    assert codes("id,name\n1," + "x" * 2_200_000) == ["file_not_readable"]


def test_json_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("tequio.registry.rules.reading.opening.LARGEST_JSON", 5)
    assert codes('{"features": []}') == ["file_too_large_to_open"]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def place(geometry: object) -> tuple[str, ...]:
    cells = rows(json.dumps({"type": "FeatureCollection", "features": [feature(geometry, a=1)]}))
    return tuple(cells[0].cells.get(f"geometry.{n}", "") for n in ("lon", "lat", "precision"))


def test_any_shape_gets_a_point_and_how_far_it_reaches():
    horseshoe = [[[0, 0], [3, 0], [3, 1], [1, 1], [1, 2], [3, 2], [3, 3], [0, 3], [0, 0]]]
    assert place({"type": "Point", "coordinates": [1.5, 2, 300]}) == ("1.500000", "2.000000", "0")
    assert place({"type": "Polygon", "coordinates": horseshoe})[:2] == ("0.500000", "1.500000")
    assert place({"type": "LineString", "coordinates": [[0, 0], [0, 1], [0, 2]]}) == (
        "0.000000", "1.000000", "111195",
    )  # fmt: skip
    assert place({"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [5, 5]}]})[:2] == ("5.000000", "5.000000")  # fmt: skip
    assert place(None) == ("", "", "")
    assert place({"type": "Point", "coordinates": [200, 2]}) == (
        '{"type": "Point", "coordinates": [200, 2]}', "", "",
    )  # fmt: skip


def test_profiles_entries_and_maps_become_rows():
    profile = {"linked_schemas": ["organizations_schema-v1.0.0"], "name": "Abejas",
               "geolocation": {"lat": 16.7, "lon": -92.6}, "tags": ["honey", "coop"]}  # fmt: skip
    found = table(json.dumps(profile))
    assert found.format == "murmurations"
    assert next(found.rows).cells == {
        "linked_schemas": "organizations_schema-v1.0.0",
        "name": "Abejas",
        "geolocation.lat": "16.7",
        "geolocation.lon": "-92.6",
        "tags": "honey;coop",
    }
    entry = {"id": "x", "title": "Laden", "lat": 48.7, "lng": 9.1, "tags": [], "version": 3}
    assert table(json.dumps({"visible": [entry], "invisible": []})).format == "openfairdb"
    assert table(json.dumps([entry])).format == "openfairdb"
    point = {"type": "Point", "coordinates": [1, 2]}
    layer = {"_umap_options": {"name": "Shops"}, "features": [feature(point, name="A")]}
    found = table(json.dumps({"type": "umap", "layers": [layer, 7]}))
    first, second = found.rows
    assert (found.format, first.cells["layer"], first.cells["name"]) == ("umap", "Shops", "A")
    assert second.problem.code == "row_damaged"


def workbook(*cells: list[object]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Members")
    for place_, row in enumerate(cells):
        sheet.write_row(place_, 0, row)
    book.add_worksheet("Notes").write(0, 0, "x")
    book.close()
    return out.getvalue()


def test_a_workbook_is_read_by_its_first_sheet_and_formulas_stay_texts():
    found = table(workbook(["id", "name"], [7, "Abejas"], [], [8, "'=1+1"]))
    assert (found.format, found.columns) == ("xlsx", ("id", "name"))
    assert found.notes == ("sheet members", "not read: notes")
    assert [(row.line, row.cells) for row in found.rows] == [
        (2, {"id": "7", "name": "Abejas"}),
        (4, {"id": "8", "name": "'=1+1"}),
    ]


KINDS = (
    GOOD.encode(),
    GOOD.encode("utf-16"),
    GOOD.encode("cp1252"),
    json.dumps({"features": [feature({"type": "Point", "coordinates": [1, 2]}, a="é")]}).encode(),
    json.dumps([{"linked_schemas": ["s"], "name": "A", "tags": [1, None, {"b": []}]}]).encode(),
    json.dumps({"layers": [{"features": [feature(None, name="=1+1")]}]}).encode(),
    workbook(["id", "name"], ["1", "A"]),
)


def walked(data: bytes) -> list[Row]:
    """The rows of bytes that may be anything; none of a file that is refused."""
    try:
        found = table(data)
        read = list(found.rows)
    except Refused as refused:
        return [Row(0, {}, one) for one in refused.refusals]
    assert {name for row in read for name in row.cells} <= set(found.columns)
    return read


@settings(max_examples=150)
@given(st.sampled_from(KINDS), st.data())
def test_no_damage_to_a_file_ends_in_anything_but_a_refusal(data, draw):
    cut = draw.draw(st.integers(0, len(data)))
    damaged = bytearray(data[:cut] if draw.draw(st.booleans()) else data)
    for _ in range(draw.draw(st.integers(0, 5))):
        if damaged:
            damaged[draw.draw(st.integers(0, len(damaged) - 1))] = draw.draw(st.integers(0, 255))
    for row in walked(bytes(damaged)):
        assert not (row.cells and row.problem)
        assert all(isinstance(cell, str) for cell in row.cells.values())


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_refusal(data):
    assert all(not (row.cells and row.problem) for row in walked(data))
