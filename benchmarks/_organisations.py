"""A file of so many organisations that do not exist, always the same for the same number.

Names of ten languages repeat as real ones do: few words stand in hundreds of thousands, most in
some dozens.  Places lie around cities.  One in twenty has changed in the second edition.
"""

from __future__ import annotations

import csv
import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

SEED, CHANGED = 20_260_214, 0.05
HEADINGS = (
    "id name number street town region postcode country status activity type founded website"
    " lon lat"
).split()
MAPPING = """
id: list
title: A list of organisations
sources: []
parts:
  - source: list
    key: id
    say:
      - {property: name.legal, column: name}
      - {property: identifier, column: number, scheme: GB-COH}
      - {property: address.street, column: street}
      - {property: address.locality, column: town}
      - {property: address.region, column: region}
      - {property: address.postcode, column: postcode}
      - {property: address.country, column: country}
      - {property: status, column: status, codes: {Live: active, Dead: closed}}
      - {property: class.activity, column: activity, scheme: activity}
      - {property: class.legal_form, column: type, scheme: form}
      - {property: founded_on, column: founded}
      - {property: website, column: website}
      - {property: point, columns: [lon, lat], form: lonlat, precision: 50, method: address}
"""


@dataclass(frozen=True)
class Country:
    """Its part of the whole, patterns of names, streets, and towns with their weight."""

    code: str
    weight: int
    names: tuple[str, ...]
    words: tuple[str, ...]
    street: str
    towns: tuple[tuple[str, float, float, int], ...]


COUNTRIES = (
    Country(
        "GB", 14,
        ("{town} {word} Co-operative Limited", "{own} {word} Cooperative Society",
         "{own} Housing Co-operative Limited", "{town} Credit Union Limited",
         "Friends of {own} Community Benefit Society"),
        tuple("Food Farm Energy Workers Wholefood Bakery Print Cycle Allotment Football".split()),
        "{n} {own} Road",
        (("London", -0.12, 51.5, 9), ("Manchester", -2.24, 53.48, 4), ("Leeds", -1.55, 53.8, 2),
         ("Glasgow", -4.25, 55.86, 3), ("Bristol", -2.59, 51.45, 2), ("Cardiff", -3.18, 51.48, 1)),
    ),
    Country(
        "IN", 22,
        ("{own} महिला बचत समूह {local}", "{local} दुग्ध उत्पादक सहकारी समिति",
         "{own} सहकारी साख समिति मर्यादित", "{town} {word} Cooperative Society Ltd",
         "{own} Mahila Samooh", "{own} Farmer Producer Company Limited"),
        tuple("Milk Weavers Fishermen Labour Thrift Housing Sugar Consumer Handloom".split()),
        "{own} Marg {n}",
        (("Delhi", 77.21, 28.61, 6), ("Pune", 73.86, 18.52, 4), ("Jaipur", 75.79, 26.91, 3),
         ("Bhopal", 77.41, 23.26, 3), ("Patna", 85.14, 25.59, 4), ("Kochi", 76.27, 9.93, 3)),
    ),
    Country(
        "FR", 14,
        ("Société coopérative {own}", "Coopérative {word} de {town}",
         "Association {own} pour l'économie solidaire", "SCIC {own} {word}"),
        tuple("agricole ouvrière énergie épicerie habitat culture vélo réemploi".split()),
        "{n} rue {own}",
        (("Paris", 2.35, 48.86, 6), ("Lyon", 4.84, 45.76, 3), ("Marseille", 5.37, 43.3, 3),
         ("Nantes", -1.55, 47.22, 2), ("Lille", 3.06, 50.63, 2)),
    ),
    Country(
        "MX", 12,
        ("Cooperativa {own} de {word} S.C. de R.L.", "Caja Popular {own}",
         "Sociedad Cooperativa {word} {town}", "Red de Economía Solidaria {own}"),
        tuple("producción consumo ahorro vivienda café pesca artesanías turismo".split()),
        "Calle {own} {n}",
        (("Ciudad de México", -99.13, 19.43, 6), ("Oaxaca", -96.72, 17.07, 2),
         ("Guadalajara", -103.35, 20.66, 3), ("Puebla", -98.2, 19.04, 2)),
    ),
    Country(
        "BR", 14,
        ("Cooperativa de {word} {own}", "Associação dos Produtores de {own}",
         "Cooperativa de Crédito {own} {town}", "Rede {own} de Economia Solidária"),
        tuple("reciclagem trabalho consumo leite saúde transporte crédito".split()),
        "Rua {own}, {n}",
        (("São Paulo", -46.63, -23.55, 6), ("Recife", -34.88, -8.05, 2),
         ("Porto Alegre", -51.22, -30.03, 3), ("Salvador", -38.5, -12.97, 2)),
    ),
    Country(
        "DE", 8,
        ("{own} {word}genossenschaft eG", "Solidarische Landwirtschaft {own} e.V.",
         "Bürgerenergie {town} eG"),
        tuple("Wohnungs Energie Bau Einkaufs Molkerei".split()),
        "{own}straße {n}",
        (("Berlin", 13.4, 52.52, 4), ("München", 11.58, 48.14, 2), ("Leipzig", 12.37, 51.34, 1)),
    ),
    Country(
        "TG", 6,
        ("Groupement {own} de {word}", "Société coopérative simplifiée {own}",
         "Mutuelle {own} de {town}"),
        tuple("maraîchers soja karité maïs élevage tisserands".split()),
        "quartier {own}",
        (("Lomé", 1.22, 6.13, 4), ("Kara", 1.19, 9.55, 1), ("Sokodé", 1.13, 8.98, 1)),
    ),
    Country(
        "KE", 10,
        ("{own} Savings and Credit Cooperative", "{own} Women Group", "{town} {word} SACCO"),
        tuple("Teachers Tea Coffee Dairy Matatu Boda".split()),
        "{own} Street {n}",
        (("Nairobi", 36.82, -1.29, 4), ("Kisumu", 34.77, -0.1, 2), ("Mombasa", 39.67, -4.04, 2)),
    ),
)  # fmt: skip
LOCAL = "रामपुर सीतापुर गोपालपुर किशनगंज हरिपुर लक्ष्मीनगर शिवपुरी माधवपुर नयागांव बड़ागांव".split()
BEGIN = "ba be bo da de di fa ga go ha ja ka ki la le li ma me mo na ne no pa ra ri sa si ta va zu"
MIDDLE = "bar den gal han ior kem lan mir nor pal quin ras sel tan vel wen"
END = "a e i o an en is on ur ia el ton ville pur ado ira wick stein ga mba"
ACTIVITIES = "farming food housing energy credit crafts fishing transport care culture repair water"


