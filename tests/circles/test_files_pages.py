"""Spreadsheets in and out on pages: tried first, then written; out for officers only."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tequio.circles.queries.workbook import tables_of
from tequio.membership.visits.spreadsheets import written_workbook
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer
from tests.circles.groups import WOMEN, holds, ten


def group(name: str, days: int, stage: Stage | None = None) -> Savers:
    stage = (stage or Stage()).on(timezone.localdate() - timedelta(days=days))
    savers = ten(stage, name=name, **{"circle.weekday": "any"})
    savers.starts()
    return savers


@pytest.fixture
def file(db: None) -> bytes:
    """Two meetings of another group of the same women."""
    savers = group("Elsewhere", 14)
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    savers.meets(dict.fromkeys(WOMEN, 1))
    return written_workbook(tables_of(savers.group.organisation, savers.group.stage.today))


@pytest.fixture
def ours(file: bytes) -> Savers:
    return group("Ours", 14, Stage(acts=1_000))


def signed_in(savers: Savers, name: str) -> Client:
    return Writer(savers, name).client


def send(client: Client, savers: Savers, data: bytes, do: str, name: str = "group.xlsx"):
    url = f"/o/{savers.group.slug}/circle/bring"
    key = {"key": f"{do}-{len(data)}", "cash": ""}
    return client.post(url, {"file": SimpleUploadedFile(name, data), "do": do} | key)


def test_a_file_is_tried_row_by_row_and_then_written(ours: Savers, file: bytes) -> None:
    client = signed_in(ours, "Caro")
    tried = send(client, ours, file, "try")
    assert tried.status_code == 200
    assert tried.content.decode().count("the meeting is written down") == 2
    assert "Write all of it down" in tried.content.decode()
    assert holds(ours, "member-shares") == 0
    written = send(client, ours, file, "write")
    assert written.status_code == 302
    assert holds(ours, "member-shares") == 10 * 3 * 500


def test_a_refused_row_is_named_and_nothing_is_written(ours: Savers, file: bytes) -> None:
    client = signed_in(ours, "Caro")
    answer = send(client, ours, b"day,counted\n2020-01-06,10.00\n", "write", "meetings.csv")
    assert answer.status_code in (409, 422)
    assert "meetings, row 2" in answer.content.decode()
    picture = send(client, ours, b"\x89PNG\r\n\x1a\n\x00", "try", "photo.png")
    assert "is neither a workbook" in picture.content.decode()
    assert holds(ours, "member-shares") == 0


def test_who_does_not_write_the_book_brings_nothing_in(ours: Savers, file: bytes) -> None:
    answer = send(signed_in(ours, "Efua"), ours, file, "write")
    assert answer.status_code == 403
    assert holds(ours, "member-shares") == 0


@pytest.mark.parametrize(
    ("who", "status"), [("Caro", 200), ("Bea", 200), ("Ama", 200), ("Efua", 403), ("Hawa", 403)]
)
def test_the_whole_group_goes_out_to_its_officers_only(ours: Savers, who: str, status: int) -> None:
    answer = signed_in(ours, who).get(f"/o/{ours.group.slug}/everything.zip")
    assert answer.status_code == status
    if status == 200:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert "group.xlsx" in archive.namelist()


def test_a_stranger_gets_nothing_out(ours: Savers) -> None:
    answer = Client().get(f"/o/{ours.group.slug}/everything.zip")
    assert answer.status_code in (302, 403, 404)
