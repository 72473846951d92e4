"""Paying in, asking back, giving back, and paying out what a surplus gave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.kernel import Act
from tequio.ledger.queries import objections_to_move_money
from tequio.ledger.queries.objections import to_draw
from tequio.mandates import service as keys
from tequio.membership import queries as members
from tequio.membership.visits import key_of, member_field
from tequio.shares import forms, queries, service
from tequio.shares.pages.looking import Look, Onward, answer, chosen, look, picks, sent
from tequio.shares.queries import objections
from tequio.shares.queries.capital import SUBSCRIBE, WITHDRAW, back_now
from tequio.shares.queries.keys import Keys, keys_of
from tequio.statutes.queries import statutes_on


def subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in what a member pays for shares."""
    found = look(request, slug)
    terms = queries.terms_on(found.organisation, found.visit.today)
    listed = picks(request, found, terms.unit)
    form = forms.SubscribeForm(
        sent(request),
        accounts=[pick.account for pick in listed],
        today=found.visit.today,
        person=member_field(found.visit, _("Who pays in?")),
    )

    def done(act: Act, said: dict[str, Any]) -> Onward:
        service.subscribe(act, **said)
        return "shares:shares", (), gettext("It is written down as her share capital.")

    against = to_draw(found.asking(), code=SUBSCRIBE, unit=terms.unit.code)
    given = {"terms": terms, "picks": listed, "against": against}
    return answer(request, found, ("subscribe", form, given), done)


def give_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for one's own shares back; whoever works with the book writes it down for others."""
    found = look(request, slug)
    terms = queries.terms_on(found.organisation, found.visit.today)
    whole = queries.register(found.organisation, found.visit.today)
    people = None
    if found.works:
        holders = {one.person for one in whole.holders if one.capital.minor}
        people = member_field(
            found.visit, _("Who asks?"), only=sorted(holders), initial=found.visit.person
        )
    form = forms.NoticeForm(sent(request), person=people)

    def done(act: Act, said: dict[str, Any]) -> Onward:
        person = said.get("person") or found.visit.person or 0
        made = service.give_notice(act, person=person, count=said["count"]).facts
        told = gettext("It is asked. The page says from when it can be given back.")
        return "shares:withdraw", (made["notice"],), told

    given = {"terms": terms, "mine": whole.of(found.visit.person)}
    return answer(request, found, ("give_notice", form, given), done)


def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was asked back: since when, from when, and giving it back."""
    found = look(request, slug)
    notice = next(iter(queries.notices(found.organisation, number=number)), None)
    if notice is None or not found.may_see(notice.person):
        raise Http404
    if request.POST.get("do") == "bring":
        return _bring(request, found, notice)
    listed = picks(request, found, notice.amount.unit, book=notice.book)
    account, today = chosen(listed), found.visit.today
    form = forms.MovingForm(sent(request), accounts=[pick.account for pick in listed], today=today)
    minor = back_now(found.organisation, notice)
    movement = objections.withdrawal(
        notice, minor=minor or notice.amount.minor, account=account, on=today
    )
    turned = keys_of(found.asking(), movement, notice.amount.unit)

    def done(act: Act, said: dict[str, Any]) -> Onward:
        if request.POST.get("do") == "turn_key":
            return _turn(act, turned, ("shares:withdraw", number))
        service.withdraw(act, notice=number, **said)
        return "shares:withdraw", (number,), gettext("It is given back and written down.")

    against = objections.to_withdraw(found.asking(), notice, on=today)
    given = {
        "notice": notice,
        "unit": notice.amount.unit,
        "less": minor if 0 < minor < notice.amount.minor else None,
        "names": members.person_names({notice.person}),
        "picks": listed,
        "keys": turned,
        "against": [*against, *objections_to_move_money(found.asking(), movement)],
    }
    return answer(request, found, ("withdraw", form, given), done)


def _bring(request: HttpRequest, found: Look, notice: queries.Notice) -> HttpResponse:
    """File the proposal to give back exactly what was asked."""
    statutes = statutes_on(found.organisation, found.visit.today)
    effect = AllowPayment(
        kind="mandate",
        purpose=WITHDRAW,
        minor=notice.amount.minor,
        unit=notice.amount.unit.code,
        offices=statutes.offices("offices.pay"),
        subject=str(notice.id),
    )
    filed = governance.propose(
        found.visit.act(key_of(request)),
        title=gettext("Give back share capital, asked for under no. %(number)s")
        % {"number": notice.id},
        effect=effect,
        about=notice.person,
    )
    messages.success(request, gettext("The proposal is made. The members decide on it."))
    return redirect("governance:proposal", found.slug, filed.facts["proposal"])


def pay_due(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Pay a member what a surplus gave her."""
    found = look(request, slug)
    owed = _owed(found, person)
    unit = queries.unit_of(found.organisation)
    listed = picks(request, found, unit)
    form = forms.PayDueForm(
        sent(request),
        accounts=[pick.account for pick in listed],
        today=found.visit.today,
        unit=unit,
        offered=owed,
    )
    minor = form.cleaned_data.get("amount") if form.is_bound and form.is_valid() else owed
    movement = objections.payment(
        person=person,
        minor=minor or owed,
        unit=unit.code,
        account=chosen(listed),
        on=found.visit.today,
    )
    turned = keys_of(found.asking(), movement, unit)

    def done(act: Act, said: dict[str, Any]) -> Onward:
        if request.POST.get("do") == "turn_key":
            return _turn(act, turned, ("shares:pay_due", person))
        service.pay_due(act, person=person, minor=said.pop("amount"), **said)
        return "shares:shares", (), gettext("It is paid and written down.")

    given = {
        "person": person,
        "names": members.person_names({person}),
        "owed": owed,
        "unit": unit,
        "picks": listed,
        "keys": turned,
        "against": objections_to_move_money(found.asking(), movement),
    }
    return answer(request, found, ("pay_due", form, given), done)


def _owed(found: Look, person: int) -> int:
    """In minor units.  404 where nothing is, or it is not for whoever looks."""
    whole = queries.register(found.organisation, found.visit.today)
    owed = sum(one.owed.minor for one in whole.of(person))
    if not owed or not found.may_see(person):
        raise Http404
    return owed


def _turn(act: Act, turned: Keys, onward: tuple[str, int]) -> Onward:
    keys.turn_key(act, mandate=turned.mandate or 0, payment_hash=turned.payment)
    name, number = onward
    return name, (number,), gettext("Your key is turned on this payment, for 24 hours.")
