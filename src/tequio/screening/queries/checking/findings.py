"""What panels were asked, and what they found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tequio.chronicle.rules.comparing import compared, told_otherwise
from tequio.governance.queries.proposals import adopted_across
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.membership.queries import digests_of_texts
from tequio.screening.models import AskedRow, AssessmentRow, FindingRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.queries.packs import readable_packs
from tequio.screening.rules.asking import fingerprint
from tequio.screening.rules.cases import APPEAL
from tequio.screening.rules.findings import FINDING, Question, read_question

NOT_AS_ASKED = _("Finding {finding} is not what its panel was asked and adopted.")
NUMBERS = "listed pack case assessment verdict text body proposal resolution".split()
DAYS = "decided_on appeal_until holds_until".split()
ROWS = [f"{one}_id" if one != "verdict" else one for one in NUMBERS]


def check_asked_of_panels(organisation: int, lines: Lines) -> Iterator[Finding]:
    """What a panel was asked stands as it was asked, to the letter."""
    told = {
        facts["proposal"]: (facts["kind"], facts["case"], *[facts["content"]] * 2, line.at)
        for line, facts in told_in(lines, "propose_finding")
    }
    rows = AskedRow.objects.filter(organisation_id=organisation, kind__in=(FINDING, APPEAL))
    here = {
        row.proposal_id: (
            row.kind,
            row.subject_id,
            row.digest,
            fingerprint(row.content),
            row.asked_at,
        )
        for row in rows
    }
    yield from compared(ROOM, "asked", told=told, here=here)


def check_findings(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every finding stands as it was told, and is what its panel was asked and adopted."""
    told: dict[int, dict[str, Any]] = {}
    proofs: dict[int, str] = {}
    for _line, facts in told_in(lines, "decide"):
        if "finding" not in facts:
            continue
        told[facts["finding"]] = {
            **{name: facts[name] for name in NUMBERS},
            **{name: date.fromisoformat(facts[name]) for name in DAYS},
            "instead_of": facts["instead_of"],
        }
        proofs[facts["text"]] = facts["proof"]
    rows = list(FindingRow.objects.filter(organisation_id=organisation).order_by("id"))
    here = {row.id: _row(row) for row in rows}
    yield from compared(ROOM, "finding", told=told, here=here)
    kept = digests_of_texts(organisation, proofs)
    for text, proof in proofs.items():
        if kept.get(text) != proof:
            yield told_otherwise(ROOM, "text", text)
    yield from _as_asked(organisation, rows)


def _row(row: FindingRow) -> dict[str, Any]:
    numbers = {name: getattr(row, column) for name, column in zip(NUMBERS, ROWS, strict=True)}
    days = {name: getattr(row, name) for name in DAYS}
    return {**numbers, **days, "instead_of": row.replaces_id}


def _as_asked(organisation: int, rows: list[FindingRow]) -> Iterator[Finding]:
    """The verdict is the assessed one, on which the panel voted."""
    proposals = {row.proposal_id for row in rows}
    asked = AskedRow.objects.filter(organisation_id=organisation, proposal_id__in=proposals)
    content = dict(asked.values_list("proposal_id", "content"))
    days = adopted_across({(organisation, one) for one in proposals})
    assessed = AssessmentRow.objects.filter(
        organisation_id=organisation, id__in={row.assessment_id for row in rows}
    )
    verdicts = {
        one: (verdict, snapshot, judgement)
        for one, verdict, snapshot, judgement in assessed.values_list(
            "id", "verdict", "snapshot_digest", "judgement_digest"
        )
    }
    packs = readable_packs(organisation, {row.pack_id for row in rows})
    for row in rows:
        question = _read(content.get(row.proposal_id, ""))
        rests_on = verdicts.get(row.assessment_id)
        is_so = (
            question is not None
            and row.pack_id in packs
            and packs[row.pack_id].digest == question.pack_digest
            and days.get((organisation, row.proposal_id)) == row.decided_on
            and rests_on == (question.verdict, question.snapshot, question.judgement)
            and _said(row) == _asked(question)
        )
        if not is_so:
            yield Finding.of(ROOM, "not_as_asked", NOT_AS_ASKED, finding=row.id)


def _said(row: FindingRow) -> tuple[Any, ...]:
    return (row.case_id, row.listed_id, row.assessment_id, row.verdict, row.text_id)


def _asked(question: Question) -> tuple[Any, ...]:
    return (
        question.case,
        question.listed,
        question.assessment,
        question.verdict,
        question.text,
    )


def _read(content: str) -> Question | None:
    try:
        return read_question(content)
    except (ValueError, KeyError, TypeError):
        return None
