"""Items: what is known of the facts of one organisation, each with its grade and origin.  Pure.

All items of one organisation on one day are its *snapshot*.  Its stored form is made to be read
quickly by the million: one line of words for what an item says, and beside it where it is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tequio.kernel import canonical, digest
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.values import Value, as_word, exact, from_word

WITHDRAWN = "withdrawn"
_NO_DAY = "-"


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

    def said(self) -> str:
        """All that judging needs, as one line: fact, value, grade, period, kind."""
        words = [
            self.fact,
            as_word(self.value),
            str(self.grade),
            self.since.isoformat() if self.since else _NO_DAY,
            self.until.isoformat() if self.until else _NO_DAY,
            self.kind,
        ]
        return " ".join([*words, WITHDRAWN] if self.is_withdrawn else words)


def plain_items(items: Iterable[Item]) -> dict[str, Any]:
    """The stored form of a snapshot, the same whatever the order of the items.

    {"said": lines, "from": references, "digests": digests}, three lists of one length.
    """
    rows = sorted((item.said(), item.reference, item.digest) for item in items)
    return {
        "said": [said for said, _from, _digest in rows],
        "from": [reference for _said, reference, _digest in rows],
        "digests": [proof for _said, _from, proof in rows],
    }


def items_text(items: Iterable[Item]) -> str:
    """The stored form as canonical JSON."""
    return canonical(plain_items(items))


def items_digest(items: Iterable[Item]) -> str:
    """The digest of a snapshot."""
    return digest(plain_items(items))


def read_items(plain: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items that `plain_items` wrote.  Raises ValueError for what it cannot have written."""
    columns = [plain.get(name) for name in ("said", "from", "digests")]
    if not all(isinstance(column, list) for column in columns):
        raise ValueError("a snapshot has three lists: said, from, digests")
    return tuple(
        read_said(said, reference=reference, proof=proof)
        for said, reference, proof in zip(*columns, strict=True)
    )


def read_said(said: str, *, reference: str = "", proof: str = "") -> Item:
    """The item of one line."""
    fact, word, grade, since, until, kind, *rest = said.split(" ")
    if rest not in ([], [WITHDRAWN]):
        raise ValueError(f"not the line of an item: {said}")
    return Item(
        fact=fact,
        value=from_word(fact, word),
        grade=int(grade),
        since=_day(since),
        until=_day(until),
        origin=f"{kind}:{reference}",
        digest=proof,
        is_withdrawn=bool(rest),
    )


@lru_cache(maxsize=16_384)
def _day(word: str) -> date | None:
    return None if word == _NO_DAY else date.fromisoformat(word)
