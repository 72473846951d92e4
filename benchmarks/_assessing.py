"""Practices assessed in places, both drawn at random from the variables of the house.

`all` reckons every verdict and every decisive question as sets of places; `told` also writes both
down for each pair; `alone` is one assessment with its trace, as it is stored.  Times are of the
processor; what is drawn is the same at each call.  Asked for by `benchmarks.knowledge`.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tequio.knowledge.rules.designs import Design, read_design
from tequio.knowledge.rules.profiles import Profile, read_profile
from tequio.knowledge.rules.transferability import assess
from tequio.knowledge.rules.transferability.many import Found, verdicts
from tequio.knowledge.rules.variables import Variable, Variables, load_variables

FILE = Path(__file__).resolve().parent.parent / "src/tequio/knowledge/variables.yaml"
KNOWN = 0.7
"""So much of what is asked is known of a place."""
ALONE = 2_000


def main() -> None:
    """Draw, assess, and tell one line of JSON: DESIGNS PLACES."""
    designs_count, places_count = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(6)
    variables = load_variables(FILE.read_text("utf-8"))
    designs = [design(chance, variables) for _number in range(designs_count)]
    places = [place(chance, variables) for _number in range(places_count)]
    print(json.dumps(measured(designs, places)))


def measured(designs: Sequence[Design], places: Sequence[Profile]) -> dict[str, Any]:
    """The figures."""
    pairs = len(designs) * len(places)
    begin, wall = time.process_time(), time.perf_counter()
    found = list(verdicts(designs, places))
    all_seconds, wall_seconds = time.process_time() - begin, time.perf_counter() - wall
    begin = time.process_time()
    told = Counter[str]()
    questions = 0
    for one in found:
        told.update(one.each())
        questions += sum(map(len, one.each_questions()))
    told_seconds = time.process_time() - begin
    alone_seconds, same = alone(designs, places, found)
    return {
        "designs": len(designs),
        "places": len(places),
        "components_each": round(sum(len(one.components) for one in designs) / len(designs), 1),
        "conditions_each": round(
            sum(len(list(one.comparisons())) for one in designs) / len(designs), 1
        ),
        "rate": round(pairs / all_seconds),
        "wall_rate": round(pairs / wall_seconds),
        "told_rate": round(pairs / (all_seconds + told_seconds)),
        "alone_rate": round(min(ALONE, pairs) / alone_seconds),
        "verdicts": dict(told.most_common()),
        "questions": questions,
        "same": same,
    }


def alone(
    designs: Sequence[Design], places: Sequence[Profile], found: Sequence[Found]
) -> tuple[float, bool]:
    """Some assessed one by one: processor seconds, and whether each comes out the same."""
    chance = random.Random(7)
    drawn = [
        (chance.randrange(len(designs)), chance.randrange(len(places)))
        for _each in range(min(ALONE, len(designs) * len(places)))
    ]
    begin = time.process_time()
    each = [assess(designs[one], places[other]) for one, other in drawn]
    seconds = time.process_time() - begin
    same = all(
        found[one].verdict(other) == assessed.verdict
        and found[one].questions(other) == tuple(asked.code for asked in assessed.decisive)
        for (one, other), assessed in zip(drawn, each, strict=True)
    )
    return seconds, same


def design(chance: random.Random, variables: Variables) -> Design:
    """Three to seven components, most with a variant or two, as the ready cases have them."""
    components = [component(chance, variables, number) for number in range(chance.randint(3, 7))]
    components[0]["kind"] = "core"
    return read_design({"title": words(), "components": components}, variables)


def component(chance: random.Random, variables: Variables, number: int) -> dict[str, Any]:
    """Core as often as not."""
    return {
        "id": f"c{number}",
        "kind": chance.choice(("core", "periphery")),
        **{name: words() for name in ("name", "function", "form")},
        "preconditions": preconditions(chance, variables, chance.choice((1, 1, 2, 3))),
        "variants": [
            {
                "id": f"v{each}",
                "form": words(),
                "preconditions": preconditions(chance, variables, chance.choice((1, 2))),
            }
            for each in range(chance.choice((0, 1, 1, 2)))
        ],
    }


def preconditions(chance: random.Random, variables: Variables, many: int) -> list[dict[str, Any]]:
    """Required, some only helpful; some with a substitute."""
    return [
        {
            **comparison(chance, variables),
            "need": chance.choice(("required",) * 5 + ("helpful",)),
            "substitutes": [comparison(chance, variables)] if chance.random() < 0.15 else [],
        }
        for _each in range(many)
    ]


def comparison(chance: random.Random, variables: Variables) -> dict[str, Any]:
    """A variable beside a threshold such that about half of the places meet it."""
    variable = chance.choice(list(variables.values()))
    plain: dict[str, Any] = {"variable": variable.code}
    if variable.is_money:
        plain["unit"] = "KES"
    if variable.kind == "number":
        return {
            **plain,
            "operator": chance.choice(("gte", "lte")),
            "threshold": number(chance, variable),
        }
    if variable.kind == "yes_no":
        return {**plain, "operator": "eq", "threshold": chance.random() < 0.7}
    if variable.kind == "choice":
        some = chance.sample(list(variable.choices), 2)
        return {**plain, "operator": "in", "threshold": some}
    return {**plain, "operator": "includes", "threshold": chance.sample(codes(variable), 2)}


def place(chance: random.Random, variables: Variables) -> Profile:
    """A place of which a part is known."""
    known = {}
    for code, variable in variables.items():
        if chance.random() < KNOWN:
            known[code] = {
                "value": value(chance, variable),
                "unit": "KES" if variable.is_money else "",
            }
        elif chance.random() < 0.1:
            known[code] = {"state": chance.choice(("disputed", "not_applicable"))}
    return read_profile(known, variables)


def value(chance: random.Random, variable: Variable) -> Any:
    """Any value of a variable."""
    if variable.kind == "number":
        return number(chance, variable)
    if variable.kind == "yes_no":
        return chance.random() < 0.5
    if variable.kind == "choice":
        return chance.choice(list(variable.choices))
    return chance.sample(codes(variable), chance.randint(0, 3))


def number(chance: random.Random, variable: Variable) -> int:
    """Within its bounds; of money in round sums."""
    if variable.is_money:
        return chance.randint(1, 60) * 500
    return chance.randint(variable.least or 0, 100 if variable.most is None else variable.most)


def codes(variable: Variable) -> list[str]:
    """Choices of a set; of languages a few."""
    return list(variable.choices) or ["sw", "hi", "fr", "es", "pt", "en", "zap"]


def words() -> dict[str, str]:
    """A text that says nothing."""
    return {"en": "so"}


if __name__ == "__main__":
    main()
