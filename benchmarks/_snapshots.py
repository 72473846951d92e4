"""Snapshots of organisations that do not exist, and judging them, each step in its own process.

    fill FILE COUNT       write so many stored snapshots into a database of SQLite
    judge FILE PACK       for each line of the input judge the next so many, read batch by batch,
                          and tell the rate; in the end memory, verdicts, and some one by one
    rules PACK            the pack as rules of json-logic

What is known of whom differs: savings groups without paper, cooperatives with books here,
associations with documents, companies of which a register tells little.  Each has a few sources,
and each source says several things.  Days, counts and shares are as many as real ones.
"""

from __future__ import annotations

import gc
import json
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from tequio.screening.rules.catalogue import FACTS, Fact
from tequio.screening.rules.deciding import VERDICTS
from tequio.screening.rules.items import lines_of, read_items
from tequio.screening.rules.judging import judge
from tequio.screening.rules.many import AT_ONCE, ReadyPack
from tequio.screening.rules.packs import Expression, Joined, Not, Pack, load_pack
from tequio.screening.rules.packs.expressions import Compare, Exists
from tequio.screening.rules.values import Value, as_word

ON = date(2026, 6, 30)
SEED = 20_260_214
COMPARED = 300


@dataclass(frozen=True)
class Source:
    """What such a source is, and how likely it says something of a fact of the rules, of practice.

    Books here say only what can be reckoned from books.
    """

    kind: str
    grade: int
    rules: float
    practice: float


@dataclass(frozen=True)
class Sort:
    """A sort of organisation: how large a part, its sources, and how likely a yes-or-no fact or a
    choice is as a genuine organisation would have it."""

    weight: int
    sources: tuple[Source, ...]
    good: float


CLAUSES = Source("clause", 1, 0.6, 0)
PHOTOGRAPH, PASSBOOK = Source("photograph", 1, 0, 0.15), Source("passbook", 1, 0, 0.05)
ATTESTATION, VISIT = Source("attestation", 2, 0, 0.15), Source("visit", 4, 0.1, 0.8)
BOOKS = Source("platform", 3, 0, 0.7)
MINUTES, ACCOUNTS = Source("minutes", 1, 0, 0.12), Source("accounts", 1, 0, 0.12)
REGISTER = Source("register", 2, 0.25, 0.08)
EXTRACT = Source("register_extract", 1, 0.05, 0.02)
SORTS = (
    Sort(30, (PHOTOGRAPH, PASSBOOK, ATTESTATION), 0.99),
    Sort(20, (CLAUSES, BOOKS, MINUTES), 0.99),
    Sort(10, (CLAUSES, BOOKS, VISIT), 0.995),
    Sort(25, (CLAUSES, MINUTES, ACCOUNTS), 0.95),
    Sort(15, (REGISTER, EXTRACT), 0.8),
)
BAD_WHEN_TRUE = frozenset(
    (
        "rules.veto rules.appointed_outside rules.controlled_by_state rules.controlled_by_firm"
        " practice.supplies_labour practice.veto_used practice.insider_payments"
        " practice.reserve_drawn practice.assets_below_value practice.demutualised"
    ).split()
)


def main(step: str, *words: str) -> None:
    """Do one step; what it tells is JSON."""
    if step == "fill":
        told = fill(Path(words[0]), int(words[1]))
    elif step == "judge":
        told = judged(Path(words[0]), load_pack(Path(words[1]).read_text("utf-8")))
    else:
        told = rules_of(load_pack(Path(words[0]).read_text("utf-8")))
    print(json.dumps(told), flush=True)


# --------------------------------------------------------------------------------- making them
def fill(file: Path, count: int) -> dict[str, Any]:
    """Write the snapshots; always the same for the same number."""
    lot = random.Random(SEED)
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE snapshot (number INTEGER PRIMARY KEY, items TEXT NOT NULL) STRICT"
    )
    database.execute("BEGIN")
    rows = ((number, snapshot(lot)) for number in range(1, count + 1))
    database.executemany("INSERT INTO snapshot VALUES (?, ?)", rows)
    database.execute("COMMIT")
    some = [text for (text,) in database.execute("SELECT items FROM snapshot LIMIT 5000")]
    items = sum(len(read_items(json.loads(text))) for text in some)
    size = sum(len(text.encode()) for text in some)
    return {"items_each": round(items / len(some), 1), "bytes_each": round(size / len(some))}


def snapshot(lot: random.Random) -> str:
    """One organisation, as `items_text` writes it."""
    sort = lot.choices(SORTS, [one.weight for one in SORTS])[0]
    rows = [row for source in sort.sources for row in _rows(lot, source, sort.good)]
    lines, references, proofs = zip(*sorted(rows), strict=True) if rows else ((), (), ())
    plain = {"facts": lines, "from": references, "proofs": proofs}
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False)


