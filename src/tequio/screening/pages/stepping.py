"""The next step of an organisation in its own words: what to do, why, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.membership.rules import keeps_the_roll
from tequio.membership.visits import Visit
from tequio.screening.pages.wording import criterion_title, fact_title, text_of
from tequio.screening.queries.mirror import Network, Reflection
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.silences import SILENCES
from tequio.screening.rules.steps import Step

PROVISIONS: Mapping[str, str] = {
    "rules.vote": "decision.ordinary.base",
    "rules.quorum": "decision.ordinary.quorum",
    "rules.members_elect": "decision.office.majority",
    "rules.distribution": "surplus.dividend",
    "rules.return_cap": "surplus.dividend",
    "rules.reserve_share": "surplus.reserve",
    "rules.plain_accounts": "privacy.books",
}
"""Fact of the rules → the provision of the statutes that says it."""
ROOMS: Mapping[str, str] = {
    "statutes": "statutes:statutes",
    "meetings": "governance:meetings",
    "members": "membership:members",
    "money": "ledger:books",
    "loans": "lending:loans",
    "circle": "circles:cycle",
}
"""Book → the first page of its room."""
FIGURES = frozenset({"share", "number", "count"})
"""Kinds of facts whose title says what is counted, and not that something is so."""
OFFICERS_DO_IT = _("Our secretary or chair can do this.")


@dataclass(frozen=True)
class Way:
    """A step as its reader is told of it.

    text    sentences; href: empty where nothing can be pressed
    """

    title: str
    text: tuple[str, ...]
    href: str = ""
    label: str = ""
    sign: str = "forward"


@dataclass(frozen=True)
class Place:
    """Where a step is taken: who looks, and in what mirror; `draft`: address of a draft to be
    answered."""

    visit: Visit
    reflection: Reflection
    draft: str = ""

    @property
    def slug(self) -> str:
        return self.visit.organisation.slug

    @property
    def network(self) -> Network | None:
        return self.reflection.glass.network

    @property
    def name(self) -> str:
        """Of the network that looks."""
        return self.network.name if self.network else ""

    @property
    def acts(self) -> bool:
        """Whether the reader acts for the organisation."""
        return keeps_the_roll(self.visit.standing)

    def address(self, name: str, **asked: str) -> str:
        """A page of the mirror, with what is asked for."""
        found = reverse(name, args=[self.slug])
        if self.network:
            asked = {"of": self.network.slug, **asked}
        return f"{found}?{urlencode(asked)}" if asked else found

    def remedy(self, step: Step) -> str:
        """What the pack advises."""
        judged = self.reflection.own.criterion(step.criterion)
        aspects = (judged.rules, judged.practice)
        is_of_rules = FACTS[step.fact].aspect == "rules" if step.fact else False
        ordered = aspects if is_of_rules else reversed(aspects)
        rules = (one.rule for one in ordered if one is not None)
        return next((text for rule in rules if (text := text_of(rule.remedy))), "")

    def title(self, step: Step) -> str:
        """The title of the criterion of a step."""
        return criterion_title(self.reflection.own.criterion(step.criterion).criterion)


def way_of(step: Step, place: Place) -> Way:
    """A step in words."""
    return _WAYS[step.kind](step, place)


def _answer(_step: Step, place: Place) -> Way:
    text = gettext("%(name)s sent us a draft, before anything is decided. We can answer it.")
    return Way(
        gettext("Answer the draft"),
        (text % {"name": place.name},),
        place.draft,
        gettext("Read it and answer"),
        "write",
    )


def _read(_step: Step, place: Place) -> Way:
    text = gettext(
        "Our books show more than %(name)s may read. The members decide which books are read; any"
        " officer can take it back on any day."
    )
    pack = place.reflection.glass.pack.key
    return Way(
        gettext("Let %(name)s read our books") % {"name": place.name},
        (text % {"name": place.name},),
        place.address("screening:consents", pack=pack),
        gettext("Choose what may be read"),
        "book",
    )


def _adopt(step: Step, place: Place) -> Way:
    title = (
        gettext("Write the figure into our statutes: %(fact)s")
        if _is_figure(step)
        else gettext("Write it into our statutes: %(fact)s")
    )
    return Way(
        title % {"fact": fact_title(step.fact)},
        (gettext(SILENCES[step.silence]), place.remedy(step)),
        _to_statutes(step, place),
        gettext("Propose it to the members"),
        "rules",
    )


def _confirm(step: Step, place: Place) -> Way:
    text = gettext(
        "Our book says so, and only whoever wrote it stands for it. It weighs more when others act"
        " in their own names: vote from their phones, or close what somebody else counted."
    )
    return Way(
        gettext("Let others confirm it: %(fact)s") % {"fact": fact_title(step.fact)},
        (text,),
        *_room(step, place),
    )


def _keep(step: Step, place: Place) -> Way:
    why = gettext(SILENCES[step.silence]) if step.silence else ""
    title = (
        gettext("Keep here what this is counted from: %(fact)s")
        if _is_figure(step)
        else gettext("Keep it here: %(fact)s")
    )
    return Way(
        title % {"fact": fact_title(step.fact)},
        (why, _or_show(step)),
        *_room(step, place),
    )


def _show(step: Step, place: Place) -> Way:
    kind = gettext(EVIDENCE[step.evidence].title)
    text = [gettext("For this, %(kind)s is enough.") % {"kind": kind}]
    if step.silence:
        text.insert(0, gettext(SILENCES[step.silence]))
    words = (
        gettext("Show the figure: %(fact)s") if _is_figure(step) else gettext("Show it: %(fact)s")
    )
    title = words % {"fact": fact_title(step.fact)}
    if place.network is None:
        text.append(gettext("It is handed in where a network has us in its register."))
        href = reverse("membership:federations", args=[place.slug])
        return Way(title, tuple(text), href, gettext("Our networks"), "members")
    if not place.acts:
        return Way(title, (*text, gettext(OFFICERS_DO_IT)))
    pack = place.reflection.glass.pack.key
    asked = {"pack": pack, "fact": step.fact, "kind": step.evidence}
    href = place.address("screening:evidence", **asked)
    return Way(title, tuple(text), href, gettext("Hand it in"), "sheet")


def _write_down(step: Step, place: Place) -> Way:
    text = gettext(
        "We do it, and no rule of ours says it. That is no fault; a sentence in the statutes makes"
        " it sure for those who come after us."
    )
    return Way(
        gettext("Write down what we do already: %(title)s") % {"title": place.title(step)},
        (text,),
        _to_statutes(step, place),
        gettext("Propose a sentence to the members"),
        "rules",
    )


def _amend(step: Step, place: Place) -> Way:
    return Way(
        gettext("Change a rule: %(title)s") % {"title": place.title(step)},
        (place.remedy(step) or gettext("What our rules say is not what is asked here."),),
        _to_statutes(step, place),
        gettext("Propose it to the members"),
        "rules",
    )


def _do(step: Step, place: Place) -> Way:
    judged = place.reflection.own.criterion(step.criterion)
    is_letter = judged.reading == "letter_only"
    text = gettext("Our rules say it, and what we do is otherwise.") if is_letter else ""
    return Way(
        gettext("Do it: %(title)s") % {"title": place.title(step)},
        (text, place.remedy(step)),
        *_room(step, place),
    )


def _ask(_step: Step, place: Place) -> Way:
    title = gettext("Ask %(name)s to examine us") % {"name": place.name}
    text = gettext("By what we see here, we meet these rules. A panel of the network decides.")
    if not place.acts:
        return Way(title, (text, gettext(OFFICERS_DO_IT)))
    href = place.address("screening:apply", pack=place.reflection.glass.pack.key)
    return Way(title, (text,), href, gettext("Ask to be examined"), "proposal")


def _done(_step: Step, _place: Place) -> Way:
    text = gettext("Nothing is missing that could be shown now. What we do goes on.")
    return Way(gettext("Nothing is left to do"), (text,), sign="check")


_WAYS: Mapping[str, Callable[[Step, Place], Way]] = {
    "answer": _answer,
    "read": _read,
    "adopt": _adopt,
    "confirm": _confirm,
    "keep": _keep,
    "show": _show,
    "write_down": _write_down,
    "amend": _amend,
    "do": _do,
    "ask": _ask,
    "done": _done,
}


def _is_figure(step: Step) -> bool:
    return FACTS[step.fact].kind in FIGURES


def _to_statutes(step: Step, place: Place) -> str:
    href = reverse("governance:propose_amendment", args=[place.slug])
    provision = PROVISIONS.get(step.fact, "")
    return f"{href}?{urlencode({'provision': provision})}" if provision else href


def _room(step: Step, place: Place) -> tuple[str, str]:
    room = ROOMS.get(FACTS[step.fact].book) if step.fact else None
    return (reverse(room, args=[place.slug]), gettext("Go there")) if room else ("", "")


def _or_show(step: Step) -> str:
    if not step.evidence:
        return ""
    kind = gettext(EVIDENCE[step.evidence].title)
    return gettext("If it stands elsewhere, %(kind)s is enough.") % {"kind": kind}
