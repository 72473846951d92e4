"""Examples of acts of the office that keeps a register, and of those whom it lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tequio.registry.queries.desk import queue
from tequio.registry.queries.imports import last_imports
from tequio.registry.queries.standing import listed_at, standing_of
from tequio.registry.queries.suggested import waiting
from tequio.site.scenes import (
    LOTUS,
    MOTHERS,
    NETWORK,
    Example,
    Group,
    Scene,
    by_secretary,
    first_of,
)

MAPPING = """\
id: our-list
title: Our list
parts:
  - source: canada
    key: number
    say: [{property: name.legal, column: name}]
"""
OF_ONE = [{"property": "name.trading", "value": "Evening savers"}]


def _two(one: str, other: str) -> Callable[[Group], dict[str, Any]]:
    """Two that look like one and wait on the desk."""

    def fields(group: Group) -> dict[str, Any]:
        pair = first_of(queue(group.id)[0])
        return {one: pair.first.number, other: pair.second.number}

    return fields


def _standing(group: Group, name: str) -> Any:
    number = group.listed(name)
    found = listed_at(group.id, number)
    assert found is not None, "it was found by its name"
    return standing_of(group.id, found, group.today)


def _suggestion(group: Group) -> int:
    """What somebody suggested; a group that asks to be recognised is another matter."""
    told = waiting(group.id, "own_first")
    return first_of([one.id for one in told if one.party is None])


def _jasmine_is_recognised(group: Group) -> dict[str, Any]:
    asking = first_of([one for one in waiting(group.id, "own_first") if one.party is not None])
    return {"listed": asking.listed, "organisation": asking.party}


def _merge(group: Group) -> int:
    name = "Habitation Le Jardin du canal"
    return int(first_of(list(_standing(group, name).merges)).id)


def _relation(group: Group) -> int:
    return int(first_of(list(_standing(group, "Lotus self-help group").ties)).id)


def _ask(scene: Scene) -> Example:
    """The second self-help group of the village finds itself in the register."""
    lotus = Group(LOTUS, scene.today)
    listed = scene.network.listed("Lotus self-help group")
    return Example(lotus.holder("secretary"), LOTUS, {"keeper": NETWORK, "listed": listed})


def _describe(scene: Scene) -> Example:
    values = [
        {"property": "name.trading", "value": "Masakhane mothers"},
        {"property": "members", "value": 25, "until": scene.today},
    ]
    fields = {"keeper": NETWORK, "values": values}
    return Example(scene.mothers.holder("secretary"), MOTHERS, fields)


def _suggest(scene: Scene) -> Example:
    fields = {
        "listed": scene.network.listed("Lesedi Grocery Stokvel"),
        "words": "They buy for eleven streets now; I am one of them.",
    }
    return Example(scene.riders.without_office(), NETWORK, fields)


def _about(name: str, **fields: Any) -> Callable[[Group], dict[str, Any]]:
    return lambda group: {"listed": group.listed(name), **fields}


def _between(one: str, first: str, other: str, second: str, **more: Any) -> Any:
    return lambda group: {one: group.listed(first), other: group.listed(second), **more}


FARM, SHOP = "Sociedad de producción rural Maíz Pinto", "Cooperativa de consumo La Alacena Común"
OF_REGISTERS: Mapping[str, Callable[[Scene], Example]] = {
    "registry.add_source": by_secretary(
        lambda g: {
            "code": "ghana",
            "title": "Savings groups of Ghana (invented)",
            "kind": "survey",
            "licence": "CC0-1.0",
            "may_publish": True,
        }
    ),
    "registry.answer_suggestion": by_secretary(
        lambda g: {"suggestion": _suggestion(g), "is_taken": True}
    ),
    "registry.ask_recognition": _ask,
    "registry.assert_value": by_secretary(
        _about(
            "Le Café du Pont-Levis",
            property="status",
            value="active",
            reason="Coffee was served there today.",
        )
    ),
    "registry.change_source": by_secretary(
        lambda g: {"source": "togo", "licence": "CC0-1.0", "may_publish": True}
    ),
    "registry.declare_branch": by_secretary(
        _between("branch", "Sunrise Street Stokvel No. 2", "of", "Sunrise Street Stokvel")
    ),
    "registry.declare_not_same": by_secretary(_two("one", "other")),
    "registry.declare_successor": by_secretary(_two("successor", "predecessor")),
    "registry.describe": _describe,
    "registry.end_relation": by_secretary(lambda g: {"relation": _relation(g)}),
    "registry.find_matches": by_secretary(lambda g: {"most": 500}),
    "registry.guard_place": by_secretary(
        _about("Mama Mboga Circle of Line Saba", exposure="coarse")
    ),
    "registry.list_organisation": by_secretary(lambda g: {"values": OF_ONE}),
    "registry.merge": by_secretary(
        lambda g: {**_two("kept", "gone")(g), "reason": "One telephone, one chair."}
    ),
    "registry.recognise": by_secretary(_jasmine_is_recognised),
    "registry.relate": by_secretary(_between("listed", FARM, "other", SHOP, type="supplies")),
    "registry.save_mapping": by_secretary(lambda g: {"text": MAPPING}),
    "registry.subscribe": by_secretary(
        lambda g: {
            "address": "https://partner.example/o/network/register/feed",
            "code": "partner",
            "title": "Register of a partner",
        }
    ),
    "registry.suggest": _suggest,
    "registry.undo_batch": by_secretary(lambda g: {"batch": first_of(last_imports(g.id, 1)).id}),
    "registry.undo_merge": by_secretary(lambda g: {"merge": _merge(g)}),
}
