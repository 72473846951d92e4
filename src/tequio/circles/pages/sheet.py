"""The meeting sheet: one page, one form, one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from tequio.chronicle.service import Receipt
from tequio.circles import queries, rules, service
from tequio.circles.forms.index import index_of
from tequio.circles.forms.sheet import SheetForm
from tequio.circles.forms.wrong import wrongs
from tequio.circles.pages import drafts
from tequio.circles.pages.comparing import compared
from tequio.circles.pages.cycle import no_cycle, running_book
from tequio.circles.pages.proving import PROOF, guessed_before, guesses, prove
from tequio.circles.pages.said import named
from tequio.circles.pages.words import ATTENDANCE, ATTENDANCES, FINE, REASONS
from tequio.circles.queries.who import objections_to_writing
from tequio.kernel import Refusal, Refused, refuse
from tequio.membership.queries import pins
from tequio.membership.visits import (
    DayField,
    Visit,
    by_outbox,
    fresh_key,
    kept_offline,
    key_of,
    photo_kept,
    status_of,
    taken,
    tell_beside,
    visit,
)
from tequio.membership.visits.devices import device_of
from tequio.membership.visits.sending import OFFLINE

PHOTO = "tequio.circles.photo"
UNREAD = 422
SEE_OTHER = 303
LOOK, SHEET, SUMS = "look", "sheet", "sums"
"""What a page that was asked for by a press shows: the sheet with what is wrong, or the sums.
A press is answered with the address of what it shows, so that Back never sends it again."""


@dataclass(frozen=True)
class Desk:
    """Who writes which sheet, under which key; draft: what was typed before."""

    request: HttpRequest
    here: Visit
    form: SheetForm
    key: str
    draft: drafts.Draft | None = None

    @property
    def looks(self) -> str:
        """Which page of a sheet that was typed is asked for; "" for the sheet as it is begun."""
        return str(self.request.GET.get(LOOK, ""))

    def show(self, status: int = 200) -> HttpResponse:
        """The sheet with what was typed."""
        given = _given(self)
        return render(self.request, "circles/sheet.html", given, status=status)


@kept_offline
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a meeting down: fill the sheet, look at what it adds up to, write it."""
    here = visit(request, slug)
    refuse(objections_to_writing(here.act("asking")))
    if request.POST.get("do") == "empty":
        drafts.forget(request)
        return redirect(request.get_full_path())
    book, is_sent = running_book(request, here), request.method == "POST"
    draft = None if is_sent else drafts.begun(request, here, book)
    if draft is None and not is_sent and request.GET.get(LOOK):
        return redirect(f"{request.path}?{urlencode({'book': book})}")
    typed = {**draft.fields, **draft.marks} if draft else None
    sent = request.POST if is_sent else typed
    found = _desk_of(here, book, _day(here, sent or {"held_on": request.GET.get("day")}))
    if found is None:
        return no_cycle(request, here)
    form = SheetForm(found, sent, request.FILES or None, writes=here.person)
    key = key_of(request) or (draft.key if draft else "") or fresh_key()
    desk = Desk(request, here, form, key, draft)
    return _pressed(desk) if is_sent else _opened(desk)


def _opened(desk: Desk) -> HttpResponse:
    """The sheet; the phone does not keep one that is filled for a day without network."""
    answer = _looked_at(desk, desk.draft) if desk.draft else desk.show()
    if desk.form.typed.is_sent:
        answer[OFFLINE] = "no"
    return answer


def _looked_at(desk: Desk, draft: drafts.Draft) -> HttpResponse:
    """What was typed, with what is wrong with it; or what it adds up to."""
    form, is_read = desk.form, desk.form.is_valid() and not draft.wrong
    if is_read:
        prove(desk.request, desk.here, form, desk.key)
    if desk.looks == SUMS and is_read:
        try:
            return _check(desk, draft.photo)
        except Refused:
            return _leads_to(desk, SHEET)
    if not draft.is_looked_at:
        form.typed.errors.clear()
        return desk.show()
    form.errors.update({name: one for name, one in draft.wrong.items() if name == "photo"})
    guessed_before(form, draft.wrong)
    if not is_read or not desk.looks:
        return desk.show(UNREAD if desk.looks else 200)
    try:
        service.rehearse(desk.here.act(desk.key), form.fields())
    except Refused as refused:
        return _refused(desk, refused.refusals)
    return desk.show()


def _leads_to(desk: Desk, page: str) -> HttpResponse:
    """The answer to a press: the address of what it shows."""
    asked = urlencode({LOOK: page, "book": desk.form.book})
    return HttpResponse(status=SEE_OTHER, headers={"Location": f"{desk.request.path}?{asked}"})


def _desk_of(here: Visit, book: str, day: date) -> queries.Desk | None:
    """The desk of the sheet's day; of today where no meeting can have been on that day, so that
    the day alone is refused and every row that was typed stays."""
    organisation = here.organisation.id
    found = queries.desk_of(organisation, book, min(day, here.today), today=here.today)
    if found is not None and found.held_on < found.ground.cycle.first_day:
        return queries.desk_of(organisation, book, here.today, today=here.today)
    return found


