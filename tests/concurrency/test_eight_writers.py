"""Eight processes write into one organisation's book and onto one account at once.

Nothing is lost, nothing is double, the chain is whole; and without the lock on the head the same
run goes wrong, so that this test would notice if the lock were gone.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from tequio.chronicle import queries as chronicle
from tequio.ledger import queries as ledger
from tequio.ledger.models import JournalRow
from tequio.ledger.tests.founding import Group, found
from tests.lanes.copies import ROOT, Copy

WRITERS, TIMES = 8, 100


@dataclass(frozen=True)
class Outcome:
    """What the writers' processes told: how many acts failed, and in which words."""

    lost: int
    words: str


def write_at_once(copy: Copy, group: Group, *, times: int, more: tuple[str, ...] = ()) -> Outcome:
    """Start all writers, wait for all."""
    connection.close()
    given = (times, group.organisation, group.people["Asha"], group.cash)
    words = [sys.executable, "-m", "tests.concurrency.writer"]
    running = [
        subprocess.Popen(
            [*words, *map(str, (name, *given)), *more],
            cwd=ROOT,
            env=copy.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in range(WRITERS)
    ]
    told = [process.communicate(timeout=540)[1] for process in running]
    return Outcome(sum(process.returncode for process in running), "\n".join(told))


def what_does_not_hold(group: Group) -> list[str]:
    found = [*chronicle.check(group.organisation), *ledger.check(group.organisation)]
    return [finding.code for finding in found]


@pytest.fixture
def group(committed: Copy) -> Group:
    with transaction.atomic():
        return found()


@pytest.mark.slow
def test_eight_writers_lose_nothing_and_double_nothing(committed: Copy, group: Group) -> None:
    outcome = write_at_once(committed, group, times=TIMES)
    assert outcome.lost == 0, outcome.words
    assert group.held(group.cash) == WRITERS * TIMES
    assert JournalRow.objects.filter(organisation_id=group.organisation).count() == WRITERS * TIMES
    assert chronicle.head_of(group.organisation).number == WRITERS * TIMES
    assert what_does_not_hold(group) == []


@pytest.mark.slow
def test_without_the_lock_on_the_head_the_same_run_goes_wrong(
    committed: Copy, group: Group
) -> None:
    """On PostgreSQL readers do not wait for each other: two lines claim the same place.  SQLite
    lets one process write at a time whatever we do (IMMEDIATE), so there is nothing to take away.
    """
    if committed.engine == "sqlite":
        pytest.skip("SQLite has one writer at a time; its lock is the file's")
    outcome = write_at_once(committed, group, times=20, more=("--without-lock",))
    assert outcome.lost > 0
    assert "line" in outcome.words
