"""What is found of a listed organisation, for its page in the register."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from tequio.registry.queries.beside import Asked, Beside, Section
from tequio.screening.queries.findings import FindingView, current_findings
from tequio.screening.queries.packs import has_adopted
from tequio.screening.queries.words import title_of
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
