"""The page about frauds says what the tests do, and every fraud on it is acted out."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tests.frauds.catalogue import FRAUDS, UNSEEN, page

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "frauds.md"


def acted_out() -> list[str]:
    """The names of the tests of frauds."""
    files = [file for file in HERE.glob("test_*.py") if file != Path(__file__).resolve()]
    return re.findall(r"^def test_(\w+)\(", "\n".join(map(Path.read_text, files)), re.MULTILINE)


def test_every_fraud_of_the_page_is_acted_out_and_every_test_is_on_the_page() -> None:
    assert sorted(acted_out()) == sorted(fraud.code for fraud in FRAUDS)
    assert len(FRAUDS) >= 20
    assert len(UNSEEN) >= 5


def test_the_page_says_what_the_catalogue_says() -> None:
    if os.environ.get("TEQUIO_WRITE_FRAUDS"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
