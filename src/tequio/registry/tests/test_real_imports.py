"""The real files through the door: what `docs/registers.md` says of each is what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tequio.registry.models import ListedRow, RecordRow, StatementRow
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.imports import moved
from tequio.registry.queries.mappings import ready_mapping, ready_text
from tequio.registry.rules.choosing import choose
from tequio.registry.service import stage
from tequio.registry.service.preparing import Waiting, take_in
from tequio.registry.tests.real_files import DATA, needs
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db
UK_2016, UK_2017 = (f"uk_coops_{year}_organisations.csv" for year in (2016, 2017))
FRENCH = "fr_ess_numerique_slice.csv"
NAMES = ("rows", "new", "changed", "same", "vanished", "refused")


def taken(held: Register, file: str, mapping: str, edition: date) -> Mapping[str, Any]:
    """Take a real file in under a ready mapping, for its first source."""
    held.later()
    digest = stage(held.keeper, [(DATA / file).read_bytes()])
    source = ready_mapping(mapping).parts[0].source
    waiting = Waiting(source, digest, file, edition)
    key = f"{digest[:20]} {edition}"
    return take_in(lambda end: held.act(key=key + end), ready_text(mapping), waiting).facts


def counts(told: Mapping[str, Any]) -> dict[str, int]:
    return {name: told[name] for name in NAMES if told[name]}


def british(held: Register, file: str, edition: date) -> Mapping[str, Any]:
    return taken(held, file, "uk-coops-organisations", edition)


@needs(UK_2016)
@needs(UK_2017)
def test_two_editions_of_a_real_register_tell_what_changed_and_a_third_that_nothing_did() -> None:
    held = register()
    first = british(held, UK_2016, date(2016, 12, 31))
    assert counts(first) == {"rows": 8037, "new": 8019, "refused": 18}
    second = british(held, UK_2017, date(2017, 12, 31))
    assert counts(second) == {
        "rows": 8371, "new": 470, "changed": 4505, "same": 3396, "vanished": 118,
    }  # fmt: skip
    changed = moved(held.keeper, second["batch"], "changed", most=10_000)
    turns = Counter(
        tuple(str(said[0].value["title"]) for said in (one.before, one.after))
        for row in changed
        for one in row.differences
        if one.property == "status"
    )
    assert turns == {("Live", "Dead"): 260, ("Dead", "Live"): 1}
    there = StatementRow.objects.count()
    again = british(held, UK_2017, date(2018, 12, 31))
    assert counts(again) == {"rows": 8371, "same": 8371}
    assert StatementRow.objects.count() == there == 8019 + 470 + 4505
    assert RecordRow.objects.count() == 8019 + 470
    assert held.findings() == []


@needs(FRENCH)
def test_two_official_registers_that_disagree_stay_visible_both() -> None:
    held = register()
    for one in ready_mapping("fr-ess-numerique").sources:
        complete = one.code in ("sirene", "ess-france")
        held.source(one.code, kind=one.kind, is_complete=complete)
    told = taken(held, FRENCH, "fr-ess-numerique", date(2024, 1, 1))
    assert counts(told)["rows"] == 1110
    listed = list(ListedRow.objects.values_list("id", flat=True))
    assert len(listed) == 1110
    chosen = [choose(said)["is_sse"] for said in heard_of(held.keeper, listed).values()]
    contested = [one for one in chosen if one.against]
    assert Counter(one.first.said.value for one in contested) + Counter(
        one.against[0].said.value for one in contested
    ) == {True: 466, False: 466}
    assert held.findings() == []


FILES = {
    "fr-ess-numerique": (FRENCH, {"rows": 1110, "new": 1773}, 1110),
    "susy-sse-europe": ("susy_sse_europe.geojson", {"rows": 1794, "new": 1794}, 1794),
    "togo-cooperatives": (
        "togo_cooperatives_maritime_kara_savanes.csv", {"rows": 3314, "new": 3314}, 3314,
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("mapping", FILES)
def test_each_real_file_comes_in_whole_and_again_without_a_change(mapping: str) -> None:
    file, expected, listed = FILES[mapping]
    if not (DATA / file).is_file():
        pytest.skip(f"the reference data (../shared/data/{file}) is not here")
    held = register()
    assert counts(taken(held, file, mapping, date(2020, 1, 1))) == expected
    assert ListedRow.objects.filter(organisation_id=held.keeper).count() == listed
    again = counts(taken(held, file, mapping, date(2021, 1, 1)))
    assert again == {"rows": expected["rows"], "same": expected["new"]}
    assert held.findings() == []


@pytest.mark.slow
@needs(UK_2016)
@needs("uk_coops_2016_economy.csv")
def test_figures_of_a_second_file_stand_with_the_organisations_of_the_first() -> None:
    held = register()
    british(held, UK_2016, date(2016, 12, 31))
    told = taken(held, "uk_coops_2016_economy.csv", "uk-coops-economy", date(2016, 12, 31))
    assert counts(told) == {"rows": 32292, "new": 32264, "refused": 28}
    assert ListedRow.objects.filter(organisation_id=held.keeper).count() == 8019
    assert held.findings() == []
