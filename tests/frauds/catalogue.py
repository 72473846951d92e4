"""The frauds that are acted out here, and those that no program can show.

`docs/frauds.md` is written from this list: `TEQUIO_WRITE_FRAUDS=1 pytest tests/frauds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Fraud:
    """A fraud and its test `test_<code>`.

    done  how it is done, where books are of paper or an app believes a facilitator
    seen  where the members or their federation see it here
    when  at what moment
    """

    code: str
    title: str
    done: str
    seen: str
    when: str


@dataclass(frozen=True)
class Unseen:
    """What no program can show, and what a group can do."""

    title: str
    instead: str


LISTED = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
FRAUDS = tuple(
    Fraud(**{name: text.strip() for name, text in one.items()}) for one in LISTED["frauds"]
)
UNSEEN = tuple(
    Unseen(**{name: text.strip() for name, text in one.items()}) for one in LISTED["unseen"]
)


def page() -> str:
    """The text of `docs/frauds.md`."""
    lines = [
        "# Frauds in savings groups, and where they are seen",
        "Each of these is acted out by a test of the same name in `tests/frauds`, through the",
        "product or by hand in the database. This page is written from",
        "`tests/frauds/catalogue.yaml`; a test compares the two.",
        "",
        "| fraud | how it is done | where it is seen | when | test |",
        "|---|---|---|---|---|",
        *(f"| {f.title} | {f.done} | {f.seen} | {f.when} | `{f.code}` |" for f in FRAUDS),
        "",
        "## What no program can show",
        "The book knows what people say in front of it. For what follows it gives no warning; the",
        "right column is what groups do.",
        "",
        "| what happens | what a group can do |",
        "|---|---|",
        *(f"| {one.title} | {one.instead} |" for one in UNSEEN),
        "",
    ]
    return "\n".join(lines)
