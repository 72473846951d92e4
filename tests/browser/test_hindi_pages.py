"""No page in Hindi shows a Latin word that is neither data nor on the list."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.cases import NO_PAGE
from tests.browser.walking import Answer, Reading, routes
from tests.lanes.nodes import Node

WORD = re.compile(r"[A-Za-z]{2,}")
ALLOWED = {
    *(
        "Tequio",
        "tequio",
        "English",
        "CSV",
        "SHA",
        "INR",
        "GHS",
        "ZAR",
        "MIN",
        "hledger",
        "JSON",
        "PAR",
        "PNG",
        "JPEG",
        "WebP",
        "MB",
    ),
    *"CAD By LD http YAML XLSX GeoJSON Murmurations OpenFairDB uMap ODC WGS SKOS RFC".split(),
    *"ICLS ESSGlobal ISIC ICNP TSO GB COH Natural Earth schema org id guide".split(),
    *("Newcomer", "newcomer", "example", "org", "till"),
}
"""The name, units, formats, and what the newcomer of the walks wrote."""

OWN_WORDS = {
    *("name", "title", "body", "slug", "email"),
    *("licence", "attribution", "file_name", "key", "raw", "pointer"),
}
OF_A_REGISTER = ("text", "title", "raw", "code", "scheme", "name", "key")
"""In what a source says: names, words of classifications, numbers."""


@pytest.fixture(scope="module")
def data(demonstration: Node) -> set[str]:
    """Every Latin word that people of the demonstration wrote: names, titles, texts."""
    return words_of(demonstration.copy.data / "demo" / "tequio.sqlite3")


def words_of(database: Path) -> set[str]:
    """Words in the columns that people fill with their own text; codes are not among them."""
    written: set[str] = set()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            for column in OWN_WORDS & set(columns):
                for (value,) in connection.execute(f'SELECT "{column}" FROM "{table}"'):
                    written.update(WORD.findall(str(value)))
        for (said,) in connection.execute("SELECT said FROM registry_statementrow"):
            written.update(WORD.findall(" ".join(said_in(json.loads(said)))))
    return written


def said_in(said: list[dict[str, Any]]) -> Iterator[str]:
    """The texts of what a source says, without our own codes for its properties."""
    for one in said:
        value = one["v"]
        if isinstance(value, dict):
            yield from (str(value.get(name, "")) for name in OF_A_REGISTER)
        else:
            yield str(value)


@pytest.mark.parametrize("route", [name for name in routes() if name not in NO_PAGE])
def test_a_page_in_hindi_is_in_hindi(
    route: str, pages_in_hindi: dict[str, Answer], data: set[str]
) -> None:
    answer = pages_in_hindi.get(route)
    if answer is None:
        return
    said = " ".join(Reading(answer.page).said)
    assert '<html lang="hi">' in answer.page
    assert set(WORD.findall(said)) - ALLOWED - data == set()
