"""The first page of a group, composed from what each room knows: what is to be decided, what I may
do now, money in one look, and what was paid without a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tequio.circles.queries.on_its_way import Arriving, loans_to_confirm
from tequio.circles.queries.who import objections_to_writing
from tequio.ecosystem.queries.own_ties import waiting_for_us
from tequio.governance import queries as governance
from tequio.governance.queries import looking
from tequio.governance.queries import objections as governance_objections
from tequio.governance.rules.meetings import objections_to_belong, objections_to_calling
from tequio.kernel import Amount, Refusal
from tequio.kernel import gettext_noop as _
from tequio.knowledge.queries.offers import offers_to
from tequio.knowledge.queries.transfers import due_on
from tequio.ledger import queries as ledger
from tequio.ledger.queries.doing import doings
from tequio.ledger.rules import MONEY, seeing
from tequio.ledger.rules.named import BAG
from tequio.lending import queries as lending
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.rules import OFFICES, holds_any, is_member, keeps_the_roll
from tequio.membership.visits import Visit
from tequio.membership.visits import visit as visit_of
from tequio.site.shared_phone import has_second_step
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes

FIGURES = (
    ("cash", _("In the cash box")),
    ("bag", _("In the bag of the social fund")),
    ("bank", _("At the bank")),
    ("member-savings", _("Savings of members")),
    ("member-shares", _("Shares of members")),
    ("member-capital", _("Share capital of members")),
    ("social-fund", _("Social fund")),
    ("member-loan", _("Lent to members")),
    ("group-loan", _("Lent to groups")),
    ("bulk-loan", _("Owed to federations")),
)
"""Kinds of account whose sums are money in one look; the bag lies apart from the box."""
LISTED = {
    "member-loan": "lending:loans",
    "group-loan": "circles:groups",
    "bulk-loan": "circles:groups",
}
"""Kinds whose sums have a page of their own."""
MONEY_OFFICES = ("treasurer", "bookkeeper", "keyholder")
LATELY = 3


@dataclass(frozen=True)
class Figure:
    """A sum with its words and where more is said of it."""

    title: str
    amount: Amount
    href: str = ""


@dataclass(frozen=True)
class Doing:
    """Something that the reader may do now, or why not."""

    href: str
    title: str
    sign: str
    objections: tuple[Refusal, ...] = ()


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the reader comes first."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    statutes = statutes_on(organisation, visit.today)
    rule = statutes.choice("privacy.books")
    sees_books = not seeing.objections_to_see_books(visit.standing, rule=rule)
    may_do = [] if visit.by_pin else what_i_may_do(visit, statutes)
    for_us = waiting_for_us(organisation)
    if for_us is not None and not visit.by_pin:
        may_do.append(_doing("ecosystem:own", slug, _("Us in the networks"), "circle", ()))
    given = {
        "visit": visit,
        "members": members.number_of_members(organisation, visit.today),
        "sees_books": sees_books,
        **to_be_decided(visit),
        **without_decision(visit),
        **money(visit, sees_books=sees_books),
        "keys": keys_to_turn(visit) if sees_books else [],
        **loans_that_wait(visit, sees_books=sees_books),
        "for_us": for_us if keeps_the_roll(visit.standing) and not visit.by_pin else None,
        **travelling(visit),
        "doings": may_do,
        "asks_second_step": asks_for_second_step(request, visit),
        "is_held_back": any(one.objections for one in may_do),
    }
    return render(request, "site/home.html", given)


def travelling(visit: Visit) -> dict[str, Any]:
    """Practices that were offered and wait for an answer, and those to be looked at again."""
    if visit.by_pin or not is_member(visit.standing):
        return {}
    here = visit.organisation.id
    answers = keeps_the_roll(visit.standing)
    return {
        "offered": offers_to(here, is_waiting=True) if answers else [],
        "to_look_at": due_on(visit.today, receivers=[here]),
    }


def asks_for_second_step(request: HttpRequest, visit: Visit) -> bool:
    """Whoever handles money is invited to a second step at sign-in, until she uses it; on a node
    that asks for it, every officer."""
    offices = OFFICES if settings.OFFICERS_NEED_TOTP else MONEY_OFFICES
    is_asked = request.user.is_authenticated and holds_any(visit.standing, offices)
    return is_asked and not settings.IS_DEMO and not has_second_step(request)


def to_be_decided(visit: Visit) -> dict[str, Any]:
    """Votes that wait for the reader before all others, proposals, meetings, the last decisions."""
    organisation = visit.organisation.id
    matters = looking.open_matters(organisation, visit.person, on=visit.today)
    voting = [one for one in matters if one.ballot is not None and one.state == "voting"]
    decided, _older = looking.decided(organisation, limit=LATELY)
    meetings = governance.meetings(organisation, only_open=True, limit=5)
    awaiting = members.awaiting_admission(organisation) if keeps_the_roll(visit.standing) else {}
    return {
        "voting": sorted(voting, key=lambda one: not waits_for_me(one)),
        "proposals": [one for one in matters if one.state != "voting"],
        "meetings": sorted(meetings, key=lambda one: (one.state != "open", one.held_on)),
        "decided": decided,
        "awaiting": awaiting,
    }


def waits_for_me(matter: looking.Matter) -> bool:
    """A vote by phone, in which the reader may vote and has not."""
    ballot = matter.ballot
    by_phone = ballot is not None and ballot.way == "phone"
    return by_phone and matter.is_mine and not matter.has_voted


def without_decision(visit: Visit) -> dict[str, Any]:
    """What nobody decided and what the box lacked, with who answers; every member sees it."""
    claims = ledger.claims(visit.organisation.id)
    texts = members.texts(visit.organisation.id, [c.text for c in claims if c.text is not None])
    return {
        "claims": claims,
        "answering": members.person_names({claim.person for claim in claims}),
        "notes": {number: text.body for number, text in texts.items()},
    }


def money(visit: Visit, *, sees_books: bool) -> dict[str, Any]:
    """Sums of the group for who sees the books; the reader's own savings and loans for herself."""
    organisation = visit.organisation.id
    given: dict[str, Any] = {"own": own_money(visit), "figures": [], "unmatched": []}
    if not sees_books:
        return given
    accounts = ledger.accounts(organisation)
    return given | {
        "figures": figures(visit, accounts),
        "unmatched": ledger.unmatched_lines(organisation, limit=50),
    }


