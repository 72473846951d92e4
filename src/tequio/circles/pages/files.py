"""A group's meetings out of a spreadsheet, tried row by row before anything is written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tequio.circles.forms.files import FileForm
from tequio.circles.pages.cycle import BOOK, unit_of
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.service.bringing import bring_in
from tequio.circles.service.file_brought import Outcome
from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.membership.visits import Visit, key_of, notation, status_of, visit

WORDS = {
    "cycle begun": _("a cycle begins"),
    "shares": _("shares that she holds"),
    "meeting written down": _("the meeting is written down"),
    "of another book": _("is of another book and is left out"),
    "already there": _("is there already; nothing changes"),
}
"""What happens with a row, as `bring_in` tells it → in words."""


def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a file: see what would happen with each row, then write it all down."""
    here = visit(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    refused: tuple[Refusal, ...] = ()
    outcomes: list[Outcome] = []
    is_dry_run = request.POST.get("do") != "write"
    if request.method == "POST" and form.is_valid():
        try:
            outcomes = _bring(request, here, form, is_dry_run=is_dry_run)
        except Refused as reasons:
            refused = reasons.refusals
    wrong = [one for one in outcomes if one.is_refused]
    if outcomes and not wrong and not is_dry_run:
        messages.success(request, gettext("All of the file is written down."))
        return redirect("circles:cycle", slug)
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "wrong": wrong,
        "rows": [(one, gettext(WORDS[one.what])) for one in outcomes if not one.is_refused],
        "is_tried": bool(outcomes) and not wrong,
        "objections": objections_to_writing(here.act("asking")),
    }
    reasons_all = (*refused, *(reason for one in wrong for reason in one.refusals))
    return render(request, "circles/bring.html", given, status=status_of(reasons_all))


def _bring(request: HttpRequest, here: Visit, form: FileForm, *, is_dry_run: bool) -> list[Outcome]:
    refuse(objections_to_writing(here.act("asking")))
    unit, shown = unit_of(here), notation(here.organisation.unit)

    def act(key: str) -> Act:
        return here.act(key or key_of(request))

    return bring_in(
        act,
        form.tables(),
        book=BOOK,
        cash=form.minor(unit.exponent, shown),
        is_dry_run=is_dry_run,
    )
