"""How the network's register is filled, and what its office found out and decided.

The lists lie in the folder `register`, each beside the mapping that reads it.  All are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tequio.registry import service as registry
from tequio.registry.queries.finding import find
from tequio.registry.rules.saying import Value
from tequio.registry.service.preparing import Waiting, take_in
from tequio.site.demonstration.stage import Group

FOLDER = Path(__file__).resolve().parent / "register"
LISTS = (
    (425, "canada", "canada-1.csv"),
    (132, "mexico", "mexico.csv"),
    (120, "uttar-pradesh", "uttar-pradesh.geojson"),
    (104, "townships", "townships.geojson"),
    (90, "europe", "europe.csv"),
    (88, "france", "france.csv"),
    (78, "togo", "togo.csv"),
    (60, "federation", "federation.csv"),
    (58, "federation-figures", "federation-figures.csv"),
    (20, "canada", "canada-2.csv"),
)
"""So many days ago, of this source, this file; the last one is a second edition of the first."""


def number_of(network: Group, name: str) -> int:
    """The number under which the register lists an organisation that is shown by this name."""
    found = find(network.organisation, text=name, closed=True)
    return next(row.number for row in found.rows if row.name == name)


def is_filled(network: Group, secretary: str, today: date, *, after: int, until: int) -> None:
    """The lists of these days come in, each on its own; days are counted back from today."""
    for days, source, name in LISTS:
        if after > days >= until:
            network.stage.on(today - timedelta(days=days))
            _comes_in(network, secretary, source, name)


def _comes_in(network: Group, secretary: str, source: str, name: str) -> None:
    key = f"list-{name}"
    file = registry.stage(network.organisation, [(FOLDER / name).read_bytes()])
    waiting = Waiting(source, file, name, network.stage.today - timedelta(days=10))
    text = (FOLDER / f"{source}.yaml").read_text("utf-8")
    take_in(lambda end: network.act(secretary, f"{key}{end}"), text, waiting)


def is_put_in_order(network: Group, secretary: str) -> None:
    """Two are found to be one, two are not, one followed another; much is left to be decided."""
    office = _Office(network, secretary)
    network.stage.later(3)
    office.finds_out()
    network.stage.later(4)
    office.says_how_they_stand()
    network.stage.later(2)
    office.protects()
    office.lists_by_hand()


class _Office:
    """The secretary at work in the register, in the names that it shows."""

    def __init__(self, network: Group, secretary: str) -> None:
        self.network, self.secretary = network, secretary

    def does(self, what: Any, **given: Any) -> None:
        self.network.does(self.secretary, what, **given)

    def number(self, name: str) -> int:
        return number_of(self.network, name)

    def finds_out(self) -> None:
        """What a telephone is good for."""
        garden = self.number("Coopérative d’habitation Le Jardin du canal")
        self.does(
            registry.merge,
            kept=garden,
            gone=self.number("Habitation Le Jardin du canal"),
            reason="Their chair says that the federation's list means them.",
        )
        self.does(
            registry.declare_not_same,
            one=garden,
            other=self.number("Coopérative d’habitation Le Jardin du canal 2"),
            reason="Two houses in one street, each with its own members and its own number.",
        )
        self.does(
            registry.assert_value,
            listed=self.number("Camino de Ceibas"),
            property="status",
            value="active",
            reason="We telephoned: they guide visitors every day and have asked to be put back.",
        )

    def says_how_they_stand(self) -> None:
        """Who followed whom, whose branch, who belongs to whom."""
        self.does(
            registry.declare_successor,
            successor=self.number("Harbour Loaf Bread Workers’ Co-operative"),
            predecessor=self.number("Harbour Loaf Bakery Co-operative"),
            since=date(2025, 3, 1),
        )
        self.does(
            registry.declare_branch,
            branch=self.number("Comptoir de Magog de la Caisse solidaire"),
            of=self.number("Caisse solidaire du Plateau-des-Érables"),
        )
        river = self.number("Fédération des coopératives du grand fleuve")
        for name in ("Coopérative de travail L’Établi des Marées", "Le Grenier du Fjord"):
            self.does(registry.relate, listed=river, type="federates", other=self.number(name))
        village = self.number("Village organisation of the fields")
        for name in ("Jasmine self-help group", "Lotus self-help group"):
            self.does(registry.relate, listed=self.number(name), type="member_of", other=village)

    def protects(self) -> None:
        """Where a shelter is, is nobody's business."""
        hidden = self.number("Maison d’hébergement L’Orée douce")
        coarse = self.number("Casa de las mujeres El Nopal en Flor")
        self.does(registry.guard_place, listed=hidden, exposure="hidden")
        self.does(registry.guard_place, listed=coarse, exposure="coarse")

    def lists_by_hand(self) -> None:
        """Two groups without papers that no list knows: a name is enough."""
        nsoroma = (
            Value("name.trading", {"text": "Nsoroma savings circle", "language": "en"}),
            Value("description", "Twenty women who save every week in a box with three locks"),
            Value("is_informal", value=True),
            Value("address.country", "GH"),
            Value("class.essglobal", {"scheme": "essglobal", "code": "OS160"}),
        )
        bench = (
            Value("name.trading", {"text": "La silla en la banqueta", "language": "es"}),
            Value("description", "Vecinas que cuidan por turnos a quien está sola"),
            Value("is_informal", value=True),
            Value("address.locality", "Puebla"),
            Value("address.country", "MX"),
        )
        for values in (nsoroma, bench):
            self.does(registry.list_organisation, values=values)
