"""The rules live in the database: every forbidden write in raw SQL is refused, on both engines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tequio.ledger import queries
from tequio.ledger.tests import attacks
from tequio.ledger.tests.attacks import Attack
from tequio.ledger.tests.world import World, build, tried
from tests.lanes.copies import Copy, Template, pointed_at

pytestmark = pytest.mark.database
ENGINE = {
    "sqlite": attacks.ON_BOTH + attacks.ON_SQLITE,
    "pg": attacks.ON_BOTH + attacks.ON_POSTGRES,
}


@pytest.fixture(scope="module")
def world(django_db_blocker: Any, database_template: Template) -> Iterator[World]:
    with (
        django_db_blocker.unblock(),
        database_template.copied() as copy,
        pointed_at(copy),
    ):
        with transaction.atomic():
            names = build()
        yield World(copy, names)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "attack" in metafunc.fixturenames:
        engine = metafunc.config.getoption("--db")
        without_keys = "keys_are_off" in metafunc.function.__name__
        listed = () if without_keys and engine == "pg" else ENGINE[engine]
        metafunc.parametrize("attack", listed, ids=[attack.name for attack in listed])


def test_the_suite_is_at_least_as_long_as_the_reference_asks() -> None:
    assert len(attacks.ON_BOTH) >= 39
    names = [one.name for one in (*attacks.ON_BOTH, *attacks.ON_SQLITE, *attacks.ON_POSTGRES)]
    assert len(names) == len(set(names))


def test_a_forbidden_write_is_refused_and_its_lawful_sister_accepted(
    world: World, attack: Attack
) -> None:
    assert world.attempt(*attack.right) is None
    answer = world.attempt(*attack.wrong)
    assert answer is not None, "the database accepted it"
    assert attack.answer(world.engine) in answer


def test_a_valid_journal_is_accepted_and_everything_still_holds(world: World) -> None:
    assert world.attempt(*attacks.PAY) is None
    found = set(queries.check(world.names["org"]))
    past_the_door = {f for f in found if f.code == "journal_without_act"}  # the reserve
    trust = (("thing", "account"), ("number", world.names["trust"]))
    past_the_door |= {f for f in found if f.fields == trust}  # its limits
    assert found == past_the_door


def test_what_enters_where_keys_are_off_is_named_by_the_check(
    world: World, attack: Attack, tmp_path: Path
) -> None:
    """A program that opens the file without `PRAGMA foreign_keys` meets the triggers still; what
    they let pass, the check names.  PostgreSQL has no such switch."""
    statements = [statement.format(**world.names) for statement in attack.wrong]
    with world.bare_copy(foreign_keys=False) as bare:
        if tried(bare, [*statements, "COMMIT"]) is not None:
            return  # the triggers and CHECKs need no switch
        with sqlite3.connect(tmp_path / "tequio.sqlite3") as file:
            bare.backup(file)
    with pointed_at(Copy(tmp_path, "")):
        found = {finding.code for finding in queries.check(world.names["org"])}
    assert found - {"journal_without_act", "entry_changed"}, attack.name
