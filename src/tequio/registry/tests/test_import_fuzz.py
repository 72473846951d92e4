"""Whatever is sent, by page or by act: a clear answer, and all of a file or nothing of it."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from tequio.kernel import Refused
from tequio.registry.models import BatchRow, ListedRow, MappingRow, RecordRow, StatementRow
from tequio.registry.tests.stage import HEADINGS, Register, register

pytestmark = pytest.mark.django_db
HOME = "/o/red/register/"
ANA = "1,Ana Cooperative,00123,1 High Street,Leeds,LS1 1AA,GB,Live,-1.5,53.8,,"
GOOD = f"{HEADINGS}\n{ANA}\n2,Bea,7,2 Low Street,York,YO1 1AA,GB,Live,,,,\n".encode()


def workbook(*rows: list[Any]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return held.getvalue()


def bomb() -> bytes:
    """A workbook of some kilobytes that would unpack to hundreds of megabytes."""
    plain = workbook(HEADINGS.split(","), ["1", "Ana"])
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                row = b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 100 + b"</row>"
                data = data.replace(b"</sheetData>", row * 40_000 + b"</sheetData>")
            new.writestr(name, data)
    return held.getvalue()


FORMULA = f"{HEADINGS}\n1,=cmd|' /C calc'!A0,@SUM(1),+1,-2,=1+1,GB,Live,=1,=2,,\n".encode()
NUL = f"{HEADINGS}\n1,A\0na,0\x0012,1\0,L\0,LS1\0,GB,Live,,,,\n2\0,Bea\0,,,,,,,,,,\n".encode()
SURROGATE = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": "1\ud800", "name": "A\udfffna", "number": "\0", "x\ud800": 1},
                "geometry": {"type": "Point", "coordinates": [1e400, -91]},
            }
        ],
    }
).encode()
DEEP = b'{"type":"FeatureCollection","features":' + b"[" * 50_000
LONG = (
    f"{HEADINGS}\n1,{'a' * 100_000},{'9' * 100_000},,,{'b' * 9_000},{'c' * 99},Live,,,,\n".encode()
)
ONE_KEY = f"{HEADINGS}\n{'k' * 5_000},Ana,,,,,,,,,,\n".encode()


def broken(good: bytes) -> some.SearchStrategy[bytes]:
    """A good file cut off, with bytes of chance in it, or in another encoding."""
    cut = some.integers(0, len(good)).map(lambda end: good[:end])
    noise = some.tuples(some.integers(0, len(good)), some.binary(min_size=1, max_size=6))
    mixed = noise.map(lambda it: good[: it[0]] + it[1] + good[it[0] :])
    other = some.sampled_from(["utf-16", "utf-16-le", "cp1252", "utf-8-sig", "utf-32"])
    return some.one_of(cut, mixed, other.map(lambda name: good.decode().encode(name)))


def broken_book() -> some.SearchStrategy[bytes]:
    """A workbook with bytes of chance in it."""
    good = workbook(["id", "name"], ["1", "Ana"])
    place = some.tuples(some.integers(0, len(good)), some.binary(min_size=1, max_size=6))
    return place.map(lambda it: good[: it[0]] + it[1] + good[it[0] :])


def there() -> tuple[int, ...]:
    tables = (BatchRow, RecordRow, StatementRow, ListedRow)
    return tuple(table.objects.count() for table in tables)


FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(data=some.one_of(broken(GOOD), some.binary(max_size=300), broken_book()))
@example(data=FORMULA)
@example(data=NUL)
@example(data=SURROGATE)
@example(data=DEEP)
@example(data=LONG)
@example(data=ONE_KEY)
@FEW
def test_whatever_is_taken_in_by_the_act_is_refused_in_words_or_taken_whole(data: bytes) -> None:
    held = _register()
    before = there()
    with suppress(Refused):
        held.later().takes_in_file(data)
    assert held.findings() == []
    if BatchRow.objects.count() == before[0]:
        assert there() == before


def _register() -> Register:
    """One register for all examples: each stands on what the ones before it left."""
    found = getattr(_register, "held", None)
    if found is None or not MappingRow.objects.filter(organisation_id=found.keeper).exists():
        found = register().ready()
        found.takes_in(ANA)
        _register.held = found  # type: ignore[attr-defined]
    return found


@given(data=some.one_of(broken(GOOD), some.binary(max_size=300)))
@example(data=FORMULA)
@example(data=NUL)
@example(data=SURROGATE)
@example(data=DEEP)
@example(data=LONG)
@example(data=bomb())
@FEW
def test_whatever_is_sent_by_the_page_is_answered_with_a_page_and_changes_nothing(
    data: bytes,
) -> None:
    held = _register()
    before = there()
    client = held.group.browser("asha")
    given_ = {"edition": "2026-02-14", "extent": "whole", "mapping": "saved:register"}
    answer = client.post(f"{HOME}import", given_ | {"file": SimpleUploadedFile("a.csv", data)})
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        for page in (answer.url, answer.url.replace("?", "/columns?")):
            assert client.get(page).status_code in (200, 302, 422), page
    assert there() == before


def test_a_formula_stays_a_text() -> None:
    held = register().ready()
    held.takes_in_file(FORMULA)
    assert "=cmd|' /C calc'!A0" in held.shown()
    page = held.group.browser("asha").get(f"{HOME}batches/{BatchRow.objects.get().id}")
    assert "=cmd|&#x27; /C calc&#x27;!A0" in page.content.decode()
