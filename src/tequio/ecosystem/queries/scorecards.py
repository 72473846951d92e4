"""Scorecards: what is asked of whom until when, and what came of those that are closed.

Nothing here tells who answered what: results are shown when nobody answers any more, of groups of
five or more, and who answered is asked for herself alone.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tequio.ecosystem.models import AnswerRow, ScorecardRow
from tequio.ecosystem.queries.frameworks import framework_of, frameworks_by_key
from tequio.ecosystem.rules import scorecards as rules
from tequio.ecosystem.rules.frameworks import Framework
from tequio.ecosystem.rules.scorecard_refusals import NO_SUCH_SCORECARD
from tequio.kernel import Refused


@dataclass(frozen=True)
class Card:
    """A scorecard as a list shows it.

    is_open  somebody can still answer today
    sheets   how many came
    """

    id: int
    title: str
    territory: str
    framework: Framework
    groups: tuple[str, ...]
    opened_on: date
    until: date
    closed_on: date | None
    is_open: bool
    sheets: int

    @property
    def is_closed(self) -> bool:
        """Its results are shown."""
        return self.closed_on is not None


@dataclass(frozen=True)
class Table:
    """What is laid before the table of a diagnosis meeting.

    blocks  in the order of the agenda: disagreement first, then what is weak; None as long as
            somebody may still answer
    """

    card: Card
    blocks: tuple[rules.BlockResult, ...] | None


def scorecards(keeper: int, today: date) -> list[Card]:
    """All of an organisation, those that can be answered first, then the newest.  Three queries."""
    known = frameworks_by_key(keeper)
    sheets = Counter(
        AnswerRow.objects.filter(organisation_id=keeper).values_list("scorecard_id", flat=True)
    )
    rows = ScorecardRow.objects.filter(organisation_id=keeper).order_by("-id")
    found = [_card(row, known[row.framework], sheets[row.id], today) for row in rows]
    return sorted(found, key=lambda card: not card.is_open)


def card_of(keeper: int, number: int, today: date) -> Card:
    """One of them.  Three queries.  Raises Refused."""
    row = ScorecardRow.objects.filter(organisation_id=keeper, id=number).first()
    if row is None:
        raise Refused(NO_SUCH_SCORECARD.because(scorecard=number))
    kept = framework_of(keeper, row.framework)
    assert kept is not None, "it was there when the scorecard was opened, and nothing is deleted"
    sheets = AnswerRow.objects.filter(organisation_id=keeper, scorecard_id=number).count()
    return _card(row, kept.framework, sheets, today)


def table_of(keeper: int, number: int, today: date) -> Table:
    """What a scorecard came to.  Four queries.  Raises Refused."""
    card = card_of(keeper, number, today)
    if not card.is_closed:
        return Table(card, None)
    return Table(card, rules.results(card.framework, _sheets_of(keeper, number)))


def has_answered(keeper: int, number: int, person: int | None) -> bool:
    """Whether somebody, who asks for herself, gave her sheet already.  One query."""
    rows = AnswerRow.objects.filter(organisation_id=keeper, scorecard_id=number, is_paper=False)
    return person is not None and rows.filter(person_id=person).exists()


def open_by(keeper: int, framework: str, today: date) -> int | None:
    """Number of the scorecard by this framework that is not closed; one whose days to answer went
    by without a sheet is none.  One query."""
    rows = ScorecardRow.objects.filter(organisation_id=keeper, framework=framework, closed_on=None)
    answered = AnswerRow.objects.filter(organisation_id=keeper).values("scorecard_id")
    rows = rows.filter(Q(until__gte=today) | Q(id__in=answered))
    return rows.values_list("id", flat=True).first()


def newest_closed(keeper: int, today: date) -> list[Table]:
    """Of each framework, whichever version, the newest scorecard that is closed.  Two queries and
    one for each."""
    known = frameworks_by_key(keeper)
    rows = ScorecardRow.objects.filter(organisation_id=keeper, closed_on__lte=today)
    newest: dict[str, ScorecardRow] = {}
    for row in rows.order_by("closed_on", "id"):
        newest[row.framework.partition("@")[0]] = row
    told = []
    for code in sorted(newest):
        row = newest[code]
        sheets = _sheets_of(keeper, row.id)
        card = _card(row, known[row.framework], len(sheets), today)
        told.append(Table(card, rules.results(card.framework, sheets)))
    return told


def _sheets_of(keeper: int, number: int) -> list[rules.Sheet]:
    rows = AnswerRow.objects.filter(organisation_id=keeper, scorecard_id=number).order_by("number")
    told = rows.values_list("group", "answers", "is_paper")
    return [rules.Sheet(group, json.loads(said)["answers"], paper) for group, said, paper in told]


def _card(row: ScorecardRow, framework: Framework, sheets: int, today: date) -> Card:
    return Card(
        id=row.id,
        title=row.title,
        territory=row.territory,
        framework=framework,
        groups=tuple(row.groups),
        opened_on=row.opened_on,
        until=row.until,
        closed_on=row.closed_on,
        is_open=row.closed_on is None and today <= row.until,
        sheets=sheets,
    )
