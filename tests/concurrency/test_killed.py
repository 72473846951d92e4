"""The power fails in the middle of a batch: nothing is half done, sending again completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import pytest

from tequio.chronicle.models import LineRow
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.membership.models import PersonRow
from tequio.site.demonstration.stage import Group, Stage
from tequio.site.verification import findings
from tests.lanes.copies import ROOT, Copy

ACTS = 60
POINTS = 20


@pytest.fixture
def circle(committed: Copy) -> Group:
    """A circle on a database of its own."""
    founders = [Founder("Bea", offices=("secretary", "treasurer"))] + [
        Founder(f"Member {n}") for n in range(9)
    ]
    return Stage().found(NewGroup("Circle", "self-help-group", "GHS"), founders)


@pytest.fixture
def batches(committed: Copy, circle: Group) -> Iterator[Batches]:
    """Whatever may be killed on this database."""
    words = [circle.organisation, circle.person["Bea"], ACTS]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.batch", *map(str, words)],
        cwd=ROOT,
        env=committed.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Batches(process)


@dataclass
class Batches:
    """One batch after another, each in a process of its own."""

    process: subprocess.Popen[str]

    def begin(self) -> int:
        """The number of the process that works now."""
        assert self.process.stdin is not None
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        return int(self.answers(1)[0])

    def answers(self, most: int = 2 * ACTS) -> list[str]:
        """The next answers, up to the end of the batch."""
        assert self.process.stdout is not None
        read = (self.process.stdout.readline().strip() for _ in range(most))
        return list(takewhile(lambda line: line != "ended", read))

    def are_killed_after(self, answers: int) -> None:
        """Let it answer so many acts, then pull the plug."""
        process = self.begin()
        assert len(self.answers(answers)) == answers
        os.kill(process, signal.SIGKILL)
        self.answers()


@pytest.mark.slow
def test_after_twenty_kills_verify_holds_and_sending_again_completes_the_batch(
    committed, circle, batches
):
    dice = random.Random(20260214)
    before = LineRow.objects.filter(organisation_id=circle.organisation).count()
    persons = PersonRow.objects.count()
    for _ in range(POINTS):
        batches.are_killed_after(dice.randrange(ACTS // 6))
        assert list(findings()) == []
    batches.begin()
    assert len(batches.answers()) == ACTS
    lines = LineRow.objects.filter(organisation_id=circle.organisation)
    assert lines.count() == before + ACTS, "nothing lost, nothing double"
    assert PersonRow.objects.count() == persons + ACTS
    assert committed.run("verify").returncode == 0
