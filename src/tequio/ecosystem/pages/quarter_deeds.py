"""What an organiser can do about findings: each by one press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_the_quarter import EndForm, PairForm
from tequio.ecosystem.pages.telling import Words
from tequio.ecosystem.pages.visiting import Looking
from tequio.ecosystem.queries.quarters import QuarterView
from tequio.ecosystem.rules.acting import MEETINGS
from tequio.ecosystem.rules.findings import DEEDS, Finding
from tequio.ecosystem.rules.findings import Deed as Code
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound

SIGNS: Mapping[Code, str] = {
    "second_holder": "plus",
    "call": "spoken",
    "introduce": "members",
    "double": "members",
    "invite": "hand",
    "ally": "circle",
    "confirm": "check",
    "agenda": "meeting",
    "offer": "forward",
    "thank": "check",
    "retry": "members",
    "drop": "cross",
}
TOLD: Mapping[Code, str] = {
    "second_holder": _("It is written down: a second holder is looked for."),
    "call": _("It is written down: a call goes out."),
    "introduce": _("It is written down. Next quarter it is asked what became of it."),
    "double": _("It is written down. Next quarter it is asked what became of it."),
    "invite": _("It is written down: they are invited first."),
    "ally": _("It is written down. Now found the alliance, with these partners."),
    "confirm": _("It is written down: they are asked."),
    "agenda": _("It is written down. Now make it a proposal; a meeting takes it from there."),
    "offer": _("It is written down. Now choose to whom the practice is offered."),
    "thank": _("It is written down: they were thanked."),
    "retry": _("It is written down: they are introduced once more."),
    "drop": _("It is written down: it was let go."),
}
ENDS: Mapping[Code, str] = {"thank": "thanked", "retry": "retried", "drop": "dropped"}
"""Deeds that say what became of an action."""


@dataclass(frozen=True)
class Organising:
    """Who acts on which quarter."""

    request: HttpRequest
    looking: Looking
    view: QuarterView
    words: Words

    @property
    def here(self) -> str:
        """The page."""
        return reverse("ecosystem:quarter", args=[self.looking.slug])

    def acts(self, verb: str, **given: Any) -> None:
        """An act for the network."""
        getattr(service, verb)(self.looking.act(key_of(self.request)), **given)


def taking(doing: Organising | None, request: HttpRequest, looking: Looking) -> Deed:
    """To find what there is to do; `doing`: None if nothing was found yet."""

    def act(_said: Mapping[str, Any]) -> Told:
        service.take_quarter(looking.act(key_of(request)))
        here = reverse("ecosystem:quarter", args=[looking.slug])
        return here, gettext("It was found what there is to do.")

    is_first = doing is None or not doing.view.is_running
    label = gettext("Find what there is to do") if is_first else gettext("Find anew")
    look = "" if is_first else "quiet"
    return Deed("take", label, Nothing(**bound(request, "take")), act, sign="search", look=look)


def deeds_of(doing: Organising) -> Iterator[Deed]:
    """Everything that can be done about the findings of the newest quarter."""
    for finding in (*doing.view.looks_back, *doing.view.findings):
        for code in finding.deeds:
            if code in ENDS:
                yield from _ending_finding(doing, finding, code)
            else:
                yield from _acting(doing, finding, code)
    for done in doing.view.actions.values():
        for action in done:
            if not action.end:
                yield _ending(doing, action.id, action.finding)


def _acting(doing: Organising, finding: Finding, code: Code) -> Iterator[Deed]:
    open_ones = {
        frozenset(one.actors)
        for one in doing.view.actions.get(finding.key, ())
        if one.kind == code and not one.end
    }
    if code in MEETINGS:
        yield from _meeting(doing, finding, code, open_ones)
    elif frozenset(finding.actors) not in open_ones:

        def act(_said: Mapping[str, Any]) -> Told:
            doing.acts("act_on", finding=finding.key, kind=code)
            return _onward(doing, finding, code), gettext(TOLD[code])

        name = f"{code}:{finding.key}"
        look = "" if len(finding.deeds) > 1 and code == finding.deed else "quiet"
        yield Deed(
            name,
            gettext(DEEDS[code]),
            Nothing(**bound(doing.request, name)),
            act,
            sign=SIGNS[code],
            look=look,
        )


def _meeting(
    doing: Organising, finding: Finding, code: Code, open_ones: set[frozenset[int]]
) -> Iterator[Deed]:
    """Two are introduced to each other; of several pairs one is chosen."""
    pairs = [pair for pair in finding.pairs if frozenset(pair.pair) not in open_ones]
    if not pairs:
        return
    name, words = f"{code}:{finding.key}", doing.words
    label = gettext(DEEDS[code])
    by_sides = {"-".join(map(str, pair.pair)): pair for pair in pairs}
    choices = [
        (
            sides,
            gettext("%(one)s and %(other)s")
            % {"one": words.actor(pair.one), "other": words.actor(pair.other)},
        )
        for sides, pair in by_sides.items()
    ]
    form = PairForm(**bound(doing.request, name), pairs=choices)

    def act(said: Mapping[str, Any]) -> Told:
        pair = by_sides[said["pair"] or choices[0][0]]
        given = {"actors": pair.pair, "contact": pair.contact}
        doing.acts("act_on", finding=finding.key, kind=code, **given)
        return f"{doing.here}#found-{finding.key}", gettext(TOLD[code])

    yield Deed(name, label, form, act, sign=SIGNS[code], look="quiet")


def _onward(doing: Organising, finding: Finding, code: Code) -> str:
    """Where it is done, as far as the house has a page for it."""
    slug = doing.looking.slug
    if code == "ally":
        partners = ",".join(str(one) for one in finding.actors)
        place = reverse("ecosystem:alliances", args=[slug])
        return f"{place}?{urlencode({'partners': partners})}"
    if code == "agenda" and doing.looking.visit:
        title = doing.words.sentence(finding.sentence, finding)
        place = reverse("governance:propose_kind", args=[slug, "plain"])
        return f"{place}?{urlencode({'title': title[:120]})}"
    if code == "offer" and finding.about is not None:
        return reverse("knowledge:practice", args=[slug, finding.about])
    return f"{doing.here}#found-{finding.key}"


def _ending_finding(doing: Organising, finding: Finding, code: Code) -> Iterator[Deed]:
    """What became of an introduction of last quarter, by one press."""
    if finding.about is None or _is_ended(doing, finding.about):
        return
    name, action = f"{code}:{finding.key}", finding.about

    def act(_said: Mapping[str, Any]) -> Told:
        doing.acts("end_action", action=action, end=ENDS[code])
        return f"{doing.here}#found-{finding.key}", gettext(TOLD[code])

    yield Deed(
        name,
        gettext(DEEDS[code]),
        Nothing(**bound(doing.request, name)),
        act,
        sign=SIGNS[code],
        look="" if code == finding.deed else "quiet",
    )


def _is_ended(doing: Organising, number: int) -> bool:
    done = (action for actions in doing.view.actions.values() for action in actions)
    return any(action.id == number and action.end for action in done)


def _ending(doing: Organising, number: int, finding: str) -> Deed:
    name = f"end:{number}"

    def act(said: Mapping[str, Any]) -> Told:
        doing.acts("end_action", action=number, end=said["end"], words=said["words"])
        return f"{doing.here}#found-{finding}", gettext("It is written down what became of it.")

    form = EndForm(**bound(doing.request, name))
    title = gettext("Say what became of it")
    return Deed(name, gettext("Write it down"), form, act, title, sign="write", look="quiet")
