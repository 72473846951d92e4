"""`/start/`: from an empty page to a group in a few presses, without JavaScript.

Every step is a form at the same address.  What was typed before travels, signed, in the form;
nothing is written before the last press.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

import phonenumbers
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from tequio.governance import service
from tequio.governance.forms import drafts, first_statutes
from tequio.governance.forms.drafts import Draft
from tequio.governance.forms.founding import KINDS_EXPLAINED, GroupStep, MembersStep, MoneyStep
from tequio.governance.pages import edge
from tequio.governance.queries import founding as asked
from tequio.governance.rules.founding import objections_to_strength
from tequio.governance.rules.group_file import COLUMNS
from tequio.kernel import Refusal, Refused
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as members
from tequio.membership.rules import KEEPERS
from tequio.membership.visits import act_of, key_of, person_of
from tequio.statutes.rules import BASES_OF_VALUES, in_force

TITLES = {
    "group": _("Your group"),
    "members": _("Members"),
    "rules": _("Rules"),
    "money": _("Money"),
    "look": _("Look and found"),
}
STEPS = tuple(TITLES)


@never_cache
def found(request: HttpRequest) -> HttpResponse:
    """Walk through the steps; the last one founds the group."""
    person = person_of(request)
    founder = members.person(person) if person else None
    if founder is None:
        return redirect(f"{reverse('account_signup')}?next={quote(request.path)}")
    walk = Walk(request, founder)
    if request.method != "POST":
        return walk.show("group")
    if walk.is_lost:
        messages.warning(request, gettext("This page was too old. Please begin again."))
        return redirect("governance:found")
    if walk.step == "look":
        return walk.press()
    return walk.go_on()


class Walk:
    """One press on the way: what was typed so far, and where it leads."""

    def __init__(self, request: HttpRequest, founder: members.Person) -> None:
        self.request, self.founder = request, founder
        self.today = timezone.localdate()
        self.step = request.POST.get("step", "")
        self.go = request.POST.get("go", "next")
        carried = drafts.read(request.POST["state"]) if "state" in request.POST else None
        self.draft = carried or beginning(founder)
        self.is_lost = carried is None or self.step not in STEPS

    def go_on(self) -> HttpResponse:
        """Read the step that was filled in; the next one, or the same with what is wrong."""
        form = self.form_of(self.step, is_sent=True)
        if self.go in STEPS and STEPS.index(self.go) < STEPS.index(self.step):
            if form.is_valid():
                self.draft = form.into(self.draft)
            return self.show(self.go)
        if self.go == "template":
            chosen = self.request.POST.get("template", "")
            self.draft = self.draft.having(template=chosen, values={}, reasons={})
            return self.show("rules")
        if not form.is_valid():
            pressed = edge.Pressed(refused=edge.named(getattr(form, "refused", ())), is_wrong=True)
            return self.show(self.step, form=form, pressed=pressed)
        self.draft = form.into(self.draft)
        if self.go == "more":
            return self.show("members")
        if self.go == "next" and (stops := self.stops()):
            return self.show(self.step, pressed=edge.Pressed(refused=stops, is_wrong=True))
        return self.show(STEPS[STEPS.index(self.step) + 1])

    def stops(self) -> tuple[Refusal, ...]:
        """What is better said now than at the last step."""
        if self.step == "group":
            group = self.draft.founding(self.founder.id).group
            return edge.named(tuple(asked.objections_to_short_name(group)))
        return self.lacking() if self.step == "members" else ()

    def lacking(self) -> tuple[Refusal, ...]:
        """Members and offices that the rules ask for and that are not there yet.

        Rules that ask for less can be chosen on the next page: `go=rules` leads there all the same.
        """
        asked_for = needed(self.draft, self.today)
        founders = self.draft.founders(self.founder.id)
        return tuple(objections_to_strength(founders, **asked_for))

    def press(self) -> HttpResponse:
        """Found the group, or go back to a step that shall be changed."""
        if self.go in STEPS:
            return self.show(self.go)
        founding = self.draft.founding(self.founder.id, is_invented=settings.IS_DEMO)
        try:
            receipt = service.found(
                act_of(self.request, key_of(self.request)),
                group=founding.group,
                members=tuple(founding.members),
                values=dict(founding.values),
                reasons=dict(founding.reasons),
                opening=tuple(founding.opening),
            )
        except Refused as raised:
            return self.show("look", pressed=edge.Pressed(refused=edge.named(raised.refusals)))
        group = edge.found_or_404(members.organisation(receipt.facts["organisation"]))
        said = gettext("%(group)s is founded. Its book is open.") % {"group": group.name}
        messages.success(self.request, said)
        if not {*KEEPERS}.intersection(founding.members[0].offices):
            asked_for = gettext("Now give chair and secretary their codes, under Members.")
            messages.warning(self.request, asked_for)
        return redirect("home", group.slug)

    def form_of(self, step: str, *, is_sent: bool = False) -> Any:
        """The form of a step, filled with what was typed before."""
        data = self.request.POST if is_sent else None
        files = self.request.FILES if is_sent else None
        makers: dict[str, Callable[[], Any]] = {
            "group": lambda: GroupStep(self.draft, data),
            "members": lambda: MembersStep(self.draft, self.founder.name, data, files),
            "rules": lambda: first_statutes.RulesStep(self.draft, self.today, data),
            "money": lambda: MoneyStep(self.draft, data),
        }
        return makers[step]() if step in makers else None

    def show(
        self, step: str, form: Any = None, pressed: edge.Pressed = edge.NOTHING_PRESSED
    ) -> HttpResponse:
        """The page of a step."""
        given = {
            "draft": self.draft,
            "state": self.draft.signed(),
            "step": step,
            "steps": list(TITLES.items()),
            "place": STEPS.index(step),
            "form": form or self.form_of(step),
            "founder": self.founder,
        }
        return edge.show(self.request, f"start/{step}.html", given | self.more(step), pressed)

    def more(self, step: str) -> dict[str, Any]:
        """What only one step shows."""
        if step == "group":
            return {"explained": KINDS_EXPLAINED}
        if step == "members":
            return needed(self.draft, self.today) | {"columns": ",".join(COLUMNS)}
        if step == "rules":
            return {
                "templates": first_statutes.templates_for(self.draft),
                "bases": BASES_OF_VALUES,
                "objections": standing_against(self.draft, self.founder.id, self.today),
            }
        if step == "look":
            return overlook(self.draft, self.founder.id, self.today)
        return {"unit": self.draft.book_unit}


def beginning(founder: members.Person) -> Draft:
    """An empty draft, with country, money and language as they probably are."""
    country = country_of(founder.phone)
    return Draft(country=country, language=(get_language() or "en").split("-")[0])


def country_of(phone: str) -> str:
    """The country of a phone number; else that of the node."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        region = None
    return str(region or settings.PHONE_COUNTRY or "")


def needed(draft: Draft, today: date) -> dict[str, Any]:
    """What the statutes that will be proposed ask of the members."""
    template = first_statutes.template_of(draft)
    stated = (template.plain() if template else {}) | draft.values
    adopted = in_force(stated, today)
    return {
        "least": adopted.integer("members.least"),
        "paying": adopted.offices("offices.pay"),
    }


def standing_against(draft: Draft, person: int, today: date) -> tuple[Refusal, ...]:
    """What still stands against the founding, as the act would say it."""
    try:
        return edge.named(asked.to_found(draft.founding(person), today))
    except Refused as raised:
        return raised.refusals


def overlook(draft: Draft, person: int, today: date) -> dict[str, Any]:
    """Everything on one page, before the founding act."""
    template = first_statutes.template_of(draft)
    stated = (template.plain() if template else {}) | draft.values
    return {
        "template": template,
        "statutes": in_force(stated, today),
        "stated": stated,
        "unit": draft.book_unit,
        "objections": standing_against(draft, person, today),
    }
