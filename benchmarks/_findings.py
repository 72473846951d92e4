"""Our side of `ecosystem`: asked line by line which work to do once, tells how long it took."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tequio.ecosystem.rules.findings import Besides, Introduced, find_all
from tequio.ecosystem.rules.graph import (
    Actor,
    Graph,
    Holding,
    Need,
    Tie,
    Word,
    brokers,
    components,
)


def built(rows: dict[str, Any]) -> Graph:
    """The graph with its neighbours, of rows as they are read."""
    day = date.fromisoformat
    graph = Graph.of(
        [
            Actor(number, name, is_informal=informal, is_women_led=women, is_rural=rural)
            for number, name, informal, women, rural in rows["actors"]
        ],
        [
            Tie(number, one, other, "", None, tuple(Word(day(d), side) for d, side in words))
            for number, one, other, words in rows["ties"]
        ],
        [Holding(*each) for each in rows["holdings"]],
        [Need(*each) for each in rows["needs"]],
    )
    assert graph.near
    return graph


def whole(rows: dict[str, Any]) -> Any:
    """All findings, from rows to what a page shows."""
    introduced = tuple(
        Introduced(number, one, other, date.fromisoformat(day))
        for number, one, other, day in rows["introduced"]
    )
    today, besides = date.fromisoformat(rows["today"]), Besides(introduced=introduced)
    return find_all(built(rows), on=today, besides=besides)


def main() -> None:
    """Read the rows, then do one work for each line."""
    rows = json.loads(Path(sys.stdin.readline().strip()).read_text(encoding="utf-8"))
    graph = built(rows)
    works: dict[str, Callable[[], Any]] = {
        "build": lambda: len(built(rows).actors),
        "components": lambda: sorted(map(len, components(graph))),
        "brokers": lambda: sorted((graph.actors[b.place].id, b.load) for b in brokers(graph)),
        "findings": lambda: len(whole(rows)),
        "findings but 5": lambda: len(whole({**rows, "needs": []})),
    }
    for line in sys.stdin:
        clock, used = time.perf_counter(), time.process_time()
        told = works[line.strip()]()
        used, clock = time.process_time() - used, time.perf_counter() - clock
        print(json.dumps({"clock": clock, "processor": used, "told": told}), flush=True)


if __name__ == "__main__":
    main()
