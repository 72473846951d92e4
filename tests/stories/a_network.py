"""The words in which stories of a network are told: who has what, who knows whom, who allies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.ecosystem import service
from tequio.ecosystem.queries.alliances import AllianceView, alliance
from tequio.ecosystem.queries.quarters import QuarterView, quarter_view
from tequio.ecosystem.rules.findings import Finding
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.forming import Planned
from tequio.site.demonstration.examining import decide_together
from tequio.site.demonstration.stage import Stage
from tests.stories.a_library import a_library
from tests.stories.a_register import Register


@dataclass
class Network:
    """A network whose secretary Bea brings organisations together; she lists each she names."""

    register: Register
    numbers: dict[str, int]

    @property
    def stage(self) -> Stage:
        return self.register.network.stage

    @property
    def keeper(self) -> int:
        return self.register.network.organisation

    def does(self, what: Any, **given: Any) -> Mapping[str, Any]:
        """Bea writes it down."""
        return self.register.does(what, **given)

    def lists(self, *names: str) -> tuple[int, ...]:
        """Under which numbers these are listed; who is not yet, is now."""
        for name in names:
            if name not in self.numbers:
                self.numbers[name] = self.register.lists(name)
        return tuple(self.numbers[name] for name in names)

    def named(self, numbers: Iterable[int]) -> list[str]:
        """Names of listed organisations, in this order."""
        names = {number: name for name, number in self.numbers.items()}
        return [names[number] for number in numbers]

    def are_tied(self, one: str, other: str, *, is_confirmed: bool = True) -> int:
        """One side says that they work together, and the other confirms it; the number."""
        first, second = self.lists(one, other)
        said = {"listed": first, "other": second, "kind": "works_with"}
        tie = int(self.does(service.say_tie, **said)["tie"])
        if is_confirmed:
            self.does(service.confirm_tie, tie=tie, listed=second)
        return tie

    def finds(self) -> QuarterView:
        """What there is to do is found from what is known today; as Bea reads it."""
        self.does(service.take_quarter)
        bea, today = self.register.network.person["Bea"], self.stage.today
        seen = quarter_view(self.keeper, bea, today)
        assert seen is not None, "it was just found"
        return seen

    def is_decided(self, proposal: int) -> None:
        """All nine meet and raise their hands."""
        decide_together(self.register.network, [proposal])

    def gathers(self, name: str, **partners: str) -> int:
        """An alliance begins with a partner for each of these sectors; its number."""
        invited = tuple(
            Invited(*self.lists(partner), sector) for sector, partner in partners.items()
        )
        told = self.does(service.found_alliance, name=name, partners=invited)
        return int(told["alliance"])

    def plans(self, number: int, *actions: str) -> None:
        """What an alliance will do in its territory."""
        planned = tuple(Planned(words, "the valley") for words in actions)
        given = {"alliance": number, "words": "The forest lives.", "actions": planned}
        self.does(service.plan_alliance, **given)

    def alliance(self, number: int) -> AllianceView:
        """How it stands today, as everybody may read it."""
        found = alliance(self.keeper, number, self.stage.today, is_inside=False)
        assert found is not None, "it was founded"
        return found


def the_finding(seen: QuarterView, code: str) -> Finding:
    """The only finding of a kind."""
    (found,) = [one for one in seen.findings if one.code == code]
    return found


def a_network(stage: Stage) -> Network:
    """Nine people who look after a register and bring together whom it lists."""
    return Network(Register(a_library(stage, **{"register.public": True}).network), {})
