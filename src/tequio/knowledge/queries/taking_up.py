"""What members were asked to take up, to the letter, and in which words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from tequio.governance import queries as governance
from tequio.governance.queries.proposals import adopted_across
from tequio.kernel import Act
from tequio.knowledge.models import AskedRow, AssessmentRow, ContextRow, TransferRow
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.rules.references import Read
from tequio.knowledge.rules.transferability import VERDICT_WORDS
from tequio.knowledge.rules.transferability.aloud import DISCLAIMER
from tequio.membership import queries as members


@dataclass(frozen=True)
class Shown:
    """An assessment as it lies before members."""

    assessor: int
    id: int
    place: str
    verdict: str
    assessed_on: date


@dataclass(frozen=True)
class Waiting:
    """A practice that lies before members, or that they adopted and nobody started."""

    proposal: int
    title: str
    is_adopted: bool


def shown_to(act: Act, slug: str, number: int, read: Read) -> Shown | None:
    """An assessment of this practice that whoever acts may read; None otherwise."""
    found = members.organisation(slug) if slug else None
    assessor = found.id if found else act.of_organisation
    if slug and found is None:
        return None
    row = AssessmentRow.objects.filter(organisation_id=assessor, id=number).first()
    if row is None or not _is_of(row, read):
        return None
    place = ContextRow.objects.get(organisation_id=assessor, id=row.context_id)
    reader = reader_of(assessor, act.by, act.today)
    if not (reader.takes_part or (place.is_public and reader.reads)):
        return None
    return Shown(assessor, row.id, place.name, row.verdict, row.assessed_on)


def _is_of(row: AssessmentRow, read: Read) -> bool:
    """The same text: that of another version would say nothing of this one."""
    same = (row.source_id, row.innovation_id, row.version, row.code)
    return row.design == read.design and same == (
        read.source,
        read.innovation,
        read.version,
        read.code,
    )


def asked_title(read: Read) -> str:
    """What members decide, as a title."""
    return (gettext("We take up: %(title)s") % {"title": read.title})[:200]


def asked_words(read: Read, shown: Shown | None, words: str) -> str:
    """The words on which members vote: first what it is called, in which version, and of whom."""
    lines = [gettext("Practice: %(title)s") % {"title": read.title}, *_origin(read)]
    if shown is None:
        lines.append(gettext("Nobody has assessed yet whether it would stand in our place."))
    else:
        lines += [
            gettext("Assessment of %(day)s for %(place)s: %(verdict)s")
            % {
                "day": date_format(shown.assessed_on),
                "place": shown.place,
                "verdict": gettext(VERDICT_WORDS[shown.verdict]),
            },
            gettext(DISCLAIMER),
        ]
    lines += [
        gettext(
            "If we say yes, a team of ours begins. Each change is written down; we look at it again"
            " after 6 and after 12 months, and can go back on any day."
        ),
        *([words.strip()] if words.strip() else []),
        gettext("Fingerprint of its text: %(digest)s") % {"digest": in_eights(read.digest)},
    ]
    return "\n".join(lines)


def _origin(read: Read) -> Iterator[str]:
    """Of whom it is, and in which version; a ready case is known by its code."""
    if read.source is None:
        yield gettext("Ready case: %(code)s") % {"code": read.code}
        yield gettext("Version %(n)s") % {"n": json.loads(read.design)["version"]}
        return
    found = members.organisation(read.source)
    name = found.name if found else ""
    yield gettext("From %(name)s, practice %(practice)s, version %(version)s") % {
        "name": name,
        "practice": read.innovation,
        "version": read.version,
    }


def in_eights(digest: str) -> str:
    """A fingerprint that can be read aloud: eight signs at a time."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def waiting_for(receiver: int, digest: str) -> int | None:
    """The undecided proposal that asks for exactly this.  Two queries."""
    rows = AskedRow.objects.filter(organisation_id=receiver, digest=digest)
    asked = list(rows.values_list("proposal_id", flat=True))
    return min(governance.undecided(receiver, asked), default=None) if asked else None


def asked_by(receiver: int, proposal: int) -> dict[str, Any] | None:
    """What a proposal asks to take up; None if it asks for nothing of this kind.  One query."""
    rows = AskedRow.objects.filter(organisation_id=receiver, proposal_id=proposal)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else dict(json.loads(content))


def started_by(receiver: int, proposal: int) -> int | None:
    """The transfer that was started from a proposal.  One query."""
    rows = TransferRow.objects.filter(organisation_id=receiver, proposal_id=proposal)
    return rows.values_list("id", flat=True).first()


def waiting_in(receiver: int) -> list[Waiting]:
    """What lies before the members, and what they adopted and nobody started, the newest first.
    Four queries."""
    started = TransferRow.objects.filter(organisation_id=receiver).values("proposal_id")
    rows = AskedRow.objects.filter(organisation_id=receiver).exclude(proposal_id__in=started)
    asked = list(rows.order_by("-proposal_id")[:50])
    numbers = [row.proposal_id for row in asked]
    if not numbers:
        return []
    open_ = governance.undecided(receiver, numbers)
    yes = adopted_across([(receiver, one) for one in numbers])
    return [
        Waiting(
            row.proposal_id, json.loads(row.content)["title"], (receiver, row.proposal_id) in yes
        )
        for row in asked
        if row.proposal_id in open_ or (receiver, row.proposal_id) in yes
    ]
