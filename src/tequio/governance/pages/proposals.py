"""Proposals: what is to be decided, making one, and what it would allow in plain words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.governance import queries, service
from tequio.governance.forms.ballots import METHODS_TOLD
from tequio.governance.forms.proposals import (
    KINDS,
    AmendmentForm,
    ProposalForm,
    provisions_to_amend,
)
from tequio.governance.pages import edge
from tequio.governance.pages.around import around_of
from tequio.governance.queries import looking, objections
from tequio.governance.queries.asides import aside_from
from tequio.governance.queries.beside import beside_the_proposal
from tequio.governance.rules.effects import on_the_day, read_effect
from tequio.governance.rules.hindrances import hindrances_from
from tequio.governance.rules.meetings import objections_to_belong, objections_to_calling
from tequio.governance.rules.tallying import result_from
from tequio.governance.service.effects import REFUSALS, objections_to_effect
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import Visit, key_of, number_in
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import CATALOGUE, DECISION_TYPES, Provision
from tequio.statutes.service import warnings_to_amend

KINDS_TOLD = {
    "plain": (_("A decision"), _("It moves neither money nor rules."), "decision"),
    "payment": (_("Allow a payment"), _("An office may pay up to a sum."), "coins"),
    "budget": (_("Share a budget"), _("Members vote on projects, up to a sum."), "budget"),
    "ratification": (
        _("Accept a payment afterwards"),
        _("Something was paid without a decision."),
        "claim",
    ),
    "admission": (_("Admit a member"), _("Somebody who was written down joins."), "person"),
    "federation": (_("Admit a group"), _("Another group that has asked joins."), "home"),
    "office": (_("Fill an office"), _("Elect a member; somebody may leave it."), "members"),
    "amendment": (_("Change the rules"), _("Another value, from a day on."), "rules"),
    "revocation": (_("Take a permission back"), _("What was allowed ends."), "lock"),
    "exclusion": (_("End a membership"), _("A member must leave."), "leave"),
    "parting": (_("Part from a group"), _("A group that is a member must leave."), "leave"),
}
"""Kind → (words, what it means, sign)."""

DECIDED_SHOWN = 8


def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be decided, and the last decisions."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    matters = looking.open_matters(organisation, visit.person, on=visit.today)
    decided, older = looking.decided(organisation, limit=DECIDED_SHOWN)
    given = {
        "visit": visit,
        "voting": [one for one in matters if one.state == "voting"],
        "open": [one for one in matters if one.state != "voting"],
        "decided": decided,
        "older": older,
        "bodies": edge.other_bodies(organisation),
        "may_propose": objections_to_belong(visit.standing),
        "may_call": objections_to_calling(visit.standing),
    }
    return edge.show(request, "proposals.html", given)


def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what kind of proposal it shall be."""
    visit = visit_of(request, slug)
    given = {
        "visit": visit,
        "kinds": KINDS_TOLD,
        "objections": objections_to_belong(visit.standing),
    }
    return edge.show(request, "propose.html", given)


