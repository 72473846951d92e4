"""Memberships and terms held against the chronicle, both ways.

They are given by decisions and ended by decisions, by leaving and by having oneself erased:
governance knows both the lines and what was decided, so the check stands here and not in
membership.  Days are those that the lines say, whatever the zone of the node is today.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from tequio.chronicle import queries as chronicle
from tequio.governance.queries.checking.decided import Decided
from tequio.governance.queries.checking.tables import Tables
from tequio.governance.rules.belonging import Belonging, Kept, counted
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.membership.queries.kept import memberships_kept, terms_kept, written_down

ROOM = "membership"
MEMBERSHIP_DIFFERS = _("The membership of person {person} is not what the chronicle says of it.")
GROUP_DIFFERS = _("The membership of group {organisation} is not what the chronicle says of it.")
TERM_DIFFERS = _("The office {office} of person {person} is not what the chronicle says of it.")
WRITTEN_DIFFERS = _(
    "Whether person {person} was written down here is not what the chronicle says of it."
)
WRITTEN = "membership.register_person"
LEFT = ("membership.leave", "membership.erase_person")


def check_belonging(organisation: int, known: Decided, tables: Tables) -> Iterator[Finding]:
    """Who belonged and who held which office, since when, until when.

    Nothing is said where the content of a decision is not proven; that is a finding of its own.
    """
    told = _told(organisation, known, tables) if known.is_whole else None
    if told is None:
        return
    people, groups = memberships_kept(organisation)
    for one in _unlike(counted(told.people), people):
        yield Finding.of(ROOM, "membership_differs", MEMBERSHIP_DIFFERS, person=one[0])
    for group in _unlike(counted(told.groups), groups):
        yield Finding.of(ROOM, "membership_differs", GROUP_DIFFERS, organisation=group[0])
    for term in _unlike(counted(told.terms), terms_kept(organisation)):
        yield Finding.of(ROOM, "term_differs", TERM_DIFFERS, person=term[0], office=term[1])
    for person in sorted(told.written ^ written_down(organisation)):
        yield Finding.of(ROOM, "registration_differs", WRITTEN_DIFFERS, person=person)


def _told(organisation: int, known: Decided, tables: Tables) -> Belonging | None:
    """What the lines tell, in their order; None where they do not begin with a founding that
    says who got which office."""
    decisions = {one.resolution: one for one in known.known}
    story = Belonging()
    is_founded = False
    for line in chronicle.lines_about(organisation, room="membership", facts=("resolution",)):
        decision = decisions.get(int(line.facts.get("resolution") or 0))
        if line.kind == WRITTEN:
            story.written.add(int(line.facts["person"]))
        elif line.kind in LEFT:
            story.left(int(line.facts["person"]), date.fromisoformat(line.facts["on"]))
        elif line.kind == "governance.import_budget":
            body, ballot = tables.bodies[line.facts["body"]], line.facts["ballot"]
            day = date.fromisoformat(line.facts["resolved_on"])
            story.voted(tables.rolls.get(ballot, ()), body.member_class, day)
        elif decision is not None and decision.effect is not None:
            story.decided(decision.effect, decision.on)
        elif decision is not None and "offices" in decision.certificate:
            is_founded = True
            story.founded(decision.certificate, decision.on)
    return story if is_founded else None


def _unlike(told: Counter[Kept], here: Counter[Kept]) -> list[tuple[int, str]]:
    """Who and what of everything that stands only here or is told only there."""
    return sorted({(one[0], one[1]) for one in (told - here) + (here - told)})
