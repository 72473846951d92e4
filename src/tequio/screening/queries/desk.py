"""What waits on the desk of those who examine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tequio.membership import queries as members
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import AskedRow, InterestRow
from tequio.screening.queries.cases import CaseLine, cases
from tequio.screening.queries.lapsing import Ending, lapsing
from tequio.screening.queries.renewing import Proposed, proposals
from tequio.screening.rules.cases import APPEAL, AT_WORK, BEFORE_PANEL, DRAFT, OPEN, QUARANTINE
from tequio.screening.rules.findings import FINDING, read_question

MOST = 200


@dataclass(frozen=True)
class Desk:
    """What waits, each part the oldest first.

    challenges  numbers and moments alone: of whom they speak is known to whoever may look at one
    overdue     drafts whose time to answer is over, or was answered long ago
    lapsing     findings that end soon, or ended and nobody noted it; newer: whose rules were
                adopted in a newer version
    """

    mine: tuple[CaseLine, ...]
    waiting: tuple[CaseLine, ...]
    overdue: tuple[CaseLine, ...]
    before: tuple[CaseLine, ...]
    others: tuple[CaseLine, ...]
    challenges: tuple[tuple[int, datetime], ...]
    lapsing: tuple[Ending, ...]
    newer: tuple[Proposed, ...]


def on_the_desk(examiner: int, person: int | None, today: date) -> Desk:
    """The newest 200 cases at work; findings that end.  A bounded number of queries."""
    lines = cases(examiner, states=(*AT_WORK, QUARANTINE), limit=MOST).cases[::-1]
    work = [one for one in lines if one.state not in (QUARANTINE, OPEN, BEFORE_PANEL)]
    late = [one for one in work if _is_over(one, today)]
    left = [one for one in work if one not in late]
    return Desk(
        mine=tuple(one for one in left if one.assessor == person),
        waiting=tuple(one for one in lines if one.state == OPEN),
        overdue=tuple(late),
        before=tuple(one for one in lines if one.state == BEFORE_PANEL),
        others=tuple(one for one in left if one.assessor != person),
        challenges=tuple((one.id, one.opened_at) for one in lines if one.state == QUARANTINE),
        lapsing=tuple(lapsing(examiner, today)),
        newer=tuple(proposals(examiner, today)),
    )


def _is_over(line: CaseLine, today: date) -> bool:
    return line.state == DRAFT and line.reply_until is not None and line.reply_until < today


@dataclass(frozen=True)
class Interest:
    """An interest that somebody declared in a listed organisation."""

    id: int
    listed: int
    name: str
    words: str
    declared_at: datetime
    ended_at: datetime | None


def interests_of(examiner: int, person: int | None) -> list[Interest]:
    """What she declared, the newest first.  Four queries and one for each step of merges."""
    rows = InterestRow.objects.filter(organisation_id=examiner, person_id=person)
    listed = list(rows.order_by("-id"))
    heads = heads_of(examiner, {row.listed_id for row in listed})
    names = names_of(examiner, heads.values(), is_inside=True)
    texts = members.texts(examiner, [row.text_id for row in listed if row.text_id])
    return [
        Interest(
            id=row.id,
            listed=heads[row.listed_id],
            name=names.get(heads[row.listed_id], ""),
            words=texts[row.text_id].body if row.text_id in texts else "",
            declared_at=row.declared_at,
            ended_at=row.ended_at,
        )
        for row in listed
    ]


def reasons_for(examiner: int, proposal: int) -> str:
    """The reasons with which a panel was asked.  Two queries."""
    rows = AskedRow.objects.filter(
        organisation_id=examiner, proposal_id=proposal, kind__in=(FINDING, APPEAL)
    )
    row = rows.first()
    if row is None:
        return ""
    text = read_question(row.content).text
    found = members.texts(examiner, [text])
    return found[text].body if text in found else ""
