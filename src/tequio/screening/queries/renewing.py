"""What a newer version of the rules would change of findings that stand, and why.

Nothing changes silently: a finding holds as it was decided.  This proposes to assess again, and
shows beforehand what would come of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import AssessmentRow, CaseRow, FindingRow, LapseRow, PackRow
from tequio.screening.queries.gathering import items_of
from tequio.screening.queries.packs import Adopted, packs_by_number
from tequio.screening.rules.cases import AT_WORK
from tequio.screening.rules.comparing import Comparison, compared, what_would_change
from tequio.screening.rules.items import Item, read_items
from tequio.screening.rules.judging import judge


@dataclass(frozen=True)
class Proposed:
    """A finding whose rules were adopted in a newer version.

    listed  number under which the organisation stands in the register now
    old, new  the version by which it was found, and the newest
    stored  the two versions by what was known when it was assessed
    case    a case by the same rules that is at work already, if there is one
    """

    finding: int
    listed: int
    name: str
    verdict: str
    decided_on: date
    old: Adopted
    new: Adopted
    stored: Comparison
    case: int | None


@dataclass(frozen=True)
class Renewal:
    """What would change of one finding.

    today  the two versions by what is known today; for both what may be read for the newer one
    whole  the finding as it was assessed, beside what the newer version says today
    """

    proposed: Proposed
    today: Comparison
    whole: Comparison

    @property
    def is_other_verdict(self) -> bool:
        """Whether the newer version says something else, by what was known or by what is."""
        return any(one.is_other_verdict for one in (self.proposed.stored, self.today, self.whole))


def proposals(examiner: int, on: date) -> list[Proposed]:
    """All findings that count and whose rules were adopted in a newer version, by number: first
    those of whom the newer one says something else by what was known.  Nine queries and one for
    each step of merges, however many findings."""
    newest = _newest(examiner)
    rows = FindingRow.objects.filter(organisation_id=examiner, holds_until__gte=on)
    replaced = FindingRow.objects.filter(organisation_id=examiner, replaces_id__isnull=False)
    lapsed = LapseRow.objects.filter(organisation_id=examiner)
    standing = (
        rows.filter(pack_id__in=newest)
        .exclude(id__in=replaced.values("replaces_id"))
        .exclude(id__in=lapsed.values("finding_id"))
    )
    found = _proposed(examiner, list(standing.order_by("id")), newest)
    return sorted(found, key=lambda one: (not one.stored.is_other_verdict, one.finding))


def renewal(examiner: int, finding: int, on: date) -> Renewal | None:
    """What would change of one finding; None where there is none that counts and whose rules have a
    newer version.  What is known today is read as for an assessment."""
    found = next((one for one in proposals(examiner, on) if one.finding == finding), None)
    if found is None:
        return None
    old, new = found.old.pack, found.new.pack
    items = items_of(examiner, found.listed, on, new.key).items
    now = judge(new, items, on)
    return Renewal(
        proposed=found,
        today=compared(judge(old, items, on), now),
        whole=compared(found.stored.old, now),
    )


def _newest(examiner: int) -> dict[int, int]:
    """By number of an adopted pack that of its newest version, of those of which there is one.  One
    query."""
    rows = PackRow.objects.filter(organisation_id=examiner)
    versions = list(rows.order_by("version").values_list("code", "version", "id"))
    newest = {code: number for code, _version, number in versions}
    return {number: newest[code] for code, _version, number in versions if newest[code] != number}


def _proposed(
    examiner: int, rows: Iterable[FindingRow], newest: dict[int, int]
) -> Iterable[Proposed]:
    listed = list(rows)
    heads = heads_of(examiner, {row.listed_id for row in listed})
    names = names_of(examiner, heads.values(), is_inside=True)
    packs = packs_by_number(examiner, {*newest, *newest.values()})
    assessed = _assessed(examiner, listed)
    at_work = _at_work(examiner, packs)
    for row in listed:
        old, new = packs[row.pack_id], packs[newest[row.pack_id]]
        day, items = assessed[row.assessment_id]
        head = heads[row.listed_id]
        yield Proposed(
            finding=row.id,
            listed=head,
            name=names.get(head, ""),
            verdict=row.verdict,
            decided_on=row.decided_on,
            old=old,
            new=new,
            stored=what_would_change(old.pack, new.pack, items, day),
            case=at_work.get((head, old.pack.code)),
        )


def _assessed(
    examiner: int, rows: Iterable[FindingRow]
) -> dict[int, tuple[date, tuple[Item, ...]]]:
    """By number of an assessment its day and what was known.  One query."""
    numbers = {row.assessment_id for row in rows}
    found = AssessmentRow.objects.filter(organisation_id=examiner, id__in=numbers)
    return {
        number: (day, read_items(json.loads(snapshot)))
        for number, day, snapshot in found.values_list("id", "judged_on", "snapshot")
    }


def _at_work(examiner: int, packs: Mapping[int, Adopted]) -> dict[tuple[int, str], int]:
    """By organisation and code of the rules the case that is at work.  One query, and one for each
    step of merges."""
    rows = CaseRow.objects.filter(
        organisation_id=examiner, state__in=AT_WORK, pack_id__in=packs
    ).order_by("-id")
    listed = list(rows.values_list("listed_id", "pack_id", "id"))
    heads = heads_of(examiner, {one for one, _pack, _case in listed})
    return {(heads[one], packs[pack].pack.code): case for one, pack, case in listed}