def _rows(lot: random.Random, source: Source, good: float) -> Iterator[tuple[str, str, str]]:
    """What a source says; one in a hundred was taken back."""
    words = [
        f"{fact.code} {_word(lot, fact, good)}"
        for fact in FACTS.values()
        if (source.kind != "platform" or fact.book)
        and lot.random() < (source.rules if fact.aspect == "rules" else source.practice)
    ]
    if not words:
        return
    until = ON if source.kind == "platform" else ON - timedelta(int(lot.expovariate(1 / 250)))
    since = until - timedelta(365)
    frame = f"{source.kind} {source.grade} {since} {until}"
    if lot.random() < 0.01:
        frame += " withdrawn"
    proof = "" if source.kind in ("register", "attestation") else f"{lot.getrandbits(256):064x}"
    yield f"{frame}: {' '.join(sorted(words))}", str(lot.randrange(1, 1_000_000)), proof


def _word(lot: random.Random, fact: Fact, good: float) -> str:
    if fact.kind == "yes_no":
        is_good = lot.random() < good
        return "yes" if is_good != (fact.code in BAD_WHEN_TRUE) else "no"
    if fact.kind == "choice":
        choices = list(fact.choices or {})
        return choices[0] if lot.random() < good else lot.choice(choices)
    if fact.kind == "count":
        return str(int(lot.expovariate(1 / 40)) + 1)
    whole = lot.randrange(1, 60)
    return as_word(Fraction(lot.randrange(whole), whole))


# -------------------------------------------------------------------------------- judging them
def judged(file: Path, pack: Pack) -> dict[str, Any]:
    """Judge as many as each line of the input says, until it says no more."""
    before = memory()
    ready, waiting = ReadyPack(pack, ON), batches(file)
    counts = dict.fromkeys(VERDICTS, 0)
    number, seconds, processor = 0, 0.0, 0.0
    for line in sys.stdin:
        begin, used, some = time.perf_counter(), time.process_time(), 0
        for texts in waiting:
            verdicts = ready.found(texts).verdicts
            for name in VERDICTS:
                counts[name] += int(getattr(verdicts, name)).bit_count()
            some += len(texts)
            if some >= int(line):
                break
        turn = (some, time.perf_counter() - begin, time.process_time() - used)
        print(json.dumps(rates(*turn)), flush=True)
        number, seconds, processor = number + turn[0], seconds + turn[1], processor + turn[2]
    return {
        **rates(number, seconds, processor),
        "verdicts": counts,
        "memory_before_mb": before,
        "memory_most_mb": memory(),
        "reading_rate": reading(file),
        **one_by_one(file, pack),
    }


def rates(number: int, seconds: float, used: float) -> dict[str, float]:
    """Organisations for each second, and for each second of processor."""
    return {
        "organisations": number,
        "rate": round(number / seconds),
        "processor_rate": round(number / used) if number else 0,
    }


def batches(file: Path) -> Iterator[list[str]]:
    """The stored texts, some thousands at a time."""
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = database.execute("SELECT items FROM snapshot ORDER BY number")
    while some := rows.fetchmany(AT_ONCE):
        yield [text for (text,) in some]


def reading(file: Path) -> int:
    """Organisations for each second of processor when their lines are only read."""
    number, used = 0, time.process_time()
    for texts in islice(batches(file), 12):
        for text in texts:
            lines_of(text)
        number += len(texts)
    return round(number / (time.process_time() - used))


def one_by_one(file: Path, pack: Pack) -> dict[str, Any]:
    """The first ones judged each alone, with its trace, and whether all verdicts are the same."""
    texts = next(batches(file))[:COMPARED]
    many = ReadyPack(pack, ON).found(texts).verdicts.each()
    used = time.process_time()
    alone = [judge(pack, read_items(json.loads(text)), ON).verdict for text in texts]
    rate = len(texts) / (time.process_time() - used)
    return {"alone_rate": round(rate), "same_verdicts": many == alone}


def memory() -> float:
    """The most that this process has held, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


# ------------------------------------------------------------------------- for a plain loop
def rules_of(pack: Pack) -> dict[str, Any]:
    """Every aspect of every criterion as a rule of json-logic.  Where it applies, which evidence it
    accepts and how old that may be is left out: json-logic has no word for it."""
    rules = {
        f"{criterion.id} {aspect}": _logic(rule.expression)
        for criterion in pack.criteria
        for aspect, rule in criterion.aspects()
    }
    return {"rules": rules, "gates": [one.id for one in pack.criteria if one.is_gate]}


def _logic(expression: Expression) -> Any:
    if isinstance(expression, Not):
        return {"!": [_logic(expression.part)]}
    if isinstance(expression, Joined):
        parts = [_logic(part) for part in expression.parts]
        if expression.how == "at_least":
            return {">=": [{"+": [{"if": [part, 1, 0]} for part in parts]}, expression.count]}
        return {"and" if expression.how == "all" else "or": parts}
    if isinstance(expression, Exists):
        return {"!=": [{"var": expression.fact}, None]}
    assert isinstance(expression, Compare), "the pack has no ratio"
    here, values = {"var": expression.fact}, [_number(one) for one in expression.operands]
    if expression.how == "in":
        return {"in": [here, values]}
    if expression.how == "between":
        return {"<=": [values[0], here, values[1]]}
    return {{"eq": "==", "gte": ">=", "lte": "<="}[expression.how]: [here, values[0]]}


def _number(value: Value) -> Any:
    return value if isinstance(value, bool | str | int) else float(value)  # type: ignore[arg-type]


if __name__ == "__main__":
    gc.freeze()
    main(*sys.argv[1:])
