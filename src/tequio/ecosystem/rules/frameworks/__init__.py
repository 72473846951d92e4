"""Frameworks of building blocks are data, never a list in code.  Pure."""

from tequio.ecosystem.rules.frameworks.crosswalks import crosswalk, without_counterpart
from tequio.ecosystem.rules.frameworks.framework import (
    COUNTS,
    SCALES,
    Block,
    Framework,
    Proposed,
    Statement,
    plain_framework,
)
from tequio.ecosystem.rules.frameworks.loading import FrameworkError, load_framework

__all__ = [
    "COUNTS",
    "SCALES",
    "Block",
    "Framework",
    "FrameworkError",
    "Proposed",
    "Statement",
    "crosswalk",
    "load_framework",
    "plain_framework",
    "without_counterpart",
]
