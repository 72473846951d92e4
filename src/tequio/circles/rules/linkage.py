"""How much a bank lends a self-help group by the programme of its country.  Pure.

Multiples and floors are values of a rulebook, each with its day and its source; nothing of it is a
constant here.  Source of the scheme: ledger reference, section 9.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from tequio.kernel import Parameter, Rulebook

NRLM = "in.nrlm."
NAMES = {1: "first_dose", 2: "second_dose", 3: "third_dose", 4: "third_dose"}


@dataclass(frozen=True)
class Linkage:
    """What a group may ask of a bank, in minor units, and on which rules of the rulebook it rests.

    minor        None where the rulebook says nothing for that day or dose
    by_plan      the dose is given by the group's own credit plan; `minor` is its least
    months_asked how many months of the five rules are asked before the first dose
    is_verified  whether somebody compared every value with the official text
    """

    dose: int
    minor: int | None
    by_plan: bool
    months_asked: int | None
    has_waited: bool
    values: tuple[Parameter, ...]

    @property
    def is_verified(self) -> bool:
        return bool(self.values) and all(one.verified for one in self.values)


def bank_linkage(
    book: Rulebook, corpus: int, months: int, dose: int, on: date, *, is_revived: bool = False
) -> Linkage:
    """The loan that a group may ask for: the larger of a multiple of its corpus and a least sum.

    corpus      in minor units, at the end of the month before
    months      for how long it has kept the five rules
    dose        1 to 4: which loan of a bank it would be
    is_revived  whether it had stopped and began again
    """
    waiting = "months_before_linkage" + ("_revived" if is_revived else "")
    asked = book.on(NRLM + waiting, on)
    name = NAMES.get(dose, "")
    multiple, least = (book.on(f"{NRLM}{name}.{part}", on) for part in ("multiple", "least"))
    months_asked = None if asked is None else _whole(asked)
    return Linkage(
        dose=dose,
        minor=_sum(corpus, multiple, least),
        by_plan=least is not None and multiple is None,
        months_asked=months_asked,
        has_waited=months_asked is not None and months >= months_asked,
        values=tuple(one for one in (asked, multiple, least) if one is not None),
    )


def _sum(corpus: int, multiple: Parameter | None, least: Parameter | None) -> int | None:
    sums = list(_sums(corpus, multiple, least))
    return max(sums) if sums else None


def _sums(corpus: int, multiple: Parameter | None, least: Parameter | None) -> Iterator[int]:
    if multiple is not None:
        yield floor(Fraction(multiple.value) * max(0, corpus))
    if least is not None:
        yield _whole(least)


def _whole(parameter: Parameter) -> int:
    return floor(Fraction(parameter.value))
