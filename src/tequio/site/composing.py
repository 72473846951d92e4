"""What a room below lets a room above tell it: titles in the place of numbers.

Rooms do not know the rooms above them; the door knows all of them and lays the threads.
"""

from __future__ import annotations

from tequio.governance.queries.ballots import project_titles
from tequio.ledger.queries.naming import TITLES_OF


def compose() -> None:
    """Lay the threads.  Doing it again changes nothing."""
    TITLES_OF["budget.project"] = project_titles
