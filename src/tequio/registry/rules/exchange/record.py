"""A public record: what is shown of an organisation, all that is said of it, and who says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tequio.registry.rules.choosing import Choice, Heard
from tequio.registry.rules.projecting import plain_of
from tequio.registry.rules.properties import NAMES

NOT_TOLD = frozenset({"contacts_public"})
"""What is about the record itself and tells nobody anything."""


@dataclass(frozen=True)
class Origin:
    """Who says it, and under which licence it may be used."""

    code: str
    title: str
    kind: str
    licence: str
    licence_url: str
    attribution: str
    homepage: str


@dataclass(frozen=True)
class Record:
    """One organisation as the public sees it.

    register  address of the register, with a stroke at its end
    chosen    what is shown of each property; heard: all that is said
    origins   by number of the source
    titles    English words of codes by scheme and code, as classifications have them
    exposure  `hidden` or `coarse` where its place is guarded
    """

    number: int
    uid: str
    register: str
    chosen: Mapping[str, Choice]
    heard: tuple[Heard, ...]
    origins: Mapping[int, Origin]
    exposure: str = ""
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where its page stands."""
        return f"{self.register}{self.number}/"

    @property
    def name(self) -> str:
        """The name under which it is shown."""
        return next((self.text(code) for code in NAMES if code in self.chosen), "")

    def text(self, code: str) -> str:
        """What is shown of a property, as one short text."""
        return plain_of(self.chosen[code].first.said.value) if code in self.chosen else ""

    def values(self, code: str) -> list[Any]:
        """All that is shown of a property, in its shape."""
        return [one.said.value for one in self.chosen[code].shown] if code in self.chosen else []

    def spoken_by(self) -> list[Origin]:
        """Who says anything of it, in the order of their numbers."""
        return [self.origins[one] for one in sorted({one.source for one in self.heard})]

    def disagreements(self) -> list[str]:
        """Properties of which the sources say different things."""
        return [code for code, choice in self.chosen.items() if choice.against]


def sources_told(record: Record) -> dict[str, dict[str, str]]:
    """Title, licence and attribution of each source that speaks, by its code."""
    return {
        one.code: {name: value for name, value in asdict(one).items() if name != "code"}
        for one in record.spoken_by()
    }


def assertions_told(record: Record) -> list[dict[str, Any]]:
    """All that is said, with who said it, when it was true and when it was recorded."""
    shown = {id(one) for choice in record.chosen.values() for one in choice.shown}
    return [
        {
            "property": one.said.property,
            "value": one.said.value,
            "source": record.origins[one.source].code,
            "recorded": one.recorded_at.isoformat(timespec="seconds"),
            "shown": id(one) in shown,
        }
        | ({"from": one.said.since.isoformat()} if one.said.since else {})
        | ({"to": one.said.until.isoformat()} if one.said.until else {})
        for one in record.heard
        if one.said.property not in NOT_TOLD
    ]


def place_of(record: Record) -> tuple[float, float, int, str] | None:
    """Longitude, latitude, precision in metres and method of what is shown of its place."""
    points = record.values("point")
    if not points:
        return None
    point = points[0]
    return float(point["lon"]), float(point["lat"]), int(point["precision"]), str(point["method"])
