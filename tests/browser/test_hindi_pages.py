"""No page in Hindi shows a Latin word that is neither data nor on the list."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.cases import NO_PAGE
from tests.browser.walking import Answer, Reading, routes
from tests.lanes.copies import ROOT
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
    *("PIET", "KES"),
    *("Newcomer", "newcomer", "example", "org", "till"),
}
"""The name, units, formats, and what the newcomer of the walks wrote."""

OWN_WORDS = {
    *("name", "title", "body", "slug", "email"),
    *("licence", "attribution", "file_name", "key", "raw", "pointer"),
    *("territory", "region", "owner", "source", "folio"),
}
OF_A_REGISTER = ("text", "title", "raw", "code", "scheme", "name", "key")
"""In what a source says: names, words of classifications, numbers."""


DESIGNS = (
    ("knowledge_versionrow", "design"),
    ("knowledge_transferrow", "design"),
    ("knowledge_assessmentrow", "design"),
    ("ecosystem_planrow", "actions"),
)
"""Where the text of a practice or a plan stands, as JSON."""
OF_A_DESIGN = {"title", "name", "used_in", "url", "words", "where"}
"""In the text of a practice or a plan: names and sources; else it has a language."""
SHIPPED = ("knowledge/cases", "ecosystem/frameworks", "ecosystem/alliances")
"""Folders of files whose sources and places have names of their own."""


@pytest.fixture(scope="module")
def data(demonstration: Node) -> set[str]:
    """Every Latin word that people of the demonstration wrote: names, titles, texts."""
    return words_of(demonstration.copy.data / "demo" / "tequio.sqlite3")


def words_of(database: Path) -> set[str]:
    """Words in the columns that people fill with their own text; codes are not among them."""
    written: set[str] = set()
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        for text in (*_in_columns(connection), *_in_json(connection), *_in_files()):
            written.update(WORD.findall(text))
    return written


def _in_columns(connection: sqlite3.Connection) -> Iterator[str]:
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables.fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        for column in OWN_WORDS & set(columns):
            for (value,) in connection.execute(f'SELECT "{column}" FROM "{table}"'):
                yield str(value)


def _in_json(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("SELECT said FROM registry_statementrow"):
        yield from said_in(json.loads(said))
    for table, column in DESIGNS:
        for (text,) in connection.execute(f"SELECT {column} FROM {table}"):
            yield from told_in(json.loads(text))


def _in_files() -> Iterator[str]:
    for folder in SHIPPED:
        for file in (ROOT / "src" / "tequio" / folder).glob("*.yaml"):
            yield from named_in(yaml.safe_load(file.read_text(encoding="utf-8")))
    variables = (ROOT / "src/tequio/knowledge/variables.yaml").read_text(encoding="utf-8")
    yield from re.findall(r"\b[a-z_]+(?=:)", variables)  # codes that are typed into a practice


def told_in(part: Any) -> Iterator[str]:
    """What somebody wrote in a practice or a plan: texts with their language, names, sources."""
    for key, one in _parts(part):
        if isinstance(one, str) and (key in OF_A_DESIGN or len(str(key)) == 2):
            yield one
        yield from told_in(one)


def named_in(part: Any) -> Iterator[str]:
    """Names of places and titles of sources, which have no other language."""
    for key, one in _parts(part):
        if key in OF_A_DESIGN and isinstance(one, str):
            yield one
        yield from named_in(one)


def _parts(part: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(part, dict):
        return part.items()
    return enumerate(part) if isinstance(part, list) else ()


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
