"""Every name of an address that a template writes exists: a misspelt one with `as` says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from tests.architecture import form

NAME = re.compile(r"{%\s*url\s+(['\"])([^'\"]+)\1(?!\|)")
"""A name that a filter puts together is not whole here."""

ONLY_IN_THE_DEMONSTRATION = {"come_in"}


def names_in(text: str) -> list[str]:
    """Names of addresses that a template asks for."""
    return [name for _quote, name in NAME.findall(text)]


def known(inside: Any = None, room: str = "") -> Iterator[str]:
    """Every name of an address, with its room before it."""
    for one in (inside or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from known(one, f"{room}{one.namespace}:" if one.namespace else room)
        elif one.name:
            yield room + one.name


@pytest.mark.django_db
def test_every_address_in_a_template_exists() -> None:
    asked = {
        (path.name, name)
        for path in form.kept_files(".html")
        for name in names_in(path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    there = set(known()) | ONLY_IN_THE_DEMONSTRATION
    assert sorted(one for one in asked if one[1] not in there) == []


def test_a_name_that_is_not_there_is_noticed() -> None:
    text = "{% url 'lending:loans' slug %} {% url \"lending:loans_of\" slug 7 as hers %}"
    assert names_in(text) == ["lending:loans", "lending:loans_of"]
    assert "lending:loans" in set(known())
    assert "lending:loans_of" not in set(known())
