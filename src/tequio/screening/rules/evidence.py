"""Kinds of evidence: their words, the grade each can reach, and what it costs to bring.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import FACTS

SELF_DECLARED, DOCUMENT, OFFICIAL, FROM_OUTSIDE, VISITED = range(5)

GRADES: Mapping[int, str] = {
    SELF_DECLARED: _("said by itself"),
    DOCUMENT: _("a document"),
    OFFICIAL: _("an official register, or confirmed by members or witnesses"),
    FROM_OUTSIDE: _("reckoned here, and matched or held from outside"),
    VISITED: _("a visit by peers, or an audit"),
}


@dataclass(frozen=True)
class EvidenceKind:
    """One kind.

    grade  the highest that evidence of this kind can have
    cost   for "cheapest first" only: what it takes the organisation to bring it, in rough steps
    """

    code: str
    title: str
    grade: int
    cost: int


EVIDENCE: Mapping[str, EvidenceKind] = {
    kind.code: kind
    for kind in (
        EvidenceKind("self_declaration", _("its own word"), SELF_DECLARED, 0),
        EvidenceKind("platform", _("its books here, if it lets them be read"), FROM_OUTSIDE, 1),
        EvidenceKind("photograph", _("a photograph, such as of the minute book"), DOCUMENT, 1),
        EvidenceKind("passbook", _("a savings book"), DOCUMENT, 1),
        EvidenceKind("clause", _("a clause of its rules"), DOCUMENT, 2),
        EvidenceKind("minutes", _("minutes of a meeting"), DOCUMENT, 2),
        EvidenceKind("pay_summary", _("a summary of pay without names"), DOCUMENT, 2),
        EvidenceKind("accounts", _("accounts"), DOCUMENT, 3),
        EvidenceKind("export", _("a file of another node or program"), DOCUMENT, 3),
        EvidenceKind("register", _("an official register that is read here"), OFFICIAL, 3),
        EvidenceKind("register_extract", _("an extract of a register, on paper"), DOCUMENT, 4),
        EvidenceKind("attestation", _("another organisation that vouches for it"), FROM_OUTSIDE, 5),
        EvidenceKind("visit", _("a visit by peers"), VISITED, 10),
        EvidenceKind("audit", _("an audit"), VISITED, 30),
    )
}


OF_THOSE_WHO_VOUCH = frozenset({"practice.attested_by_groups", "practice.attested_by_federation"})
"""Of those who vouch; what they say besides is a testimony and weighs as a document does."""


def grade_of(kind: str, fact: str = "") -> int:
    """The highest grade that evidence of a kind can have of a fact."""
    if kind == "attestation" and fact not in OF_THOSE_WHO_VOUCH:
        return DOCUMENT
    return EVIDENCE[kind].grade


def is_paper(kind: str) -> bool:
    """Whether it weighs as a document because somebody can look at it."""
    return EVIDENCE[kind].grade == DOCUMENT


def grade_when_given(kind: str, *, by_itself: bool, file: str) -> int:
    """The grade with which a piece of evidence is written down.

    by_itself  the organisation hands it in, not an assessor or somebody who doubts: a paper that it
               does not show, and only says where it lies, is its own word
    """
    return SELF_DECLARED if by_itself and not file and is_paper(kind) else grade_of(kind)


def cheapest(fact: str, *, accepts: Iterable[str], least_grade: int) -> EvidenceKind | None:
    """The kind that would be the least trouble for a fact and weighs enough; None if there is none.

    accepts  codes of kinds, of equal ones the first is taken; empty: every kind
    Books here are only asked for where they say something of the fact.
    """
    open_kinds = [EVIDENCE[code] for code in (tuple(accepts) or tuple(EVIDENCE))]
    known = FACTS.get(fact)
    has_book = bool(known and known.book)
    enough = [
        kind
        for kind in open_kinds
        if grade_of(kind.code, fact) >= least_grade and (kind.code != "platform" or has_book)
    ]
    return min(enough, key=lambda kind: kind.cost, default=None)
