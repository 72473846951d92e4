"""Groups on the stage."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def savers(db: None) -> Any:
    """Ten women who meet on Mondays."""
    from tests.circles.groups import ten

    return ten()


@pytest.fixture
def women(db: None) -> Any:
    """The four women of the reference's example."""
    from tests.circles.groups import four

    return four()
