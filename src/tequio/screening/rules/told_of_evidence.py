"""What happened to evidence: handed in, withdrawn.  Ids, codes, days, digests; never a value.

What an organisation of the node hands in is told in two chains: its own and the examiner's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class EvidenceGiven:
    """A piece of evidence about a listed organisation was handed in.

    party  the organisation of the node that handed it in, if one did
    case   for which it was handed in
    shown  digest of what it shows and where that stands (`showing.proof_of_shown`)
    text, proof  number of the words that came with it, and their digest
    """

    evidence: int
    examiner: int
    listed: int
    kind: str
    grade: int
    since: date | None
    until: date
    shown: str
    file: str
    redacted: str
    language: str
    is_public: bool
    party: int | None
    case: int | None
    text: int | None
    proof: str


@dataclass(frozen=True)
class EvidenceWithdrawn:
    """It supports nothing any more; `text` and `proof`: why.

    is_doubt  it came from whoever doubted the organisation
    """

    evidence: int
    examiner: int
    listed: int
    party: int | None
    text: int | None
    proof: str
    is_doubt: bool = False
