"""Keeping the book right: counting the cash box, closing a period, another account, keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Act, Refusal, Refused
from tequio.ledger import queries, service
from tequio.ledger.forms import AccountForm, CloseForm, CountForm
from tequio.ledger.pages.acting import Asking, answer
from tequio.ledger.pages.choosing import (
    money_accounts,
    names_of_accounts,
    person_field,
    picks,
    prefilled,
    sent,
)
from tequio.ledger.pages.looking import Look, look_into_books
from tequio.ledger.pages.naming import AllowedBy, Names, allowed_by, subjects_of, with_subject
from tequio.ledger.queries import Prepared, objections
from tequio.ledger.rules import seeing
from tequio.mandates import queries as mandate_queries
from tequio.mandates import service as mandates
from tequio.mandates.rules import KEYS_MISSING, Mandate
from tequio.membership import queries as members
from tequio.membership.rules.pins import FULL_SIGN_IN_NEEDED
from tequio.membership.visits import key_of, status_of, with_her_key

ONE_DAY = timedelta(days=1)


# Counting -----------------------------------------------------------------------------------


def count_cash(request: HttpRequest, slug: str) -> HttpResponse:
    """Count what lies in the box before the page says what the book expects."""
    here = look_into_books(request, slug)
    boxes = money_accounts(here, ["cash"])
    terms = members.terms(here.organisation, here.visit.today)
    keeper = next((t.person for t in terms if t.office == "treasurer"), here.visit.person)
    form = CountForm(
        sent(request),
        initial={"answerable": str(keeper or "")} | prefilled(request),
        accounts=boxes,
        today=here.visit.today,
        answerable=person_field(
            here,
            _("Who keeps the box?"),
            help_text=_("She or he answers for what is missing."),
        ),
    )

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        receipt = service.count_cash(
            act,
            account=said["account"],
            counted_minor=said["minor"],
            answerable=said["answerable"],
        )
        return _counted(request, here, receipt.facts)

    counts = [one for box in boxes for one in queries.counts(here.organisation, box.id)]
    names = names_of_accounts(here, boxes, people=[one.answerable for one in counts])
    given = {
        "picks": picks(form, "account", boxes, names),
        "counts": sorted(counts, key=lambda one: -one.id)[:20],
        "people": names.people,
    }
    standing = here.against("ledger.cash_difference")
    return answer(request, Asking(here, "ledger/count_cash.html", form, standing, given), done)


def _counted(request: HttpRequest, here: Look, facts: Any) -> HttpResponse:
    if facts["transfer"] is None:
        messages.success(request, gettext("Counted. The box holds what the book says."))
        return redirect("ledger:count_cash", here.slug)
    messages.warning(
        request, gettext("Counted. The box and the book differ; here is who answers for it.")
    )
    return redirect("ledger:claim", here.slug, facts["transfer"])


# Closing and opening ------------------------------------------------------------------------


def close_period(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the book up to a day; it cannot be opened again."""
    here = look_into_books(request, slug)
    yesterday = here.visit.today - ONE_DAY
    form = CloseForm(
        sent(request), through=here.visit.today.replace(day=1) - ONE_DAY, latest=yesterday
    )

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        service.close_period(act, **said)
        messages.success(request, gettext("The period is closed."))
        return redirect("ledger:books", slug)

    given = {"closed_through": queries.closed_through(here.organisation)}
    standing = objections.to_close_period(here.asking())
    return answer(request, Asking(here, "ledger/close_period.html", form, standing, given), done)


