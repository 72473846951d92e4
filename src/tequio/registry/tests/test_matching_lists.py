"""Lists out of files: by headings in several languages, or by a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from tequio.kernel import Refused
from tequio.registry.queries.legal_words import headings
from tequio.registry.queries.lists import mapping_named, read_list
from tequio.registry.rules.matching import Party
from tequio.registry.rules.matching.headings import party_of_cells, under


def written(place: Path, text: str) -> Path:
    path = place / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("columns", "cells", "party"),
    [
        (
            "ID,Name,Postcode,Number,Lat,Lon,Town,Country,Status",
            "7,Leeds Bread,LS1 1AA,0123,53.8,-1.5,Leeds,gb,Dissolved",
            Party(
                "7", ("Leeds Bread",), "LS1 1AA", "Leeds", "TG", (("", "0123"),), (),
                -1.5, 53.8, "closed",
            ),
        ),
        (
            "Dénomination sociale,CODE POSTAL,Commune,SIREN,Pays",
            "Les Amis,75011,Paris,552100554,France",
            Party("line 2", ("Les Amis",), "75011", "Paris", "TG", (("", "552100554"),)),
        ),
        (
            "समिति का नाम,पिन कोड,गाँव",
            "लक्ष्मी समूह,411001,-",
            Party("line 2", ("लक्ष्मी समूह",), "411001", "", "TG"),
        ),
        (
            "Name,Number,Latitude,Longitude",
            "Nowhere,n/a,0,0",
            Party("line 2", ("Nowhere",), country="TG"),
        ),
        (
            "Name,Latitude,Longitude",
            "Nowhere,53.8,-181",
            Party("line 2", ("Nowhere",), country="TG"),
        ),
        (
            "cooperative_nom,nom_localite,geometry",
            "Novissi,Kpogamé,POINT (1.25 6.5)",
            Party("line 2", ("Novissi",), "", "Kpogamé", "TG", lon=1.25, lat=6.5),
        ),
    ],
)  # fmt: skip
def test_a_row_is_read_by_its_headings(columns: str, cells: str, party: Party) -> None:
    names = columns.split(",")
    held = under(names, headings(), file="list.csv")
    row = dict(zip(names, cells.split(","), strict=True))
    assert party_of_cells(row, held, headings(), key="line 2", country="TG") == party


def test_a_list_without_names_is_refused() -> None:
    with pytest.raises(Refused, match="list_without_names") as raised:
        under(["colour", "size"], headings(), file="list.csv")
    assert str(raised.value.refusals[0]).endswith("to hold names of organisations: colour, size.")


def test_countries_are_known_by_their_names_and_the_given_one_is_for_rows_without(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "name,country\nA,Österreich\nB,gb\nC,\nD,Atlantis\n")
    countries = [one.country for one in read_list(path, country="IN").parties]
    assert countries == ["AT", "GB", "IN", ""]


def test_what_stands_twice_is_one_with_both_names(tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\n1,Leeds Bread\n1,Bread of Leeds\n2,Other\n,\n2,Other\n")
    listed = read_list(path, country="GB")
    assert [(one.key, one.names) for one in listed.parties] == [
        ("1", ("Leeds Bread", "Bread of Leeds")),
        ("2", ("Other",)),
    ]
    assert (listed.mapping, listed.source) == ("", "")


MAPPING = """
id: own
title: Own
parts:
  - source: ours
    key: Nr
    say:
      - {property: name.legal, column: Called, language: en}
      - {property: identifier, column: Reg, scheme: XX-NOT-SAID}
  - source: theirs
    key: Theirs
    say:
      - {property: identifier, column: Reg, scheme: XX-COH}
"""


def test_a_list_is_read_by_a_mapping_out_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(MAPPING, encoding="utf-8")
    path = written(tmp_path, "Nr,Called,Reg,Theirs\n1,Leeds Bread,0123,T9\n,Nameless,,T1\n")
    listed = read_list(path, mapping=mapping_named(str(tmp_path / "own.yaml")), country="GB")
    assert listed.parties[0] == Party(
        "1", ("Leeds Bread",), country="GB",
        numbers=(("", "0123"), ("XX-COH", "0123")), ids=(("ours", "1"), ("theirs", "T9")),
    )  # fmt: skip
    assert (listed.rows, len(listed.parties)) == (2, 1)
    assert [one.code for one in listed.problems] == ["row_without_key"]


def test_a_mapping_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="mapping_not_known"):
        mapping_named("no-such-mapping")
