"""What was said and assessed in a case, in order, and the assessment criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from tequio.screening.pages.judged import Judged, judgement_told
from tequio.screening.pages.origins import Around
from tequio.screening.pages.wording import Badge, verdict_badge
from tequio.screening.queries.cases import Assessed, CaseView, judged_in
from tequio.screening.rules.cases import MESSAGES


@dataclass(frozen=True)
class Event:
    """One thing of a case's history.

    badge        of an assessment: the verdict
    received_on  by letter, on that day
    """

    title: str
    words: str
    by_name: str
    at: datetime | date
    badge: Badge | None = None
    received_on: date | None = None

    @property
    def is_day(self) -> bool:
        """Whether only the day is known."""
        return not isinstance(self.at, datetime)


def history_of(view: CaseView) -> list[Event]:
    """What was said, the oldest first; each assessment before the draft that rests on it."""
    left = list(view.assessed)
    events: list[Event] = []
    for said in view.said:
        while said.assessment is not None and left and left[0].id <= said.assessment:
            events.append(_assessed(left.pop(0)))
        events.append(
            Event(
                title=gettext(MESSAGES[said.kind]),
                words=said.words,
                by_name=said.by_name,
                at=said.at,
                received_on=said.received_on,
            )
        )
    return [*events, *map(_assessed, left)]


def _assessed(one: Assessed) -> Event:
    return Event(
        title=gettext("Assessed"),
        words="",
        by_name=one.by_name,
        at=one.judged_on,
        badge=verdict_badge(one.verdict),
    )


def assessed_told(examiner: int, view: CaseView, around: Around | None = None) -> Judged | None:
    """The assessment on which the case rests now, criterion by criterion.  Three queries."""
    if view.assessment is None:
        return None
    found = judged_in(examiner, view.assessment)
    return judgement_told(found[0], around or Around()) if found else None
