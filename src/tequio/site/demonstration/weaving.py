"""The network brings organisations together: who has what, who knows whom, and what is missing.

Organisations are those of the invented register; what they have and say of each other is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tequio.ecosystem import service
from tequio.site.demonstration import allied, policies
from tequio.site.demonstration.registering import number_of
from tequio.site.demonstration.stage import Group

RIVER, CAISSE, KITCHENS, CPE, FOREST, WIRES, REUSE, CAFE, LAND, TAXI, LANE, CARE = (
    "Fédération des coopératives du grand fleuve",
    "Caisse solidaire du Plateau-des-Érables",
    "Association des cuisines collectives du Quai",
    "Centre de la petite enfance Les Mésanges voyageuses",
    "Coopérative forestière de la Rivière-aux-Loutres",
    "Coopérative de télécommunication La Bonne Fréquence",
    "Ressourcerie Le Tour de roue",
    "Café de quartier La Théière bavarde",
    "Fiducie foncière du Verger commun",
    "Coopérative de taxi Les Lanternes",
    "Maple Lane Mutual Aid Circle",
    "Coopérative de solidarité en soins à domicile La Veilleuse",
)
HOLDS = {
    RIVER: ("members", "advocacy"),
    CAISSE: ("loan", "savings"),
    KITCHENS: ("care", "volunteers"),
    CPE: ("care", "training"),
    FOREST: ("forest", "seeds"),
    WIRES: ("technology", "data"),
    REUSE: ("tools", "storage"),
    CAFE: ("premises", "facilitation"),
    LAND: ("land",),
    TAXI: ("transport",),
    LANE: ("trust", "tools"),
    CARE: ("care", "training"),
}
"""Twelve organisations of the register, and what others could use of theirs."""
CONFIRMED = (
    (RIVER, CAISSE, "works_with"),
    (RIVER, CAFE, "works_with"),
    (RIVER, FOREST, "advises"),
    (CAISSE, CPE, "funds"),
    (KITCHENS, CPE, "supplies"),
    (LANE, REUSE, "shares"),
)
ONE_SIDED = ((REUSE, CAFE, "supplies"), (WIRES, RIVER, "trains"))
NEEDED = ("transport", "loan", "land", "trust", "insurance")
"""By the whole territory; insurance has nobody."""
NEEDED_BY = ((KITCHENS, "storage"), (CARE, "transport"), (LANE, "legal_help"))
SHEETS = {
    "women": ((1, 2), (1, 1), (0, 1), (1, 2), (1, None)),
    "government": ((3, 4), (4, 3), (3, 3), (4, 4), (3, None)),
    "members": ((2, 2), (2, None), (1, 2), (3, 2), (2, 2)),
}
"""What five sheets of each group say of both statements on capacity; then of both on funds."""


@dataclass(frozen=True)
class Woven:
    """What goes on: the alliance, and under which number an organisation is listed, by its name."""

    network: Group
    alliance: int
    numbers: dict[str, int] = field(default_factory=dict)

    def does(self, what: Any, **given: Any) -> Any:
        """The secretary brings organisations together."""
        return self.network.does(self.network.secretary, what, **given)

    def number(self, name: str) -> int:
        """Under which an organisation is listed; looked up once."""
        if name not in self.numbers:
            self.numbers[name] = number_of(self.network, name)
        return self.numbers[name]

    def are_tied(self, one: str, other: str, kind: str, *, is_confirmed: bool = True) -> None:
        """One side says it, and the other confirms it or not."""
        sides = {"listed": self.number(one), "other": self.number(other)}
        tie = self.does(service.say_tie, **sides, kind=kind)["tie"]
        if is_confirmed:
            self.does(service.confirm_tie, tie=tie, listed=sides["other"])


def begins(network: Group, today: date) -> Woven:
    """Last quarter: who has what is written down, groups answer, and two are introduced."""
    network.stage.on(today - timedelta(days=100))
    woven = Woven(network, allied.is_founded(network))
    for name, held in HOLDS.items():
        for asset in held:
            woven.does(service.say_asset, listed=woven.number(name), asset=asset)
    for tie in CONFIRMED:
        woven.are_tied(*tie)
    for tie in ONE_SIDED:
        woven.are_tied(*tie, is_confirmed=False)
    for asset in NEEDED:
        woven.does(service.say_need, asset=asset)
    for name, asset in NEEDED_BY:
        woven.does(service.say_need, asset=asset, listed=woven.number(name))
    woven.does(service.set_sight, listed=woven.number(LANE), sight="organisers")
    _groups_answer(woven)
    _two_are_introduced(woven)
    return woven


def _groups_answer(woven: Woven) -> None:
    """At a diagnosis meeting three groups fill in sheets; they do not agree on capacity."""
    day = woven.network.stage.today
    card = woven.does(
        service.open_scorecard,
        framework="seed-blocks@1",
        title="Diagnosis meeting of spring",
        groups=tuple(SHEETS),
        until=day + timedelta(days=14),
        territory="Lower river",
    )["scorecard"]
    asked = [
        f"{block}-{one}" for block in ("capacity_building", "investment_and_funds") for one in "12"
    ]
    for group, sheets in SHEETS.items():
        for capacity in sheets:
            answers = dict(zip(asked, (*capacity, 2, 1), strict=True))
            sheet = {"scorecard": card, "group": group, "answers": answers, "is_paper": True}
            woven.does(service.answer_scorecard, **sheet)
    woven.does(service.close_scorecard, scorecard=card)


def _two_are_introduced(woven: Woven) -> None:
    """Those who have no tie to anybody meet somebody; next quarter asks what became of it."""
    woven.does(service.take_quarter)
    for alone, other, words in (
        (TAXI, CARE, "Carers go on foot in the snow, and taxis wait."),
        (LAND, KITCHENS, "The orchard's cellar stands empty."),
    ):
        pair = (woven.number(alone), woven.number(other))
        woven.does(
            service.act_on,
            finding=f"apart:{pair[0]}",
            kind="introduce",
            actors=pair,
            contact=woven.number(RIVER),
            words=words,
        )


def goes_on(woven: Woven, practice: int) -> None:
    """One introduction became a tie; an old tie is asked after; policies are made together."""
    woven.are_tied(TAXI, CARE, "supplies")
    allied.is_followed(woven.network, woven.alliance)
    policies.are_told(woven.network)
    policies.is_argued_about(woven.network, practice)
    policies.is_checked(woven.network)


def ends(woven: Woven) -> None:
    """This quarter is taken, and looks back."""
    woven.does(service.take_quarter)


def begins_long_ago(network: Group) -> None:
    """A tie that both confirmed more than a year ago, and nobody since."""
    one, other = number_of(network, KITCHENS), number_of(network, CAFE)
    secretary = network.secretary
    said: dict[str, Any] = {"listed": one, "other": other, "kind": "shares"}
    tie = network.does(secretary, service.say_tie, **said)["tie"]
    network.does(secretary, service.confirm_tie, tie=tie, listed=other)
