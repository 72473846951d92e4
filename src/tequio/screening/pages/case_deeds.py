"""What can be done in a case now, each with the reasons why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tequio.governance import queries as governance
from tequio.kernel import Refusal
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, sent
from tequio.screening import service
from tequio.screening.forms.of_the_desk import ExaminedForm, ReasonsForm, TakeForm
from tequio.screening.forms.of_the_mirror import LetterForm, WordsForm
from tequio.screening.pages.visiting import Looking
from tequio.screening.queries.cases import CaseView
from tequio.screening.queries.cases_there import (
    finding_there,
    has_answered,
    objections_to_withdraw,
)
from tequio.screening.rules import case_refusals as no
from tequio.screening.rules import cases as rules


@dataclass(frozen=True)
class Working:
    """Who looks at a case, and how it stands.

    newer  pieces of evidence that came or went since it was assessed
    """

    request: HttpRequest
    looking: Looking
    view: CaseView
    case: rules.Case
    newer: int = 0

    @property
    def examiner(self) -> int:
        return self.looking.organisation.id

    @property
    def is_hers(self) -> bool:
        """Whether she is its assessor."""
        return self.case.assessor is not None and self.case.assessor == self.looking.person

    def does(self, verb: str, told: str, **given: Any) -> Told:
        """An act of this case; the page again."""
        act = self.looking.act(key_of(self.request))
        getattr(service, verb)(act, case=self.case.id, **given)
        return reverse("screening:case", args=[self.looking.slug, self.case.id]), told


def deeds_of(working: Working) -> list[Deed]:
    """For an assessor the next one first; who asked may take it back."""
    if working.view.reader == "asker":
        return list(_taking_back(working))
    if working.view.reader != "assessor" or not working.looking.assesses:
        return []
    listed = _BY_STATE.get(working.case.state, ())
    if working.case.state == rules.TAKEN and working.case.assessment is None:
        listed = (_assess, _take)
    if working.newer and working.is_hers:
        listed = (_assess, *(one for one in listed if one is not _assess))
    return [deed for of in listed for deed in of(working)]


def _examine(working: Working) -> Iterator[Deed]:
    def act(said: Mapping[str, Any]) -> Told:
        is_taken = said["is_taken"] == "yes"
        told = (
            gettext("It is taken up: its evidence counts, and the organisation hears of it.")
            if is_taken
            else gettext("It was not taken up. Nothing of it counts or is published.")
        )
        return working.does("examine_challenge", told, is_taken=is_taken, reason=said["reason"])

    title = gettext("Look at this doubt")
    about = gettext(
        "Is there something that the organisation should answer? What is not shown does not mean"
        " that it is not so."
    )
    form = ExaminedForm(**sent(working.request, "examine"))
    yield Deed("examine", gettext("Answer it"), form, act, title, about)


def _take(working: Working) -> Iterator[Deed]:
    if working.is_hers:
        return

    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("It is yours. Look at what is known, then assess.")
        return working.does("take_case", told, has_no_interest=said["has_no_interest"])

    is_other = working.case.assessor is not None
    title = gettext("Take it over") if is_other else gettext("Take this case")
    form = TakeForm(**sent(working.request, "take"))
    against = rules.objections_to_take(
        working.case, by=working.looking.person, has_no_interest=True
    )
    yield Deed(
        "take", gettext("I take it"), form, act, title,
        is_folded=is_other, objections=tuple(against),
    )  # fmt: skip


def _assess(working: Working) -> Iterator[Deed]:
    def act(_said: Mapping[str, Any]) -> Told:
        return working.does("assess", gettext("Assessed by all that is known today."))

    again = working.case.assessment is not None
    title = gettext("Assess it anew") if again else gettext("Assess it")
    about = gettext(
        "The rules are held against all that is known today. Anybody can make it again and gets"
        " the same."
    )
    form = Nothing(**sent(working.request, "assess"))
    is_late = again and not working.newer
    look = "quiet" if is_late else ""
    yield Deed(
        "assess", gettext("Assess"), form, act, title, about, "search", look,
        is_folded=is_late, objections=_work(working, *rules.WITH_THE_ASSESSOR),
    )  # fmt: skip


def _draft(working: Working) -> Iterator[Deed]:
    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("The draft is sent. The organisation can answer it.")
        return working.does("send_draft", told, words=said["words"])

    days = working.looking.examining.reply_days
    about = gettext(
        "It reads the whole assessment and these words, and has %(days)s days to answer. Say what"
        " is shown, what is not shown, and what would settle it."
    )
    label = gettext("To the organisation")
    form = WordsForm(label=label, **sent(working.request, "draft"))
    against = (*_work(working, rules.TAKEN), *rules.objections_to_draft(working.case))
    title, press = gettext("Send the draft"), gettext("Send it")
    yield Deed(
        "draft", press, form, act, title, about % {"days": days}, "write", objections=against
    )


def _ask_panel(working: Working) -> Iterator[Deed]:
    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("The panel is asked. Who of it has an interest stands aside.")
        return working.does("propose_finding", told, reasons=said["reasons"])

    answered = has_answered(working.examiner, working.case)
    form = ReasonsForm(**sent(working.request, "ask"))
    against = (
        *_work(working, rules.DRAFT),
        *rules.objections_to_propose(
            working.case, has_answered=answered, today=working.looking.today
        ),
    )
    title = gettext("Ask the panel")
    about = gettext("The reasons are published with what it finds. Name no person.")
    yield Deed(
        "ask", gettext("Ask the panel"), form, act, title, about, "proposal", objections=against
    )


def _enter_reply(working: Working) -> Iterator[Deed]:
    if working.case.party is not None:
        return

    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("Its answer is written down.")
        day = said["received_on"] or working.looking.today
        return working.does("enter_reply", told, words=said["words"], received_on=day)

    form = LetterForm(
        label=gettext("What it answered"),
        today=working.looking.today,
        **sent(working.request, "letter"),
    )
    title = gettext("It answered by letter, or came")
    about = gettext("The day on which it came is what counts.")
    yield Deed("letter", gettext("Write it down"), form, act, title, about, "write", is_folded=True)


def _decide(working: Working) -> Iterator[Deed]:
    def act(_said: Mapping[str, Any]) -> Told:
        return working.does("decide", gettext("It is written down as the panel decided."))

    number = working.case.proposal
    found = governance.proposal(working.examiner, number) if number else None
    against: tuple[Refusal, ...] = ()
    if found is not None and found.state == "open":
        against = (no.NOT_YET_DECIDED.because(case=working.case.id, proposal=found.id),)
    title = gettext("Do what the panel decided")
    about = gettext(
        "Its yes becomes a finding, public with its reasons. After a no it is assessed anew."
    )
    form = Nothing(**sent(working.request, "decide"))
    yield Deed("decide", gettext("Write it down"), form, act, title, about, objections=against)


def _enter_appeal(working: Working) -> Iterator[Deed]:
    number = working.view.finding
    if working.case.party is not None or number is None:
        return
    _row, seen = finding_there(working.examiner, number)

    def act(said: Mapping[str, Any]) -> Told:
        receipt = service.enter_appeal(
            working.looking.act(key_of(working.request)),
            finding=number,
            words=said["words"],
            received_on=said["received_on"] or working.looking.today,
        )
        onward = reverse("screening:case", args=[working.looking.slug, receipt.facts["case"]])
        return onward, gettext("Its appeal is written down; another panel hears it.")

    today = working.looking.today
    form = LetterForm(label=gettext("What it says"), today=today, **sent(working.request, "appeal"))
    title = gettext("It appeals by letter, or came")
    against = tuple(rules.objections_to_appeal(seen, today))
    yield Deed(
        "appeal", gettext("Write it down"), form, act, title, sign="write",
        is_folded=True, objections=against,
    )  # fmt: skip


def _taking_back(working: Working) -> Iterator[Deed]:
    by = working.looking.person
    examiner = working.looking.organisation.id
    if any(objections_to_withdraw(examiner, working.case, by=by, party=None)):
        return

    def act(_said: Mapping[str, Any]) -> Told:
        slug = working.looking.slug
        return working.does("withdraw_case", gettext("It is taken back."), examiner=slug)

    form = Nothing(**sent(working.request, "withdraw"))
    label = gettext("Take it back")
    yield Deed("withdraw", label, form, act, gettext("Take it back"), sign="cross", look="quiet")


def _work(working: Working, *states: str) -> tuple[Refusal, ...]:
    by = working.looking.person
    return tuple(rules.objections_to_work(working.case, *states, by=by))


_BY_STATE: Mapping[str, Iterable[Any]] = {
    rules.QUARANTINE: (_examine,),
    rules.OPEN: (_take,),
    rules.TAKEN: (_draft, _assess, _take),
    rules.DRAFT: (_ask_panel, _enter_reply, _assess, _take),
    rules.BEFORE_PANEL: (_decide,),
    rules.DECIDED: (_enter_appeal,),
}
"""State of a case → what can be done, the next first."""
