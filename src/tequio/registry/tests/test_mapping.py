"""A mapping says which column tells what; its faults are named, and so is what was not taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.registry.queries.mappings import ready_mapping, ready_mappings, ready_text
from tequio.registry.rules.facts import Said
from tequio.registry.rules.mapping import Mapped, Mapper, map_row, read_mapping
from tequio.registry.rules.reading import Row


def saying(entry: str, **cells: str) -> list[object]:
    """Values that one entry takes out of a row."""
    mapping = read_mapping(f"id: m\ntitle: M\nparts: [{{source: s, key: id, say: [{entry}]}}]")
    found = map_row(mapping, Row(2, {"id": "1", **cells}))
    return [one.value for spoken in found.spoken for one in spoken.said]


@pytest.mark.parametrize(
    ("entry", "cell", "value"),
    [
        ("{property: name.legal, column: c, language: es}", " Las \n Abejas ",
         {"text": "Las Abejas", "language": "es"}),
        ("{property: identifier, column: c, scheme: FR-SIREN}", "012",
         {"scheme": "FR-SIREN", "raw": "012"}),
        ("{property: address.street, column: c}", "Central House\r\nHermes Road\n",
         "Central House, Hermes Road"),
        ("{property: description, column: c}", "a\nb", "a\nb"),
        ("{property: website, column: c}", "x www.abejas.org/a @abejas", "https://www.abejas.org/a"),
        ("{property: website, column: c}", "javascript:alert(1)", None),
        ("{property: website, column: c}", "update6", None),
        ("{property: email, column: c}", "hola@abejas.org", "hola@abejas.org"),
        ("{property: email, column: c}", "hola", None),
        ("{property: phone, column: c}", "+52 55 1234", "+52 55 1234"),
        ("{property: phone, column: c}", "none", None),
        ("{property: founded_on, column: c, days: [Y-M-D, D/M/Y]}", "23/6/1925", "1925-06-23"),
        ("{property: founded_on, column: c}", "2012-03-31 00:00:00", "2012-03-31"),
        ("{property: founded_on, column: c}", "2012-02-31", None),
        ("{property: founded_on, column: c, days: YMD}", "20120131", "2012-01-31"),
        ("{property: members, column: c}", "264", 264),
        ("{property: members, column: c}", "264.0", 264),
        ("{property: members, column: c}", "26.4", None),
        ("{property: members, column: c}", "=1+1", None),
        ("{property: members, column: c, thousands: '.', decimal: ','}", "1.264,0", 1264),
        ("{property: members, column: c, decimal: ','}", "1.264", None),
        ("{property: members, column: c}", "9" * 40, None),
        ("{property: turnover, column: c, unit: GBP}", "-70.5", {"minor": -7050, "unit": "GBP"}),
        ("{property: turnover, column: c, unit: XOF, times: 1000}", "3",
         {"minor": 3000, "unit": "XOF"}),
        ("{property: is_sse, column: c}", "True", True),
        ("{property: is_sse, column: c, yes: [O], no: [N]}", "n", False),
        ("{property: is_sse, column: c}", "perhaps", None),
        ("{property: status, column: c, codes: {Dead: closed}}", "dead",
         {"scheme": "status", "code": "closed", "title": "Dead"}),
        ("{property: status, column: c}", "on fire", None),
        ("{property: class.isic, column: c, scheme: isic4, after: UK-, first: 2}", "UK-4711",
         {"scheme": "isic4", "code": "47", "title": ""}),
        ("{property: class.legal_form, column: c, scheme: x, before: .0}", "9220.0",
         {"scheme": "x", "code": "9220", "title": ""}),
        ("{property: class.icls, column: c, scheme: x, codes: {A: a}}", "B", None),
        ("{property: class.icls, column: c, scheme: x, codes: {A: a}, otherwise: keep}", "B",
         {"scheme": "x", "code": "B", "title": ""}),
        ("{property: point, column: c, form: wkt, precision: 20, method: survey}",
         "POINT (1.6367383333333299 -6.309665)",
         {"lon": "1.636738", "lat": "-6.309665", "precision": 20, "method": "survey"}),
        ("{property: point, column: c, form: latlon}", "6.5 181", None),
        ("{property: point, column: c, form: wkt}", "POINT EMPTY", None),
        ("{property: point, column: c}", "0 0", None),
        ("{property: point, column: c}", "1,5 2,5",
         {"lon": "1.5", "lat": "2.5", "precision": 1000, "method": "unknown"}),
        ("{property: address.country, column: c, codes: {SR: RS}}", "sr", "RS"),
        ("{property: address.country, column: c}", "ke", "KE"),
        ("{property: relation, column: c, relation: member_of, of_source: s}", "7",
         {"type": "member_of", "source": "s", "key": "7", "name": ""}),
        ("{property: relation, column: c, relation: hosts}", "Abejas",
         {"type": "hosts", "source": "", "key": "", "name": "Abejas"}),
        ("{property: name.legal, column: c}", "x" * 301, None),
        ("{property: name.legal, column: c, nulls: [Nsp]}", "NSP", None),
        ("{property: name.legal, column: c}", "  ", None),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_the_kind_of_its_property(entry, cell, value):
    assert saying(entry, c=cell) == ([] if value is None else [value])


def test_a_set_says_each_of_its_words_once_in_one_order():
    entry = (
        "{property: class.activity, column: c, scheme: x, divider: ',', codes: {A: a, B: b, N: ''}}"
    )
    expected = [
        {"scheme": "x", "code": "a", "title": "A"},
        {"scheme": "x", "code": "b", "title": "B"},
    ]
    assert saying(entry, c='{B,A,"A",N}') == expected
    assert saying(entry, c="A , B") == expected


def test_other_columns_of_the_row_help_to_read():
    scheme = "{property: identifier, column: c, scheme_column: r, schemes: {FCA: GB-MPR}}"
    assert saying(scheme, c="1R", r="FCA") == [{"scheme": "GB-MPR", "raw": "1R"}]
    assert saying(scheme, c="1R", r="other") == []
    title = "{property: class.isic, column: c, scheme: isic4, titles: [t, u]}"
    assert saying(title, c="47", u="Retail") == [
        {"scheme": "isic4", "code": "47", "title": "Retail"}
    ]
    exact = "{property: point, columns: [x, y], precision: 100, precision_column: p}"
    assert [one["precision"] for one in saying(exact, x="1", y="2", p="5000")] == [5000]
    assert [one["precision"] for one in saying(exact, x="1", y="2", p="3")] == [100]
    street = "{property: address.street, columns: [s, n], join: ' no. '}"
    assert saying(street, s="Calle 1", n="5") == ["Calle 1 no. 5"]
    only = "{property: name.local, column: c, when: {column: l, is: [x]}}"
    assert saying(only, c="A", l="y") == []
    assert saying("{property: address.country, value: TG}") == ["TG"]


SEVERAL = """
id: several
title: One file, three sources
nulls: [N/a]
personal: {chair: a person's name}
ignored: {note: not about the organisation}
sources:
  - {code: state, title: State, kind: official, public: true, licence: CC0-1.0}
parts:
  - source: state
    key: id
    until: {column: end, days: Y-M-D}
    say:
      - {property: members, column: members}
      - {property: website, column: web}
      - {property: email, column: mail}
  - source: list
    key: id
    about: id
    of_source: state
    when: {column: lists, is: sse, divider: "|"}
    say: [{property: is_sse, value: "true"}]
    absent: [{property: is_sse, value: "false"}]
  - source: flags
    key: [id, end]
    when: [{column: id, is_not: ["9"]}, {column: end, filled: true}]
    say: [{property: is_sse, column: flag, empty_means: no}]
"""
COLUMNS = "id end members web mail lists flag chair note extra".split()


def mapper(*complete: str) -> Mapper:
    return Mapper(read_mapping(SEVERAL), COLUMNS, complete=complete)


def row(line: int = 2, **cells: str) -> Row:
    return Row(line, dict.fromkeys(COLUMNS, "") | cells)


def test_one_row_speaks_for_several_sources():
    full = row(id="7", end="2012-03-31", members="12", lists="a|sse", flag="true")
    state, listed, flags = mapper().row(full).spoken
    assert state.said == (Said("members", 12, None, date(2012, 3, 31)),)
    assert (listed.source, listed.about, listed.of_source) == ("list", "7", "state")
    assert listed.said == (Said("is_sse", True),)
    assert (flags.key, flags.said) == ("7|2012-03-31", (Said("is_sse", True),))


def test_silence_says_something_only_where_the_source_claims_to_be_complete():
    silent = row(id="7", end="2012-03-31")
    assert [one.said for one in mapper().row(silent).spoken] == [(), ()]
    said = {one.source: one.said for one in mapper("list", "flags").row(silent).spoken}
    assert said["list"] == said["flags"] == (Said("is_sse", False),)
    assert said["state"] == ()


def test_a_row_without_a_key_is_named_and_gives_nothing():
    found = mapper().row(row(5, id="N/A"))
    assert found.spoken == ()
    assert [str(one) for one in found.problems] == [
        "Line 5 has nothing that tells this organisation from others in “id”."
    ]


def test_what_is_about_persons_is_not_kept():
    found = mapper().row(
        row(
            id="1",
            chair="Ana",
            mail="hola@abejas.org",
            note="ask ana@abejas.org",
            web="me (at) x.org",
        )
    )
    assert "chair" not in found.kept_row
    assert "mail" not in found.kept_row
    assert found.kept_row["note"] == "ask […]"
    assert found.kept_row["web"] == "[…]"
    assert [one.value for one in found.spoken[0].said] == ["hola@abejas.org"]


def test_the_report_tells_of_each_column_what_was_not_taken():
    reading = mapper()
    for line, members in enumerate(["5", "many", "", "N/a", "some", "few", "1.5"], 2):
        reading.row(row(line, id=str(line), members=members))
    found = {one.column: one for one in reading.report()}
    members = found["members"]
    assert (members.filled, members.empty, members.not_understood) == (5, 2, 4)
    assert members.samples == ((3, "many"), (6, "some"), (7, "few"))
    assert (found["note"].state, found["note"].reason) == ("ignored", "not about the organisation")
    assert found["chair"].state == "personal"
    assert found["extra"].state == "not_known"
    short = Mapper(read_mapping(SEVERAL), ["id", "end"])
    assert {one.column for one in short.report() if one.state == "missing"} == {
        "members", "web", "mail", "lists", "flag",
    }  # fmt: skip


def test_a_damaged_row_gives_its_problem_and_nothing_else():
    damaged = Row(9, {}, mapper().row(row(9)).problems[0])
    assert mapper().row(damaged) == Mapped(problems=(damaged.problem,))


def test_a_file_without_the_column_of_the_key_is_refused():
    with pytest.raises(Refused) as refused:
        Mapper(read_mapping(SEVERAL), ["end"])
    assert [one.code for one in refused.value.refusals] == ["key_column_missing"]


def faults(text: str) -> list[tuple[str, object]]:
    with pytest.raises(Refused) as refused:
        read_mapping(text)
    return [(one.code, dict(one.fields)["line"]) for one in refused.value.refusals]


PART = "id: m\ntitle: M\nparts:\n- source: s\n  key: id\n  say:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("mapping_not_readable", 1)]),
        ("id: [", [("mapping_not_readable", 1)]),
        ("id: m\n\ttitle: x", [("mapping_not_readable", 2)]),
        ("id: &a m\ntitle: *a", [("mapping_not_readable", 2)]),
        ("[" * 5000, [("mapping_not_readable", 1)]),
        ("x" * 500_001, [("mapping_not_readable", 1)]),
        ("- a", [("mapping_not_readable", 1)]),
        ("id: m\ntitle: M", [("mapping_entry_missing", 1)]),
        ("id: m\ntitle: M\nparts: []", [("mapping_entry_wrong", 3)]),
        (PART + "  - {property: name.nick, column: a}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: name.legal}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: name.legal, colum: a}",
         [("mapping_entry_wrong", 7), ("mapping_entry_unknown", 7)]),
        (PART + "  - {property: turnover, column: a}", [("mapping_entry_missing", 7)]),
        (PART + "  - {property: turnover, column: a, unit: pounds}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: identifier, column: a}", [("mapping_entry_missing", 7)]),
        (PART + "  - {property: relation, column: a, relation: loves}",
         [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: founded_on, column: a, days: D/D/Y}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: members, column: a, times: many}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: members, column: a, column: b}", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: members, column: {a: b}}",
         [("mapping_entry_wrong", 7), ("mapping_entry_wrong", 7)]),
        (PART + "  - {property: members, column: a, when: {column: b}}",
         [("mapping_entry_missing", 7)]),
        (PART + "  - name", [("mapping_entry_wrong", 7)]),
        (PART + "  - {property: members, column: a}\nignored: [a]", [("mapping_entry_wrong", 4)]),
        (PART + "  - {property: members, column: a}\nignored: [b]\npersonal: [b]",
         [("mapping_entry_wrong", 8)]),
        (PART.replace("key: id", "about: id") + "  - {property: members, column: a}",
         [("mapping_entry_wrong", 4), ("mapping_entry_missing", 4)]),
        (PART.replace("id: m", "id: My mapping") + "  - {property: members, column: a}",
         [("mapping_entry_wrong", 1)]),
        (PART + "  - {property: members, column: a}\nsources: [{code: s, title: S, public: maybe}]",
         [("mapping_entry_wrong", 8)]),
    ],
)  # fmt: skip
def test_each_fault_of_a_mapping_is_named_with_its_line(text, expected):
    assert faults(text) == expected


@settings(max_examples=60)
@given(st.integers(0, len(SEVERAL)), st.text(max_size=8))
def test_no_damage_to_a_mapping_ends_in_anything_but_a_refusal(place, text):
    try:
        found = read_mapping(SEVERAL[:place] + text + SEVERAL[place + len(text) :])
    except Refused as refused:
        found = refused.refusals
    assert found


@pytest.mark.parametrize("code", ready_mappings())
def test_a_ready_mapping_reads_and_names_its_sources(code):
    mapping = ready_mapping(code)
    assert mapping.code == code
    assert {part.source for part in mapping.parts} <= {one.code for one in mapping.sources} | {""}
    assert all(one.licence and one.attribution for one in mapping.sources if one.is_public)


def test_a_ready_mapping_that_is_not_there_is_not_made_up():
    with pytest.raises(KeyError):
        ready_text("../mappings/uk-coops-organisations")
