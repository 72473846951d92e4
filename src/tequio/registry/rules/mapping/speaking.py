"""One saying of a mapping, made ready: a function that adds what a row says.  Pure."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Words
from dataclasses import dataclass, replace
from datetime import date

from tequio.registry.rules.facts import Said, Value
from tequio.registry.rules.mapping.plan import Filter, Saying
from tequio.registry.rules.mapping.reports import Counting
from tequio.registry.rules.mapping.values import Countries, Reads, reader_of

Cells = Words[str, str]
Holds = Callable[[Cells], bool]


class Turn:
    """One row in one part while it is read: its cells, and what was said so far."""

    __slots__ = ("cells", "line", "said", "since", "until")

    def __init__(self, cells: Cells, line: int) -> None:
        self.cells, self.line = cells, line
        self.said: list[Said] = []
        self.since: date | None = None
        self.until: date | None = None

    def says(self, property_: str, value: Value) -> None:
        self.said.append(Said(property_, value, self.since, self.until))


Says = Callable[[Turn], None]
ReadsInRow = Callable[[str, Cells], "Value | None"]


@dataclass(frozen=True)
class Around:
    """What all sayings of one part share.

    counting     counts of each column
    nulls        words that say nothing in any column, in lower case
    is_complete  the source claims to list everything: an empty cell may say something too
    countries    resolves names of countries
    """

    counting: Words[str, Counting]
    nulls: frozenset[str] = frozenset()
    is_complete: bool = False
    countries: Countries | None = None


def holds_of(filters: tuple[Filter, ...]) -> Holds | None:
    """Whether all filters hold in a row; None where there are none."""
    if not filters:
        return None
    tests = [_holds(one) for one in filters]
    return tests[0] if len(tests) == 1 else lambda cells: all(test(cells) for test in tests)


def _holds(one: Filter) -> Holds:
    column, words, divider = one.column, one.words, one.divider
    if one.is_filled:
        return lambda cells: bool(cells.get(column, "").strip())

    def found(cells: Cells) -> bool:
        text = cells.get(column, "").strip()
        if divider:
            return any(part.strip() in words for part in text.split(divider))
        return text in words

    return (lambda cells: not found(cells)) if one.is_not else found


def says_of(saying: Saying, around: Around) -> Says:
    """The function that adds to a turn what its row says under one saying."""
    says = _from_columns(saying, around) if saying.columns else _constant(saying, around)
    holds = holds_of(saying.when)
    if holds is None:
        return says
    return lambda turn: says(turn) if holds(turn.cells) else None


def _constant(saying: Saying, around: Around) -> Says:
    value = reader_of(saying, around.countries)(saying.value)
    property_ = saying.property
    return lambda turn: None if value is None else turn.says(property_, value)


def _from_columns(saying: Saying, around: Around) -> Says:
    adds, text_of = _adding(saying, around), _text_of(saying, around.nulls | saying.nulls)
    empty = {"yes": True, "no": False}.get(saying.empty_means) if around.is_complete else None
    property_ = saying.property
    texts = _several(saying) if saying.divider else None

    def says(turn: Turn) -> None:
        text = text_of(turn.cells)
        if not text:
            if empty is not None:
                turn.says(property_, empty)
        elif texts is None:
            adds(turn, text)
        else:
            for one in texts(text):
                adds(turn, one)

    return says


def _several(saying: Saying) -> Callable[[str], list[str]]:
    """Each once and in one order, as the order of a set says nothing; braces are its marks."""
    divider = saying.divider

    def texts(text: str) -> list[str]:
        return sorted({one.strip(' "') for one in text.strip("{}").split(divider)})

    return texts


def _adding(saying: Saying, around: Around) -> Callable[[Turn, str], None]:
    """Adds the value of a text to what is said, or counts that it was not understood."""
    reads, reads_in_row = reader_of(saying, around.countries), _reads_in_row(saying, around)
    property_, counting = saying.property, around.counting[saying.columns[0]]
    silent = {word.lower() for word, code in saying.codes.items() if not code}
    silent |= around.nulls | saying.nulls | {""}
    passes_over = saying.otherwise == "nothing"

    def adds(turn: Turn, text: str) -> None:
        value = reads(text) if reads_in_row is None else reads_in_row(text, turn.cells)
        if value is not None:
            turn.said.append(Said(property_, value, turn.since, turn.until))
        elif not passes_over and text.lower() not in silent:
            counting.does_not_understand(turn.line, text)

    return adds


def _text_of(saying: Saying, nulls: frozenset[str]) -> Callable[[Cells], str]:
    """The text of the columns, cut as the saying wants; nothing where a word says nothing."""
    (column, *more), joint = saying.columns, saying.joint
    cut, longest = _cut(saying), max(map(len, nulls), default=-1)

    def one(cells: Cells) -> str:
        text = cells.get(column, "").strip()
        return "" if len(text) <= longest and text.lower() in nulls else text

    def all_of_them(cells: Cells) -> str:
        texts = (cells.get(name, "").strip() for name in saying.columns)
        return joint.join(text for text in texts if text and text.lower() not in nulls)

    whole = all_of_them if more else one
    return whole if cut is None else lambda cells: cut(whole(cells))


def _cut(saying: Saying) -> Callable[[str], str] | None:
    after, before, first = saying.after, saying.before, saying.first
    if not (after or before or first):
        return None

    def cut(text: str) -> str:
        if after:
            text = text.removeprefix(after)
        if before:
            text = text.removesuffix(before)
        return text[:first].strip() if first else text.strip()

    return cut


def _reads_in_row(saying: Saying, around: Around) -> ReadsInRow | None:
    """A reader that looks at other columns of the row too: scheme, words for a code, precision."""
    reads = reader_of(saying, around.countries)
    if saying.scheme_column:
        return _with_scheme(saying)
    if saying.titles:
        return _with_title(saying, reads)
    if saying.precision_column:
        return _with_precision(saying, reads)
    return None


def _with_scheme(saying: Saying) -> ReadsInRow:
    column = saying.scheme_column
    readers = {
        word: reader_of(replace(saying, scheme=scheme)) for word, scheme in saying.schemes.items()
    }
    other = reader_of(saying) if saying.scheme else None

    def reads(text: str, cells: Cells) -> Value | None:
        reader = readers.get(cells.get(column, "").strip(), other)
        return reader(text) if reader else None

    return reads


def _with_title(saying: Saying, reads: Reads) -> ReadsInRow:
    titles = saying.titles

    def with_title(text: str, cells: Cells) -> Value | None:
        found = reads(text)
        if isinstance(found, dict):
            words = (cells.get(name, "").strip() for name in titles)
            return found | {"title": next(filter(None, words), "")[:300]}
        return found

    return with_title


def _with_precision(saying: Saying, reads: Reads) -> ReadsInRow:
    """Never more exact than the saying allows."""
    column, least = saying.precision_column, saying.precision

    def with_precision(text: str, cells: Cells) -> Value | None:
        found, metres = reads(text), cells.get(column, "").strip()
        if isinstance(found, dict) and metres.isdecimal() and len(metres) <= 9:
            return found | {"precision": max(int(metres), least)}
        return found

    return with_precision
