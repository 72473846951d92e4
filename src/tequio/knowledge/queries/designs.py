"""Designs and profiles read with the variables of this house."""

from __future__ import annotations

from typing import Any

from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules import designs, profiles
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.parsing import brought, of_the_house
from tequio.knowledge.rules.profiles import Profile


def load_design(text: str) -> Design:
    """A design from its YAML or JSON text.  Raises DesignError with everything that is wrong."""
    return designs.load_design(text, variables())


def read_design(plain: Any) -> Design:
    """A design from plain data.  Raises DesignError with everything that is wrong."""
    return designs.read_design(plain, variables())


def load_shipped(text: str) -> Design:
    """A design from a file of this house, read quickly.  Raises ReadingError."""
    return read_design(of_the_house(text))


def read_profile(plain: Any) -> Profile:
    """A profile from plain data.  Raises ReadingError with everything that is wrong."""
    return profiles.read_profile(plain, variables())


def load_profile(text: str) -> Profile:
    """A profile from a YAML or JSON text: of each variable its value, or a table with value, and
    of money its unit; an empty one knows nothing.  Raises ReadingError with everything that is
    wrong."""
    said = brought(text)
    return read_profile({} if said is None else said)
