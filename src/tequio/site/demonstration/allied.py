"""An alliance of a valley in Mexico gathers by the rule of the NODESS: no fund before a network.

Institute, municipality and ejidos are invented.
"""

from __future__ import annotations

from datetime import timedelta

from tequio.ecosystem import service
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.forming import Planned
from tequio.registry import service as registry
from tequio.registry.rules.saying import Value
from tequio.site.demonstration.registering import number_of
from tequio.site.demonstration.stage import Group

INSTITUTE, TOWN = "Instituto Tecnológico de la Cañada Clara", "Municipio de Ocotal de la Cañada"
EJIDOS = ("Ejido Piedra del Venado Blanco", "Ejido Los Tres Ocotes")
SAVERS = "Caja de ahorro La Espiga de la Cañada"
VISITED = "Twelve came, six of them women. The nursery stands; the panels wait for a meter."


def is_founded(network: Group) -> int:
    """Five partners of three sectors, a work plan, and the folio from which six months run."""
    secretary = network.secretary
    for name in (INSTITUTE, TOWN, EJIDOS[1], SAVERS):
        values = (
            Value("name.legal", {"text": name, "language": "es"}),
            Value("address.region", "Oaxaca"),
            Value("address.country", "MX"),
        )
        network.does(secretary, registry.list_organisation, values=values)
    school, town, venado, ocotes, savers = (
        number_of(network, name) for name in (INSTITUTE, TOWN, *EJIDOS, SAVERS)
    )
    told = network.does(
        secretary,
        service.found_alliance,
        name="Nodo de la Cañada Clara",
        territory="Cañada Clara, Oaxaca",
        partners=(
            Invited(school, "academic"),
            Invited(town, "local_government"),
            Invited(venado, "social"),
            Invited(ocotes, "social"),
            Invited(savers, "social"),
        ),
    )
    alliance = int(told["alliance"])
    day = network.stage.today
    actions = (
        Planned("A nursery of thirty native trees", "Common land", venado, day + timedelta(200)),
        Planned("Count birds and bees with the school", "Four springs", school),
        Planned("Solar panels on the sawmill, owned in common", "Sawmill", ocotes),
        Planned("A fund from which panels are lent", "Market day", savers),
    )
    words = "The forest lives, and the current is ours: biodiversity and solar power."
    network.does(secretary, service.plan_alliance, alliance=alliance, words=words, actions=actions)
    network.does(secretary, service.register_alliance, alliance=alliance, folio="DEMO-014")
    return alliance


def is_followed(network: Group, alliance: int) -> None:
    """It was visited; it cannot be admitted before its six months are over."""
    network.does(network.secretary, service.follow_alliance, alliance=alliance, words=VISITED)
