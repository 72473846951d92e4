"""Whether something stands in a library, for rooms above."""

from __future__ import annotations

from tequio.knowledge.models import InnovationRow


def has_practice(keeper: int, innovation: int) -> bool:
    """Whether this library has a practice under this number.  One query."""
    return InnovationRow.objects.filter(organisation_id=keeper, id=innovation).exists()
