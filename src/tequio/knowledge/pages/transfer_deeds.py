"""What can be done with a practice on its way, each with the reasons why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tequio.knowledge import service
from tequio.knowledge.forms.moving import (
    AdaptationForm,
    EndForm,
    FollowUpForm,
    HarmForm,
    StepForm,
)
from tequio.knowledge.pages.transfers import against_keeping
from tequio.knowledge.pages.visiting import Looking
from tequio.knowledge.pages.wording import text_of
from tequio.knowledge.queries.transfers import TransferSeen
from tequio.knowledge.rules import moving as rules
from tequio.knowledge.service.moving import NewAdaptation, NewFollowUp
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, bound

WORDS = "."
"""Stands for what will be written, where it is asked beforehand what else is in the way."""


@dataclass(frozen=True)
class Working:
    """Who looks at which transfer."""

    request: HttpRequest
    looking: Looking
    seen: TransferSeen

    @property
    def here(self) -> str:
        return reverse("knowledge:transfer", args=[self.looking.slug, self.seen.line.id])

    @property
    def found(self) -> rules.Transfer:
        """As the rules need it."""
        line = self.seen.line
        return rules.Transfer(
            id=line.id,
            source=line.source[0] if line.source else None,
            state=line.state,
            since=line.since,
            components=frozenset(one.id for one in self.seen.design.components),
            alive=line.alive,
            lives=line.lives,
            is_changed=line.adaptations > 0,
        )

    def does(self, verb: str, **given: Any) -> None:
        """An act of this transfer."""
        act = self.looking.act(key_of(self.request))
        getattr(service, verb)(act, transfer=self.seen.line.id, **given)


def deeds_of(request: HttpRequest, looking: Looking, seen: TransferSeen) -> list[Deed]:
    """What is due first; once it is over, what became of it and nothing else."""
    working = Working(request, looking, seen)
    due = list(_follow_ups(working))
    if seen.line.is_over:
        return due
    if seen.line.lives is False:
        return [_end(working, is_folded=False), *due, _adapt(working)]
    return [*due, *_next(working), _adapt(working), _end(working)]


def _follow_ups(working: Working) -> Iterator[Deed]:
    """What is due; that somebody was harmed is told on any day."""
    line, today = working.seen.line, working.looking.today
    left = [one for one in rules.MONTHS if one not in line.alive]
    can_be_seen = line.is_over or line.state in rules.TRIED
    for months in left:
        if can_be_seen and rules.due_on(line.since, months) <= today:
            yield _follow_up(working, months)
    yield _follow_up(working, rules.ON_ANY_DAY)


def _follow_up(working: Working, months: int) -> Deed:
    code, is_of_harm = f"follow-{months}", months == rules.ON_ANY_DAY
    kind = HarmForm if is_of_harm else FollowUpForm
    form = kind(**bound(working.request, code))

    def act(said: Mapping[str, Any]) -> Told:
        seen = NewFollowUp(
            words=said["words"],
            is_alive=said["is_alive"] == "yes",
            is_harm=is_of_harm or said["is_harm"],
            reach=tuple(said.get("reach", ())),
        )
        working.does("follow_up", months=months, seen=seen)
        return working.here, gettext("It is written down, for you and for those it comes from.")

    title = gettext("After %(months)s months: what became of it?") % {"months": months}
    if is_of_harm:
        title = gettext("Somebody was harmed")
    is_folded = is_of_harm or working.seen.line.is_over
    return Deed(code, gettext("Write it down"), form, act, title, sign="write", is_folded=is_folded)


def _next(working: Working) -> Iterator[Deed]:
    line = working.seen.line
    state = line.next_state
    if not state:
        return
    may_be_unchanged = state == "evaluated" and not line.adaptations
    form = StepForm(may_be_unchanged=may_be_unchanged, **bound(working.request, "step"))

    def act(said: Mapping[str, Any]) -> Told:
        working.does("move_transfer", state=state, **said)
        return working.here, gettext("It is a step further.")

    title = gettext("Next step: %(state)s") % {"state": gettext(rules.STATES[state])}
    against = rules.objections_to_move(
        line.id,
        working.found,
        state,
        words=WORDS,
        is_unchanged=may_be_unchanged,
    )
    yield Deed(
        "step", gettext("A step further"), form, act, title, sign="forward",
        objections=(*against_keeping(working.looking), *against),
    )  # fmt: skip


def _adapt(working: Working) -> Deed:
    parts = [(one.id, text_of(one.name)) for one in working.seen.design.components]
    form = AdaptationForm(
        parts=parts,
        today=working.looking.today,
        **bound(working.request, "adapt"),
    )

    def act(said: Mapping[str, Any]) -> Told:
        given = dict(said) | {
            "is_planned": said["is_planned"] == "yes",
            "reasons": tuple(said["reasons"]),
        }
        working.does("log_adaptation", adaptation=NewAdaptation(**given))
        return working.here, gettext("The change is written down.")

    about = gettext("What a part does should stay; how it is done may change.")
    return Deed(
        "adapt", gettext("Write it down"), form, act,
        gettext("Write down a change"), about, "write", "quiet", is_folded=True,
    )  # fmt: skip


def _end(working: Working, *, is_folded: bool = True) -> Deed:
    form = EndForm(**bound(working.request, "end"))

    def act(said: Mapping[str, Any]) -> Told:
        working.does("move_transfer", **said)
        return working.here, gettext("It is over, and it is told why.")

    about = gettext(
        "That is no shame: others learn from it. If it begins again, members decide again."
    )
    return Deed(
        "end", gettext("End it"), form, act, gettext("Go back, or leave it"), about,
        "leave", "grave", is_folded=is_folded, objections=against_keeping(working.looking),
    )  # fmt: skip
