"""The group that is defrauded."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def savers(db: None) -> Any:
    """Ten women who have met once: three shares each, 150.00 in the box, 5.00 in the bag."""
    from tests.frauds.scenes import met

    return met()
