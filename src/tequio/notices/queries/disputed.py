"""Disputed entries: what somebody answered NO to, and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import unfolded
from tequio.ledger.queries.entries import entry
from tequio.membership import queries as members
from tequio.notices import rules
from tequio.notices.models import AnswerRow, MessageRow, ReplyRow


@dataclass(frozen=True)
class Answer:
    """How a disputed entry was settled, by whom, and what was found."""

    how: str
    reversal: int | None
    note: str
    by: int
    at: datetime

    @property
    def words(self) -> str:
        """How it was settled, for translation."""
        return rules.HOW_ANSWERED[self.how]


@dataclass(frozen=True)
class Dispute:
    """A receipt that she called wrong.

    line, part  of the chronicle: the act that she was told of, and which of its steps
    kind        of that act
    text        what the message said; empty after erasure
    written_by  who wrote it down; `by` who passed the no on (None: her own phone)
    """

    id: int
    person: int
    message: int
    line: int
    part: int
    kind: str
    text: str
    by: int | None
    at: datetime
    answer: Answer | None


def disputes(organisation: int, *, only_open: bool = False, limit: int = 100) -> list[Dispute]:
    """Disputed entries, newest first.  Four queries."""
    rows = ReplyRow.objects.filter(organisation_id=organisation, answer="no").order_by("-id")
    if only_open:
        settled = AnswerRow.objects.filter(organisation_id=organisation)
        rows = rows.exclude(id__in=settled.values("reply_id"))
    return _disputes(organisation, list(rows[:limit]))


def dispute(organisation: int, number: int) -> Dispute | None:
    """One disputed entry."""
    rows = ReplyRow.objects.filter(organisation_id=organisation, answer="no", id=number)
    return next(iter(_disputes(organisation, list(rows))), None)


def _disputes(organisation: int, rows: list[ReplyRow]) -> list[Dispute]:
    here = {"organisation_id": organisation}
    numbers = [row.id for row in rows]
    answers = {row.reply_id: row for row in AnswerRow.objects.filter(**here, reply_id__in=numbers)}
    told = MessageRow.objects.filter(**here, id__in=[row.message_id for row in rows])
    messages = {row.id: row for row in told}
    wanted = [row.text_id for row in messages.values()]
    wanted += [row.text_id for row in answers.values()]
    texts = {number: text.body for number, text in members.texts(organisation, wanted).items()}
    found = []
    for row in rows:
        of, settled = messages[row.message_id], answers.get(row.id)
        answer = settled and Answer(
            settled.how,
            settled.reversal_id,
            texts.get(settled.text_id, ""),
            settled.by_id,
            settled.at,
        )
        text = texts.get(of.text_id, "")
        place = (row.message_id, row.line, row.part, of.kind, text)
        found.append(Dispute(row.id, row.person_id, *place, row.by_id, row.at, answer or None))
    return found


def replies_to(organisation: int, person: int) -> dict[int, str]:
    """Message → what she answered: no before yes.  One query."""
    rows = ReplyRow.objects.filter(organisation_id=organisation, person_id=person)
    return dict(rows.order_by("-answer").values_list("message_id", "answer"))


def parties_of(organisation: int, found: Dispute) -> frozenset[int | None]:
    """Who wrote the disputed entry or the sheet on which it stands, and whom it concerns."""
    line = chronicle.line(organisation, found.line)
    parts = list(unfolded(line[0])) if line else []
    return frozenset({found.person, *(one.by for one in parts[: found.part + 1])}) - {None}


def is_reversed_by(organisation: int, found: Dispute, reversal: int | None) -> bool:
    """Whether an entry of the book turns around one of the journal that was called wrong."""
    line = chronicle.line(organisation, found.line)
    turned = entry(organisation, reversal) if reversal is not None else None
    if line is None or turned is None or turned.reverses is None:
        return False
    parts = list(unfolded(line[0]))
    journal = parts[found.part].facts.get("journal") if found.part < len(parts) else None
    original = entry(organisation, turned.reverses)
    return original is not None and journal is not None and original.journal == journal
