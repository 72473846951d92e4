"""Reads of a screening: what everybody may read of it where the register is public, else its
examiner's members.

Findings are told with their reasons, packs to the letter; figures of own books are no part of it.
"""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from tequio.kernel import Refused, plain
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of
from tequio.registry.rules.deciding import NO_SUCH_LISTED
from tequio.screening.queries.cases import judged_in
from tequio.screening.queries.findings import (
    FindingView,
    Sought,
    finding,
    findings,
    findings_of,
)
from tequio.screening.queries.packs import Adopted, adopted_packs, pack_of
from tequio.screening.queries.partners import partner_verdicts
from tequio.screening.rules.case_refusals import NO_SUCH_FINDING, PACK_NOT_ADOPTED
from tequio.screening.rules.deciding import Verdict
from tequio.screening.rules.judging import CriterionJudgement
from tequio.screening.rules.packs import plain_pack
from tequio.site.api_reads import REFUSED, Answer, Below, Limit, Problem, is_number
from tequio.site.api_registers import reader

State = Verdict | Literal["lapsed", ""]
"""As which a finding is told; empty: any."""

screenings = Router(tags=["screening"])


@screenings.get("/screenings/{slug}/packs", response={200: list[Answer], REFUSED: Problem})
def packs(request: HttpRequest, slug: str) -> list[Answer]:
    """The packs by which it is judged, with the SHA-256 of their texts."""
    examiner, _keeping, _is_inside = reader(request, slug)
    return [_pack(one) for one in adopted_packs(examiner)]


@screenings.get("/screenings/{slug}/packs/{pack}", response={200: Answer, REFUSED: Problem})
def one_pack(request: HttpRequest, slug: str, pack: str) -> Answer:
    """One pack: what it says, field by field, and its text to the letter (YAML)."""
    examiner, _keeping, _is_inside = reader(request, slug)
    found = pack_of(examiner, pack) if "@" in pack else None
    if found is None:
        raise Refused(PACK_NOT_ADOPTED.because(pack=pack))
    return _pack(found) | {"content": plain_pack(found.pack), "text": found.text}


@screenings.get("/screenings/{slug}/findings", response={200: Answer, REFUSED | {422}: Problem})
def all_findings(
    request: HttpRequest,
    slug: str,
    pack: str = "",
    verdict: State = "",
    before: Below = None,
    limit: Limit = 50,
) -> Answer:
    """Findings in whose place no other stands, the newest first, by pack (`un-ilo` or `un-ilo@1`)
    and by verdict, or `lapsed`; `before`: the `next` of the page before."""
    examiner, _keeping, is_inside = reader(request, slug)
    numbers = tuple(one.id for one in adopted_packs(examiner) if pack in (one.key, one.pack.code))
    if pack and not numbers:
        raise Refused(PACK_NOT_ADOPTED.because(pack=pack))
    sought = Sought(numbers, verdict, is_current=True)
    page = findings(
        examiner,
        timezone.localdate(),
        is_inside=is_inside,
        sought=sought,
        before=before,
        limit=limit,
    )
    return {"findings": [_finding(one) for one in page.findings], "next": page.before}


@screenings.get("/screenings/{slug}/findings/{number}", response={200: Answer, REFUSED: Problem})
def one_finding(request: HttpRequest, slug: str, number: int) -> Answer:
    """One finding with its reasons, and what each criterion came to in the rules and in
    practice."""
    examiner, _keeping, is_inside = reader(request, slug)
    found = None
    if is_number(number):
        found = finding(examiner, number, timezone.localdate(), is_inside=is_inside)
    judged = judged_in(examiner, found.assessment) if found else None
    if found is None or judged is None:
        raise Refused(NO_SUCH_FINDING.because(finding=number))
    judgement, _items = judged
    wanted = [{"fact": one.fact, "kind": one.kind, "why": one.why} for one in judgement.wanted]
    return _finding(found) | {
        "reasons": found.reasons,
        "judged_on": plain(judgement.on),
        "criteria": [_criterion(one) for one in judgement.criteria],
        "wanted": wanted,
    }


@screenings.get(
    "/screenings/{slug}/organisations/{listed}", response={200: Answer, REFUSED: Problem}
)
def organisation(request: HttpRequest, slug: str, listed: int) -> Answer:
    """Everything that was found of one organisation, the newest first, and what other networks
    found: theirs, which counts nowhere here."""
    examiner, _keeping, is_inside = reader(request, slug)
    head, names = listed, {}
    if is_number(listed):
        head = heads_of(examiner, [listed])[listed]
        names = names_of(examiner, [head], is_inside=is_inside)
    if head not in names:
        raise Refused(NO_SUCH_LISTED.because(listed=listed))
    found = findings_of(examiner, head, timezone.localdate(), is_inside=is_inside)
    return {
        "listed": head,
        "name": names[head],
        "findings": [_finding(one) for one in found],
        "of_others": [plain(one) for one in partner_verdicts(examiner, head)],
    }


def _pack(one: Adopted) -> Answer:
    return {
        "pack": one.key,
        "title": dict(one.pack.titles),
        "authority": one.pack.authority,
        "jurisdiction": one.pack.jurisdiction,
        "adopted_on": plain(one.adopted_on),
        "resolution": one.resolution,
        "digest": one.digest,
    }


def _finding(one: FindingView) -> Answer:
    days = ("decided_on", "appeal_until", "holds_until", "lapsed_on")
    return {
        "finding": one.id,
        "listed": one.listed,
        "name": one.name,
        "pack": one.pack.key,
        "verdict": one.verdict,
        "state": one.state,
        "gates": list(one.gates),
        "kind": one.kind,
        **{name: plain(getattr(one, name)) for name in days},
        "trigger": one.trigger,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "snapshot": one.snapshot,
        "judgement": one.judgement,
    }


def _criterion(one: CriterionJudgement) -> Answer:
    return {
        "criterion": one.id,
        "is_gate": one.is_gate,
        "reading": one.reading,
        "rules": one.rules.truth.value if one.rules else None,
        "practice": one.practice.truth.value if one.practice else None,
    }
