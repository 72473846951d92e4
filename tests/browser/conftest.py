"""The walk that browser tests share: made once, read by all."""

from __future__ import annotations

import pytest

from tests.browser.cases import DIRECT
from tests.browser.walking import Answer, Walk
from tests.lanes.nodes import Node


@pytest.fixture(scope="session")
def walk(demonstration: Node) -> Walk:
    """Every page of the demonstration that links lead to, in English."""
    return Walk(demonstration.url, "en").as_everybody(DIRECT)


@pytest.fixture(scope="session")
def pages_in_hindi(walk: Walk) -> dict[str, Answer]:
    """Each of these pages as it reads in Hindi."""
    return walk.answers_in("hi")
