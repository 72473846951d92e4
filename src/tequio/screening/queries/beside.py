"""What is found of a listed organisation, for its page in the register; and what a proposal asks,
for its page among the decisions."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from tequio.governance.queries.beside import Onward
from tequio.membership.rules import Organisation, Standing
from tequio.registry.queries.beside import Asked, Beside, Section
from tequio.screening.models import AskedRow, CaseRow
from tequio.screening.queries.cases import reader_of
from tequio.screening.queries.cases_there import as_case
from tequio.screening.queries.findings import FindingView, current_findings
from tequio.screening.queries.packs import has_adopted
from tequio.screening.queries.words import title_of
from tequio.screening.rules import asking
from tequio.screening.rules.findings import LAPSED
from tequio.screening.rules.judging import VERDICT_WORDS


def findings_beside(asked: Asked) -> Section | None:
    """What is found of it now, by each pack; nothing where nobody is judged.  One query there, else
    a bounded number."""
    if not has_adopted(asked.keeper):
        return None
    found = current_findings(asked.keeper, asked.listed, asked.today, is_inside=asked.is_inside)
    return Section(
        code="screening",
        title=gettext("What was found in a screening"),
        things=tuple(_thing(asked, one) for one in found.values()),
        onward=reverse("screening:organisation", args=[asked.slug, asked.listed]),
        label=gettext("All of the screening, and how to doubt it")
        if found
        else gettext("It was not examined here yet. That says nothing about it."),
    )


def _thing(asked: Asked, found: FindingView) -> Beside:
    return Beside(
        title=title_of(found.pack),
        day=found.decided_on,
        badge=_badge(found),
        href=reverse("screening:finding", args=[asked.slug, found.id]),
    )


def _badge(found: FindingView) -> str:
    """What it says now, in few words."""
    is_over = found.state == LAPSED
    return gettext("Lapsed") if is_over else gettext(VERDICT_WORDS[found.verdict])  # type: ignore[index]


def asked_beside(organisation: Organisation, standing: Standing, proposal: int) -> Onward | None:
    """The page on which whoever votes reads all of what is asked; nothing of a case that she may
    not read.  One query where screening asked nothing."""
    rows = AskedRow.objects.filter(organisation_id=organisation.id, proposal_id=proposal)
    asked = rows.only("kind", "subject_id").first()
    if asked is None:
        return None
    if asked.kind == asking.PACK:
        label = gettext("The rules by which we judge")
        return Onward(label, reverse("screening:packs", args=[organisation.slug]), "rules")
    if asked.kind == asking.CONSENT:
        label = gettext("What may be read of our books")
        return Onward(label, reverse("screening:consents", args=[organisation.slug]), "lock")
    return _sheet(organisation, standing, asked.subject_id)


def _sheet(organisation: Organisation, standing: Standing, case: int) -> Onward | None:
    row = CaseRow.objects.get(organisation_id=organisation.id, id=case)
    reader = reader_of(organisation.id, as_case(row), standing.person, timezone.localdate())
    if reader not in ("assessor", "panel"):
        return None
    href = reverse("screening:sheet", args=[organisation.slug, case])
    return Onward(gettext("The panel’s sheet"), href, "sheet")
