"""What can be said of an organisation on its page: by its own officers, or an organiser for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_actors import KindForm, OverForm, SightForm, TieForm
from tequio.ecosystem.pages.choosing import actor_field, few
from tequio.ecosystem.pages.telling import FROM_IT, asset_name
from tequio.ecosystem.pages.visiting import Looking
from tequio.ecosystem.queries.actors import ActorView, Said, TieView
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.rules.graph import SIGHTS
from tequio.ecosystem.rules.saying import objections_to_set_sight
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound

SIDES = {True: "gives", False: "receives", None: "both"}
"""Whether it gives → the end of the code in a form."""


@dataclass(frozen=True)
class Speaking:
    """Who says something for which organisation.

    others   whom it can be tied to, by number, in the order of names
    place    of the page; is_here: the organisation is on this node
    """

    request: HttpRequest
    looking: Looking
    view: ActorView
    others: Mapping[int, str]
    place: str
    is_here: bool

    @property
    def may_say(self) -> bool:
        """Its word counts if she gives it: one that is on this node speaks for itself."""
        return self.view.speaks or not self.is_here

    def may_end(self, one: Said) -> bool:
        """What one that is on this node said itself, it ends itself."""
        return self.may_say or not one.is_own

    def deed(self, code: str, label: str, told: str, verb: str, **given: Any) -> Deed:
        """A press alone."""

        def act(_said: Mapping[str, Any]) -> Told:
            self.does(verb, **given)
            return self.place, told

        sign = "cross" if verb.startswith("end_") else "check"
        form = Nothing(**bound(self.request, code))
        return Deed(code, label, form, act, sign=sign, look="quiet")

    def does(self, verb: str, **given: Any) -> None:
        """An act for the network."""
        getattr(service, verb)(self.looking.act(key_of(self.request)), **given)


def kinds_to_choose() -> list[tuple[str, str]]:
    """Kinds of assets by their names."""
    return sorted(((code, asset_name(code)) for code in kinds_of_assets()), key=lambda one: one[1])


def deeds_of(speaking: Speaking) -> Iterator[Deed]:
    """Everything that she may say of it; nothing for whoever may not."""
    if not speaking.view.may_write:
        return
    for tie in speaking.view.ties:
        if not tie.is_relation:
            yield from _of_a_tie(speaking, tie)
    for one in filter(speaking.may_end, speaking.view.assets):
        told = gettext("It is written down that it has this no more.")
        label = gettext("No more")
        yield speaking.deed(f"no-asset-{one.id}", label, told, "end_asset", holding=one.id)
    for one in filter(speaking.may_end, speaking.view.needs):
        told = gettext("It is written down that it needs this no more.")
        label = gettext("No more")
        yield speaking.deed(f"no-need-{one.id}", label, told, "end_need", need=one.id)
    yield _kind(speaking, "asset")
    yield _kind(speaking, "need")
    yield _tie(speaking)
    yield _sight(speaking)


def _of_a_tie(speaking: Speaking, tie: TieView) -> Iterator[Deed]:
    listed = speaking.view.id
    if tie.waits and speaking.may_say:
        told = gettext("The tie is confirmed: both sides have said so.")
        label = gettext("Yes, so it is")
        yield speaking.deed(f"yes-{tie.id}", label, told, "confirm_tie", tie=tie.id, listed=listed)
    elif tie.is_stale and speaking.may_say:
        told, label = gettext("It is written down that it still holds."), gettext("It still holds")
        given = {"other": tie.other, "kind": tie.kind, "is_receiver": tie.gives is False}
        yield speaking.deed(f"still-{tie.id}", label, told, "say_tie", listed=listed, **given)
    yield _over(speaking, tie)


def _over(speaking: Speaking, tie: TieView) -> Deed:
    code = f"over-{tie.id}"

    def act(said: Mapping[str, Any]) -> Told:
        given = {"tie": tie.id, "listed": speaking.view.id, "words": said["words"]}
        speaking.does("end_tie", **given)
        return speaking.place, gettext("It is written down that this tie is over.")

    title = gettext("It is not so") if tie.waits else gettext("It is over")
    label = gettext("Write it down") if tie.waits else gettext("End this tie")
    form = OverForm(**bound(speaking.request, code))
    return Deed(code, label, form, act, title, sign="cross", look="grave")


def _kind(speaking: Speaking, what: str) -> Deed:
    def act(said: Mapping[str, Any]) -> Told:
        given = {"asset": said["asset"], "words": said["words"]}
        speaking.does(f"say_{what}", listed=speaking.view.id, **given)
        return speaking.place, gettext("It is written down.")

    title = gettext("It has something more") if what == "asset" else gettext("It needs something")
    form = KindForm(**bound(speaking.request, what), kinds=kinds_to_choose())
    label = gettext("Write it down")
    return Deed(what, label, form, act, title, sign="plus", look="quiet", is_folded=True)


def _tie(speaking: Speaking) -> Deed:
    def act(said: Mapping[str, Any]) -> Told:
        kind, _point, side = said["kind"].partition(".")
        given = {"kind": kind, "is_receiver": side == SIDES[False], "words": said["words"]}
        speaking.does("say_tie", listed=speaking.view.id, other=said["other"], **given)
        return speaking.place, gettext("It is written down. The other side is asked to confirm it.")

    kinds = [(f"{kind}.{SIDES[gives]}", gettext(words)) for (kind, gives), words in FROM_IT.items()]
    others = {
        number: name for number, name in speaking.others.items() if number != speaking.view.id
    }
    other = actor_field(speaking.looking, few(others), label=gettext("The other organisation"))
    form = TieForm(**bound(speaking.request, "tie"), other=other, kinds=kinds)
    title, label = gettext("It is tied to another"), gettext("Write it down")
    return Deed("tie", label, form, act, title, sign="plus", look="quiet", is_folded=True)


def _sight(speaking: Speaking) -> Deed:
    def act(said: Mapping[str, Any]) -> Told:
        speaking.does("set_sight", listed=speaking.view.id, sight=said["sight"])
        return speaking.place, gettext("It is written down who sees these ties.")

    sights = [(code, gettext(words)) for code, words in SIGHTS.items()]
    given = {"initial": {"sight": speaking.view.sight}} if speaking.view.sight else {}
    form = SightForm(**bound(speaking.request, "sight"), sights=sights, **given)
    against = objections_to_set_sight(is_own=speaking.view.speaks, is_here=speaking.is_here)
    return Deed(
        "sight",
        gettext("So it shall be"),
        form,
        act,
        gettext("Who sees these ties"),
        gettext("Each organisation decides this for itself. A tie is seen by whom both ends let."),
        sign="lock",
        look="quiet",
        is_folded=True,
        objections=tuple(against),
    )
