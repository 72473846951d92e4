"""A network that gathers an alliance, in the network's own words."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.ecosystem import service
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.forming import Planned
from tequio.ecosystem.tests.stage import Stage

SECTORS = ("academic", "local_government", "social")
NAMES = ("Institute of the valley", "Municipality of the valley", "Ejido La Ceiba")
PLAN = (Planned("We mend the nursery of the forest.", "La Ceiba"),)


@dataclass
class Allied:
    """An alliance, and under which numbers its partners are listed, by sector."""

    stage: Stage
    number: int
    listed: dict[str, int]

    def plans(self) -> Allied:
        """A work plan with one action."""
        self.stage.does(
            service.plan_alliance, alliance=self.number, words="The forest lives.", actions=PLAN
        )
        return self

    def registers(self, folio: str = "MX-001") -> Allied:
        """The folio comes."""
        self.stage.does(service.register_alliance, alliance=self.number, folio=folio)
        return self

    def is_followed(self) -> Allied:
        """Somebody looks how it goes."""
        self.stage.does(service.follow_alliance, alliance=self.number, words="Twelve came.")
        return self

    def asks(self) -> int:
        """A member asks for the admission; the number of the proposal."""
        given = {"alliance": self.number}
        return int(self.stage.does(service.propose_admission, "chand", **given)["proposal"])

    def admitted(self) -> Allied:
        """It gathers, plans, is registered and followed, and is admitted after six months."""
        self.plans().registers().is_followed()
        self.stage.later(190)
        proposal = self.asks()
        self.stage.votes(proposal)
        self.stage.does(service.admit_alliance, proposal=proposal)
        return self


def gathered(stage: Stage, *sectors: str, rule: str = "nodess") -> Allied:
    """An alliance with a partner in each of these sectors; as it stands, in all three."""
    taken = sectors or SECTORS
    names = dict(zip(SECTORS, NAMES, strict=True))
    listed = {sector: stage.lists(names[sector]) for sector in taken}
    partners = tuple(Invited(number, sector) for sector, number in listed.items())
    given = {"name": "Alliance of the valley", "partners": partners, "territory": "the valley"}
    told = stage.does(service.found_alliance, rule=rule, **given)
    return Allied(stage, int(told["alliance"]), listed)
