"""Tables of circles.  All of them only grow."""

from tequio.circles.models.core import (
    BroughtRow,
    CycleEndRow,
    CycleRow,
    LeaverRow,
    PartRow,
    ShareOutRow,
    SheetKeyRow,
    SheetLineRow,
    SheetRow,
)

__all__ = [
    "BroughtRow",
    "CycleEndRow",
    "CycleRow",
    "LeaverRow",
    "PartRow",
    "ShareOutRow",
    "SheetKeyRow",
    "SheetLineRow",
    "SheetRow",
]
