"""What the screening says of whoever carries a practice: read each time, never copied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.knowledge.rules.weak_or_strong import Answer, answered_by_screening
from tequio.screening.queries.findings import current_findings
from tequio.screening.rules.packs import Pack


@dataclass(frozen=True)
class Found:
    """A finding that the fifth question rests on.  state: its verdict, or `lapsed`."""

    finding: int
    pack: Pack
    state: str
    decided_on: date
    holds_until: date


@dataclass(frozen=True)
class Screened:
    """The answer to the fifth question, and what it rests on; nothing where nobody examined."""

    answer: Answer
    findings: tuple[Found, ...]


def screened(keeper: int, listed: int | None, today: date, *, is_inside: bool) -> Screened:
    """How the screening answers: what meets a pack holds, what does not fails; where packs
    disagree, or none counts now, nobody knows.  None without a carrier, else some ten queries."""
    if listed is None:
        return Screened("unknown", ())
    current = current_findings(keeper, listed, today, is_inside=is_inside)
    found = tuple(
        Found(
            finding=one.id,
            pack=one.pack,
            state=one.state,
            decided_on=one.decided_on,
            holds_until=one.holds_until,
        )
        for _code, one in sorted(current.items())
    )
    answers = {answered_by_screening(one.state) for one in found} - {"unknown"}
    return Screened(answers.pop() if len(answers) == 1 else "unknown", found)