def propose_kind(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Make a proposal of one kind."""
    visit = visit_of(request, slug)
    if kind not in KINDS:
        raise Http404
    chosen = number_in(request.POST.get("mandate") or request.GET.get("mandate", ""))
    around = around_of(visit, kind, chosen)
    form = KINDS[kind](request.POST or None, around=around, initial=chosen_by(request))
    pressed = edge.press(request, form, lambda: _propose(request, visit, form))
    if pressed.receipt:
        return _made(request, visit, pressed.receipt.facts["proposal"])
    given = {
        "visit": visit,
        "kind": kind,
        "told": KINDS_TOLD[kind],
        "form": form,
        "around": around,
        "methods": METHODS_TOLD,
        "is_empty": nothing_to_choose(kind, around),
        "objections": objections_to_belong(visit.standing),
    }
    return edge.show(request, "propose_kind.html", given, pressed)


def chosen_by(request: HttpRequest) -> dict[str, str]:
    """What a link has chosen or written beforehand: `?claim=12`, `?mandate=7` or `?title=…`."""
    return {
        name: request.GET[name] for name in ("claim", "mandate", "title") if name in request.GET
    }


def nothing_to_choose(kind: str, around: Any) -> bool:
    """Whether there is nobody to admit, no payment to accept, no permission to take back."""
    lists = {
        "ratification": around.claims,
        "admission": around.awaiting,
        "federation": around.applicants,
        "parting": around.groups,
        "revocation": around.mandates or around.budgets,
    }
    return kind in lists and not lists[kind]


def _propose(request: HttpRequest, visit: Visit, form: ProposalForm) -> Any:
    return service.propose(
        visit.act(key_of(request)),
        title=form.cleaned_data["title"],
        text=form.cleaned_data["text"],
        effect=form.effect(),
        about=form.about,
    )


def _made(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    messages.success(request, gettext("The proposal is made. Every member can read it."))
    return redirect("governance:proposal", visit.organisation.slug, number)


def propose_amendment(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose another value for one provision, `?provision=CODE`; without one, choose it."""
    visit = visit_of(request, slug)
    provision = CATALOGUE.get(request.GET.get("provision", ""))
    if provision is None:
        grouped = provisions_to_amend()
        return edge.show(request, "amend.html", {"visit": visit, "groups": grouped})
    around = around_of(visit, "amendment")
    form = AmendmentForm(request.POST or None, around=around, provision=provision)
    warned = warnings_of(visit, form) if request.method == "POST" and form.is_valid() else ()
    if warned:
        form = AmendmentForm(request.POST, around=around, provision=provision, is_warned=True)
    pressed = edge.press(request, form, lambda: _propose(request, visit, form))
    if pressed.receipt:
        return _made(request, visit, pressed.receipt.facts["proposal"])
    given = {
        "visit": visit,
        "provision": provision,
        "now": around.statutes[provision.code],
        "is_stated": around.statutes.is_stated(provision.code),
        "form": form,
        "law": law_on(visit, provision),
        "objections": objections_to_belong(visit.standing),
    }
    return edge.show(request, "propose_amendment.html", given, pressed)


def warnings_of(visit: Visit, form: AmendmentForm) -> tuple[Any, ...]:
    """Where the typed value passes a law that nobody verified."""
    day = form.cleaned_data["from_day"]
    return warnings_to_amend(visit.organisation.id, values=form.values(), from_day=day)


def law_on(visit: Visit, provision: Provision) -> list[Any]:
    """What the law says about a provision today, as far as this node knows it."""
    from tequio.statutes.service import law_of

    law = law_of(visit.organisation.id)
    return [one for one in law.bounds_on(visit.today) if one.provision == provision.code]


def proposal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One proposal: what it would allow, the votes on it, what can be done now."""
    visit = visit_of(request, slug)
    organisation, act = visit.organisation.id, visit.act("")
    found = edge.found_or_404(queries.proposal(organisation, number))
    (matter,) = looking.matters(organisation, visit.person, [found], on=visit.today)
    last = queries.resolution_of_proposal(organisation, number)
    is_open = found.state == "open"
    given = {
        "visit": visit,
        "proposal": found,
        "matter": matter,
        "effect": matter.effect,
        "body": edge.other_bodies(organisation).get(found.body),
        "rule": statutes_on(organisation, visit.today).decision_rule(found.decision_type),
        "decision_type": DECISION_TYPES[found.decision_type],
        "last": last,
        "result": result_from(last.certificate) if last else None,
        "hindered": edge.named(hindrances_from(last.certificate, REFUSALS)) if last else (),
        "meetings": _meetings(organisation, found.body) if is_open else [],
        "impossible": _impossible(act, matter) if is_open else (),
        "to_withdraw": objections.to_withdraw(act, number),
        "may_call": objections_to_calling(visit.standing),
        "aside": aside_from(visit.standing, number),
        "onward": beside_the_proposal(visit.organisation, visit.standing, number),
        "to_declare": objections.to_declare_interest(act, number),
    }
    return edge.show(request, "proposal.html", given)


def _meetings(organisation: int, body: int) -> list[queries.MeetingView]:
    """Open meetings of the body that decides."""
    listed = queries.meetings(organisation, only_open=True, limit=10)
    return [one for one in listed if one.body == body]


def _impossible(act: Any, matter: looking.Matter) -> Any:
    """What already makes the effect impossible today, if anything does."""
    if matter.effect.kind == "projects":
        return ()
    effect = on_the_day(read_effect(matter.proposal.effect), act.today)
    return edge.named(objections_to_effect(act, effect))


@require_POST
def declare_interest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say that one has an interest in it and does not vote."""
    visit = visit_of(request, slug)
    service.declare_interest(visit.act(key_of(request)), proposal=number)
    messages.success(request, gettext("You stand aside: you will not vote on this."))
    return redirect("governance:proposal", slug, number)


@require_POST
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a proposal back."""
    visit = visit_of(request, slug)
    service.withdraw_proposal(visit.act(key_of(request)), proposal=number)
    messages.success(request, gettext("The proposal is withdrawn."))
    return redirect("governance:proposal", slug, number)
