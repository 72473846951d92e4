"""Pages of a savings group show what others saved, and sheets of paper, to whom they should."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tequio.circles.service import close_meeting
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, codes, words
from tests.circles.groups import WOMEN, ten

PNG = b"\x89PNG\r\n\x1a\n" + b"a photograph"
SHARES = dict.fromkeys(WOMEN, 1)


@pytest.fixture(autouse=True)
def _kept(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def begun(**values: Any) -> Savers:
    stage = Stage(timezone.localdate(), acts=values.pop("acts", 0))
    savers = ten(stage, **{"circle.weekday": "any"} | values)
    savers.starts()
    return savers


def photographed(savers: Savers) -> str:
    """The digest of the photograph with which a sheet is written."""
    writer = Writer(savers)
    fields = writer.sheet(counted="50", social="5") | {
        writer.hers("sh", name): "1" for name in WOMEN
    }
    fields["photo"] = SimpleUploadedFile("sheet.png", PNG)
    assert writer.presses("write", fields).status_code == 302
    return hashlib.sha256(PNG).hexdigest()


def test_what_a_member_would_be_paid_is_shown_to_who_writes_the_book_only(db: None) -> None:
    savers = begun()
    savers.meets(SHARES)
    writer, member = Writer(savers), Writer(savers, "Gifty")
    hers = {"person": savers.group.person["Dede"], "do": "see", "key": "see"}
    assert "What she saved GH₵5.00" in words(writer.client.post(writer.address("leave"), hers))
    asked = member.client.post(member.address("leave"), hers)
    assert (asked.status_code, codes(asked)) == (403, ["office_not_held"])
    assert "What she saved" not in words(asked)


def test_a_group_that_names_the_digest_of_anothers_photograph_has_no_picture(db: None) -> None:
    ours, theirs = begun(), begun(name="Another circle", acts=1_000)
    digest = photographed(ours)
    fields = theirs.fields(Told(SHARES))
    fields["kept"] = replace(fields["kept"], photo=digest)
    theirs.group.does("Caro", close_meeting, **fields)
    answers = [
        one.client.get(one.address("photo", digest)) for one in (Writer(ours), Writer(theirs))
    ]
    assert [one.status_code for one in answers] == [200, 404]


def test_who_does_not_see_the_books_does_not_see_the_photograph_of_a_sheet(db: None) -> None:
    savers = begun(**{"privacy.books": "officers"})
    digest = photographed(savers)
    asked = [Writer(savers, name) for name in ("Caro", "Gifty")]
    answers = [one.client.get(one.address("photo", digest)) for one in asked]
    assert [one.status_code for one in answers] == [200, 404]
    assert answers[0]["Cache-Control"] == "no-store"
