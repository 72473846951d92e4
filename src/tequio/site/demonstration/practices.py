"""What practices of the demonstration say, as people write it.  Everything in them is invented."""

from __future__ import annotations

import json
from typing import Any

_INVENTED = {"own": {"title": "Invented for the demonstration", "url": "", "kind": "invented"}}


def _says(**more: Any) -> str:
    return json.dumps({"design": "", "version": 1, "sources": _INVENTED} | more)


def _in_english(*lines: str) -> list[dict[str, Any]]:
    return [{"says": {"en": line}, "source": "own"} for line in lines]


def _part(code: str, name: str, *, stays: str, form: str, **more: Any) -> dict[str, Any]:
    told = {"name": {"en": name}, "function": {"en": stays}, "form": {"en": form}}
    return {"id": code, "kind": "core", **told, **more}


def _needs(
    variable: str, operator: str, threshold: Any, reason: str, **more: Any
) -> dict[str, Any]:
    told = {"variable": variable, "operator": operator, "threshold": threshold}
    return {**told, "need": "required", "reason": {"en": reason}, "source": "own", **more}


KITCHEN = _says(
    title={"en": "A kitchen by turns"},
    problem={"en": "Some households eat one warm meal in the week, and those who cook are alone."},
    root_cause={"en": "Cooking is left to each household, and in it to one woman."},
    territory={"name": "Lower river", "country": "CA"},
    sector="food",
    state="spotted",
    text=_in_english(
        "Six households cook by turns, twice in the week, in one kitchen.",
        "Who cannot pay brings roots, or an hour.",
        "Who cooks decides on the list.",
    ),
    components=[
        _part(
            "turns",
            "Turns",
            stays="Nobody cooks every day, and everybody eats.",
            form="A list for six households, drawn by lot each month.",
            preconditions=[_needs("bonding_trust", "gte", 5, "They give each other their keys.")],
        ),
        _part(
            "hearth",
            "A place with fire and water",
            stays="A large pot can be cooked for all.",
            form="The kitchen of the town's hall, with current all day.",
            preconditions=[
                _needs("electricity_hours", "gte", 20, "The stoves are electric."),
                _needs("services_available_separately", "eq", True, "Somebody lends a hall."),
            ],
            variants=[
                {
                    "id": "own-stoves",
                    "form": {"en": "Each week another household lends its stove."},
                    "used_in": "",
                    "source": "own",
                    "preconditions": [
                        _needs("water_minutes", "lte", 15, "Water is carried to the pot.")
                    ],
                }
            ],
        ),
        _part(
            "pay",
            "A share that everybody can give",
            stays="Whoever has no money sits at the table like all others.",
            form="A dollar a plate, or roots, or an hour.",
            kind="periphery",
            preconditions=[_needs("fee_affordable", "gte", 8, "Flour is bought.", unit="CAD")],
        ),
    ],
)
FOREST_DAY = _says(
    title={"en": "A forest's nursery as a school for a day"},
    problem={"en": "Children of the valley do not know the trees by which it lives."},
    root_cause={"en": "Who works in the forest and who teaches never meet."},
    territory={"name": "Upper lakes", "country": "CA"},
    sector="forestry",
    state="spotted",
    text=_in_english("A forest cooperative opens its nursery to the school one day a year."),
    components=[
        _part(
            "day",
            "One day",
            stays="Children touch what they learn.",
            form="A bus brings two classes.",
            preconditions=[_needs("road_all_seasons", "eq", True, "A bus must come through.")],
        )
    ],
)
SMILES = _says(
    title={"en": "A smile for every box"},
    problem={"en": "Lunch at work is lonely."},
    root_cause={"en": "We lost the table at which all sit."},
    territory={"name": "Toronto", "country": "CA"},
    sector="food",
    state="spotted",
    text=_in_english(
        "For every box sold, a smile is counted on a wall.",
        "We are people, we believe in people.",
    ),
    components=[
        _part("wall", "The wall", stays="People feel that they are seen.", form="A counter.")
    ],
)
