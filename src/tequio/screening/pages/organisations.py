"""One organisation of the register, across all rules by which it was judged."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.pages.findings import line_of
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.pages.wording import state_sentence, text_of, verdict_badge
from tequio.screening.queries.findings import findings_of
from tequio.screening.queries.packs import adopted_packs
from tequio.screening.queries.partners import PartnerVerdict, partner_verdicts
from tequio.screening.rules.judging import VERDICT_WORDS


@require_safe
def organisation(request: HttpRequest, slug: str, listed: int) -> HttpResponse:
    """What is found of it now, what was found before, and what others say."""
    looking = look(request, slug)
    head, name = listed_there(looking, listed)
    if head != listed:
        return redirect("screening:organisation", slug, head)
    examiner = looking.organisation.id
    found = findings_of(examiner, listed, looking.today, is_inside=looking.is_inside)
    newest = {one.pack.code: one for one in reversed(found)}
    adopted = {one.pack.code: one.pack for one in reversed(adopted_packs(examiner))}
    given: dict[str, Any] = {
        "listed": listed,
        "name": name,
        "now": [(line_of(one), state_sentence(one.state)) for one in newest.values()],
        "before": [line_of(one) for one in found if newest[one.pack.code] is not one],
        "not_yet": [
            (pack.key, text_of(pack.titles)) for code, pack in adopted.items() if code not in newest
        ],
        "partners": [
            (one, _words(one), one.is_over(looking.today))
            for one in partner_verdicts(examiner, listed)
        ],
    }
    return shown(request, looking, "organisation", **given)


def listed_there(looking: Looking, listed: int) -> tuple[int, str]:
    """Under which number an organisation stands now, after merges, and its name.  Raises Http404
    for one that is not listed, or not for whoever looks."""
    examiner = looking.organisation.id
    head = heads_of(examiner, [listed]).get(listed, listed) if listed < 2**63 else listed
    names = names_of(examiner, [head], is_inside=looking.is_inside) if head < 2**63 else {}
    if head not in names:
        raise Http404
    return head, names[head]


def _words(one: PartnerVerdict) -> str:
    """A code that another node may know and this one does not stands as it is."""
    return verdict_badge(one.verdict).words if one.verdict in VERDICT_WORDS else one.verdict
