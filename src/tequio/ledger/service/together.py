"""One journal for what several rooms post in one act: each prepares, one posts, each keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules import Step
from tequio.kernel import Act
from tequio.ledger import rules
from tequio.ledger.service.posting import Posted, post


@dataclass(frozen=True)
class Prepared:
    """What a room wants to post in somebody's journal.

    transfers  in the order in which they happened; their mandates were drawn on before
    keep       writes the room's own rows once it is posted, and gives its steps; it is given its
               own transfers, and the journal and the root that it shares with the others
    """

    transfers: tuple[rules.Transfer, ...]
    keep: Callable[[Posted], Sequence[Step]]


NOTHING_POSTED = Posted(0, (), "")
"""Where nobody had anything to post, there is no journal."""


def post_together(
    act: Act, *, value_date: date, prepared: Sequence[Prepared], book: str = "main"
) -> tuple[Posted, tuple[Step, ...]]:
    """Write everything that was prepared as one journal, in that order; what was posted, and the
    steps of all who prepared, in the same order.  Part of an act, at most once in it.

    No transfer at all is no journal: `NOTHING_POSTED`.  Refused as `post`.  The act's event says
    the journal's `root` as its own, so that `check` compares them.
    """
    transfers = [transfer for one in prepared for transfer in one.transfers]
    posted = NOTHING_POSTED
    if transfers:
        posted = post(act, value_date=value_date, transfers=transfers, book=book)
    steps: list[Step] = []
    begin = 0
    for one in prepared:
        own = posted.transfers[begin : begin + len(one.transfers)]
        steps += one.keep(Posted(posted.journal, own, posted.root))
        begin += len(one.transfers)
    return posted, tuple(steps)
