"""Assessments: what was said of a practice in a place, and what happened afterwards."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tequio.knowledge.models import (
    AssessmentRow,
    ContextRow,
    OutcomeRow,
)
from tequio.knowledge.queries.transfers import TransferLine, transfers_assessed
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.queries.words import words_of
from tequio.knowledge.rules import were_we_right as rules
from tequio.knowledge.rules.transferability.assessing import Assessment
from tequio.knowledge.rules.transferability.replaying import replayed

MOST = 200
LONG = ("design", "profile", "result")


@dataclass(frozen=True)
class AssessmentLine:
    """An assessment in a list.

    source  short name and name of whose practice it is; None for a ready case (`code`)
    """

    id: int
    place: int
    place_name: str
    is_public: bool
    source: tuple[str, str] | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    verdict: str
    assessed_on: date


@dataclass(frozen=True)
class OutcomeSeen:
    """What happened after an assessment, and whether it agrees.

    id        None where a transfer on this node tells it
    transfer  that tells it
    """

    id: int | None
    outcome: str
    words: str
    day: date
    name: str
    answer: rules.Answer
    sentence: str
    transfer: TransferLine | None = None


@dataclass(frozen=True)
class AssessmentSeen:
    """An assessment whole, as it was made: computed again from what was kept with it."""

    line: AssessmentLine
    found: Assessment
    digest: str
    asked: tuple[str, ...]
    outcomes: tuple[OutcomeSeen, ...]
    transfers: tuple[TransferLine, ...]


@dataclass(frozen=True)
class Judged:
    """An assessment beside what happened last."""

    line: AssessmentLine
    outcome: OutcomeSeen


@dataclass(frozen=True)
class TrackRecord:
    """What assessments had said and what happened: lists, never a rate.

    waiting  nothing is known of them yet
    """

    judged: tuple[Judged, ...]
    waiting: tuple[AssessmentLine, ...]

    def of(self, answer: rules.Answer) -> list[Judged]:
        """Those that were right, right in part, wrong, or are not judged."""
        return [one for one in self.judged if one.outcome.answer == answer]


def assessed_on(keeper: int, number: int) -> date | None:
    """The day of an assessment; None where there is none.  One query."""
    rows = AssessmentRow.objects.filter(organisation_id=keeper, id=number)
    return rows.values_list("assessed_on", flat=True).first()


def assessments(
    keeper: int,
    *,
    is_inside: bool,
    place: int | None = None,
    practice: tuple[int, int] | None = None,
    code: str = "",
) -> list[AssessmentLine]:
    """Assessments of a library, the newest first; who does not take part sees those of published
    places.  Two queries.

    practice  only of this one: whose, its number there; code: only of this ready case
    """
    rows = AssessmentRow.objects.filter(organisation_id=keeper)
    if place is not None:
        rows = rows.filter(context_id=place)
    if practice is not None:
        rows = rows.filter(source_id=practice[0], innovation_id=practice[1])
    if code:
        rows = rows.filter(code=code)
    return _lines(keeper, rows, is_inside=is_inside)


def _lines(keeper: int, rows: QuerySet[AssessmentRow], *, is_inside: bool) -> list[AssessmentLine]:
    if not is_inside:
        shown = ContextRow.objects.filter(organisation_id=keeper, is_public=True)
        rows = rows.filter(context_id__in=shown.values("id"))
    found = list(rows.select_related("source").defer(*LONG).order_by("-id")[:MOST])
    numbers = {row.context_id for row in found}
    places = ContextRow.objects.filter(organisation_id=keeper, id__in=numbers)
    named = {row.id: row for row in places}
    return [_line(row, named[row.context_id]) for row in found]


def _line(row: AssessmentRow, place: ContextRow) -> AssessmentLine:
    return AssessmentLine(
        id=row.id,
        place=place.id,
        place_name=place.name,
        is_public=place.is_public,
        source=(row.source.slug, row.source.name) if row.source else None,
        innovation=row.innovation_id,
        version=row.version,
        code=row.code,
        title=row.title,
        verdict=row.verdict,
        assessed_on=row.assessed_on,
    )


def assessment(keeper: int, number: int, *, is_inside: bool) -> AssessmentSeen | None:
    """One assessment with what happened; None for who may not see its place.  At most nine
    queries."""
    row = (
        AssessmentRow.objects.filter(organisation_id=keeper, id=number)
        .select_related("source")
        .first()
    )
    if row is None:
        return None
    place = ContextRow.objects.get(organisation_id=keeper, id=row.context_id)
    if not (is_inside or place.is_public):
        return None
    known, result = json.loads(row.profile), json.loads(row.result)
    found = replayed(json.loads(row.design), known, variables(), result=result)
    line, transfers = _line(row, place), transfers_assessed(keeper, [number])
    outcomes = _outcomes(keeper, [line], transfers)
    asked = dict.fromkeys(known.asked for known in found.profile.values() if known.asked)
    return AssessmentSeen(
        line=line,
        found=found,
        digest=row.digest,
        asked=tuple(asked),
        outcomes=tuple(outcomes.get(number, ())),
        transfers=tuple(transfers.get(number, ())),
    )


def track_record(keeper: int, *, is_inside: bool) -> TrackRecord:
    """What the assessments of a library had said beside what happened, the newest first.  The
    same number of queries however many."""
    lines = _lines(
        keeper, AssessmentRow.objects.filter(organisation_id=keeper), is_inside=is_inside
    )
    transfers = transfers_assessed(keeper, [one.id for one in lines])
    outcomes = _outcomes(keeper, lines, transfers)
    judged = [Judged(one, outcomes[one.id][-1]) for one in lines if outcomes.get(one.id)]
    waiting = [one for one in lines if not outcomes.get(one.id)]
    return TrackRecord(tuple(judged), tuple(waiting))


def _outcomes(
    keeper: int, lines: Iterable[AssessmentLine], transfers: dict[int, list[TransferLine]]
) -> dict[int, list[OutcomeSeen]]:
    """By assessment what happened, the oldest first.  Two queries."""
    verdicts = {one.id: one.verdict for one in lines}
    found: dict[int, list[OutcomeSeen]] = defaultdict(list)
    for row, words in _recorded(keeper, verdicts):
        verdict = verdicts[row.assessment_id]
        found[row.assessment_id].append(
            OutcomeSeen(
                id=row.id,
                outcome=row.outcome,
                words=words,
                day=row.day,
                name=row.person.name,
                answer=rules.were_we_right(verdict, row.outcome),
                sentence=rules.sentence(verdict, row.outcome),
            )
        )
    for number, some in transfers.items():
        found[number] += [
            _of_transfer(verdicts[number], one) for one in some if one.outcome and one.outcome_on
        ]
    for told in found.values():
        told.sort(key=lambda one: one.day)
    return found


def _recorded(keeper: int, assessments: Collection[int]) -> list[tuple[OutcomeRow, str]]:
    rows = OutcomeRow.objects.filter(organisation_id=keeper, assessment_id__in=list(assessments))
    found = list(rows.select_related("person").order_by("id"))
    words = words_of(keeper, (row.text_id for row in found))
    return [(row, words[row.text_id]) for row in found]


def _of_transfer(verdict: str, one: TransferLine) -> OutcomeSeen:
    assert one.outcome_on is not None, "it has happened"
    return OutcomeSeen(
        id=None,
        outcome=one.outcome,
        words="",
        day=one.outcome_on,
        name=one.receiver[2],
        answer=rules.were_we_right(verdict, one.outcome),
        sentence=rules.sentence(verdict, one.outcome),
        transfer=one,
    )
