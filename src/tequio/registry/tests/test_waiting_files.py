"""Files that wait to be taken in stay a day, in whatever register, and only for this machine."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tequio.registry.service.staged import KEPT_SECONDS, stage, staged


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.DATA_DIRECTORY = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "waiting"


def aged(file: Path | None) -> Path:
    assert file is not None
    then = time.time() - KEPT_SECONDS - 60
    os.utime(file, (then, then))
    return file


def test_a_file_that_waited_for_more_than_a_day_is_not_there_any_more(folder: Path) -> None:
    digest = stage(7, [b"id\n1\n"])
    file = aged(staged(7, digest))
    assert staged(7, digest) is None
    assert not file.exists()


def test_a_file_that_comes_in_clears_old_ones_of_every_register(folder: Path) -> None:
    old = aged(staged(7, stage(7, [b"id\n1\n"])))
    kept = staged(8, stage(8, [b"id\n2\n"]))
    stage(9, [b"id\n3\n"])
    assert not old.exists()
    assert kept is not None
    assert kept.exists()


def test_nobody_else_on_the_machine_reads_a_file_that_waits(folder: Path) -> None:
    file = staged(7, stage(7, [b"id\n1\n"]))
    assert file is not None
    modes = [one.stat().st_mode & 0o777 for one in (folder, folder / "7", file)]
    assert modes == [0o700, 0o700, 0o600]
