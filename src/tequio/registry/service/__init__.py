"""Acts of the registry."""

from tequio.registry.service.importing import import_batch, save_mapping, undo_batch
from tequio.registry.service.showing import show_again
from tequio.registry.service.staged import stage, unstage

__all__ = [
    "import_batch",
    "save_mapping",
    "show_again",
    "stage",
    "undo_batch",
    "unstage",
]
