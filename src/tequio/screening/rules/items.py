"""Items: what is known of the facts of one organisation, each with its grade and origin.  Pure.

All items of one organisation on one day are its *snapshot*.  Its stored form is made to be read
quickly by the million: one line for each source, with all that it says, and beside it where it is:

    {"facts": ["minutes 1 2025-01-01 2025-12-31: practice.assemblies 2 practice.veto_used no"],
     "from": ["7"], "proofs": ["9f2c…"]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tequio.kernel import canonical, digest
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.values import Value, as_word, exact, from_word

WITHDRAWN = "withdrawn"
_NO_DAY = "-"
_OF = ": "
_BEFORE, _AFTER = '{"facts":["', '"],"from":['


@dataclass(frozen=True)
class Item:
    """One thing known of one fact.

    fact          a code of the catalogue
    value         in the fact's kind; texts such as "2/3" are read here.  ValueError if it is none
    grade         0 … 4
    since, until  when it was true, not when it was told; both days count
    origin        kind of evidence and what it is, such as "platform:turnout", "register:12",
                  "minutes:7"; the part before the colon is a code of `EVIDENCE`
    digest        SHA-256 of the file or of the rows, if there is one
    is_withdrawn  it was taken back: supports nothing any more, but still contradicts
    """

    fact: str
    value: Value
    grade: int
    since: date | None
    until: date | None
    origin: str
    digest: str = ""
    is_withdrawn: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", exact(self.fact, self.value))
        if self.grade not in range(5):
            raise ValueError(f"{self.grade} is not a grade from 0 to 4")
        if self.kind not in EVIDENCE:
            raise ValueError(f"{self.origin} does not begin with a kind of evidence")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"the period of {self.fact} ends before it begins")

    @property
    def kind(self) -> str:
        """Its kind of evidence."""
        return self.origin.partition(":")[0]

    @property
    def reference(self) -> str:
        """What of this kind it is."""
        return self.origin.partition(":")[2]

    @property
    def end(self) -> date | None:
        """The day by which its age is reckoned."""
        return self.until or self.since

    def frame(self) -> str:
        """What its source is, in words: kind, grade, period, whether it was taken back."""
        words = [self.kind, str(self.grade), _word(self.since), _word(self.until)]
        return " ".join([*words, WITHDRAWN] if self.is_withdrawn else words)

    def words(self) -> str:
        """What it says: fact and value."""
        return f"{self.fact} {as_word(self.value)}"

    def said(self) -> str:
        """All that judging needs, as one line."""
        return f"{self.frame()}{_OF}{self.words()}"


def plain_items(items: Iterable[Item]) -> dict[str, Any]:
    """The stored form of a snapshot, the same whatever the order of the items.

    Three lists of one length: what each source says, which it is, and the digest of its proof.
    """
    by_source: dict[tuple[str, str, str], list[str]] = {}
    for item in items:
        source = (item.frame(), item.reference, item.digest)
        by_source.setdefault(source, []).append(item.words())
    rows = sorted((*source, " ".join(sorted(said))) for source, said in by_source.items())
    return {
        "facts": [f"{frame}{_OF}{said}" for frame, _from, _proof, said in rows],
        "from": [reference for _frame, reference, _proof, _said in rows],
        "proofs": [proof for _frame, _from, proof, _said in rows],
    }


def items_text(items: Iterable[Item]) -> str:
    """The stored form as canonical JSON."""
    return canonical(plain_items(items))


def items_digest(items: Iterable[Item]) -> str:
    """The digest of a snapshot."""
    return digest(plain_items(items))


def read_items(plain: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items that `plain_items` wrote.  Raises ValueError for what it cannot have written."""
    columns = [plain.get(name) for name in ("facts", "from", "proofs")]
    if not all(isinstance(column, list) for column in columns):
        raise ValueError("a snapshot has three lists: facts, from, proofs")
    return tuple(
        read_said(frame, words, reference=reference, proof=proof)
        for line, reference, proof in zip(*columns, strict=True)
        for frame, words in said_by(line)
    )


def lines_of(text: str) -> list[str]:
    """What each source says, from a stored text.

    In what `items_text` wrote the lines stand first and hold no sign that JSON writes otherwise, so
    that references and digests need not be read; any other text is read as JSON.
    """
    end = text.find(_AFTER) if text.startswith(_BEFORE) else -1
    if end < 0:
        found: list[str] = json.loads(text)["facts"]
        return found
    return text[len(_BEFORE) : end].split('","')


def said_by(line: str) -> Iterator[tuple[str, str]]:
    """What one source says, item by item: (frame, words)."""
    frame, _of, said = line.partition(_OF)
    words = said.split(" ")
    if len(words) % 2:
        raise ValueError(f"not what a source says: {line}")
    for fact, value in zip(words[::2], words[1::2], strict=True):
        yield frame, f"{fact} {value}"


def read_said(frame: str, words: str, *, reference: str = "", proof: str = "") -> Item:
    """One item from the words of its source and its own.  Raises ValueError for other words."""
    kind, grade, since, until, *rest = frame.split(" ")
    fact, _blank, value = words.partition(" ")
    if rest not in ([], [WITHDRAWN]):
        raise ValueError(f"not what a source says: {frame}{_OF}{words}")
    return Item(
        fact=fact,
        value=from_word(fact, value),
        grade=int(grade),
        since=_day(since),
        until=_day(until),
        origin=f"{kind}:{reference}",
        digest=proof,
        is_withdrawn=bool(rest),
    )


def _word(day: date | None) -> str:
    return day.isoformat() if day else _NO_DAY


@lru_cache(maxsize=16_384)
def _day(word: str) -> date | None:
    return None if word == _NO_DAY else date.fromisoformat(word)
