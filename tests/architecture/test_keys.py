"""Foreign keys point to rooms below, in the models and in the database; import-linter is blind
to them, because they are strings."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from tests.architecture import keys


def upside_down() -> dict[str, int]:
    return {room: -height for room, height in keys.floors().items()}


def test_keys_of_models_point_down() -> None:
    found = list(keys.of_models(apps.get_models()))
    assert found
    assert keys.pointing_up(found, keys.floors()) == []


@pytest.mark.django_db
def test_keys_of_the_database_point_down() -> None:
    found = list(keys.of_catalogue(connection, keys.floors()))
    assert found
    assert keys.pointing_up(found, keys.floors()) == []


def test_with_the_map_upside_down_the_models_are_refused() -> None:
    assert keys.pointing_up(keys.of_models(apps.get_models()), upside_down())


@pytest.mark.django_db
def test_with_the_map_upside_down_the_database_is_refused() -> None:
    assert keys.pointing_up(keys.of_catalogue(connection, keys.floors()), upside_down())


@pytest.mark.django_db
def test_a_key_that_only_the_database_knows_is_noticed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE lending_low (id integer PRIMARY KEY)")
        cursor.execute(
            "CREATE TABLE mandates_high (id integer PRIMARY KEY REFERENCES lending_low (id))"
        )
    found = keys.pointing_up(keys.of_catalogue(connection, keys.floors()), keys.floors())
    assert found == ["mandates_high: mandates → lending"]


def test_two_rooms_on_one_floor_have_no_key_between_them() -> None:
    key = keys.Key("mandates_grant", "mandates", "statutes")
    assert keys.pointing_up([key], keys.floors()) == ["mandates_grant: mandates → statutes"]
