"""The verdicts on many organisations at once.  Pure; the same as `judge` for each of them.

A batch is as large as its caller makes it; truth is reckoned for all of it at once, over sets of
bits, and memory does not grow with the number of organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tequio.screening.rules.columns import REMEMBERED, Asked, Columns, asked_by
from tequio.screening.rules.deciding import Verdict, Verdicts, of_rule, outcome, verdicts_of
from tequio.screening.rules.packs import Pack, Rule
from tequio.screening.rules.truths import Truths

AT_ONCE = 8_192
"""Organisations in a batch: enough to share the reckoning, some megabytes at most."""


@dataclass(frozen=True)
class Found:
    """What a batch came to: the verdicts, and each criterion by its id."""

    verdicts: Verdicts
    criteria: Mapping[str, Truths]


class ReadyPack:
    """A pack on a day, ready for any number of batches."""

    def __init__(self, pack: Pack, on: date, *, most: int = REMEMBERED) -> None:
        self.pack = pack
        self._columns = Columns(pack, on, most=most)

    def found(self, texts: Sequence[str]) -> Found:
        """What the pack says of a batch: at least one organisation, each as the stored text of its
        items (`items_text`)."""
        truths = self._columns.truths(texts)
        criteria = {}
        for criterion in self.pack.criteria:
            both = {aspect: _of_rule(rule, truths) for aspect, rule in criterion.aspects()}
            criteria[criterion.id] = outcome(
                both.get("rules"), both.get("practice"), self.pack.papers
            )
        gates = [criteria[one.id] for one in self.pack.criteria if one.is_gate]
        return Found(verdicts_of(gates), criteria)


def verdicts(pack: Pack, texts: Iterable[str], on: date) -> Iterator[Verdict]:
    """The verdict on each organisation, in the order of their stored items."""
    ready = ReadyPack(pack, on)
    waiting = iter(texts)
    while some := list(islice(waiting, AT_ONCE)):
        yield from ready.found(some).verdicts.each()


def _of_rule(rule: Rule, truths: Mapping[Asked, Truths]) -> Truths:
    return of_rule(rule, lambda leaf: truths[asked_by(rule, leaf)])
