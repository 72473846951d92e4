"""Backup while others write, restore elsewhere, and nothing is ever overwritten."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.lanes.copies import ROOT, Copy, Template

WRITER = """
import django; django.setup()
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
for number in range(100_000):
    with transaction.atomic():  # two rows or none
        for half in "ab":
            Session.objects.create(
                session_key=f"{number}{half}", session_data="", expire_date=timezone.now()
            )
    print(number, flush=True)
"""


def keep(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


def keys(copy: Copy) -> list[str]:
    rows = copy.connect().execute("SELECT session_key FROM django_session ORDER BY 1").fetchall()
    return [key for (key,) in rows]


def empty(copy: Copy, template: Template) -> None:
    """Take every table away, as on a node that was never started."""
    if copy.engine == "pg":
        copy.connect().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    else:
        (copy.data / "tequio.sqlite3").unlink()


@pytest.fixture
def elsewhere(database_template: Template) -> Iterator[Copy]:
    """A second node, empty."""
    with database_template.copied() as copy:
        empty(copy, database_template)
        yield copy


def test_what_was_backed_up_is_restored_elsewhere_with_its_files(
    committed: Copy, elsewhere: Copy, tmp_path: Path
) -> None:
    keep("written")
    (committed.data / "files").mkdir()
    (committed.data / "files" / "sheet.jpg").write_bytes(b"a sheet of paper")
    kept = committed.run("backup", str(tmp_path / "book.zip"))
    assert kept.returncode == 0, kept.stderr
    back = elsewhere.run("restore", str(tmp_path / "book.zip"))
    assert back.returncode == 0, back.stderr
    assert keys(elsewhere) == ["written"]
    assert (elsewhere.data / "files" / "sheet.jpg").read_bytes() == b"a sheet of paper"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.zip"]


def test_a_backup_while_others_write_sees_one_moment(
    committed: Copy, elsewhere: Copy, tmp_path: Path
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        env=committed.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout
        writer.stdout.readline()
        kept = committed.run("backup", str(tmp_path / "book.zip"))
        assert kept.returncode == 0, kept.stderr
        before = writer.stdout.readline()
        assert before, "the writer stopped"
    finally:
        writer.kill()
        writer.wait()
    assert elsewhere.run("restore", str(tmp_path / "book.zip")).returncode == 0
    restored = keys(elsewhere)
    assert restored
    assert {key[:-1] + "b" for key in restored if key.endswith("a")} == {
        key for key in restored if key.endswith("b")
    }


def test_a_backup_overwrites_nothing(committed: Copy, tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_text("last year's")
    done = committed.run("backup", str(tmp_path / "book.zip"))
    assert (done.returncode, "exists already" in done.stderr) == (1, True)
    assert (tmp_path / "book.zip").read_text() == "last year's"


def test_a_node_that_holds_anything_is_not_restored_into(committed: Copy, tmp_path: Path) -> None:
    keep("living")
    committed.run("backup", str(tmp_path / "book.zip"))
    done = committed.run("restore", str(tmp_path / "book.zip"))
    assert (done.returncode, "not empty" in done.stderr) == (1, True)
    assert keys(committed) == ["living"]


def test_a_changed_backup_is_refused(committed: Copy, elsewhere: Copy, tmp_path: Path) -> None:
    committed.run("backup", str(tmp_path / "book.zip"))
    with (
        zipfile.ZipFile(tmp_path / "book.zip") as old,
        zipfile.ZipFile(tmp_path / "changed.zip", "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " if name == "database" else b""))
    done = elsewhere.run("restore", str(tmp_path / "changed.zip"))
    assert (done.returncode, "was changed" in done.stderr) == (1, True)


def test_what_is_no_backup_is_refused(elsewhere: Copy, tmp_path: Path) -> None:
    (tmp_path / "photo.zip").write_text("not a backup")
    done = elsewhere.run("restore", str(tmp_path / "photo.zip"))
    assert (done.returncode, "is not a backup" in done.stderr) == (1, True)


def test_a_damaged_backup_is_said_in_a_sentence_and_leaves_nothing_behind(
    committed: Copy, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.zip"
    assert committed.run("backup", str(whole)).returncode == 0
    damaged = bytearray(whole.read_bytes())
    for place in range(len(damaged) // 2, len(damaged) // 2 + 8):
        damaged[place] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(damaged)
    new = Copy(tmp_path / "new", "")
    new.data.mkdir()
    done = new.run("restore", str(tmp_path / "damaged.zip"))
    assert done.returncode == 1
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(new.data.iterdir()) == []
