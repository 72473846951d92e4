"""Acts of the ecosystem room."""

from tequio.ecosystem.service.actors import end_asset, end_need, say_asset, say_need
from tequio.ecosystem.service.ties import confirm_tie, end_tie, say_tie, set_sight

__all__ = [
    "confirm_tie",
    "end_asset",
    "end_need",
    "end_tie",
    "say_asset",
    "say_need",
    "say_tie",
    "set_sight",
]