def _day(here: Visit, said: Mapping[str, Any]) -> date:
    """The day of the sheet: that which was typed, or that of the address, or today."""
    try:
        return cast("date", DayField(latest=here.today).clean(said.get("held_on"))) or here.today
    except ValidationError:
        return here.today


def _pressed(desk: Desk) -> HttpResponse:
    request, form = desk.request, desk.form
    do = request.POST.get("do", "write")
    if do.startswith("more-") or do == "back":
        _keep(desk, drafts.Draft({}, photo=request.POST.get("kept", "")))
        return _leads_to(desk, SHEET)
    if do == "check" and not by_outbox(request):
        return _add_up(desk)
    if not form.is_valid():
        return not_read_here(desk)
    if not prove(request, desk.here, form, desk.key):
        return _kept_with_what_is_wrong(desk)
    try:
        return _check(desk) if do == "check" else _write(desk)
    except Refused as refused:
        if by_outbox(request):
            return _refused(desk, refused.refusals)
        return _kept_with_what_is_wrong(desk)


def _add_up(desk: Desk) -> HttpResponse:
    """Keep what was typed, and lead to what it adds up to or to what is wrong with it."""
    form = desk.form
    before = drafts.begun(desk.request, desk.here, form.book)
    for one in form.keys:
        if before and one.is_here and not one.sent:  # not on a page that could not be read
            one.sent = before.marks.get(f"proof-{one.person}", "")
    if not form.is_valid() or not prove(desk.request, desk.here, form, desk.key):
        return _kept_with_what_is_wrong(desk)
    photo = desk.request.POST.get("kept", "")
    if form.photo:
        photo = _photo_of(desk) or photo
    _keep(desk, drafts.Draft({}, is_looked_at=True, marks=_marks(form), photo=photo))
    return _leads_to(desk, SUMS)


def _photo_of(desk: Desk) -> str:
    """The mark of the photograph that was attached; it stays where nothing is refused."""
    try:
        with photo_kept(desk.here.organisation.id, desk.form.photo) as digest:
            service.rehearse(desk.here.act(desk.key), desk.form.fields())
    except Refused:
        return ""
    return signing.dumps(digest, salt=PHOTO)


def _kept_with_what_is_wrong(desk: Desk) -> HttpResponse:
    form, photo = desk.form, desk.request.POST.get("kept", "")
    wrong = {name: error for name, error in form.errors.items() if name == "photo"}
    draft = drafts.Draft({}, is_looked_at=True, marks=_marks(form), photo=photo)
    _keep(desk, replace(draft, wrong=wrong | guesses(form)))
    return _leads_to(desk, SHEET)


def _marks(form: SheetForm) -> dict[str, str]:
    """What stands on the page for each PIN that was right."""
    sent = {one.person: one.mark or one.sent for one in form.keys}
    return {f"proof-{p}": mark for p, mark in sent.items() if mark and not PROOF.fullmatch(mark)}


def _keep(desk: Desk, draft: drafts.Draft) -> None:
    """Keep what was typed, with its rows and the keys that were named."""
    form = desk.form
    rows = {"loans-rows": str(len(form.loans)), "help-rows": str(len(form.help))}
    named = {f"ky-{one.person}": "1" for one in form.keys if one.is_here}
    fields = {**dict(_typed(desk)), **rows, **named}
    drafts.keep(desk.request, desk.here, replace(draft, fields=fields, key=desk.key))


def not_read_here(desk: Desk) -> HttpResponse:
    """What could not be read, at its place; the outbox is told all of it in words."""
    if not by_outbox(desk.request):
        return _kept_with_what_is_wrong(desk)
    told = [
        {"code": "input_not_readable", "sentence": one, "remedy": ""} for one in desk.form.told()
    ]
    return JsonResponse({"outcome": "refused", "refusals": told}, status=UNREAD)


def _refused(desk: Desk, refusals: tuple[Refusal, ...]) -> HttpResponse:
    """Every refusal at its row; a day that has a sheet is shown beside it."""
    spoken = named(refusals, desk.form.unit)
    if by_outbox(desk.request):
        _tell_the_other_sheet(desk, refusals)
        raise Refused(*spoken)
    desk.form.refuse(zip(refusals, spoken, strict=True))
    return desk.show(status_of(refusals))


def _tell_the_other_sheet(desk: Desk, refusals: tuple[Refusal, ...]) -> None:
    """To the outbox: what a sheet says otherwise than the one that is there, line by line."""
    here, form = desk.here, desk.form
    there = queries.sheet_of_day(here.organisation.id, form.desk.ground.cycle.id, form.held_on)
    if there is None or all(one.code != "sheet_already_there" for one in refusals):
        return
    differs = compared(here.organisation.id, there, form)
    said = render_to_string("circles/beside.txt", {"differs": differs})
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    tell_beside(
        desk.request, lines, reverse("circles:held", args=[here.organisation.slug, there.id])
    )