class Maker:
    """Makes the rows one after the other."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        begin, middle, end = BEGIN.split(), MIDDLE.split(), END.split()
        own = [f"{a}{b}{c}".title() for a in begin for b in middle for c in end]
        self.chance.shuffle(own)
        self.own = own
        self.bounds = list(accumulate(one.weight for one in COUNTRIES))

    def country(self) -> Country:
        """One by weight."""
        return COUNTRIES[bisect(self.bounds, self.chance.random() * self.bounds[-1])]

    def own_word(self) -> str:
        """A word for itself: few are frequent, most are rare."""
        return self.own[int(len(self.own) * self.chance.random() ** 2)]

    def row(self, number: int) -> list[str]:
        """One organisation."""
        chance, country = self.chance, self.country()
        town, lon, lat, _weight = chance.choices(country.towns, [one[3] for one in country.towns])[
            0
        ]
        own, n = self.own_word(), chance.randrange(1, 200)
        name = chance.choice(country.names).format(
            own=own, town=town, word=chance.choice(country.words), local=chance.choice(LOCAL)
        )
        place = ["", ""]
        if chance.random() < 0.85:
            wide = 0.03 if chance.random() < 0.6 else 0.9
            place = [f"{chance.gauss(lon, wide):.5f}", f"{chance.gauss(lat, wide):.5f}"]
        return [
            f"K{number:08}", name, f"{number * 7 + 3:08}",
            country.street.format(own=self.own_word(), n=n), town, f"{country.code} {town[:3]}",
            f"{town[:2].upper()}{chance.randrange(100, 999)}", country.code,
            "Live" if chance.random() < 0.86 else "Dead", chance.choice(ACTIVITIES.split()),
            country.words[0], f"{chance.randrange(1950, 2026)}-0{chance.randrange(1, 10)}-15",
            f"https://{own.lower()}{number}.example" if chance.random() < 0.3 else "", *place,
        ]  # fmt: skip


def write(path: Path, count: int, *, edition: int = 1) -> None:
    """Write the file of an edition; in the second one row in twenty says something else."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(count, edition))


def _rows(count: int, edition: int) -> Iterator[list[str]]:
    maker, changes = Maker(), random.Random(SEED + 1)
    for number in range(count):
        row = maker.row(number)
        if changes.random() < CHANGED and edition == 2:
            row[3], row[8] = f"{row[3]} (new)", "Dead" if row[8] == "Live" else "Live"
        yield row


def questions(count: int) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """So many searches: which kind, its words, its facets."""
    maker = Maker()
    chance, own = maker.chance, maker.own
    found: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
    for place in range(-(-count // 8)):
        rare, usual = own[-1 - place * 3], own[place * 5]
        found += [
            ("a rare word", rare, ()),
            ("a common word", chance.choice(("cooperative", "cooperativa", "limited")), ()),
            ("two common words", chance.choice(("credit cooperative", "société coopérative")), ()),
            ("a beginning", usual[:4], ()),
            ("Hindi", chance.choice(("महिला बचत", "सहकारी समिति", "रामपुर", "दुग्ध")), ()),
            ("with facets", usual, (("country", "IN"), ("status", "active"))),
            ("a common word with facets", "society", (("country", "GB"), ("activity", "food"))),
            ("nothing found", f"{rare} qqxyz{place}", ()),
        ]
    return found[:count]
