"""What can be done with an alliance, each with the reasons why it cannot be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.asking import WordsForm
from tequio.ecosystem.forms.of_alliances import (
    FollowForm,
    JoinForm,
    LeaveForm,
    PlanForm,
    RegisterForm,
)
from tequio.ecosystem.pages.choosing import actor_field, speaks_for
from tequio.ecosystem.pages.visiting import Looking
from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.queries.alliances import AllianceView
from tequio.ecosystem.rules import alliances as rules
from tequio.ecosystem.service.forming import Planned
from tequio.kernel import Refusal
from tequio.membership.rules import is_member
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound
from tequio.registry.visits import ListedField, Offered

SAID = "said"
"""Stands for words that are not written yet: what is asked is whether the rest would hold."""


def deeds_of(request: HttpRequest, looking: Looking, view: AllianceView) -> list[Deed]:
    """What whoever looks can do here; nothing where it has ended or she takes no part."""
    if not looking.takes_part or view.alliance.ended_on is not None:
        return []
    here = _Here(request, looking, view)
    joining, leaving = list(here.to_join()), list(here.to_leave())
    if not looking.organises:
        return [*here.to_propose(), *joining, *leaving]
    steps = [*here.to_admit(), *here.next_steps()]
    first, then = (joining, steps) if view.standing.missing else (steps, joining)
    return [*first, *then, *leaving, here.to_end()]


def needed_of(looking: Looking, view: AllianceView) -> tuple[Refusal, ...]:
    """What the next step of an alliance still needs, for everybody to read."""
    facts, rule, today = view.alliance, view.rule, looking.today
    if facts.ended_on is not None or facts.admitted_on is not None:
        return ()
    if facts.registered_on is None:
        return _unregistered(view, looking)
    return tuple(rules.objections_to_propose(facts, rule, proposal=view.waiting, on=today))


def _unregistered(view: AllianceView, looking: Looking) -> tuple[Refusal, ...]:
    return tuple(
        rules.objections_to_register(
            view.alliance, view.rule, folio=SAID, registered_on=looking.today, today=looking.today
        )
    )


class _Here:
    """The deeds of one page."""

    def __init__(self, request: HttpRequest, looking: Looking, view: AllianceView) -> None:
        self.request, self.looking, self.view = request, looking, view
        self.offered: Offered = speaks_for(looking)

    @property
    def back(self) -> str:
        """The address of the page."""
        return reverse("ecosystem:alliance", args=[self.looking.slug, self.view.id])

    def does(self, act: Any, **given: Any) -> None:
        """Do an act of this alliance, under the key of the form."""
        act(self.looking.act(key_of(self.request)), alliance=self.view.id, **given)

    def next_steps(self) -> Iterable[Deed]:
        """Plan, folio, visit, admission: the next one open, the others behind their headings."""
        facts = self.view.alliance
        is_planned, is_registered = facts.planned_on is not None, facts.registered_on is not None
        yield replace(self.to_plan(), is_folded=is_planned)
        if not is_registered:
            yield self.to_register()
            return
        yield replace(self.to_follow(), is_folded=facts.followed_on is not None)
        yield from self.to_propose()

    def to_join(self) -> Iterable[Deed]:
        """Somebody joins: her own organisation, or any for an organiser."""
        inside = {one.listed for one in self.view.present}
        offered = self.offered
        if offered is not None:
            offered = {one: name for one, name in offered.items() if one not in inside}
        if offered == {} and not self.looking.organises:
            return
        missing = self.view.standing.missing
        order = sorted(self.view.rule.sectors, key=lambda one: one.code not in missing)
        sectors = [(one.code, text_of(one.names)) for one in order]
        actor = actor_field(self.looking, offered)
        form = JoinForm(actor=actor, sectors=sectors, **bound(self.request, "join"))

        def join(said: Mapping[str, Any]) -> Told:
            self.does(service.join_alliance, listed=said["listed"], sector=said["sector"])
            return self.back, gettext("It takes part from today.")

        about = gettext("From today on. Whoever joins can leave on any day.")
        yield Deed(
            "join",
            gettext("It joins"),
            form,
            join,
            gettext("Somebody joins"),
            about,
            "plus",
            is_folded=not missing,
        )

    def to_leave(self) -> Iterable[Deed]:
        """A partner leaves: her own organisation, or any for an organiser."""
        own = self.offered
        partners = {
            one.listed: one.name
            for one in self.view.present
            if self.looking.organises or (own is not None and one.listed in own)
        }
        if not partners:
            return
        actor = actor_field(self.looking, partners)
        form = LeaveForm(actor=actor, **bound(self.request, "leave"))

        def leave(said: Mapping[str, Any]) -> Told:
            self.does(service.leave_alliance, listed=said["listed"])
            return self.back, gettext("It has left. What it did stays to be read.")

        days = self.view.rule.refill_days
        about = gettext(
            "Nobody is held. If its sector is then empty, the alliance is suspended, and there are"
            " %(days)s days to fill the place."
        ) % {"days": days}
        title, label = gettext("A partner leaves"), gettext("It leaves")
        yield Deed("leave", label, form, leave, title, about, "leave", "grave", is_folded=True)

    def to_plan(self) -> Deed:
        """The work plan, or its next version."""
        plan, partners = self.view.plan, {one.listed: one.name for one in self.view.present}
        called = {name: listed for listed, name in partners.items()}
        rows = [
            {
                "what": one.words,
                "where": one.where,
                "who": called.get(one.who),
                "until": one.until,
            }
            for one in (plan.actions if plan else ())
        ]

        def actor() -> ListedField:
            nobody = gettext("Nobody yet")
            label = gettext("By whom")
            return actor_field(self.looking, partners, nobody=nobody, label=label, required=False)

        bind = bound(self.request, "plan")
        first = {"words": plan.words if plan else ""}
        form = PlanForm(actor=actor, rows=rows, initial=first, **bind)

        def write(said: Mapping[str, Any]) -> Told:
            actions = tuple(
                Planned(row["what"], row["where"] or "", row["who"], row["until"])
                for row in said["rows"]
            )
            self.does(service.plan_alliance, words=said["words"], actions=actions)
            return self.back, gettext("The work plan is written down.")

        title = gettext("Write a new version of the plan") if plan else gettext("Write the plan")
        about = gettext("What is done, where in the territory, by which partner, until when.")
        return Deed("plan", gettext("Save the plan"), form, write, title, about, "write")

    def to_register(self) -> Deed:
        """The folio comes, and the clock starts."""
        form = RegisterForm(today=self.looking.today, **bound(self.request, "register"))

        def register(said: Mapping[str, Any]) -> Told:
            self.does(
                service.register_alliance,
                folio=said["folio"],
                registered_on=said["registered_on"] or self.looking.today,
            )
            return self.back, gettext("It is registered. Its time of formation runs.")

        about = gettext(
            "From the day of the folio the time of formation runs: %(months)s months by the"
            " calendar, and nothing shortens it."
        ) % {"months": self.view.rule.months}
        against = _unregistered(self.view, self.looking)
        title, label = gettext("Write down the folio"), gettext("Register it")
        return Deed(
            "register",
            label,
            form,
            register,
            title,
            about,
            "book",
            is_folded=bool(against),
            objections=against,
        )

    def to_follow(self) -> Deed:
        """Somebody looked how the formation goes."""
        today = self.looking.today
        form = FollowForm(today=today, **bound(self.request, "follow"))

        def follow(said: Mapping[str, Any]) -> Told:
            day = said["day"] or today
            self.does(service.follow_alliance, words=said["words"], day=day)
            return self.back, gettext("It is written down.")

        found = rules.objections_to_follow(
            self.view.alliance, words=SAID, followed_on=today, today=today
        )
        title, label = gettext("Write down how it goes"), gettext("Write it down")
        about = gettext("Without a visit nobody is admitted.")
        return Deed("follow", label, form, follow, title, about, "write", objections=tuple(found))

    def to_propose(self) -> Iterable[Deed]:
        """A member of the network asks the others to admit it."""
        looking, view = self.looking, self.view
        if not is_member(looking.standing) or view.alliance.admitted_on or view.asked:
            return
        if view.alliance.registered_on is None:
            return

        def propose(_said: Mapping[str, Any]) -> Told:
            self.does(service.propose_admission)
            return self.back, gettext("It stands before the members, exactly as it is today.")

        against = needed_of(looking, view)
        about = gettext(
            "The members vote on the alliance as it stands: its partners, its plan, its folio."
        )
        form = Nothing(**bound(self.request, "propose"))
        title, label = gettext("Ask the members to admit it"), gettext("Ask the members")
        yield Deed(
            "propose",
            label,
            form,
            propose,
            title,
            about,
            "proposal",
            is_folded=bool(against),
            objections=against,
        )

    def to_admit(self) -> Iterable[Deed]:
        """What the members adopted is carried out."""
        view, asked = self.view, self.view.asked
        if asked is None:
            return

        def admit(_said: Mapping[str, Any]) -> Told:
            service.admit_alliance(self.looking.act(key_of(self.request)), proposal=asked)
            return self.back, gettext("The alliance is admitted.")

        found = rules.objections_to_admit(
            view.alliance, view.rule, is_decided=True, on=self.looking.today
        )
        about = gettext("The members adopted it.")
        form = Nothing(**bound(self.request, "admit"))
        yield Deed(
            "admit",
            gettext("Admit it"),
            form,
            admit,
            gettext("Admit it as the members decided"),
            about,
            "check",
            objections=tuple(found),
        )

    def to_end(self) -> Deed:
        """It ends, and why."""
        form = WordsForm(label=gettext("Why it ends"), **bound(self.request, "end"))

        def end(said: Mapping[str, Any]) -> Told:
            self.does(service.end_alliance, words=said["words"])
            return self.back, gettext("The alliance has ended. What it did stays to be read.")

        title, label = gettext("The alliance ends"), gettext("It ends")
        about = gettext("It cannot be begun again under this number.")
        return Deed("end", label, form, end, title, about, "cross", "grave", is_folded=True)
