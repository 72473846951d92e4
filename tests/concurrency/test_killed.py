"""The power fails in the middle of a batch: nothing is half done, sending again completes it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

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


def batch(committed: Copy, circle: Group) -> subprocess.Popen[str]:
    """Start the batch."""
    words = [circle.organisation, circle.person["Bea"], ACTS]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.batch", *map(str, words)],
        cwd=ROOT,
        env=committed.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_after(running: subprocess.Popen[str], answers: int) -> None:
    """Let it answer so many acts, then pull the plug."""
    assert running.stdout is not None
    for _ in range(answers):
        if not running.stdout.readline():
            break
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=30)
    running.stdout.close()


@pytest.mark.slow
def test_after_twenty_kills_verify_holds_and_sending_again_completes_the_batch(committed, circle):
    dice = random.Random(20260214)
    before = LineRow.objects.filter(organisation_id=circle.organisation).count()
    persons = PersonRow.objects.count()
    for _ in range(POINTS):
        killed_after(batch(committed, circle), dice.randrange(ACTS // 6))
        assert list(findings()) == []
    whole = batch(committed, circle)
    answers = whole.communicate(timeout=120)[0].split("\n")[:-1]
    assert (len(answers), whole.returncode) == (ACTS, 0)
    lines = LineRow.objects.filter(organisation_id=circle.organisation)
    assert lines.count() == before + ACTS, "nothing lost, nothing double"
    assert PersonRow.objects.count() == persons + ACTS
    assert committed.run("verify").returncode == 0