def figures(visit: Visit, accounts: Iterable[ledger.Account]) -> list[Figure]:
    """What lies where and what it is, in each unit; empty ones only where money lies."""
    listed = defaultdict(list)
    for one in accounts:
        listed["bag" if (one.kind, one.ref) == BAG else one.kind].append(one)
    return [
        Figure(title, amount, _statement(visit, listed[kind], kind, unit))
        for kind, title in FIGURES
        for (_found, unit), amount in ledger.totals(listed[kind]).items()
        if amount.minor or kind in MONEY
    ]


def _statement(visit: Visit, accounts: list[ledger.Account], kind: str, unit: str) -> str:
    """The statement behind a sum, where one account alone holds it."""
    behind = [one.id for one in accounts if one.unit.code == unit]
    slug = visit.organisation.slug
    if kind in LISTED:
        return reverse(LISTED[kind], args=[slug])
    if kind in (*MONEY, "bag") and len(behind) == 1:
        return reverse("ledger:statement", args=[slug, behind[0]])
    return reverse("ledger:books", args=[slug])


def own_money(visit: Visit) -> list[Figure]:
    """What the reader saved here and what she still owes."""
    if visit.person is None or not is_member(visit.standing):
        return []
    organisation, slug = visit.organisation.id, visit.organisation.slug
    passbook = reverse("notices:passbook", args=[slug, visit.person])
    saved = [
        Figure(_("My savings"), one.balance, passbook)
        for one in ledger.accounts_of_person(organisation, visit.person)
        if one.kind == "member-savings"
    ]
    owed = [
        Figure(_("My loan"), line.left, reverse("lending:loan", args=[slug, line.loan.id]))
        for line in lending.my_loans(organisation, visit.person, visit.today)
        if line.left is not None and line.left.minor
    ]
    return saved + owed


@dataclass(frozen=True)
class Waiting:
    """A payment that waits for the reader: for her key, or, once enough are turned, to be made."""

    payment: ledger.Prepared
    is_ready: bool


def keys_to_turn(visit: Visit) -> list[Waiting]:
    """Payments on which the reader can turn a key, or which she can make now."""
    waiting = ledger.prepared_payments(visit.organisation.id, visit.at)[:10]
    asking = visit.act("asking")
    found = [Waiting(one, is_ready=ledger.may_be_paid(asking, one)) for one in waiting]
    return [
        one
        for one in found
        if one.is_ready
        or (
            len(one.payment.turned) < one.payment.needed
            and not mandates.objections_to_turn_key(
                asking, mandate=one.payment.mandate, payment=one.payment.payment
            )
        )
    ]


def loans_that_wait(visit: Visit, *, sees_books: bool) -> dict[str, Any]:
    """Loans for which the reader was asked to stand, those that her office pays out, and those of
    a federation that it confirms."""
    organisation, today = visit.organisation.id, visit.today
    pays = holds_any(visit.standing, lending.offices_at_work(organisation, today))
    seen = lending.loans(organisation, visit.standing, today) if pays else []
    arriving: list[Arriving] = []
    if pays and sees_books and not visit.by_pin:
        arriving = loans_to_confirm(organisation)
    return {
        "asked_to_stand": lending.asked_of(organisation, visit.person, today),
        "to_pay_out": [line for line in seen if line.state == "allowed"],
        "arriving": arriving,
    }


def what_i_may_do(visit: Visit, statutes: Statutes) -> list[Doing]:
    """Everything that is done here, by the reader's offices; what she may not says why."""
    slug, asking = visit.organisation.slug, visit.act("asking")
    belonging = tuple(objections_to_belong(visit.standing))
    calling = tuple(objections_to_calling(visit.standing))
    handing = tuple(governance_objections.to_enter_hand_over(asking))
    by_all = [
        _doing("governance:propose", slug, _("Make a proposal"), "proposal", belonging),
        _doing("lending:ask", slug, _("Ask for a loan"), "loan", ()),
        _doing("governance:call_meeting", slug, _("Call a meeting"), "calendar", calling),
        _doing("governance:open_ad_hoc", slug, _("Hold a meeting now"), "meeting", calling),
        _doing("governance:hand_over", slug, _("Hand over an office"), "members", handing),
    ]
    if statutes.integer("circle.share_price"):
        writing = tuple(objections_to_writing(asking))
        sheet = _doing("circles:meeting", slug, _("Write the meeting down"), "write", writing)
        by_all.insert(len(by_all) if writing else 0, sheet)
    if statutes.integer("turn.contribution"):
        by_all.append(_doing("circles:all_turns", slug, _("Taking turns"), "members", ()))
    if visit.organisation.kind == "network":
        by_all.append(_doing("circles:groups", slug, _("Groups and federations"), "members", ()))
    by_offices = [
        _doing(f"ledger:{one.page}", slug, one.title, one.sign, one.objections)
        for one in doings(asking, unit=visit.organisation.unit)
    ]
    return by_all + by_offices


def _doing(name: str, slug: str, title: str, sign: str, objections: tuple[Refusal, ...]) -> Doing:
    return Doing(reverse(name, args=[slug]), title, sign, objections)
