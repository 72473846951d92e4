"""The demonstration, built once in a run for all who look at it or act in it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lanes.copies import ROOT, Copy, Template, pointed_at

BUILD = """
import sys
from pathlib import Path
from tequio.site.__main__ import set_up
set_up()
from django.db import connections
from tequio.site.commands import demo
demo.build(Path(sys.argv[1]))
connections.close_all()
"""
"""Closing writes everything into the one file that is copied."""


def demonstration_of(template: Template) -> Copy:
    """The demonstration on the engine of the run, as `./tequio demo` would build it; the first
    worker that asks builds it.  Take a copy; what is copied nobody opens."""
    return template.filled("demonstration", _build)


def _build(copy: Copy) -> None:
    environment = copy.environment | {"TEQUIO_SECRET": "", "TEQUIO_DEMO": "1"}
    subprocess.run(
        [sys.executable, "-c", BUILD, str(copy.data)], env=environment, cwd=ROOT, check=True
    )


@pytest.fixture
def demonstration_told(database_template: Template, django_db_blocker: Any) -> Iterator[Copy]:
    """A copy of the demonstration of one's own, under Django's connection."""
    with (
        django_db_blocker.unblock(),
        database_template.copied(demonstration_of(database_template)) as copy,
        pointed_at(copy),
    ):
        yield copy
