"""The walks that browser tests share: made once, read by all."""

from __future__ import annotations

import pytest

from tests.browser.cases import DIRECT
from tests.browser.walking import Walk
from tests.lanes.nodes import Node


@pytest.fixture(scope="session")
def walk(demonstration: Node) -> Walk:
    """Every page of the demonstration that links lead to, in English."""
    return Walk(demonstration.url, "en").as_everybody(DIRECT)


@pytest.fixture(scope="session")
def hindi_walk(demonstration: Node, walk: Walk) -> Walk:
    """The same in Hindi, until every page was seen once."""
    return Walk(demonstration.url, "hi").as_everybody(DIRECT, until=walk.pages)
