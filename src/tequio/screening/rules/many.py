"""The verdicts on many organisations at once.  Pure; the same as `judge` for each of them.

Each stored line of an item is read once and remembered: what it comes to for every comparison that
asks for its fact.  A batch then only looks lines up and notes one byte for up to four comparisons;
truth is reckoned for all at once, over sets of bits.  Where several items speak of one fact they
are settled together.  A batch is as large as its caller makes it, and what is remembered has a
limit: memory does not grow with the number of organisations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tequio.kernel import Truth
from tequio.screening.rules.deciding import Verdict, Verdicts, of_rule, outcome, verdicts_of
from tequio.screening.rules.items import Item, read_said
from tequio.screening.rules.packs import Leaf, Pack, Rule, facts_of_leaf, leaves
from tequio.screening.rules.settling import MARKS
from tequio.screening.rules.tracing import settled_by
from tequio.screening.rules.truths import Truths
from tequio.screening.rules.weighing import weighed

AT_ONCE = 8_192
"""Organisations in a batch: enough to share the reckoning, some megabytes at most."""
REMEMBERED = 200_000
REMEMBERED_TOGETHER = 20_000
"""Lines, and groups of lines, that are remembered before the memory is begun anew."""
IN_A_BYTE = 4
"""Comparisons whose outcomes fit into one byte, two bits for each."""

UNKNOWN, HOLDS, FAILS, MARKED = range(4)
"""Outcomes of a comparison in a column; unknown is 0, so that silence costs nothing."""
_OUTCOMES = {Truth.HOLDS: HOLDS, Truth.FAILS: FAILS, Truth.UNKNOWN: UNKNOWN}


def _digits(place: int, wanted: int) -> bytes:
    """A table from bytes to "1" where the comparison at this place came to that, else to "0"."""
    return bytes(ord("1") if one >> 2 * place & 3 == wanted else ord("0") for one in range(256))


_DIGITS = tuple(tuple(_digits(place, wanted) for wanted in range(4)) for place in range(IN_A_BYTE))

Entries = tuple[tuple[int, int], ...]
"""What lines come to: numbers of columns, and the byte for each."""


@dataclass(frozen=True)
class _Asked:
    """A comparison as a rule asks for it; rules that ask alike share it."""

    leaf: Leaf
    max_age_months: int | None
    least_grade: int
    accepts: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What a batch came to: the verdicts, and each criterion by its id."""

    verdicts: Verdicts
    criteria: Mapping[str, Truths]


