"""Cases and what was said in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from tequio.chronicle.rules import Line
from tequio.chronicle.rules.comparing import compared, told_otherwise
from tequio.kernel import Finding
from tequio.membership.queries import digests_of_texts
from tequio.screening.models import CaseRow, MessageRow
from tequio.screening.queries.checking.lines import ROOM, Lines, told_in
from tequio.screening.rules import cases as rules

Facts = dict[str, Any]
OPENED = ("apply", "open_case", "challenge", "appeal", "enter_appeal")
SAID = {
    **dict.fromkeys(OPENED, rules.CLAIM),
    "examine_challenge": rules.EXAMINED,
    "send_draft": rules.DRAFTED,
    "reply": rules.REPLY,
    "enter_reply": rules.REPLY,
}
"""Act → kind of what is said with it."""
COLUMNS = (
    "listed_id pack_id kind state finding_id person_id party_id opened_at assessor_id"
    " assessment_id reply_until proposal_id closed_at"
).split()
OF_A_MESSAGE = "case_id kind text_id assessment_id person_id written_at".split()


def check_cases(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every case stands as its lines tell it."""
    told: dict[int, Facts] = {}
    for line, facts in told_in(lines, *OPENED, *AFTERWARDS):
        verb = line.kind.partition(".")[2]
        if verb in OPENED:
            told[facts["case"]] = _opened(line, facts)
        else:
            told.setdefault(facts["case"], {}).update(AFTERWARDS[verb](line, facts))
    rows = CaseRow.objects.filter(organisation_id=organisation)
    here = {row.id: {name: getattr(row, name) for name in COLUMNS} for row in rows}
    yield from compared(ROOM, "case", told=told, here=here)


def _opened(line: Line, facts: Facts) -> Facts:
    begun = dict.fromkeys(COLUMNS)
    return begun | {
        "listed_id": facts["listed"],
        "pack_id": facts["pack"],
        "kind": facts["kind"],
        "state": facts["state"],
        "finding_id": facts["finding"],
        "person_id": line.by,
        "party_id": facts["party"],
        "opened_at": line.at,
    }


def _examined(line: Line, facts: Facts) -> Facts:
    is_over = facts["state"] == rules.REFUSED
    return {"state": facts["state"], "closed_at": line.at if is_over else None}


def _taken(line: Line, facts: Facts) -> Facts:
    return {"state": facts["state"], "assessor_id": line.by}


def _assessed(line: Line, facts: Facts) -> Facts:
    if facts["state"] != rules.TAKEN:
        return {}
    return {"state": rules.TAKEN, "assessment_id": facts["assessment"], "reply_until": None}


def _drafted(line: Line, facts: Facts) -> Facts:
    return {"state": rules.DRAFT, "reply_until": date.fromisoformat(facts["reply_until"])}


def _proposed(line: Line, facts: Facts) -> Facts:
    return {"state": rules.BEFORE_PANEL, "proposal_id": facts["proposal"]}


def _decided(line: Line, facts: Facts) -> Facts:
    if "finding" in facts or facts["outcome"] in rules.ENDINGS:
        return {"state": rules.DECIDED, "closed_at": line.at}
    nothing = {"assessment_id": None, "reply_until": None, "proposal_id": None}
    return {"state": rules.TAKEN, **nothing}


def _withdrawn(line: Line, facts: Facts) -> Facts:
    return {"state": rules.WITHDRAWN, "closed_at": line.at}


AFTERWARDS: Mapping[str, Callable[[Line, Facts], Facts]] = {
    "examine_challenge": _examined,
    "take_case": _taken,
    "assess": _assessed,
    "send_draft": _drafted,
    "propose_finding": _proposed,
    "decide": _decided,
    "withdraw_case": _withdrawn,
}
"""Act → what it changes of a case."""


def check_messages(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Everything that was said in a case stands where it was said, in the same words."""
    told: dict[int, Facts] = {}
    proofs: dict[int, str] = {}
    newest: dict[int, int | None] = {}
    for line, facts in told_in(lines, *SAID):
        if "assessment" in facts:
            newest[facts["case"]] = facts["assessment"]
        if facts["message"] is None:
            continue
        kind = SAID[line.kind.partition(".")[2]]
        rests_on = newest.get(facts["case"]) if kind in (rules.DRAFTED, rules.REPLY) else None
        told[facts["message"]] = {
            "case_id": facts["case"],
            "kind": kind,
            "text_id": facts["text"],
            "assessment_id": rests_on,
            "person_id": line.by,
            "written_at": line.at,
        }
        proofs[facts["text"]] = facts["proof"]
    rows = MessageRow.objects.filter(organisation_id=organisation)
    here = {row.id: {name: getattr(row, name) for name in OF_A_MESSAGE} for row in rows}
    yield from compared(ROOM, "message", told=told, here=here)
    kept = digests_of_texts(organisation, proofs)
    for text, proof in proofs.items():
        if kept.get(text) != proof:
            yield told_otherwise(ROOM, "text", text)
