"""The migrations make what the models say."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState


def missing(wanted: ProjectState) -> dict[str, list[str]]:
    """What `makemigrations` would write, as names of operations by room."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    changes = MigrationAutodetector(loader.project_state(), wanted).changes(graph=loader.graph)
    return {
        room: [
            type(operation).__name__ for migration in found for operation in migration.operations
        ]
        for room, found in changes.items()
    }


def test_no_migration_is_missing() -> None:
    assert missing(ProjectState.from_apps(apps)) == {}


def test_a_forgotten_migration_is_noticed() -> None:
    wanted = MigrationLoader(None, ignore_no_migrations=True).project_state()
    wanted.add_model(
        ModelState("membership", "Forgotten", [("id", models.BigAutoField(primary_key=True))])
    )
    assert missing(wanted) == {"membership": ["CreateModel"]}


def test_migrations_of_one_room_never_fork() -> None:
    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}