class ReadyPack:
    """A pack on a day, ready for any number of batches."""

    def __init__(self, pack: Pack, on: date) -> None:
        self.pack = pack
        self.on = on
        self._columns: list[list[tuple[_Asked, Rule]]] = []
        self._of_facts: dict[tuple[str, ...], list[int]] = {}
        self._places: dict[_Asked, tuple[int, int]] = {}
        self._memory: dict[str, Entries] = {}
        self._joint: dict[tuple[tuple[str, ...], tuple[str, ...]], Entries] = {}
        self._shared: dict[Entries, Entries] = {}
        for criterion in pack.criteria:
            for _aspect, rule in criterion.aspects():
                for leaf in _leaves_of(rule):
                    self._give_place(_asked(leaf, rule), rule)
        self._paired = {fact for facts in self._of_facts if len(facts) > 1 for fact in facts}
        self._again = len(self._columns)

    def found(self, texts: Sequence[str]) -> Found:
        """What the pack says of a batch: at least one organisation, each as the stored text of its
        items (`items_text`)."""
        columns = self._filled(texts)
        for column in columns:
            column.reverse()  # the first organisation is the lowest bit
        truths = {
            asked: _truths(columns[number], place)
            for asked, (number, place) in self._places.items()
        }
        criteria = {}
        for criterion in self.pack.criteria:
            both = {aspect: _of_rule(rule, truths) for aspect, rule in criterion.aspects()}
            criteria[criterion.id] = outcome(
                both.get("rules"), both.get("practice"), self.pack.papers
            )
        gates = [criteria[one.id] for one in self.pack.criteria if one.is_gate]
        return Found(verdicts_of(gates), criteria)

    def _give_place(self, asked: _Asked, rule: Rule) -> None:
        if asked in self._places:
            return
        numbers = self._of_facts.setdefault(facts_of_leaf(asked.leaf), [])
        if not numbers or len(self._columns[numbers[-1]]) == IN_A_BYTE:
            numbers.append(len(self._columns))
            self._columns.append([])
        column = self._columns[numbers[-1]]
        self._places[asked] = (numbers[-1], len(column))
        column.append((asked, rule))

    def _filled(self, texts: Sequence[str]) -> list[bytearray]:
        """A column for each group of comparisons, and a last one: whom to look at again."""
        columns = [bytearray(len(texts)) for _column in range(self._again + 1)]
        again, known, loads = columns[-1], self._memory.get, json.loads
        for number, text in enumerate(texts):
            for line in loads(text)["said"]:
                entries = known(line)
                if entries is None:
                    entries = self._remember(line)
                for index, byte in entries:
                    column = columns[index]
                    if column[number]:
                        again[number] = 1
                    column[number] = byte
        for number, is_again in enumerate(again):
            if is_again:
                self._look_again(number, loads(texts[number])["said"], columns)
        return columns

    def _remember(self, line: str) -> Entries:
        """What a line comes to where nothing else is said of its fact.  A line that counts for a
        comparison and yet leaves it open asks to look again, for others may be weaker than it."""
        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
        item = read_said(line)
        entries = self._come_to((item.fact,), {item.fact: [item]})
        if item.fact in self._paired or self._is_odd(item):
            entries = (*entries, (self._again, 1))
        entries = self._memory[line] = self._shared.setdefault(entries, entries)
        return entries

    def _is_odd(self, item: Item) -> bool:
        return any(
            settled_by(rule, {item.fact: [item]}, self.on, item.fact).is_known
            and self._byte(asked, rule, {item.fact: [item]}) == UNKNOWN
            for number in self._of_facts.get((item.fact,), ())
            for asked, rule in self._columns[number]
        )

    def _look_again(self, number: int, said: Iterable[str], columns: list[bytearray]) -> None:
        """Settle together what is said of each fact more than once, and pairs of facts."""
        by_fact: dict[str, list[str]] = {}
        for line in said:
            by_fact.setdefault(line.partition(" ")[0], []).append(line)
        for facts, numbers in self._of_facts.items():
            lines = tuple(line for fact in facts for line in by_fact.get(fact, ()))
            if len(facts) > 1 or len(lines) > 1:
                for index in numbers:
                    columns[index][number] = 0
                for index, byte in self._together(facts, lines):
                    columns[index][number] = byte

    def _together(self, facts: tuple[str, ...], lines: tuple[str, ...]) -> Entries:
        entries = self._joint.get((facts, lines))
        if entries is None:
            if len(self._joint) >= REMEMBERED_TOGETHER:
                self._joint.clear()
            by_fact: dict[str, list[Item]] = {}
            for line in lines:
                item = read_said(line)
                by_fact.setdefault(item.fact, []).append(item)
            entries = self._joint[facts, lines] = self._come_to(facts, by_fact)
        return entries

    def _come_to(self, facts: tuple[str, ...], by_fact: Mapping[str, list[Item]]) -> Entries:
        found = []
        for index in self._of_facts.get(facts, ()):
            byte = 0
            for place, (asked, rule) in enumerate(self._columns[index]):
                byte |= self._byte(asked, rule, by_fact) << 2 * place
            if byte:
                found.append((index, byte))
        return tuple(found)

    def _byte(self, asked: _Asked, rule: Rule, by_fact: Mapping[str, list[Item]]) -> int:
        truth, why = weighed(asked.leaf, lambda fact: settled_by(rule, by_fact, self.on, fact))
        return MARKED if why in MARKS else _OUTCOMES[truth]


def verdicts(pack: Pack, texts: Iterable[str], on: date) -> Iterator[Verdict]:
    """The verdict on each organisation, in the order of their stored items."""
    ready = ReadyPack(pack, on)
    waiting = iter(texts)
    while some := list(islice(waiting, AT_ONCE)):
        yield from ready.found(some).verdicts.each()


def _leaves_of(rule: Rule) -> Iterator[Leaf]:
    if rule.applies_if:
        yield from leaves(rule.applies_if)
    yield from leaves(rule.expression)


def _of_rule(rule: Rule, truths: Mapping[_Asked, Truths]) -> Truths:
    return of_rule(rule, lambda leaf: truths[_asked(leaf, rule)])


def _asked(leaf: Leaf, rule: Rule) -> _Asked:
    return _Asked(leaf, rule.max_age_months, rule.least_grade, rule.accepts)


def _truths(column: bytearray, place: int) -> Truths:
    holds, fails, marked = (
        int(column.translate(_DIGITS[place][wanted]), 2) for wanted in (HOLDS, FAILS, MARKED)
    )
    return Truths(len(column), holds, fails, 0, marked)