def _check(desk: Desk, photo: str = "") -> HttpResponse:
    """What the sheet adds up to, in large figures, before anything is written."""
    form = desk.form
    receipt = service.rehearse(desk.here.act(desk.key), form.fields())
    given = {
        "visit": desk.here,
        "form": form,
        "unit": form.unit,
        "key": desk.key,
        "told": receipt.facts,
        "totals": totals_of(receipt, form),
        "photo": photo,
        "carried": list(_carried(desk)),
        "proved": [one for one, is_proved in receipt.facts["keys"] if is_proved],
        "names": form.desk.names,
        "loans": queries.loans_told(receipt.facts),
        "claims": queries.claims_told(receipt.facts),
        "reasons": dict(REASONS),
        "here": sum(one.attendance in rules.HERE for one in form.seats),
        "away": [one for one in form.seats if one.attendance != "present"],
        "unasked": rules.fines_not_asked(form.fields()["lines"], form.terms.fines),
        "attendances": ATTENDANCES,
        "answers": _answers(receipt.facts, desk.here.person),
    }
    return render(desk.request, "circles/check.html", given)


def _answers(told: Mapping[str, Any], writes: int | None) -> int | None:
    """Who answers for what is missing or too much; None where nothing is."""
    differs = told["counted"] != told["booked"] or told["social_counted"] != told["social_booked"]
    return (told["bookkeeper"] or writes) if differs else None


def _carried(desk: Desk) -> Iterator[tuple[str, str]]:
    """Everything that was typed, for the press that writes it; marks of the page itself in the
    place of PINs, and of nothing else."""
    yield from _typed(desk)
    for one in desk.form.keys:
        if one.mark:
            yield f"proof-{one.person}", one.mark


def _typed(desk: Desk) -> Iterator[tuple[str, str]]:
    """Everything that was typed, but for PINs and what stands for one."""
    left_out = {"csrfmiddlewaretoken", "key", "do", "kept"}
    sent: MultiValueDict[str, str] = desk.request.POST
    for name, value in (desk.draft.fields if desk.draft else sent).items():
        if name not in left_out and not name.startswith(("pin-", "proof-")) and value:
            yield name, str(value)


def _write(desk: Desk) -> HttpResponse:
    """The act."""
    with photo_kept(desk.here.organisation.id, desk.form.photo) as digest:
        photo = digest or _photo_before(desk.request.POST.get("kept", ""))
        receipt = service.close_meeting(desk.here.act(desk.key), **desk.form.fields(photo))
    drafts.forget(desk.request)
    slug, told = desk.here.organisation.slug, receipt.facts
    onward = reverse("circles:held", args=[slug, told["sheet"]])
    who = _answers(told, desk.here.person)
    given = {"told": told, "unit": desk.form.unit, "answers": who, "names": desk.form.desk.names}
    said = " ".join(render_to_string("circles/taken.txt", given).split("\n")).strip()
    return taken(desk.request, receipt, said, onward)


def _photo_before(mark: str) -> str:
    """The digest of a photograph that came with the sheet before it was looked at."""
    try:
        return str(signing.loads(mark, salt=PHOTO)) if mark else ""
    except signing.BadSignature:
        return ""


def _given(desk: Desk) -> dict[str, Any]:
    form, here = desk.form, desk.here
    _salt_keys(desk)
    organisation = here.organisation.id
    there = queries.sheet_of_day(organisation, form.desk.ground.cycle.id, form.held_on)
    return {
        "visit": here,
        "form": form,
        "desk": form.desk,
        "unit": form.unit,
        "key": desk.key,
        "attendances": ATTENDANCE,
        "fines": FINE,
        "reasons": REASONS,
        "there": there,
        "differs": compared(organisation, there, form) if there and form.is_valid() else None,
        "is_wrong": bool(form.errors),
        "is_draft": form.typed.is_sent and not desk.looks,
        "photo": desk.draft.photo if desk.draft else "",
        "wrongs": wrongs(form),
        "index": index_of(form.members),
    }


def _salt_keys(desk: Desk) -> None:
    """What a phone that the group shares needs, to prove a PIN while it has no network."""
    organisation = desk.here.organisation.id
    found = device_of(desk.request)
    if found is None or found[0] != organisation:
        return
    salts = pins.salts(organisation, [one.person for one in desk.form.keys])
    for one in desk.form.keys:
        one.salt, one.rounds = salts[one.person]


def totals_of(receipt: Receipt, form: SheetForm) -> rules.Totals:
    """What the lines of a sheet add up to."""
    fields = form.fields()
    sheet = rules.Sheet(
        fields["lines"],
        fields["counted"],
        fields["social_counted"],
        tuple((one.loan, one.minor) for one in fields["repayments"]),
        tuple((line[0], line[-1]) for line in receipt.facts["lines"] if line[-1]),
    )
    return rules.totals(sheet, form.terms)
