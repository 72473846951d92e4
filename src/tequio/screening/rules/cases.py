"""A case, from the asking to the finding: in which state what can be done.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Refusal
from tequio.kernel import gettext_noop as _
from tequio.screening.rules import case_refusals as no

APPLICATION, REVIEW, CHALLENGE, APPEAL = "application", "review", "challenge", "appeal"
KINDS: Mapping[str, str] = {
    APPLICATION: _("it asked for it itself"),
    REVIEW: _("opened by whoever examines"),
    CHALLENGE: _("somebody doubts it, with evidence"),
    APPEAL: _("appeal"),
}
QUARANTINE, OPEN, TAKEN, DRAFT = "quarantine", "open", "taken", "draft"
BEFORE_PANEL, DECIDED, REFUSED, WITHDRAWN = "before_panel", "decided", "refused", "withdrawn"
STATES: Mapping[str, str] = {
    QUARANTINE: _("waits to be looked at"),
    OPEN: _("waits for an assessor"),
    TAKEN: _("is being examined"),
    DRAFT: _("the organisation may answer the draft"),
    BEFORE_PANEL: _("lies before the panel"),
    DECIDED: _("decided"),
    REFUSED: _("was not taken up"),
    WITHDRAWN: _("was taken back"),
}
AT_WORK = (OPEN, TAKEN, DRAFT, BEFORE_PANEL)
"""While one of these holds, no other case of the organisation is opened by the same rules."""
NOT_TAKEN_UP = (QUARANTINE, REFUSED, WITHDRAWN)
"""A challenge in one of these was never taken up: nobody hears of it, and nothing of it counts."""
BEFORE_THE_PANEL = (QUARANTINE, OPEN, TAKEN, DRAFT)
WITH_THE_ASSESSOR = (TAKEN, DRAFT)

CLAIM, EXAMINED, DRAFTED, REPLY = "claim", "examined", "draft", "reply"
MESSAGES: Mapping[str, str] = {
    CLAIM: _("what was asked, and why"),
    EXAMINED: _("what came of looking at it"),
    DRAFTED: _("draft"),
    REPLY: _("answer to the draft"),
}
MOST_CHALLENGES = 3
MOST_PIECES = 10
LONGEST = 10_000
REPLACED, NOT_APPLICABLE = "replaced", "not_applicable"
ENDINGS = (REPLACED, NOT_APPLICABLE)
"""Why a case ends without a finding: what is appealed against stands no more; no gate applies."""
FRESH_DAYS = 90
"""Days for which a panel decides on an assessment."""


@dataclass(frozen=True)
class Case:
    """A case as it stands.

    subject     number under which the organisation is listed now, after merges
    party       the organisation of the node that it is recognised as now
    asked_by    the organisation of the node that asked for it, if one did
    assessment  on which the draft rests, or the newest
    """

    id: int
    listed: int
    subject: int
    party: int | None
    pack: int
    kind: str
    state: str
    finding: int | None
    person: int
    asked_by: int | None
    assessor: int | None
    assessment: int | None
    reply_until: date | None
    proposal: int | None


@dataclass(frozen=True)
class Seen:
    """A finding as it counts against an appeal.

    is_final     an appeal panel decided it
    replaced_by  the finding that stands in its place
    appeal       the case in which it is appealed against, unless that was taken back
    """

    id: int
    party: int | None
    decided_on: date
    appeal_until: date
    is_final: bool
    replaced_by: int | None
    appeal: int | None


def is_heard_of(kind: str, state: str) -> bool:
    """Whether the organisation may know of a case about it."""
    return kind != CHALLENGE or state not in NOT_TAKEN_UP


@dataclass(frozen=True)
class Since:
    """What came since the assessment of a case.

    appeal     about the same organisation by the same rules, at work
    standing   the newest finding about the same organisation by the same rules
    judged_on  the day of the assessment
    """

    appeal: int | None
    standing: int | None
    judged_on: date


def do_apply(verdict: str, gates: Collection[str]) -> bool:
    """Whether at least one gate of the rules applies: where none does, nothing is open."""
    return verdict != "not_enough_evidence" or bool(gates)


def is_outdated(case: Case, since: Since, on: date) -> bool:
    """Whether something was found after the assessment, or too many days went by until this one.
    An appeal is about what was found: that it says so changes nothing."""
    is_newer = (since.standing or 0) > (case.assessment or 0)
    return is_newer or on > last_day_of(since.judged_on, FRESH_DAYS)


def objections_to_panel(case: Case, since: Since, on: date) -> Iterator[Refusal]:
    """Against a panel's deciding on this day on what was assessed."""
    if case.kind == APPEAL and since.standing is not None and since.standing != case.finding:
        yield no.FINDING_REPLACED.because(finding=since.standing)
    elif since.appeal is not None:
        yield no.APPEAL_AT_WORK.because(case=since.appeal)
    elif is_outdated(case, since, on):
        yield no.ASSESSMENT_OUTDATED.because(case=case.id, days=FRESH_DAYS)


def objections_to_state(case: Case, *states: str) -> Iterator[Refusal]:
    """The case is in one of these states."""
    if case.state not in states:
        yield no.CASE_STANDS_OTHERWISE.because(case=case.id)


