"""What was found in a quarter, as its page tells it: in order, each with what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from tequio.ecosystem.pages.telling import Words, day_in_words
from tequio.ecosystem.queries.quarters import LOOKS_BACK, Action, QuarterView
from tequio.ecosystem.rules.findings import DEEDS, INTRODUCE, Finding
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import named
from tequio.membership.visits.doing import Deed

MOST, MOST_TOLD, MOST_PRINTED = 12, 4, 3
"""So many findings of one number are shown at once, so many introductions of a finding, and so
many findings of one number printed (`found.css`)."""
TITLES: Mapping[int, tuple[str, str]] = {
    10: (
        _("What became of last quarter’s introductions"),
        _("First we look back: did those who were introduced come together?"),
    ),
    1: (
        _("What one alone holds"),
        _("If this one organisation stops, nobody else here has it."),
    ),
    2: (_("What nobody holds"), _("It is needed, and no organisation here says that it has it.")),
    3: (_("Who is apart"), _("These have no tie to the others. An introduction costs one call.")),
    4: (
        _("Who alone holds others together"),
        _("A second bridge takes weight off them, and nobody falls apart if they stop."),
    ),
    5: (
        _("Who together holds what is needed"),
        _("The smallest group of organisations that can do it together."),
    ),
    6: (
        _("Ties to be confirmed"),
        _("A tie counts as confirmed once both sides said so, and for a year."),
    ),
    7: (
        _("Who is never in the room"),
        _("Shares of organisations, not a ranking: nobody’s ties are counted against them."),
    ),
    8: (
        _("From the diagnosis"),
        _("Where groups disagree comes first: it is worth a talk before anything is planned."),
    ),
    9: (_("Practices that wait"), _("They work somewhere, and nobody here has taken them up yet.")),
}
"""Number of a finding → heading, and why it is told."""
ENDS: Mapping[str, str] = {
    "thanked": _("it came to something, and they were thanked"),
    "retried": _("it is tried once more"),
    "dropped": _("it was let go"),
}
"""What became of an action: code → words."""
GONE = (
    _("What is found no more"),
    _("Something was done about it. Say what became of it."),
)
"""Heading, and why it is told, of what was found before and is not found now."""


@dataclass(frozen=True)
class DoneLine:
    """What was done about a finding, when and by whom, and what became of it."""

    id: int
    words: str
    ended: str
    note: str
    is_open: bool


@dataclass(frozen=True)
class Told:
    """A finding in words.

    place  of the finding on the page
    deeds  what an organiser can do about it now; none for others
    ends   to say what became of what was done, by number of the action
    """

    finding: Finding
    place: str
    sentence: str
    notes: tuple[str, ...]
    proposed: str
    deeds: tuple[Deed, ...]
    done: tuple[DoneLine, ...]
    ends: tuple[Deed, ...]
    around: int | None


@dataclass(frozen=True)
class Part:
    """All findings of one number, 0 for those that are found no more; `more`: how many are not
    shown; `is_whole`: all are asked for."""

    number: int
    title: str
    about: str
    lines: tuple[Told, ...]
    more: int
    is_whole: bool = False

    @property
    def more_than_printed(self) -> int:
        """How many are left out on paper."""
        return 0 if self.is_whole else max(0, len(self.lines) + self.more - MOST_PRINTED)


def parts_of(
    findings: Iterable[Finding],
    view: QuarterView,
    words: Words,
    deeds: Mapping[str, Deed],
    *,
    whole: int | None = None,
) -> list[Part]:
    """Findings by number, in their order.

    deeds  by code; whole: the number of which all are shown
    """
    found = []
    for number, group in groupby(findings, key=lambda one: one.number):
        listed = list(group)
        most = len(listed) if number == whole else MOST
        title, about = TITLES[number]
        lines = tuple(_told(one, view, words, deeds) for one in listed[:most])
        more = max(0, len(listed) - most)
        found.append(Part(number, gettext(title), gettext(about), lines, more, number == whole))
    return found


def part_of_gone(view: QuarterView, words: Words, deeds: Mapping[str, Deed]) -> list[Part]:
    """What is found no more, and what was done about it; nothing where there is none."""
    lines = tuple(_told(one, view, words, deeds) for one in view.gone)
    title, about = GONE
    return [Part(0, gettext(title), gettext(about), lines, 0, is_whole=True)] if lines else []


def _told(finding: Finding, view: QuarterView, words: Words, deeds: Mapping[str, Deed]) -> Told:
    done = _done_about(finding, view)
    mine = (deeds.get(f"{deed}:{finding.key}") for deed in finding.deeds)
    is_back = finding.number == LOOKS_BACK
    ends = () if is_back else (deeds.get(f"end:{action.id}") for action in done)
    return Told(
        finding=finding,
        place=f"found-{finding.key}",
        sentence=words.sentence(finding.sentence, finding),
        notes=tuple(_notes(finding, words)),
        proposed=gettext(DEEDS[finding.deed]),
        deeds=tuple(one for one in mine if one),
        done=tuple(_done(action, finding, view, words) for action in done),
        ends=tuple(one for one in ends if one),
        around=finding.actors[0] if finding.number in (3, 4) and finding.actors else None,
    )


def _notes(finding: Finding, words: Words) -> Iterator[str]:
    yield from (words.sentence(note, finding) for note in finding.notes)
    if finding.code in ("broker", "coalition") and len(finding.pairs) <= MOST_TOLD:
        for pair in finding.pairs:
            named = {"one": words.actor(pair.one), "other": words.actor(pair.other)}
            yield gettext(INTRODUCE).format_map(named)
    if finding.code == "not_in_the_room" and finding.actors:
        names = ", ".join(words.actor(one) for one in finding.actors)
        yield gettext("Whom to invite, by name: %(names)s.") % {"names": names}


def _done_about(finding: Finding, view: QuarterView) -> tuple[Action, ...]:
    """What was done about a finding; of an introduction of last quarter, that introduction."""
    if finding.number != LOOKS_BACK:
        return view.actions.get(finding.key, ())
    all_done = (action for actions in view.actions.values() for action in actions)
    return tuple(action for action in all_done if action.id == finding.about)


def _done(action: Action, finding: Finding, view: QuarterView, words: Words) -> DoneLine:
    label = gettext(DEEDS.get(action.kind, action.kind))  # type: ignore[call-overload]
    parts = [f"{day_in_words(action.day)}: {label}"]
    if set(action.actors) - set(finding.actors):
        parts.append(", ".join(words.actor(one) for one in action.actors))
    if action.contact is not None:
        parts.append(gettext("through %(name)s") % {"name": words.actor(action.contact)})
    if action.words:
        parts.append(f"“{action.words}”")
    parts.append(named(view.people.get(action.by, "")))
    ended = ""
    if action.ended_on and action.ended_by:
        by = named(view.people.get(action.ended_by, ""))
        ended = f"{day_in_words(action.ended_on)}: {gettext(ENDS[action.end])} · {by}"
    return DoneLine(action.id, " · ".join(parts), ended, action.end_words, not action.end)
