"""What is known of many organisations, as columns of bytes: the quick way to their truths.  Pure.

A column holds for each organisation what up to four comparisons of a fact come to, two bits each.
Which entries an item makes depends on two things only: on what its fact and value mean to the
comparisons, and on whether each rule lets its source count.  Both are remembered by their words,
so that an item costs two look-ups.  Sources are taken in the order of their weight, so that what
weighs more stands in the end; where something was withdrawn, or two weigh the same, or a comparison
asks for two facts, the items of a fact are settled together as they are for one organisation.

What is remembered has a limit: memory does not grow with the number of organisations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Truth
from tequio.screening.rules.items import Item, lines_of, read_said, said_by
from tequio.screening.rules.packs import Leaf, Pack, Rule, facts_of_leaf, leaves
from tequio.screening.rules.settling import MARKS, Settled, left_out, speaks_against
from tequio.screening.rules.tracing import settled_by
from tequio.screening.rules.truths import Truths
from tequio.screening.rules.weighing import weighed

REMEMBERED = 50_000
"""So many sources, values of one fact, groups of items are remembered before that begins anew."""
IN_A_BYTE = 4

UNKNOWN, HOLDS, FAILS, MARKED = range(4)
"""What a comparison comes to; unknown is 0, so that silence costs nothing."""
_OUTCOMES = {Truth.HOLDS: HOLDS, Truth.FAILS: FAILS, Truth.UNKNOWN: UNKNOWN}
_WITHDRAWN = -1
_ANY_SOURCE = "visit 4 - -"
_OUTWEIGHS = 4_000_000
"""More than the number of any day: a grade outweighs every difference of age."""

Entries = tuple[tuple[int, int], ...]
"""Numbers of columns, and the byte for each."""
Meaning = list[Entries]
"""What words come to, for each way in which rules let their source count or not."""
Said = tuple[tuple[str, str], ...]


def _digits(place: int, wanted: int) -> bytes:
    """A table from bytes to "1" where the comparison at this place came to that, else to "0"."""
    return bytes(ord("1") if one >> 2 * place & 3 == wanted else ord("0") for one in range(256))


def _over(weightier: int, other: int) -> int:
    """Two bytes as one: where the weightier says nothing of a comparison, the other counts."""
    places = range(0, 2 * IN_A_BYTE, 2)
    return sum((weightier >> at & 3 or other >> at & 3) << at for at in places)


_DIGITS = tuple(tuple(_digits(place, wanted) for wanted in range(4)) for place in range(IN_A_BYTE))
_OVER = tuple(bytes(_over(weightier, other) for other in range(256)) for weightier in range(256))


@dataclass(frozen=True)
class Asked:
    """A comparison as a rule asks for it; rules that ask alike share it."""

    leaf: Leaf
    max_age_months: int | None
    least_grade: int
    accepts: tuple[str, ...]


def asked_by(rule: Rule, leaf: Leaf) -> Asked:
    """A comparison of a rule, with all on which it depends whether an item counts."""
    return Asked(leaf, rule.max_age_months, rule.least_grade, rule.accepts)


class _Values(dict[str, Meaning]):
    """What each value of a fact means, found when it is first asked for."""

    def __init__(self, fact: str, most: int, find: Callable[[str], Meaning]) -> None:
        super().__init__()
        self.fact = fact
        self.most = most
        self.find = find

    def __missing__(self, value: str) -> Meaning:
        if len(self) >= self.most:
            self.clear()
        found = self[value] = self.find(f"{self.fact} {value}")
        return found


class Columns:
    """The columns of a pack on a day, for any number of batches; `most`: how much is remembered."""

    def __init__(self, pack: Pack, on: date, *, most: int = REMEMBERED) -> None:
        self.on = on
        self.most = most
        self._columns: list[list[tuple[Asked, Rule]]] = []
        self._of_facts: dict[tuple[str, ...], list[int]] = {}
        self._places: dict[Asked, tuple[int, int]] = {}
        self._sources: dict[str, tuple[int, int]] = {}
        self._ways: dict[tuple[object, ...], tuple[int, str]] = {}
        self._meanings: dict[tuple[object, ...], tuple[str, Meaning]] = {}
        self._joint: dict[tuple[tuple[str, ...], Said], Entries] = {}
        every = tuple(_asked_of(pack))
        for rule, leaf in every:
            asked = asked_by(rule, leaf)
            if asked not in self._places:
                self._give_place(asked, rule)
        settings = ((rule.max_age_months, rule.least_grade, rule.accepts) for rule, _ in every)
        self._settings = tuple(dict.fromkeys(settings))
        self._pairs = tuple(facts for facts in self._of_facts if len(facts) > 1)
        self._paired = {fact for facts in self._pairs for fact in facts}
        self._again = len(self._columns)
        self._values = {
            fact: _Values(fact, most, self._meaning) for facts in self._of_facts for fact in facts
        }

    def truths(self, texts: Sequence[str]) -> Mapping[Asked, Truths]:
        """What each comparison comes to for a batch of organisations, each the stored text of its
        items (`items_text`)."""
        columns = [bytearray(len(texts)) for _column in range(self._again + 1)]
        for number, text in enumerate(texts):
            self._note(number, self._weighty_last(text), columns)
        for number, is_again in enumerate(columns[-1]):
            if is_again:
                self._look_again(number, lines_of(texts[number]), columns)
        for column in columns:
            column.reverse()  # the first organisation is the lowest bit
        return {
            asked: _truths(columns[number], place)
            for asked, (number, place) in self._places.items()
        }

    def _give_place(self, asked: Asked, rule: Rule) -> None:
        numbers = self._of_facts.setdefault(facts_of_leaf(asked.leaf), [])
        if not numbers or len(self._columns[numbers[-1]]) == IN_A_BYTE:
            numbers.append(len(self._columns))
            self._columns.append([])
        column = self._columns[numbers[-1]]
        self._places[asked] = (numbers[-1], len(column))
        column.append((asked, rule))

    def _weighty_last(self, text: str) -> list[tuple[int, int, str]]:
        """Of each source its rank, its way of counting, and what it says; the weightiest last."""
        found = []
        known = self._sources
        for line in lines_of(text):
            frame, _of, said = line.partition(": ")
            rank, way = known.get(frame) or self._source(frame, said)
            found.append((rank, way, said))
        if len(found) > 1:
            found.sort()
        return found

    def _note(
        self, number: int, sources: list[tuple[int, int, str]], columns: list[bytearray]
    ) -> None:
        """Write the bytes of one organisation."""
        last, is_careful, asked = _WITHDRAWN, False, self._values.get
        for rank, way, said in sources:
            is_careful |= rank == last
            last = rank
            words = said.split(" ")
            for values, value in zip(map(asked, words[::2]), words[1::2], strict=True):
                if values is None:
                    continue  # nobody asks for the fact
                for index, byte in values[value][way]:
                    column = columns[index]
                    if column[number]:
                        byte = _OVER[byte][column[number]]  # noqa: PLW2901 - the two as one
                        columns[-1][number] |= is_careful
                    column[number] = byte

    def _source(self, frame: str, said: str) -> tuple[int, int]:
        """Rank and way of a source: which rules let it count."""
        item = read_said(frame, " ".join(said.split(" ")[:2]))
        counts = (
            item.is_withdrawn,
            *(
                speaks_against(item, on=self.on, max_age_months=age, least_grade=grade)
                for age, grade, _accepts in self._settings
            ),
            *(
                left_out(item, on=self.on, max_age_months=age, least_grade=grade, accepts=accepts)
                for age, grade, accepts in self._settings
            ),
        )
        if counts not in self._ways:
            self._ways[counts] = (len(self._ways), frame)
            for words, meaning in self._meanings.values():
                meaning.append(self._entries(frame, words))
        rank = item.grade * _OUTWEIGHS + (item.end.toordinal() if item.end else 0)
        if len(self._sources) >= self.most:
            self._sources.clear()
        found = (_WITHDRAWN if item.is_withdrawn else rank, self._ways[counts][0])
        self._sources[frame] = found
        return found

    def _meaning(self, words: str) -> Meaning:
        """What words come to; those that mean the same share it."""
        key = self._key(words)
        if key not in self._meanings:
            frames = (frame for _number, frame in self._ways.values())
            self._meanings[key] = (words, [self._entries(frame, words) for frame in frames])
        return self._meanings[key][1]

    def _key(self, words: str) -> tuple[object, ...]:
        """A fact, and what each comparison with it alone makes of a value that counts."""
        item = read_said(_ANY_SOURCE, words)
        known = Settled(item.value, item.grade, "")
        return (
            item.fact,
            *(
                weighed(asked.leaf, lambda _fact: known)
                for number in self._of_facts.get((item.fact,), ())
                for asked, _rule in self._columns[number]
            ),
        )

    def _entries(self, frame: str, words: str) -> Entries:
        """What an item comes to where nothing else is said of its fact.  An item that counts and
        yet leaves a comparison open asks to look again, for others may be weaker than it; and so
        does one that may speak against others though it does not count."""
        item = read_said(frame, words)
        entries = self._come_to((item.fact,), {item.fact: [item]})
        is_open = self._speaks_against(item) or self._leaves_open(item)
        if item.fact in self._paired or is_open:
            return (*entries, (self._again, 1))
        return entries

    def _speaks_against(self, item: Item) -> bool:
        return any(
            speaks_against(
                item,
                on=self.on,
                max_age_months=asked.max_age_months,
                least_grade=asked.least_grade,
            )
            for number in self._of_facts.get((item.fact,), ())
            for asked, _rule in self._columns[number]
        )

    def _leaves_open(self, item: Item) -> bool:
        by_fact = {item.fact: [item]}
        return any(
            settled_by(rule, by_fact, self.on, item.fact).is_known
            and self._byte(asked, rule, by_fact) == UNKNOWN
            for number in self._of_facts.get((item.fact,), ())
            for asked, rule in self._columns[number]
        )

    def _look_again(self, number: int, lines: Iterable[str], columns: list[bytearray]) -> None:
        """Settle together what is said of each fact more than once, and pairs of facts."""
        by_fact: dict[str, list[tuple[str, str]]] = {}
        for line in lines:
            for frame, words in said_by(line):
                by_fact.setdefault(words.partition(" ")[0], []).append((frame, words))
        several = tuple((fact,) for fact, said in by_fact.items() if len(said) > 1)
        for facts in (*several, *self._pairs):
            said = tuple(pair for fact in facts for pair in by_fact.get(fact, ()))
            for index in self._of_facts.get(facts, ()):
                columns[index][number] = 0
            for index, byte in self._together(facts, said):
                columns[index][number] = byte

    def _together(self, facts: tuple[str, ...], said: Said) -> Entries:
        entries = self._joint.get((facts, said))
        if entries is None:
            if len(self._joint) >= self.most:
                self._joint.clear()
            by_fact: dict[str, list[Item]] = {}
            for frame, words in said:
                item = read_said(frame, words)
                by_fact.setdefault(item.fact, []).append(item)
            entries = self._joint[facts, said] = self._come_to(facts, by_fact)
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

    def _byte(self, asked: Asked, rule: Rule, by_fact: Mapping[str, list[Item]]) -> int:
        truth, why = weighed(asked.leaf, lambda fact: settled_by(rule, by_fact, self.on, fact))
        return MARKED if why in MARKS else _OUTCOMES[truth]


def _asked_of(pack: Pack) -> Iterator[tuple[Rule, Leaf]]:
    for criterion in pack.criteria:
        for _aspect, rule in criterion.aspects():
            for expression in (rule.applies_if, rule.expression):
                for leaf in leaves(expression) if expression else ():
                    yield rule, leaf


def _truths(column: bytearray, place: int) -> Truths:
    holds, fails, marked = (
        int(column.translate(_DIGITS[place][wanted]), 2) for wanted in (HOLDS, FAILS, MARKED)
    )
    return Truths(len(column), holds, fails, 0, marked)
