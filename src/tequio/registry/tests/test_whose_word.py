"""What a file may say, in whose name, and whose numbers bring records together."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import IdentifierRow
from tequio.registry.rules.mapping import read_mapping
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import opened, with_member
from tequio.registry.tests.partners import a_register, follows
from tequio.registry.tests.stage import MAPPING, Register, register

pytestmark = pytest.mark.django_db
ANA = "1,Ana,123,,,,GB,Live,,,,"


def test_no_file_speaks_for_the_office_or_an_organisation_itself() -> None:
    office = opened()
    group, listed = with_member(office), office.lists("Weavers")
    office.does(service.recognise, listed=listed, organisation=group.id)
    office.of(group, service.describe, values=(Value("name.legal", "Weavers"),))
    held = Register(office.group, office.at)
    for code in ("own", "keeper"):
        held.mapping(code, code=code)
        with pytest.raises(Refused, match="source_code_taken"):
            held.takes_in(ANA, source=code)


def test_no_file_speaks_for_what_comes_by_a_feed() -> None:
    north, south = a_register("north"), a_register("south")
    north.takes_in(ANA, source="list-north")
    follows(south, "north").takes()
    south.mapping("north", code="north")
    with pytest.raises(Refused, match="source_code_taken"):
        south.takes_in(ANA, source="north")


@pytest.mark.parametrize("kind", ["own", "keeper"])
def test_no_mapping_opens_a_source_of_persons(kind: str) -> None:
    source = f"sources:\n  - {{code: web, title: Web, kind: {kind}}}"
    text = MAPPING.format(code="web", source="web").replace("sources: []", source)
    with pytest.raises(Refused, match="mapping_entry_wrong"):
        read_mapping(text)


@pytest.mark.parametrize(
    ("kind", "is_linked"),
    [("partner", False), ("public", False), ("official", True), ("survey", True)],
)
def test_a_number_that_nobody_checked_brings_no_official_record(kind: str, is_linked: bool) -> None:
    held = register().ready("list", kind=kind).ready("register")
    held.takes_in(ANA.replace("1,", "claim,", 1), source="list")
    held.takes_in(ANA)
    assert (held.listed("1") == held.listed("claim")) is is_linked


def test_a_number_that_an_organisation_says_of_itself_brings_no_official_record() -> None:
    office = opened()
    group, listed = with_member(office), office.lists("Weavers")
    office.does(service.recognise, listed=listed, organisation=group.id)
    number = Value("identifier", {"scheme": "GB-COH", "raw": "123"})
    office.of(group, service.describe, values=(Value("name.legal", "Weavers"), number))
    held = Register(office.group, office.at).ready("register")
    held.takes_in(ANA)
    assert held.listed("1") != listed
    assert office.findings() == []


def test_a_scheme_longer_than_the_index_holds_is_not_understood() -> None:
    held = register()
    held.source()
    held.mapping(text=MAPPING.format(code="plain", source="register").replace("GB-COH", "X" * 31))
    assert held.takes_in(ANA, mapping="plain")["new"] == 1
    assert not IdentifierRow.objects.exists()
    assert held.findings() == []
