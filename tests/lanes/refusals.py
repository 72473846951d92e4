"""`--refusals`: every refusal that an act declares is raised through the door in some test.

A declared refusal that no test ever saw is a promise nobody checked.  Each worker writes what it
saw into the home of the run; the controller adds it up.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from tests.lanes.databases import HOME

SEEN: set[tuple[str, str]] = set()


class _Listener(logging.Handler):
    """Hears every refusal at the door."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep which act refused with which code."""
        if record.msg == "refused":
            SEEN.add((record.act, record.code))  # type: ignore[attr-defined]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the check; only a run of all tests can pass it."""
    parser.addoption("--refusals", action="store_true", help="fail for any that no test raised")


def pytest_configure(config: pytest.Config) -> None:
    """Listen at the door."""
    door = logging.getLogger("tequio.door")
    door.setLevel(logging.INFO)
    door.addHandler(_Listener())


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker writes what it saw; the controller says what nobody saw."""
    if not session.config.getoption("--refusals"):
        return
    home = Path(os.environ[HOME])
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        lines = "".join(f"{act} {code}\n" for act, code in sorted(SEEN))
        (home / f"refusals-{worker}.txt").write_text(lines)
        return
    for file in home.glob("refusals-*.txt"):
        SEEN.update((act, code) for act, code in map(str.split, file.read_text().splitlines()))
    missing = never_raised(SEEN)
    if missing:
        session.config.stash[MISSING] = missing
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


MISSING: pytest.StashKey[list[str]] = pytest.StashKey()


def never_raised(seen: set[tuple[str, str]]) -> list[str]:
    """`room.verb code` for each declared refusal that is not among the seen ones.

    The door's own refusals count for all acts as soon as one act raised them.
    """
    from tequio.chronicle.rules import OF_THE_DOOR
    from tequio.site.acts import all_acts

    codes = {code for _, code in seen}
    of_the_door = {kind.code for kind in OF_THE_DOOR if kind.code in codes}
    return [
        f"{name} {kind.code}"
        for name, spec in all_acts().items()
        if not name.startswith("tests.")
        for kind in spec.refusals
        if (name, kind.code) not in seen and kind.code not in of_the_door
    ]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the refusals that no test raised."""
    for line in config.stash.get(MISSING, []):
        terminalreporter.write_line(f"declared, but raised in no test: {line}", red=True)
