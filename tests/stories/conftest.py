"""The stage on which stories are told: the morning of 2 March 2026, and the circle of twelve."""

from __future__ import annotations

from functools import partial

import pytest


@pytest.fixture
def stage(db):
    """A clock that the story sets."""
    from tequio.site.demonstration.stage import Stage
    from tests.stories.telling import MARCH

    return Stage(MARCH)


@pytest.fixture
def found(stage):
    """Found a circle of twelve; names, offices and provisions may differ."""
    from tests.stories.telling import found_circle

    return partial(found_circle, stage)


@pytest.fixture
def circle(found):
    """The circle of twelve."""
    return found()
