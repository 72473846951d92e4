"""Which way foreign keys point, read from the models and from the database itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Key:
    """One key: the room (or foreign app) it stands in and the one it points to."""

    where: str
    source: str
    target: str


def floors(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, int]:
    """The height of each room, read from the layers contract: kernel stands on 0."""
    settings = tomllib.loads(pyproject.read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in settings["contracts"] if c["id"] == "floors")
    return {
        room.strip().strip("()"): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def pointing_up(keys: Iterable[Key], heights: dict[str, int]) -> list[str]:
    """Keys that leave their room for one that is not below it. Apps that are not rooms
    (Django's own) stand outside of the house: they may point in, but rooms may use them."""
    return sorted(
        f"{key.where}: {key.source} → {key.target}"
        for key in keys
        if key.source in heights
        and key.target in heights
        and key.source != key.target
        and heights[key.target] >= heights[key.source]
    )


def of_models(models: Iterable[Any]) -> Iterator[Key]:
    """Every relation that a model declares, many-to-many included."""
    for model in models:
        for field in (*model._meta.get_fields(),):
            related = getattr(field, "related_model", None)
            if related and not field.auto_created:
                yield Key(
                    f"{model._meta.label}.{field.name}",
                    model._meta.app_label,
                    related._meta.app_label,
                )


def of_catalogue(connection: Any, rooms: Iterable[str]) -> Iterator[Key]:
    """Every key that the database itself holds; a table belongs to the room it is named after."""
    with connection.cursor() as cursor:
        for table, target in _catalogue(connection.vendor, cursor):
            yield Key(table, _room(table, rooms), _room(target, rooms))


def _catalogue(vendor: str, cursor: Any) -> list[tuple[str, str]]:
    if vendor == "sqlite":
        cursor.execute(
            'SELECT m.name, k."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) k '
            "WHERE m.type = 'table'"
        )
    else:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text "
            "FROM pg_constraint WHERE contype = 'f'"
        )
    return list(cursor.fetchall())


def _room(table: str, rooms: Iterable[str]) -> str:
    return next((room for room in rooms if table.startswith(f"{room}_")), table)
