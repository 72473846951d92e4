"""Who belonged and who held which office, told again from what was decided and what was done.

Pure.  The same arithmetic of days as in membership: `until` is the last day, and what ends on the
day on which it began counted on no day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tequio.governance.rules import effects

Kept = tuple[int, str, date, date | None, bool]


@dataclass(frozen=True)
class Time:
    """Somebody's membership or term."""

    who: int
    what: str
    since: date
    until: date | None = None
    is_void: bool = False

    def ended(self, until: date) -> Time:
        """The same, over after this day."""
        if self.since > until:
            return replace(self, until=self.since, is_void=True)
        return replace(self, until=until)

    def holds_on(self, day: date) -> bool:
        """Whether it counted on a day."""
        is_over = self.until is not None and self.until < day
        return self.since <= day and not is_over and not self.is_void

    @property
    def kept(self) -> Kept:
        return (self.who, self.what, self.since, self.until, self.is_void)


@dataclass
class Belonging:
    """What should stand in the tables of membership."""

    people: list[Time] = field(default_factory=list)
    groups: list[Time] = field(default_factory=list)
    terms: list[Time] = field(default_factory=list)
    written: set[int] = field(default_factory=set)

    def founded(self, certificate: Mapping[str, Any], day: date) -> None:
        """The founders and the offices that they gave each other."""
        self.people += [Time(int(one), "member", day) for one in certificate.get("founders", ())]
        self.terms += [Time(int(p), str(office), day) for office, p in certificate["offices"]]

    def voted(self, people: Iterable[int], member_class: str, day: date) -> None:
        """Those who voted on a budget that was taken over."""
        self.people += [Time(person, member_class, day) for person in people]

    def left(self, person: int, day: date) -> None:
        """A member left or was erased; offices were handed over before."""
        self.people = _each(self.people, lambda one: _is_open(one, person), day)

    def decided(self, effect: Any, day: date) -> None:
        """What a resolution did to memberships and offices."""
        before = day - timedelta(days=1)
        match effect:
            case effects.Admit():
                self.people.append(Time(effect.person, effect.member_class, day))
            case effects.AdmitOrganisation():
                self.groups.append(Time(effect.organisation, "organisation", day))
            case effects.Exclude():
                self.left(effect.person, before)
                self.terms = _each(self.terms, lambda one: _lasts(one, effect, before), before)
            case effects.ExcludeOrganisation():
                group = effect.organisation
                self.groups = _each(self.groups, lambda one: _is_open(one, group), before)
            case effects.GiveOffice():
                self.terms = _each(self.terms, lambda one: _leaves(one, effect, day), before)
                self.terms.append(Time(effect.person, effect.office, day, effect.until))


def counted(times: Iterable[Time]) -> Counter[Kept]:
    """How often each stands."""
    return Counter(one.kept for one in times)


def _each(times: list[Time], ends: Callable[[Time], bool], until: date) -> list[Time]:
    return [one.ended(until) if ends(one) else one for one in times]


def _is_open(one: Time, person: int) -> bool:
    return one.who == person and one.until is None


def _lasts(one: Time, effect: effects.Exclude, until: date) -> bool:
    return one.who == effect.person and (one.until is None or one.until > until)


def _leaves(one: Time, effect: effects.GiveOffice, day: date) -> bool:
    is_it = (one.what, one.who) == (effect.office, effect.replaces)
    return is_it and one.holds_on(day)
