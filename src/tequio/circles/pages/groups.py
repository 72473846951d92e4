"""Groups and their federation: who needs help first, what is on its way, who holds whose head."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tequio.chronicle import queries as chronicle
from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.queries.bulk import Mirror, mirrors_of
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.queries.late import late_entries
from tequio.circles.queries.overseeing import PROVISION, Line, ageing_of_loans, groups_by_need
from tequio.circles.queries.shown_sheets import sheet_shown, sheets_shown
from tequio.kernel import Refused
from tequio.lending.rules import Ageing
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.membership.queries.federating import groups_on
from tequio.membership.rules import is_officer
from tequio.membership.visits import Visit, key_of, visit
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import CATALOGUE


@require_safe
def groups(request: HttpRequest, slug: str) -> HttpResponse:
    """Both directions: the groups that belong here, and the federations to which it belongs."""
    here = visit(request, slug)
    organisation, unit = here.organisation.id, looking.unit_of(here)
    sees = looking.sees_books(here)
    lines = groups_by_need(organisation, unit, here.today) if is_officer(here.standing) else []
    found = members.organisations(looking.federations(here))
    above = [_above(one.id, here) if sees else None for one in found]
    given = {
        "visit": here,
        "unit": unit,
        "lines": lines,
        "ageing": _ageing(lines, here),
        "names": {} if lines else groups_on(organisation, here.today),
        "federations": found,
        "above": [(one, mirror) for one, mirror in zip(found, above, strict=True) if mirror],
        "sees_books": sees,
        "has_cycle": sees and bool(cycles_of(organisation)),
        "shows": statutes_on(organisation, here.today).choice(PROVISION),
        "shows_words": CATALOGUE[PROVISION].choices,
        "to_hold": [line for line in lines if line.is_shown and line.is_head_new],
        **looking.words(),
    }
    return render(request, "circles/groups/groups.html", given)


def _ageing(lines: list[Line], here: Visit) -> Ageing | None:
    """How late the loans to groups are; None where nothing is lent out."""
    found = ageing_of_loans([line.mirror for line in lines if line.mirror], here.today)
    return found if found.minor else None


def _above(federation: int, here: Visit) -> Mirror | None:
    found = mirrors_of(federation, looking.unit_of(here), group=here.organisation.id)
    return found.get(here.organisation.id)


@require_POST
def hold_heads(request: HttpRequest, slug: str) -> HttpResponse:
    """One press: this federation holds the heads of all groups that let it see figures or sheets.

    Each is an act of its own, under the form's key and the group's number.
    """
    here = visit(request, slug)
    unit, key = looking.unit_of(here), key_of(request)
    if not is_officer(here.standing):
        return redirect("circles:groups", slug)
    lines = groups_by_need(here.organisation.id, unit, here.today)
    wanted = [line.group for line in lines if line.is_shown and line.is_head_new]
    held = 0
    for group, head in sorted(chronicle.heads_of(wanted).items()):
        act = here.act(f"{key}.{group}" if key else "")
        given: dict[str, Any] = {"number": head.number, "digest": head.digest}
        try:
            membership.witness_head(act, chain=head.chain, **given)
        except Refused as raised:
            messages.error(request, str(raised.refusals[0]))
        else:
            held += 1
    said = ngettext("%(count)s head is held.", "%(count)s heads are held.", held)
    messages.success(request, said % {"count": held})
    return redirect("circles:groups", slug)


@require_safe
def group(request: HttpRequest, slug: str, of: str) -> HttpResponse:
    """One group as its federation sees it."""
    side = looking.of_a_group(request, slug, of)
    here, other = side.visit, side.other
    lines = groups_by_need(here.organisation.id, side.unit, here.today)
    line = next(one for one in lines if one.group == other.id)
    sheets = sheets_shown(other.id) if side.sight == "sheets" else []
    given = {
        "visit": here,
        "other": other,
        "line": line,
        "sight": side.sight,
        "mirror": line.mirror,
        "unit": side.unit,
        "today": here.today,
        "sight_words": CATALOGUE[PROVISION].choices,
        "sheets": sheets,
        "late": late_entries(other.id, sheets),
    }
    return render(request, "circles/groups/group.html", given)


@require_safe
def sheet(request: HttpRequest, slug: str, of: str, number: int) -> HttpResponse:
    """A sheet of a group that lets its federation see its sheets."""
    side = looking.of_a_group(request, slug, of, least="sheets")
    found = sheet_shown(side.other.id, number)
    if found is None:
        raise Http404
    days = late_entries(side.other.id, [found.row]).get(found.row.id)
    given = {"visit": side.visit, "other": side.other, "sheet": found, "unit": side.unit}
    given |= {"days": days}
    return render(request, "circles/groups/sheet.html", given)
