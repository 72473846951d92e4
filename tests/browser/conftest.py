"""The walk that browser tests share: made once by one worker, read by all."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.browser.cases import DIRECT
from tests.browser.walking import Answer, Walk
from tests.lanes.copies import Copy, Template
from tests.lanes.demonstrations import demonstration_of
from tests.lanes.nodes import Node, shown

WALK = "walk.pickle"


def everybody_comes_in(place: Path, built: Copy) -> None:
    """Let in whoever walks the demonstration, in a copy of it in this place."""
    shutil.copytree(built.data, place / "demo")
    with shown(place) as node:
        keep(place, Walk(node.url, "en").with_everybody())
    with closing(sqlite3.connect(place / "demo" / "tequio.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def keep(place: Path, found: object) -> None:
    """Leave in this place what was found."""
    place.mkdir(exist_ok=True)
    (place / WALK).write_bytes(pickle.dumps(found))


def kept(place: Path) -> Any:
    """What was left in this place."""
    return pickle.loads((place / WALK).read_bytes())


@pytest.fixture(scope="session")
def let_in(database_template: Template) -> Path:
    """Where the demonstration lies whose walkers are signed in, made by the first who asks."""
    if database_template.server:
        pytest.skip("the demonstration is served on SQLite only")
    built = demonstration_of(database_template)
    return database_template.once("let-in", lambda place: everybody_comes_in(place, built))


@pytest.fixture(scope="session")
def demonstration(let_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A copy of one's own of the demonstration, with all walkers signed in. Read it; a test that
    changes it uses `node`."""
    own = tmp_path_factory.mktemp("demonstration") / "own"
    with shown(Path(shutil.copytree(let_in, own))) as node:
        yield node


Share = Callable[[Path], None]
"""Leaves in a place what somebody found or read."""


def shared_out(template: Template, shares: dict[str, Share]) -> list[Any]:
    """What all shares left: each worker takes those that nobody has begun as yet."""
    for name, make in shares.items():
        template.unless_begun(name, make)
    return [kept(template.once(name, make)) for name, make in shares.items()]


@pytest.fixture(scope="session")
def walk(let_in: Path, demonstration: Node, database_template: Template) -> Walk:
    """Every page of the demonstration that links lead to, in English."""
    everybody: Walk = kept(let_in).moved_to(demonstration.url)
    shares: dict[str, Share] = {
        f"walked-{number}": lambda place, role=role: keep(place, everybody.alone(role, DIRECT))
        for number, role in enumerate(everybody.visitors)
    }
    return everybody.joined(shared_out(database_template, shares))


@pytest.fixture(scope="session")
def pages_in_hindi(walk: Walk, database_template: Template) -> dict[str, Answer]:
    """Each of these pages as it reads in Hindi."""
    shares: dict[str, Share] = {
        f"hindi-{number}": lambda place, role=role: keep(place, walk.answers_in("hi", role))
        for number, role in enumerate(walk.visitors)
    }
    parts = shared_out(database_template, shares)
    return {route: answer for part in parts for route, answer in part.items()}


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A page on a small phone."""
    yield from _small(browser)


@pytest.fixture
def plain_phone(browser: Any) -> Iterator[Any]:
    """A page on a small phone whose browser runs no script."""
    yield from _small(browser, java_script_enabled=False)


def _small(browser: Any, **more: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB", **more)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
