"""What can be done on the page of a practice; the one next step first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from tequio.chronicle.service import Receipt
from tequio.knowledge import service
from tequio.knowledge.forms.taking import TakeForm
from tequio.knowledge.forms.working import (
    AdvanceForm,
    AnswerForm,
    CarrierForm,
    ContributeForm,
    EndForm,
    JoinMoreForm,
    NoteForm,
)
from tequio.knowledge.pages.visiting import Looking
from tequio.knowledge.pages.wording import STATES
from tequio.knowledge.queries.practice import Practice
from tequio.knowledge.queries.watched import loose_observations
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules import references
from tequio.knowledge.service.noting import NewEvidence
from tequio.membership import queries as members
from tequio.membership.visits import document_kept, key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound
from tequio.registry.visits import all_listed, listed_field


@dataclass(frozen=True)
class Working:
    """Somebody looks at a practice, and may work on it."""

    request: HttpRequest
    looking: Looking
    practice: Practice

    @property
    def number(self) -> int:
        """Of the practice."""
        return self.practice.line.id

    @cached_property
    def places(self) -> list[tuple[int, str, str]]:
        """Number, short name and name of the organisations to which she belongs.  Two queries."""
        person, today = self.looking.person, self.looking.today
        numbers = members.places_of(person, today) if person is not None else []
        found = members.organisations(numbers) if numbers else []
        return [(one.id, one.slug, one.name) for one in found]

    def does(self, act: Callable[..., Receipt], told: str, /, **given: Any) -> Told:
        """Do an act about the practice, and come back to its page."""
        act(self.looking.act(key_of(self.request)), innovation=self.number, **given)
        return reverse("knowledge:practice", args=[self.looking.slug, self.number]), told


def deeds_of(working: Working) -> list[Deed]:
    """All that whoever looks can do, in the order in which it is mostly done."""
    if not working.looking.takes_part:
        return [*_take_elsewhere(working)]
    parts = [_contribute, _sign, _note, _answer, _join_more]
    if working.looking.keeps:
        parts += [_advance, _publish, _carrier, _end]
    return [deed for part in parts for deed in part(working)]


def next_code(working: Working) -> str:
    """The deed that brings the practice on; `write` or `ask` for what is no press; or empty."""
    practice, looking = working.practice, working.looking
    if not looking.takes_part or not practice.next_state:
        return ""
    if not practice.design.components:
        return "write" if practice.own_role else "contribute"
    missing = practice.missing
    if missing and practice.own_role is None:
        return "contribute"
    if missing and not practice.has_signed and _would_help(practice):
        return "sign"
    if missing:
        return "ask"
    return "advance" if looking.keeps else "ask"


def _would_help(practice: Practice) -> bool:
    """Whether her signature is one of those that are missing."""
    of_role = {
        rules.PRACTITIONER: rules.PRACTITIONER_MISSING.code,
        rules.RESEARCHER: rules.RESEARCHER_MISSING.code,
    }
    return of_role.get(practice.own_role or "") in {one.code for one in practice.missing}


def _contribute(working: Working) -> Iterator[Deed]:
    if working.practice.own_role is not None:
        return
    parties = [(str(number), name) for number, _slug, name in working.places]
    form = ContributeForm(parties=parties, **bound(working.request, "contribute"))

    def act(said: Mapping[str, Any]) -> Told:
        party = int(said["party"]) if said["party"] else None
        told = gettext("You work on it now. You can write it and sign it.")
        given = {"role": said["role"], "party": party, "words": said["words"]}
        return working.does(service.contribute, told, **given)

    title = gettext("Work on it")
    about = gettext("Practitioners and researchers weigh the same: without both it stays spotted.")
    yield Deed("contribute", gettext("I work on it"), form, act, title, about, "hand")


def _sign(working: Working) -> Iterator[Deed]:
    practice = working.practice
    if practice.own_role is None or practice.has_signed:
        return
    version = practice.line.newest

    def act(_said: Mapping[str, Any]) -> Told:
        return working.does(service.sign_off, gettext("You stand by it."), version=version)

    title = gettext("Sign version %(n)s") % {"n": version}
    about = gettext("You say: this is how I know it. A later version needs your signature anew.")
    form = Nothing(**bound(working.request, "sign"))
    yield Deed("sign", gettext("I stand by it"), form, act, title, about, "write")


def _note(working: Working) -> Iterator[Deed]:
    form = NoteForm(today=working.looking.today, **bound(working.request, "note"))

    def act(said: Mapping[str, Any]) -> Told:
        with document_kept(working.looking.keeper, said["file"]) as file:
            shown = NewEvidence(**{**said, "file": file})
            return working.does(service.note_evidence, gettext("It is noted."), shown=shown)

    title = gettext("Show something about it")
    about = gettext("For it or against it. That somebody was harmed belongs here too.")
    yield Deed("note", gettext("Note it"), form, act, title, about, "witness", is_folded=True)


def _answer(working: Working) -> Iterator[Deed]:
    form = AnswerForm(**bound(working.request, "answer"))

    def act(said: Mapping[str, Any]) -> Told:
        return working.does(service.answer_question, gettext("It is answered."), **said)

    title = gettext("Answer one of the seven questions")
    about = gettext("The fifth is answered by the screening alone. The newest answer counts.")
    yield Deed("answer", gettext("Answer"), form, act, title, about, "check", is_folded=True)


def _join_more(working: Working) -> Iterator[Deed]:
    loose = loose_observations(working.looking.keeper)
    if not loose:
        return
    choices = [(str(one.id), one.words or gettext("a recording")) for one in loose]
    form = JoinMoreForm(loose=choices, **bound(working.request, "join"))

    def act(said: Mapping[str, Any]) -> Told:
        given = {"observations": tuple(said["observations"])}
        return working.does(service.join_more, gettext("They belong to it now."), **given)

    title = gettext("More that was noticed belongs here")
    yield Deed("join", gettext("Join it"), form, act, title, sign="plus", is_folded=True)


def _advance(working: Working) -> Iterator[Deed]:
    practice = working.practice
    if not practice.next_state:
        return
    form = AdvanceForm(**bound(working.request, "advance"))

    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("It has come a step further.")
        return working.does(service.advance, told, state=practice.next_state, **said)

    title = gettext("Bring it on: %(state)s") % {"state": gettext(STATES[practice.next_state])}
    is_missing = bool(practice.missing)
    yield Deed(
        "advance", gettext("Write it down"), form, act, title,
        sign="forward", is_folded=is_missing, objections=practice.missing,
    )  # fmt: skip


def _publish(working: Working) -> Iterator[Deed]:
    is_public = working.practice.line.is_public

    def act(_said: Mapping[str, Any]) -> Told:
        told = gettext("Everybody who sees the library reads it now.")
        closed = gettext("Only those who take part read it now.")
        return working.does(service.publish, closed if is_public else told, is_public=not is_public)

    form = Nothing(**bound(working.request, "publish"))
    if is_public:
        title, label = gettext("Publish it no more"), gettext("Show it no more")
        about = gettext("What others took of it meanwhile stays with them.")
        yield Deed("publish", label, form, act, title, about, "lock", "quiet", is_folded=True)
        return
    title, label = gettext("Publish it"), gettext("Publish it")
    about = gettext("Everybody who sees the library can read it and take it up.")
    yield Deed("publish", label, form, act, title, about, "spoken", is_folded=True)


def _carrier(working: Working) -> Iterator[Deed]:
    keeper = working.looking.keeper
    carrier = listed_field(keeper, all_listed(keeper), nobody=gettext("nobody"), required=False)
    first = {"listed": working.practice.listed}
    form = CarrierForm(carrier=carrier, initial=first, **bound(working.request, "carrier"))

    def act(said: Mapping[str, Any]) -> Told:
        return working.does(service.name_carrier, gettext("It is written down."), **said)

    title = gettext("Who carries it")
    about = gettext("Of this organisation the screening is read for the fifth question.")
    yield Deed(
        "carrier", gettext("Write it down"), form, act, title, about, "members", is_folded=True
    )


def _end(working: Working) -> Iterator[Deed]:
    if working.practice.line.state == rules.ENDED:
        return
    form = EndForm(**bound(working.request, "end"))

    def act(said: Mapping[str, Any]) -> Told:
        told = gettext("It is written down that it ended.")
        return working.does(service.advance, told, state=rules.ENDED, **said)

    title = gettext("It ended")
    yield Deed(
        "end",
        gettext("Write it down"),
        form,
        act,
        title,
        sign="cross",
        look="quiet",
        is_folded=True,
    )


def _take_elsewhere(working: Working) -> Iterator[Deed]:
    """A published practice of somebody else, into a library of her own."""
    line, looking = working.practice.line, working.looking
    own = [(slug, name) for number, slug, name in working.places if number != line.keeper]
    if not line.is_public or not own:
        return
    numbers = {slug: number for number, slug, _name in working.places}
    form = TakeForm(libraries=own, **bound(working.request, "take"))

    def act(said: Mapping[str, Any]) -> Told:
        library = said["library"]
        act = looking.act_for(numbers[library], key_of(working.request))
        practice = references.Practice(line.id, keeper=looking.slug)
        receipt = service.fork(act, practice=practice, role=said["role"], words=said["words"])
        onward = reverse("knowledge:practice", args=[library, receipt.facts["innovation"]])
        return onward, gettext("It is in your library now. Write what is different here.")

    title = gettext("Take it up in our library")
    about = gettext("Both libraries show where it went.")
    yield Deed("take", gettext("Take it up"), form, act, title, about, "plus", is_folded=True)
