"""The walk that browser tests share: made once by one worker, read by all."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.cases import DIRECT
from tests.browser.walking import Answer, Walk
from tests.lanes.copies import Template
from tests.lanes.nodes import Node, shown

WALK = "walk.pickle"


def walk_through(place: Path) -> None:
    """Build the demonstration in this place, walk it, and leave what was found beside it."""
    place.mkdir()
    with shown(place) as node:
        walk = Walk(node.url, "en").as_everybody(DIRECT)
        found = (walk, walk.answers_in("hi"))
    with closing(sqlite3.connect(place / "demo" / "tequio.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (place / WALK).write_bytes(pickle.dumps(found))


@pytest.fixture(scope="session")
def walked(database_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of one's own of the demonstration that was walked: its people are signed in there."""
    own = tmp_path_factory.mktemp("demonstration") / "own"
    return Path(shutil.copytree(database_template.once("walked", walk_through), own))


@pytest.fixture(scope="session")
def demonstration(walked: Path) -> Iterator[Node]:
    """The demonstration after the walk. Read it; a test that changes it uses `node`."""
    with shown(walked) as node:
        yield node


@pytest.fixture(scope="session")
def found(walked: Path) -> tuple[Walk, dict[str, Answer]]:
    """What the walk found, and how each page of it reads in Hindi."""
    kept: tuple[Walk, dict[str, Answer]] = pickle.loads((walked / WALK).read_bytes())
    return kept


@pytest.fixture(scope="session")
def walk(found: tuple[Walk, dict[str, Answer]], demonstration: Node) -> Walk:
    """Every page of the demonstration that links lead to, in English."""
    return found[0].moved_to(demonstration.url)


@pytest.fixture(scope="session")
def pages_in_hindi(found: tuple[Walk, dict[str, Answer]], walk: Walk) -> dict[str, Answer]:
    """Each of these pages as it reads in Hindi."""
    return found[1]
