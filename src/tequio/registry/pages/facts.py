"""What is said of one organisation, grouped for its page: values, who says them, who disagrees."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.kernel import gettext_noop as _
from tequio.registry.pages.wording import Written, written
from tequio.registry.queries.of_one import One
from tequio.registry.rules.choosing import Heard, agree, day_of
from tequio.registry.rules.facts import Said
from tequio.registry.rules.meaning import meant
from tequio.registry.rules.properties import FIGURES, NAMES, PROPERTIES
from tequio.registry.rules.staleness import stale_runs

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("names", _("Names"), NAMES),
    (
        "what",
        _("What it is"),
        ("description", "status", "founded_on", "closed_on", "class.icls", "class.essglobal",
         "class.legal_form", "class.isic", "class.activity", "class.icnp", "class.theme",
         "class.ownership", "is_informal", "is_sse", "is_social_enterprise", "is_employer",
         "staff_band", "website"),
    ),
    (
        "place",
        _("Where it is"),
        ("address.street", "address.postcode", "address.locality", "address.district",
         "address.region", "address.country", "point"),
    ),
    ("numbers", _("Register numbers"), ("identifier",)),
    ("figures", _("Figures"), FIGURES),
    ("more", _("What else is said"), ("note",)),
)  # fmt: skip
A_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Speaker:
    """Who says a value: number and title of the source, the day for which it stands."""

    source: int
    title: str
    day: date | None
    licence: str
    is_by_hand: bool
    is_unpublished: bool


@dataclass(frozen=True)
class Value:
    """A value with everybody who says it."""

    written: Written
    since: date | None
    until: date | None
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True)
class Fact:
    """A property of the page.

    values    what is shown, the first of it as the statutes choose
    against   what other sources say instead
    earlier   of a figure the periods before, the newest first
    """

    code: str
    title: str
    values: tuple[Value, ...]
    against: tuple[Value, ...]
    earlier: tuple[Value, ...]

    @property
    def disagreeing(self) -> int:
        """How many sources disagree about it; none where all say the same."""
        if not self.against:
            return 0
        said = (*self.values, *self.against)
        return len({speaker.source for value in said for speaker in value.speakers})


@dataclass(frozen=True)
class Section:
    """A group of facts.

    stale   first and last year of the reports in which a source repeats its figures
    common  who says all of it, where that is one and the same; then it is told once
    """

    code: str
    title: str
    facts: tuple[Fact, ...]
    stale: tuple[tuple[int, int], ...] = ()

    @property
    def common(self) -> tuple[Speaker, ...]:
        said = [
            value.speakers
            for fact in self.facts
            for value in (*fact.values, *fact.against, *fact.earlier)
        ]
        return said[0] if len(said) > 1 and len(set(said)) == 1 else ()


def sections_of(one: One) -> list[Section]:
    """The sections of its page that have anything to say."""
    grouped = {code for _code, _title, codes in GROUPS for code in codes} | {"relation"}
    rest = tuple(code for code in PROPERTIES if code not in grouped)
    sections = []
    for name, title, codes in GROUPS:
        every = codes + rest if name == "more" else codes
        facts = tuple(_fact(one, code) for code in every if code in one.chosen)
        if facts:
            stale = stale_years(one) if name == "figures" else ()
            sections.append(Section(name, title, facts, stale))
    return sections


def _fact(one: One, code: str) -> Fact:
    choice = one.chosen[code]
    said = [heard for heard in one.heard if heard.said.property == code]
    values = tuple(_value(one, heard, said) for heard in choice.shown)
    shown = {_sense(heard) for heard in choice.shown}
    against = _once(one, choice.against, said)
    earlier: tuple[Value, ...] = ()
    if code in FIGURES:
        others = [heard for heard in said if heard.said.until != choice.first.said.until]
        others.sort(key=day_of, reverse=True)
        earlier = _once(one, [heard for heard in others if _sense(heard) not in shown], said)
    return Fact(code, PROPERTIES[code].title, values, against, earlier)


def _once(one: One, heard: Iterable[Heard], said: list[Heard]) -> tuple[Value, ...]:
    """Each meaning once, with all who say it."""
    kept = {_sense(each): each for each in reversed(list(heard))}
    return tuple(_value(one, each, said) for each in reversed(kept.values()))


def _sense(heard: Heard) -> tuple[str, date | None]:
    until = heard.said.until if heard.said.property in FIGURES else None
    return meant(heard.said.property, heard.said.value), until


def _is_one(one: Heard, other: Heard) -> bool:
    return agree(one, other) and (
        one.said.property not in FIGURES or one.said.until == other.said.until
    )


def _value(one: One, heard: Heard, said: Iterable[Heard]) -> Value:
    agreeing = [each for each in said if each is heard or _is_one(each, heard)]
    speakers = {speaker_of(one, each).source: speaker_of(one, each) for each in agreeing}
    told: Said = heard.said
    return Value(
        written(told.property, told.value), told.since, told.until, tuple(speakers.values())
    )


def speaker_of(one: One, heard: Heard) -> Speaker:
    """Who says it, and in which edition."""
    source, edition = one.publishers[heard.source], one.editions.get(heard.statement)
    return Speaker(
        source.id,
        source.title,
        edition.day if edition and edition.day else heard.recorded_at.date(),
        source.licence,
        bool(edition and edition.is_by_hand),
        heard.statement in one.unpublished,
    )


def stale_years(one: One) -> tuple[tuple[int, int], ...]:
    """Years of reports over which a source repeats the same figures; the year stands in the key
    of its record or, where it does not, in the last day of the figures."""
    by_source: dict[int, dict[int, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for heard in one.heard:
        if heard.said.property in FIGURES:
            edition = one.editions.get(heard.statement)
            told = A_YEAR.findall(edition.key.rpartition("|")[2]) if edition else []
            year = int(told[-1]) if told else heard.said.until.year if heard.said.until else 0
            by_source[heard.source][year].append(heard.said)
    runs = (run for years in by_source.values() for run in stale_runs(years))
    return tuple(sorted({(run.first, run.last) for run in runs}))
