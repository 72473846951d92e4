"""What happened in cases, in the past tense: ids, codes, days, digests; never names.

Each names the `examiner` whose case it is, for most are told in the organisation's own chain too.
`text` and `proof`: number of somebody's words and their digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.governance.rules.events import BodyOfOffices
from tequio.screening.rules.told_of_evidence import EvidenceGiven


@dataclass(frozen=True)
class CaseOpened:
    """A case begins.

    party   the organisation of the node that asked; `finding`: appealed against
    message, text, proof  what was said with it, if something was
    received_on  day on which a letter came
    brought  evidence with which somebody doubts an organisation
    """

    examiner: int
    case: int
    listed: int
    pack: int
    kind: str
    state: str
    party: int | None = None
    finding: int | None = None
    message: int | None = None
    text: int | None = None
    proof: str = ""
    received_on: date | None = None
    brought: tuple[EvidenceGiven, ...] = ()


@dataclass(frozen=True)
class ChallengeExamined:
    """It was taken up, or not."""

    examiner: int
    case: int
    listed: int
    state: str
    message: int
    text: int
    proof: str


@dataclass(frozen=True)
class CaseTaken:
    """An assessor works on it, who said that she has no interest."""

    examiner: int
    case: int
    state: str
    has_no_interest: bool


@dataclass(frozen=True)
class CaseAssessed:
    """A pack was held against what is known.  What it says stands in the digests alone: nothing is
    decided yet.

    state  of the case after it
    """

    examiner: int
    case: int
    listed: int
    pack: int
    assessment: int
    judged_on: date
    snapshot: str
    judgement: str
    state: str


@dataclass(frozen=True)
class DraftSent:
    """The organisation may answer until a day."""

    examiner: int
    case: int
    listed: int
    assessment: int
    message: int
    text: int
    proof: str
    reply_until: date


@dataclass(frozen=True)
class DraftAnswered:
    """The organisation answered; `received_on`: by letter, on that day."""

    examiner: int
    case: int
    listed: int
    message: int
    text: int
    proof: str
    received_on: date | None = None


@dataclass(frozen=True)
class FindingProposed:
    """The panel is asked.

    content  digest of what exactly it is asked
    reasons  number of the reasons, `proof` their digest; `text` is of the words of the proposal
    excused  who stands aside
    """

    examiner: int
    case: int
    kind: str
    content: str
    reasons: int
    proof: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str
    bodies: tuple[BodyOfOffices, ...]
    excused: tuple[int, ...]


@dataclass(frozen=True)
class FindingMade:
    """The panel adopted it: what it found is public.

    instead_of  the finding in whose place it stands
    """

    examiner: int
    case: int
    finding: int
    listed: int
    pack: int
    assessment: int
    verdict: str
    text: int
    proof: str
    body: int
    proposal: int
    resolution: int
    decided_on: date
    appeal_until: date
    holds_until: date
    instead_of: int | None


@dataclass(frozen=True)
class FindingNotMade:
    """The panel did not adopt it: the assessor goes on.  Or the case ends without a finding.

    outcome  `rejected`; `withdrawn`: the proposal was taken back; `tied`: somebody voted who had an
             interest; `outdated`: too long ago, or something was found since.  It ends: `replaced`,
             the finding appealed against stands no more; `not_applicable`, the rules do not apply
    """

    examiner: int
    case: int
    listed: int
    proposal: int | None
    outcome: str


@dataclass(frozen=True)
class CaseWithdrawn:
    """Whoever asked took it back; `is_doubt`: she doubted the organisation."""

    examiner: int
    case: int
    listed: int
    is_doubt: bool = False
