"""What is found in a quarter: a pure function of what was known on a day, kept whole.

What is known and what is found are stored as canonical JSON; whoever reads the first back and
computes again gets the same findings, whatever words they are told in.  The names of organisations
stand in both, since ties between coalitions are broken by names; no person does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tequio.ecosystem.rules.findings import (
    Besides,
    Block,
    Finding,
    Introduced,
    Waiting,
    find_all,
    plain_finding,
    plain_graph,
    read_finding,
    read_graph,
)
from tequio.ecosystem.rules.graph import Graph, Sight, Viewer, seen_by
from tequio.kernel import canonical, digest

ENGINE = 3
"""Raised whenever the same knowledge gives other findings: other codes, keys, fields or order.  A
new wording is none.  What an earlier engine found is not computed again; its digest is compared."""
WORDING = ("sentence", "notes")


@dataclass(frozen=True)
class Known:
    """What is known on a day: `blocks` of the newest closed scorecards, `waiting` practices, and
    who was introduced in quarters before."""

    on: date
    graph: Graph
    blocks: tuple[Block, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    introduced: tuple[Introduced, ...] = ()


def found_in(known: Known) -> list[Finding]:
    """All findings of a day."""
    besides = Besides(blocks=known.blocks, waiting=known.waiting, introduced=known.introduced)
    return find_all(known.graph, on=known.on, besides=besides)


def known_to(known: Known, sights: Mapping[int, Sight], viewer: Viewer) -> Known:
    """The same for somebody who does not see every tie: what is found is then found without them.
    Of introductions she is told nothing, since they tell of ties."""
    return replace(known, graph=seen_by(known.graph, sights, viewer), introduced=())


def told_known(known: Known) -> str:
    """What is known, as it is stored."""
    return canonical(
        {
            "engine": ENGINE,
            "on": known.on,
            "graph": plain_graph(known.graph),
            "blocks": [_plain_block(block) for block in known.blocks],
            "waiting": [[one.practice, one.since] for one in known.waiting],
            "introduced": [[one.action, one.one, one.other, one.day] for one in known.introduced],
        }
    )


def read_known(text: str) -> Known:
    """What was known.  Raises ValueError, KeyError or TypeError for what is no such text."""
    plain = json.loads(text)
    return Known(
        on=date.fromisoformat(plain["on"]),
        graph=read_graph(plain["graph"]),
        blocks=tuple(_read_block(block) for block in plain["blocks"]),
        waiting=tuple(
            Waiting(practice, date.fromisoformat(since)) for practice, since in plain["waiting"]
        ),
        introduced=tuple(
            Introduced(action, one, other, date.fromisoformat(day))
            for action, one, other, day in plain["introduced"]
        ),
    )


def told_findings(found: list[Finding]) -> str:
    """Findings as they are stored."""
    return canonical([plain_finding(one) for one in found])


def read_findings(text: str) -> tuple[Finding, ...]:
    """What was found.  Raises ValueError, KeyError or TypeError for what is no such text."""
    return tuple(read_finding(plain) for plain in json.loads(text))


def engine_of(text: str) -> int | None:
    """Which engine computed with what was known; None: none that is told.  Raises ValueError or
    AttributeError for what is no such text."""
    engine = json.loads(text).get("engine")
    return engine if isinstance(engine, int) else None


def without_words(text: str) -> str:
    """Stored findings without the sentences in which they were told.  Raises ValueError, TypeError
    or AttributeError for what is no such text."""
    return canonical(
        [
            {name: value for name, value in one.items() if name not in WORDING}
            for one in json.loads(text)
        ]
    )


def proof_of_quarter(known: str, findings: str) -> str:
    """What the chronicle holds of a quarter."""
    return digest([known, findings])


def _plain_block(block: Block) -> dict[str, Any]:
    return {
        "framework": block.framework,
        "code": block.code,
        "scale": block.scale,
        "median": block.median,
        "gap": block.gap,
        "unanswered": block.unanswered,
        "is_wide": block.is_wide,
    }


def _read_block(plain: Mapping[str, Any]) -> Block:
    shares = {
        name: None if plain[name] is None else Fraction(plain[name])
        for name in ("median", "gap", "unanswered")
    }
    return Block(**{**plain, **shares})