def add_account(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a second cash box or another bank account."""
    here = look_into_books(request, slug)
    form = AccountForm(sent(request), units=mandate_queries.units(here.organisation))

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        receipt = service.add_account(act, **said)
        messages.success(request, gettext("The account is open."))
        return redirect("ledger:statement", slug, receipt.facts["account"])

    standing = seeing.objections_to_keep_the_book(here.visit.standing)
    return answer(request, Asking(here, "ledger/add_account.html", form, standing), done)


# Keys ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """A payment that waits for keys, with what stands against turning one and against paying.

    to_pay      what else than missing keys stands against paying
    is_mine     the reader's key is among those that are turned
    missing     how many keys are missing
    after_mine  how many would be missing once the reader's is turned
    """

    prepared: Prepared
    title: str
    source: str
    payee: str
    note: str
    laid_by: str
    turned: tuple[str, ...]
    allowed_by: AllowedBy
    to_turn: tuple[Refusal, ...]
    to_pay: tuple[Refusal, ...]
    is_mine: bool
    missing: int
    after_mine: int


@with_her_key
def turn_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Payments that wait for keys: turn one's own, and pay when enough have turned."""
    here = look_into_books(request, slug)
    waiting = queries.prepared_payments(here.organisation, here.visit.at)[:20]
    refused: tuple[Refusal, ...] = ()
    pressed = next((p for p in waiting if str(p.id) == request.POST.get("prepared")), None)
    if request.method == "POST" and pressed is not None:
        try:
            return _press(request, here, pressed)
        except Refused as raised:
            refused = raised.refusals
    elif request.method == "POST":
        told = gettext("This payment no longer waits; perhaps it has already been made.")
        messages.info(request, told)
        return redirect("ledger:turn_key", slug)
    given = {
        "visit": here.visit,
        "look": here,
        "refused": refused,
        "waiting": described(here, waiting),
    }
    return render(request, "ledger/turn_key.html", given, status=status_of(refused))


def _press(request: HttpRequest, here: Look, pressed: Prepared) -> HttpResponse:
    act = here.visit.act(key_of(request))
    if request.POST.get("do") == "pay":
        if here.visit.by_pin:
            raise Refused(FULL_SIGN_IN_NEEDED.because())
        receipt = _pay_prepared(here, act, pressed)
        messages.success(request, gettext("Paid and written down."))
        return redirect("ledger:entry", here.slug, receipt.facts["transfer"])
    mandates.turn_key(act, mandate=pressed.mandate, payment_hash=pressed.payment)
    messages.success(request, gettext("Your key is turned. It counts for this payment only."))
    return redirect("ledger:turn_key", here.slug)


def _pay_prepared(here: Look, act: Act, pressed: Prepared) -> Any:
    money: dict[str, Any] = {"minor": pressed.amount.minor, "unit": pressed.amount.unit.code}
    if pressed.purpose == "member.withdraw":
        assert pressed.payee is not None, "savings are given back to somebody"
        return service.withdraw(act, person=pressed.payee, account=pressed.account, **money)
    if pressed.purpose == "ledger.move":
        target = int(pressed.subject.partition(":")[2])
        return service.move(act, source=pressed.account, target=target, **money)
    texts = members.texts(here.organisation, [pressed.text] if pressed.text else [])
    return service.pay(
        act,
        purpose=pressed.purpose,
        subject=pressed.subject,
        account=pressed.account,
        payee=pressed.payee,
        payee_text=next((text.body for text in texts.values()), ""),
        **money,
    )


def described(here: Look, waiting: list[Prepared]) -> list[Waiting]:
    """Waiting payments with their words and what stands against each."""
    accounts = {one.id: one for one in queries.accounts(here.organisation)}
    asked = {one.mandate for one in waiting}
    granted = (
        {m.id: m for m in mandate_queries.mandates_of(here.organisation) if m.id in asked}
        if asked
        else {}
    )
    names = names_of_accounts(
        here,
        accounts.values(),
        people=[n for one in waiting for n in (one.payee, one.prepared_by, *one.turned)],
        texts=[one.text for one in waiting],
        subjects=[
            *((one.purpose, one.subject) for one in waiting),
            *(pair for one in granted.values() for pair in subjects_of(one)),
        ],
        sources=[one.source for one in granted.values()],
    )
    return [_waiting(here, one, granted[one.mandate], accounts, names) for one in waiting]


def _waiting(
    here: Look,
    one: Prepared,
    granted: Mandate,
    accounts: Mapping[int, queries.Account],
    names: Names,
) -> Waiting:
    act, account = here.asking(), accounts[one.account]
    movement = queries.movement_that_waits(
        here.organisation,
        purpose=one.purpose,
        subject=one.subject,
        account=one.account,
        minor=one.amount.minor,
        unit=one.amount.unit.code,
        on=act.today,
        payee=one.payee,
    )
    to_turn = mandate_queries.objections_to_turn_key(act, mandate=one.mandate, payment=one.payment)
    missing = max(0, one.needed - len(one.turned))
    counts = not to_turn and one.payee != act.by
    to_pay = queries.objections_to_move_money(act, movement)
    return Waiting(
        one,
        _title(one, names, accounts),
        names.account(account.kind, account.ref, account.text),
        names.person(one.payee),
        names.text(one.text),
        names.person(one.prepared_by),
        tuple(names.person(person) for person in one.turned),
        allowed_by(granted, names, one.purpose, _about(one)),
        tuple(to_turn),
        tuple(o for o in to_pay if o.code != KEYS_MISSING.code),
        is_mine=act.by in one.turned,
        missing=missing,
        after_mine=max(0, missing - counts),
    )


def _about(one: Prepared) -> str:
    """The subject under which its mandate is looked for: money that is carried has none."""
    return "" if one.purpose == "ledger.move" else one.subject


def _title(one: Prepared, names: Names, accounts: Mapping[int, queries.Account]) -> str:
    """What waits: `Payment: maize`, `Carried between box and bank: Gramin Bank`."""
    number = one.subject.partition(":")[2]
    target = accounts.get(int(number)) if number.isdecimal() else None
    if one.purpose != "ledger.move" or target is None:
        return names.done(one.purpose, one.subject)
    return with_subject(
        names.done(one.purpose), names.account(target.kind, target.ref, target.text)
    )
