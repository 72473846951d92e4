"""Files come in, come again, and are taken back."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.kernel import Refused
from tequio.membership.tests.test_spreadsheets import FAR
from tequio.registry import service
from tequio.registry.models import IdentifierRow, RecordRow, StatementRow
from tequio.registry.rules.reading.opening import LARGEST_JSON
from tequio.registry.rules.reading.table import MOST_COLUMNS
from tequio.registry.service.bulk import Growing
from tequio.registry.tests.stage import Register, register

pytestmark = pytest.mark.django_db

ANA = "1,Ana Cooperative,00123,1 High Street,Leeds,LS1 1AA,GB,Live,-1.5,53.8,,"
BEA = "2,Bea Society,,2 Low Street,York,YO1 1AA,GB,Live,,,,"
CAL = "3,Cal Mutual,999,3 Mid Street,Hull,HU1 1AA,GB,Live,,,,"


def there() -> Register:
    return register().ready()


def counts(told: object) -> dict[str, int]:
    names = ("rows", "new", "changed", "same", "vanished", "refused")
    return {name: told[name] for name in names if told[name]}  # type: ignore[index]


def test_a_first_file_lists_every_organisation_with_its_numbers_words_and_place() -> None:
    held = there()
    told = held.takes_in(ANA, BEA)
    assert counts(told) == {"rows": 2, "new": 2}
    shown = held.shown()
    assert sorted(shown) == ["Ana Cooperative", "Bea Society"]
    ana = shown["Ana Cooperative"]
    assert (ana.lon, ana.lat, ana.country, ana.status) == (-1_500_000, 53_800_000, "GB", "active")
    number = IdentifierRow.objects.get(organisation_id=held.keeper)
    assert (number.scheme, number.normal, number.listed_id) == ("GB-COH", "123", ana.id)
    assert held.findings() == []


def test_the_same_file_again_changes_nothing() -> None:
    held = there()
    held.takes_in(ANA, BEA)
    before = StatementRow.objects.count()
    assert counts(held.later().takes_in(ANA, BEA)) == {"rows": 2, "same": 2}
    assert StatementRow.objects.count() == before
    assert held.findings() == []


def test_a_second_edition_tells_new_changed_and_vanished_and_vanished_is_not_closed() -> None:
    held = there()
    held.takes_in(ANA, BEA)
    moved = ANA.replace("1 High Street", "9 High Street")
    told = held.later().takes_in(moved, CAL)
    assert counts(told) == {"rows": 2, "new": 1, "changed": 1, "vanished": 1}
    assert held.shown()["Bea Society"].status == "active"
    bea = RecordRow.objects.get(organisation_id=held.keeper, key="2")
    assert bea.vanished_batch_id == told["batch"]
    assert held.findings() == []


def test_noise_of_the_format_is_no_change() -> None:
    held = there()
    held.takes_in(ANA)
    noisy = ANA.replace("00123", "123").replace("1 High Street", '"1 High\nStreet "')
    assert counts(held.later().takes_in(noisy)) == {"rows": 1, "same": 1}


def test_a_part_of_a_list_lets_nobody_vanish() -> None:
    held = there()
    held.takes_in(ANA, BEA)
    assert counts(held.later().takes_in(ANA, whole=False)) == {"rows": 1, "same": 1}


def test_a_key_that_stands_twice_is_taken_once_and_told() -> None:
    held = there()
    told = held.takes_in(ANA, ANA.replace("Ana", "Other"))
    assert counts(told) == {"rows": 2, "new": 1, "refused": 1}


def test_an_equal_register_number_links_two_sources_and_alike_names_do_not() -> None:
    held = register().ready("register", "list")
    held.takes_in(ANA, BEA)
    told = held.takes_in(
        "a,Ana Coop Ltd,123,,,,GB,Live,,,,", "b,Bea Society,,,,YO1 1AA,GB,,,,,", source="list"
    )
    assert counts(told) == {"rows": 2, "new": 2}
    assert held.listed("a") == held.listed("1")
    assert held.listed("b") != held.listed("2")
    assert held.findings() == []


@pytest.mark.parametrize(
    ("here", "there_"),
    [
        pytest.param([ANA], ["a,X,123,,,,,,,,,", "b,Y,123,,,,,,,,,"], id="twice in the file"),
        pytest.param(
            [ANA, CAL.replace("999", "123")], ["a,X,123,,,,,,,,,"], id="twice in the register"
        ),
    ],
)
def test_a_number_that_is_not_unique_links_nobody(here: list[str], there_: list[str]) -> None:
    held = register().ready("register", "list")
    held.takes_in(*here)
    held.takes_in(*there_, source="list")
    ours = {held.listed("1")}
    assert ours.isdisjoint(held.listed(row[0]) for row in there_)


def test_two_keys_of_one_publisher_are_two_organisations_whatever_their_number() -> None:
    held = there()
    held.takes_in(ANA)
    held.later().takes_in(ANA, "9,Ana Again,123,,,,,,,,,")
    assert held.listed("9") != held.listed("1")


def test_an_import_that_is_undone_was_never_said() -> None:
    held = there()
    held.takes_in(ANA, BEA)
    told = held.later().takes_in(ANA.replace("Ana", "Anna"), CAL)
    undone = service.undo_batch(held.act(), batch=told["batch"])
    assert undone.facts["statements"] == 2
    assert sorted(held.shown()) == ["Ana Cooperative", "Bea Society"]
    assert RecordRow.objects.get(organisation_id=held.keeper, key="2").vanished_batch_id is None
    assert held.row(held.listed("3")).is_withdrawn
    assert held.findings() == []
    assert counts(held.later().takes_in(ANA, BEA, CAL)) == {"rows": 3, "same": 2, "new": 1}
    assert not held.row(held.listed("3")).is_withdrawn
    assert held.findings() == []


def test_who_came_back_had_vanished_before_when_the_later_import_is_undone() -> None:
    held = there()
    held.takes_in(ANA, BEA)
    gone = held.later().takes_in(ANA)["batch"]
    back = held.later().takes_in(ANA, BEA)["batch"]
    service.undo_batch(held.act(), batch=back)
    bea = RecordRow.objects.get(organisation_id=held.keeper, key="2")
    assert bea.vanished_batch_id == gone


def test_a_new_order_in_the_statutes_shows_everything_again_at_the_next_act() -> None:
    held = register().ready("register")
    held.source("web", kind="own")
    held.mapping("web", code="web")
    held.takes_in(ANA)
    held.takes_in("a,Ana of the Web,123,,,,,,,,,", source="web")
    assert "Ana Cooperative" in held.shown()
    held.rules(order="own_first").later().takes_in(BEA, whole=False)
    assert "Ana of the Web" in held.shown()
    assert held.findings() == []


REFUSED = {
    "no_such_mapping": lambda held: held.takes_in(ANA, mapping="other"),
    "no_such_source": lambda held: (
        held.mapping("nobody", code="nobody"),
        held.takes_in(ANA, mapping="nobody"),
    ),
    "mapping_of_other_source": lambda held: (
        held.source("list"),
        held.takes_in(ANA, source="list", mapping="register"),
    ),
    "edition_before": lambda held: (held.takes_in(ANA), held.later(-9).takes_in(BEA)),
    "file_not_here": lambda held: service.import_batch(
        held.act(), source="register", mapping="register", file="0" * 64, name="x.csv"
    ),
    "file_empty": lambda held: held.takes_in_file(b""),
    "file_not_readable": lambda held: held.takes_in_file(b"%PDF-1.4 nothing"),
    "json_not_known": lambda held: held.takes_in_file(b'{"a": 1}'),
    "not_a_spreadsheet": lambda held: held.takes_in_file(b"PK\x03\x04 nothing"),
    "too_many_columns": lambda held: held.takes_in_file(
        (",".join(f"c{n}" for n in range(MOST_COLUMNS + 1)) + "\n1\n").encode()
    ),
    "file_too_large_to_open": lambda held: held.takes_in_file(b'["' + b"a" * LARGEST_JSON + b'"]'),
    "file_too_large": lambda held: held.takes_in_file(FAR),
    "key_column_missing": lambda held: held.takes_in_file(b"name,town\nA,B\n"),
    "no_such_batch": lambda held: service.undo_batch(held.act(), batch=77),
    "mapping_not_readable": lambda held: held.mapping(text="}{"),
    "mapping_entry_missing": lambda held: held.mapping(text="title: x"),
    "mapping_entry_unknown": lambda held: held.mapping(
        text=MAPPING_TEXT.replace("title:", "titel:")
    ),
    "mapping_entry_wrong": lambda held: held.mapping(
        text=MAPPING_TEXT.replace("name.legal", "name.royal")
    ),
}


MAPPING_TEXT = (
    "id: m\ntitle: M\nparts:\n  - source: register\n    key: id\n"
    "    say:\n      - {property: name.legal, column: name}\n"
)


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(code: str) -> None:
    held = there()
    with pytest.raises(Refused) as refused:
        REFUSED[code](held)
    assert code in {one.code for one in refused.value.refusals}
    assert held.findings() == []


def test_only_who_keeps_the_register_takes_files_in_and_back() -> None:
    held = there()
    batch = held.takes_in(ANA)["batch"]
    digest = service.stage(held.keeper, [b"id\n1\n"])
    for who in ("bina", "chand"):
        with pytest.raises(Refused, match="office_not_held"):
            service.import_batch(
                held.act(who), source="register", mapping="register", file=digest, name="x"
            )
        with pytest.raises(Refused, match="office_not_held"):
            service.undo_batch(held.act(who), batch=batch)
        with pytest.raises(Refused, match="office_not_held"):
            service.save_mapping(held.act(who), text=MAPPING_TEXT)


def test_an_import_is_undone_once_and_the_last_one_first() -> None:
    held = there()
    first = held.takes_in(ANA)["batch"]
    second = held.later().takes_in(BEA)["batch"]
    with pytest.raises(Refused, match="later_batch"):
        service.undo_batch(held.act(), batch=first)
    service.undo_batch(held.act(), batch=second)
    with pytest.raises(Refused, match="batch_already_undone"):
        service.undo_batch(held.act(), batch=second)


def test_a_thousand_rows_need_no_more_queries_than_ten() -> None:
    held = there()

    def asked(start: int, rows: int) -> int:
        lines = [f"{n},Group {n},{n},,,,IN,Live,77.{n},28.5,," for n in range(start, start + rows)]
        with CaptureQueriesContext(connection) as captured:
            held.later().takes_in(*lines, whole=False)
        return len(captured)

    held.takes_in(ANA)
    assert asked(10_000, 1_000) <= asked(100, 10) + 2


def test_postgresql_counts_its_tables_again_while_a_file_fills_them() -> None:
    growing = Growing(first=3)
    with CaptureQueriesContext(connection) as captured:
        for rows in (2, 3, 11, 12, 40):
            growing.by(rows)
    assert len(captured) == (2 if connection.vendor == "postgresql" else 0)


def test_a_key_that_lost_its_zeros_is_the_same_record_where_there_is_no_doubt() -> None:
    red = register().ready()
    red.takes_in(*(f"{key},Group {key},,,Leeds,,GB,Live,,,," for key in ("001", "003", "04", "4")))
    later = ("1,Group 001", "3,Group 3", "0004,Group 0004", "0001,Group 0001")
    told = red.later().takes_in(*(f"{row},,,Leeds,,GB,Live,,,," for row in later[:2]), whole=False)
    assert (told["new"], told["same"], told["changed"]) == (0, 1, 1)
    assert red.shown()["Group 3"].id == red.listed("003")
    told = red.later().takes_in(*(f"{row},,,Leeds,,GB,Live,,,," for row in later), whole=False)
    assert (told["new"], told["same"]) == (3, 1), "written two ways, or of two known ones: in doubt"
    assert red.findings() == []