def objections_to_open(pack: str, found: int | None, at_work: int | None) -> Iterator[Refusal]:
    """Against a case by these rules.

    found    number of the pack as this examiner adopted it
    at_work  a case of the same organisation by the same rules that is not over
    """
    if found is None:
        yield no.PACK_NOT_ADOPTED.because(pack=pack)
    elif at_work is not None:
        yield no.CASE_AT_WORK.because(case=at_work)


def objections_to_words(words: str) -> Iterator[Refusal]:
    """Something is said, and not at any length."""
    if not words.strip():
        yield no.NOTHING_SAID.because()
    elif len(words) > LONGEST:
        yield no.SAID_AT_LENGTH.because(most=LONGEST, length=len(words))


def objections_to_challenge(*, pieces: int, open: int) -> Iterator[Refusal]:
    """Against doubting an organisation, with so many pieces of evidence; `open` challenges of hers
    wait already."""
    if not pieces:
        yield no.EVIDENCE_NEEDED.because()
    if pieces > MOST_PIECES:
        yield no.TOO_MUCH_EVIDENCE.because(most=MOST_PIECES, found=pieces)
    if open >= MOST_CHALLENGES:
        yield no.TOO_MANY_CHALLENGES.because(open=open)


def objections_to_take(case: Case, *, by: int | None, has_no_interest: bool) -> Iterator[Refusal]:
    """Against becoming the assessor of a case, or taking it over from another one."""
    yield from objections_to_state(case, OPEN, TAKEN, DRAFT)
    if case.assessor is not None and case.assessor == by:
        yield no.ALREADY_HERS.because(case=case.id)
    if not has_no_interest:
        yield no.DECLARATION_MISSING.because()


def objections_to_work(case: Case, *states: str, by: int | None) -> Iterator[Refusal]:
    """Against the work of a case: only its assessor does it, in these states."""
    if case.state in AT_WORK and case.assessor != by:
        yield no.NOT_THE_ASSESSOR.because(case=case.id)
    else:
        yield from objections_to_state(case, *states)


def objections_to_draft(case: Case) -> Iterator[Refusal]:
    """Against sending a draft: it says what an assessment says."""
    if case.assessment is None:
        yield no.NOTHING_ASSESSED.because(case=case.id)


def objections_to_reply(case: Case, on: date) -> Iterator[Refusal]:
    """Against an answer that arrives on this day."""
    yield from objections_to_state(case, DRAFT)
    if case.reply_until is not None and on > case.reply_until:
        yield no.ANSWER_TOO_LATE.because(day=case.reply_until)


def objections_to_enter(
    party: int | None, *, received_on: date, since: date, today: date
) -> Iterator[Refusal]:
    """Against entering what came by letter: only for whoever is not here, and on a day that can
    be.

    since  the day of that to which it is the answer
    """
    if party is not None:
        yield no.SPEAKS_FOR_ITSELF.because()
    if not since <= received_on <= today:
        yield no.RECEIVED_ON_NO_SUCH_DAY.because(since=since, until=today)


def objections_to_propose(case: Case, *, has_answered: bool, today: date) -> Iterator[Refusal]:
    """Against asking the panel: it answered the draft, or its time is over."""
    if not has_answered and case.reply_until is not None and today <= case.reply_until:
        yield no.MAY_STILL_ANSWER.because(day=case.reply_until)


def objections_to_withdraw(
    case: Case, *, by: int | None, party: int | None, was_drafted: bool
) -> Iterator[Refusal]:
    """Against taking it back: whoever asked does it, before a draft was sent; what the examiner
    opened itself any assessor.  A doubt that was taken up is hers no more: what it showed stays.
    An appeal that came by letter is nobody's here to take back.

    party        the organisation of the node for which she acts; None: for herself
    was_drafted  a draft was sent, if only one that was replaced since
    """
    if not _asked(case, by, party):
        yield no.NOT_WHO_ASKED.because(case=case.id)
        return
    is_doubt = case.kind == CHALLENGE
    yield from objections_to_state(case, *((QUARANTINE,) if is_doubt else BEFORE_THE_PANEL))
    if was_drafted and case.state in BEFORE_THE_PANEL:
        yield no.DRAFT_WAS_SENT.because(case=case.id)


def _asked(case: Case, by: int | None, party: int | None) -> bool:
    if party is not None:
        return case.asked_by == party
    return case.kind == REVIEW or (case.kind == CHALLENGE and case.person == by)


def objections_to_appeal(found: Seen, on: date) -> Iterator[Refusal]:
    """Against an appeal that is made on this day."""
    if found.is_final:
        yield no.HEARD_ALREADY.because(finding=found.id)
    elif found.replaced_by is not None:
        yield no.FINDING_REPLACED.because(finding=found.replaced_by)
    elif found.appeal is not None:
        yield no.APPEAL_AT_WORK.because(case=found.appeal)
    elif on > found.appeal_until:
        yield no.APPEAL_TOO_LATE.because(day=found.appeal_until)


def last_day_of(since: date, days: int) -> date:
    """The last day of a time of so many days that begins on the day after."""
    return since + timedelta(days=days)


def after_assessing(case: Case, *, same_as_draft: bool) -> str:
    """Where a case stands once it was assessed anew: a draft that would say something else now is
    no draft any more."""
    return DRAFT if case.state == DRAFT and same_as_draft else TAKEN
