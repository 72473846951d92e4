"""A mapping said column by column: guessed, written as YAML, read back as it was said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tequio.registry.queries.legal_words import columns_by_heading, headings
from tequio.registry.queries.mappings import ready_mapping, ready_mappings
from tequio.registry.rules.mapping import read_mapping
from tequio.registry.rules.mapping.drafting import (
    IGNORED,
    LAT,
    LON,
    PERSONAL,
    SAYABLE,
    Choice,
    Draft,
    draft_of,
    text_of,
)
from tequio.registry.rules.mapping.guessing import day_form, guessed, guessed_key
from tequio.registry.rules.properties import PROPERTIES

HOWS = {
    "day": some.sampled_from(["D/M/Y", "Y-M-D", "YMD"]),
    "money": some.sampled_from(["EUR", "XOF"]),
    "point": some.sampled_from(["wkt", "lonlat", "latlon"]),
    "name": some.sampled_from(["", "fr", "hi"]),
    "yes_no": some.sampled_from(["", "ja / nein"]),
}
PLAIN = some.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)


@some.composite
def drafts(draw: some.DrawFn) -> Draft:
    """What somebody may choose for the columns of any file."""
    columns = draw(some.lists(PLAIN, min_size=2, max_size=8, unique=True))
    choices = []
    for column in columns[1:]:
        what = draw(some.sampled_from(["", IGNORED, PERSONAL, *SAYABLE]))
        how = PLAIN
        if what == "status":
            how = some.sampled_from(["", "Live: active, Dead: closed"])
        elif what in PROPERTIES:
            how = HOWS.get(PROPERTIES[what].kind, some.just("a-scheme"))
            if PROPERTIES[what].kind not in (*HOWS, "identifier", "code"):
                how = some.just("")
        choices.append(Choice(column, what, draw(how)))
    return Draft("a-list", "A list: of #1", "a-source", (columns[0],), tuple(choices))


@given(drafts())
@settings(max_examples=60, deadline=None)
def test_what_was_chosen_is_what_the_mapping_says_and_is_found_in_it_again(draft: Draft) -> None:
    plan = read_mapping(text_of(draft))
    (part,) = plan.parts
    assert part.key == draft.key
    assert [one.property for one in part.sayings] == [
        one.what for one in draft.choices if one.what in PROPERTIES
    ]
    assert set(plan.personal) == {one.column for one in draft.choices if one.what == PERSONAL}
    assert set(plan.ignored) == {one.column for one in draft.choices if one.what == IGNORED}
    again = draft_of(plan, [one.column for one in draft.choices])
    assert again is not None
    assert read_mapping(text_of(again)) == plan


@pytest.mark.parametrize("code", ready_mappings())
def test_what_cannot_be_said_column_by_column_is_left_to_yaml(code: str) -> None:
    assert draft_of(ready_mapping(code), []) is None


LISTS = {
    "en": "Reg No,Legal name,Town,Zip code,Country,Website,Founded on,Chairperson",
    "fr": "SIREN,Raison sociale,Ville,Code postal,Pays,Site web,Date de création,Président",
    "es": "RFC,Razón social,Localidad,Código postal,País,Sitio web,Fecha de registro,Presidente",
    "pt": "CNPJ,Razão social,Cidade,CEP,País,Site,Data de fundação,Tesoureiro",
    "hi": "पंजीकरण संख्या,संस्था का नाम,गाँव,पिन कोड,देश,वेबसाइट,पंजीकरण तिथि,अध्यक्ष",
}
SAID = [
    "identifier", "name.legal", "address.locality", "address.postcode", "address.country",
    "website", "founded_on", PERSONAL,
]  # fmt: skip
CELLS = ["A1", "Novissi", "Kara", "110001", "Togo", "https://a.example", "23/06/1998", "Afi"]


@pytest.mark.parametrize("language", LISTS)
def test_headings_of_five_languages_are_guessed(language: str) -> None:
    columns = LISTS[language].split(",")
    samples = {column: [cell] for column, cell in zip(columns, CELLS, strict=True)}
    words = columns_by_heading()
    found = guessed(columns, samples, words, headings().closed)
    assert [one.what for one in found] == SAID
    assert found[6].how == "D/M/Y"
    assert guessed_key(columns, samples, 1, words) == columns[0]


def test_cells_are_believed_where_headings_say_nothing() -> None:
    samples = {
        "c1": ["ana@coop.example", "bea@coop.example"],
        "c2": ["https://a.example", "https://b.example"],
        "c3": ["POINT (1.2 6.1)", "POINT (1.3 6.2)"],
        "c4": ["x", "y"],
        "status": ["Activa", "Disuelta"],
        "lat": ["1", "2"],
    }
    found = guessed([*samples, "empty"], samples, columns_by_heading(), headings().closed)
    assert [(one.what, one.how) for one in found] == [
        (PERSONAL, ""), ("website", ""), ("point", "wkt"), ("", ""),
        ("status", "Activa: active, Disuelta: closed"), ("", ""), (IGNORED, "empty in this file"),
    ]  # fmt: skip
    assert {LON, LAT}.isdisjoint(one.what for one in found)


def test_days_are_read_in_a_form_that_fits_all_of_them_or_in_none() -> None:
    assert day_form(["01/02/2001", "23/06/1998"]) == "D/M/Y"
    assert day_form(["01/02/2001", "06/23/1998"]) == "M/D/Y"
    assert day_form(["2001-02-01T00:00"]) == "Y-M-D"
    assert day_form(["01/02/2001", "soon"]) == ""
    assert day_form([]) == ""


def test_a_column_that_tells_nobody_apart_is_no_key() -> None:
    samples = {"id": ["1", "1"], "name": ["Ana", "Bea"], "reg no": ["7"]}
    assert guessed_key(["id", "reg no", "name"], samples, 2, columns_by_heading()) == ""
    assert guessed_key(["id"], samples, 2, columns_by_heading()) == ""


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("Founded??", ""), ("Name", ""), ("Phone number", ""), ("Post code", ""),
        ("Co-op ID", "Co-op ID"), ("Code interne", "Code interne"), ("Reg. no", "Reg. no"),
    ],
)  # fmt: skip
def test_only_a_heading_makes_a_key_and_no_chance_of_the_first_rows(column: str, key: str) -> None:
    samples = {column: ["1", "2"], "Town": ["Ho", "Lomé"]}
    assert guessed_key([column, "Town"], samples, 2, columns_by_heading()) == key
