"""Real registers laid side by side: two editions years of name-keeping apart, and namesakes.

The files lie outside the repository, see `PLACE`: Co-operatives UK open data 2016 and 2017
(ODC-By 1.0), the truth being the publisher's own ids; and a survey of cooperatives in Togo.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tequio.registry.queries.legal_words import legal_words
from tequio.registry.rules import matching
from tequio.registry.rules.cartography.projection import metres_between
from tequio.registry.rules.matching import Known, Party
from tequio.registry.rules.matching.blocking import pairs

ROOT = Path(__file__).resolve().parents[4]
SHARED = Path(os.environ.get("TEQUIO_SHARED", ROOT.parent / "shared"))
PLACE = SHARED / "data"

pytestmark = pytest.mark.skipif(
    not (PLACE / "uk_coops_2016_organisations.csv").is_file(),
    reason="the reference data (../shared/data) is not here",
)

REGISTERS = {
    "FCA": "GB-MPR",
    "Companies House": "GB-COH",
    "DETINI": "GB-NIC",
    "OSCR": "GB-SC",
    "Charity Commission": "GB-CHC",
}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (PLACE / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@cache
def edition(year: int, name: str) -> tuple[Party, ...]:
    """All organisations of one edition by one of their names, each id once."""
    found: dict[str, Party] = {}
    for row in rows(f"uk_coops_{year}_organisations.csv"):
        key = row["CUK Organisation ID"]
        number = REGISTERS.get(row["Registrar"], ""), row["Registered Number"]
        found.setdefault(
            key,
            Party(
                key=key,
                names=(row[name],),
                postcode=row["Registered Postcode"],
                locality=row["Registered City"],
                country="GB",
                numbers=(number,),
                ids=(("cuk", key),),
                status="active" if row["Registered Status"] == "Live" else "closed",
            ),
        )
    return tuple(found.values())


def live(year: int, name: str, *, has_numbers: bool) -> list[Party]:
    """The live organisations without the publisher's ids."""
    return [
        replace(one, ids=(), numbers=one.numbers if has_numbers else ())
        for one in edition(year, name)
        if one.status == "active"
    ]


@pytest.mark.parametrize(
    ("has_numbers", "precision", "recall"), [(True, 0.995, 0.99), (False, 0.99, 0.965)]
)
def test_two_editions_are_matched_without_ids(
    has_numbers: bool, precision: float, recall: float
) -> None:
    left = live(2016, "Trading Name", has_numbers=has_numbers)
    right = live(2017, "Registered Name", has_numbers=has_numbers)
    both = {one.key for one in left} & {one.key for one in right}
    assert (len(left), len(right), len(both)) == (6797, 6814, 6419)
    found = matching.candidates(left, right, legal_words())
    right_ones = sum(one.left == one.right for one in found)
    assert right_ones >= precision * len(found)
    assert right_ones >= recall * len(both)


def test_no_two_ids_are_linked_by_themselves() -> None:
    left, right = edition(2016, "Trading Name"), edition(2017, "Registered Name")
    links = matching.strict_links(left, right)
    assert {(one.left, one.right) for one in links} == {
        (key, key) for key in {one.key for one in left} & {one.key for one in right}
    }
    held = [one for one in matching.official_pairs(left, right) if one.held_by]
    assert {(one.left, one.right): one.held_by for one in held} == {
        ("R000867", "R021193"): ("key_contradicts",),
        ("R008893", "R019941"): ("stands_twice", "key_contradicts"),
    }


def test_of_hidden_ids_only_a_key_given_anew_is_not_noticed() -> None:
    left, right = (
        [replace(one, ids=()) for one in edition(year, name)]
        for year, name in ((2016, "Trading Name"), (2017, "Registered Name"))
    )
    links = matching.strict_links(left, right)
    assert len(links) > 6700
    wrong = [(one.left, one.right) for one in links if one.left != one.right]
    assert wrong == [("R000867", "R021193")]  # one company under one number, by either name


def test_togolese_namesakes_stay_apart_beyond_100_m_and_one_locality() -> None:
    parties = []
    for row in rows("togo_cooperatives_maritime_kara_savanes.csv"):
        lon, lat = (float(one) for one in row["geometry"][7:-1].split())
        place = {"locality": row["nom_localite"], "lon": lon, "lat": lat, "country": "TG"}
        parties.append(Party(row["FID"], (row["cooperative_nom"],), **place))
    known = [matching.known(one, legal_words()) for one in parties]
    by_core: dict[str, list[Known]] = {}
    for one in known:
        by_core.setdefault(one.names[0].core, []).append(one)
    namesakes = [
        (one, other)
        for listed in by_core.values()
        for at, one in enumerate(listed)
        for other in listed[at + 1 :]
    ]
    assert len(namesakes) > 3900
    looked_at = [(known[one], known[other]) for one, other in pairs(known, known) if one < other]
    proposed = [pair for pair in (*namesakes, *looked_at) if matching.score(*pair)]
    assert proposed
    for one, other in proposed:
        assert one.place is not None
        assert other.place is not None
        assert metres_between(one.place, other.place) <= 100
        assert one.locality == other.locality
    assert sum(bool(matching.score(*pair)) for pair in namesakes) < 10
