"""Our side of `benchmarks/registry.py`: a register that takes in a long list and is asked.

Asked for by `python -m benchmarks._registry STEP WORDS…` with the environment of a node; each step
is a process of its own, so that its memory can be told.  Prints one line of JSON.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import django

from benchmarks import _clock, _organisations

SLUG, TILES = "bench", 40


def main() -> None:
    """Do one step and tell of it."""
    step, *words = sys.argv[1:]
    django.setup()
    steps: dict[str, Callable[..., dict[str, Any]]] = {
        "prepare": prepare,
        "take_in": take_in,
        "search": search,
        "tiles": tiles,
        "check": check,
    }
    print(json.dumps(steps[step](*words), ensure_ascii=False), flush=True)


def prepare() -> dict[str, Any]:
    """A fresh database with an empty register."""
    from django.core.management import call_command

    from tequio.registry.tests import stage
    from tequio.site.serving import collect_static

    collect_static()
    call_command("migrate", verbosity=0, interactive=False)
    found = stage.register(SLUG).rules(public=True)
    found.source("list", title="A list")
    found.mapping("list", "list", text=_organisations.MAPPING)
    who = {"keeper": found.keeper, "person": found.group.people["asha"]}
    return {**who, "bytes": size(), **_clock.server_conditions()}


def take_in(keeper: str, person: str, file: str, edition: str) -> dict[str, Any]:
    """The whole act: rows a second, by the clock and by the processor, and the most memory."""
    from datetime import date

    from django.utils import timezone

    from tequio.kernel import Act
    from tequio.registry import service

    path, number = Path(file), int(keeper)
    with path.open("rb") as stream:
        digest = service.stage(number, iter(lambda: stream.read(1 << 20), b""))
    before, act = memory(), Act(int(person), number, timezone.localtime(), f"bench {edition}")
    with Clock() as clock:
        facts = service.import_batch(
            act,
            source="list",
            mapping="list",
            file=digest,
            name="list.csv",
            edition=date.fromisoformat(edition),
        ).facts
    counts = {one: facts[one] for one in ("rows", "new", "changed", "same", "refused")}
    rates = clock.told(facts["rows"])
    return {**counts, **rates, "bytes": size(), "memory": {"before": before, "most": memory()}}


class Clock:
    """Seconds and processor seconds of what happens inside."""

    def __enter__(self) -> Clock:
        self.begin, self.used_before = time.perf_counter(), _clock.processor_time()
        return self

    def __exit__(self, *_failed: object) -> None:
        self.seconds = time.perf_counter() - self.begin
        self.used = _clock.processor_time() - self.used_before

    def told(self, rows: int) -> dict[str, float]:
        """Rows for each second, and for each second of processor."""
        return {
            "seconds": round(self.seconds, 2),
            "rate": round(rows / self.seconds),
            "processor_rate": round(rows / self.used),
        }


def memory() -> float:
    """The most memory (RSS) that this process has had, in megabytes."""
    status = Path("/proc/self/status").read_text()
    return round(int(status.split("VmHWM:")[1].split()[0]) / 1024, 1)


def size() -> int:
    """Bytes of the database, the write-ahead log emptied."""
    from benchmarks import _circles

    return _circles.size()


# Search -----------------------------------------------------------------------------------------


def search(keeper: str, count: str) -> dict[str, Any]:
    """Milliseconds of each kind of question through `find`, and of the index alone."""
    from tequio.registry.queries.finding import find
    from tequio.registry.queries.thesaurus import thesaurus

    number, passed, bare = int(keeper), defaultdict[str, list[tuple[float, float]]](list), []
    asked = _organisations.questions(int(count))
    thesaurus()
    find(number, text="warm up")
    empty = 0
    for kind, text, facets in asked:
        passed[kind].append(timed(lambda: find(number, text=text, facets=facets)))  # noqa: B023
        bare.append(timed(lambda: bare_search(number, text, facets)))  # noqa: B023
        empty += not find(number, text=text, facets=facets).rows
    by_name = [timed(lambda: find(number)) for _ in range(20)]
    all_of_them = [one for some in passed.values() for one in some]
    return {
        "questions": len(asked),
        "without_answer": empty,
        **quantiles(all_of_them),
        "bare": quantiles(bare),
        "first_page_by_name": quantiles(by_name),
        "kinds": {kind: quantiles(some) for kind, some in passed.items()},
    }


def bare_search(keeper: int, text: str, facets: Iterable[tuple[str, str]]) -> None:
    """The index asked for these words and marks, in the engine's own way and nothing else."""
    from django.db import connection

    from tequio.registry.queries.word_index import KEEPER, STREAMED
    from tequio.registry.rules import searching

    asked = (
        *searching.ask(text, {}, begins=True),
        *searching.asked_of_facets(facets, also_closed=False),
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            first = keeper * KEEPER
            given = [first, searching.as_fts5(asked), first, first + KEEPER - 1, 50]
            cursor.execute(STREAMED, given)
        else:
            cursor.execute(
                "SELECT id FROM registry_search WHERE organisation_id = %s"
                " AND words @@ %s::tsquery LIMIT 50",
                [keeper, searching.as_tsquery(asked)],
            )
        cursor.fetchall()


# Tiles ------------------------------------------------------------------------------------------


def tiles(keeper: str, deepest: str) -> dict[str, Any]:
    """Milliseconds of tiles in which somebody is, by zoom."""
    from tequio.registry.queries import mapping
    from tequio.registry.rules.cartography.tiles import tile_of

    number, places = int(keeper), some_places(int(keeper))
    told: dict[str, Any] = {}
    for zoom in range(int(deepest) + 1):
        passed, spots = [], 0
        for lon, lat in places:
            asked = tile_of(zoom, lon, lat)
            passed.append(timed(lambda: mapping.tile(number, asked, closed=False)))  # noqa: B023
            spots = max(spots, len(mapping.tile(number, asked, closed=False)[0]))
        told[str(zoom)] = quantiles(passed) | {"spots": spots}
    return told


def some_places(keeper: int) -> list[tuple[int, int]]:
    """Where some organisations are, taken by chance."""
    from tequio.registry.models import ShownRow

    rows = ShownRow.objects.filter(organisation_id=keeper, cx__isnull=False).order_by("id")
    first, last = rows[0].id, rows.reverse()[0].id
    chance, found = random.Random(1), list[tuple[int, int]]()
    while len(found) < TILES:
        near = rows.filter(id__gte=chance.randrange(first, last)).first()
        if near is not None and near.lon is not None and near.lat is not None:
            found.append((near.lon, near.lat))
    return found


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of one call, and those of the processor: neighbours disturb them less."""
    begin, used = time.perf_counter(), _clock.processor_time()
    work()
    worked = _clock.processor_time() - used
    return (time.perf_counter() - begin) * 1000, worked * 1000


def quantiles(passed: Sequence[tuple[float, ...]]) -> dict[str, float]:
    """Median and what nineteen of twenty are faster than, by the clock and by the processor."""
    told = {}
    for name, some in zip(("", "processor_"), zip(*passed, strict=True), strict=False):
        ordered = sorted(some)
        told[f"{name}p50"] = round(statistics.median(ordered), 2)
        told[f"{name}p95"] = round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2)
    return told


def check(keeper: str) -> dict[str, Any]:
    """What `verify` finds in this register: nothing, or the figures are of something else."""
    from tequio.registry.queries.checking import check as findings

    with Clock() as clock:
        found = [one.code for one in findings(int(keeper))]
    return {"findings": found[:10], "seconds": round(clock.seconds, 1)}


if __name__ == "__main__":
    main()
