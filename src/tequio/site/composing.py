"""What a room below lets a room above tell it: titles in the place of numbers.

Rooms do not know the rooms above them; the door knows all of them and lays the threads.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from tequio.governance.queries.ballots import project_titles
from tequio.governance.queries.beside import BESIDE
from tequio.governance.queries.proposals import titles_of_resolutions
from tequio.ledger.queries.naming import TITLES_OF, TITLES_OF_DECISIONS
from tequio.lending.queries.loans import amounts_of
from tequio.mandates.rules import PURPOSES
from tequio.membership.visits.about import ABOUT
from tequio.notices.queries.at_meetings import disputed_entries
from tequio.site import manner
from tequio.site.about_members import pages_about


def compose() -> None:
    """Lay the threads.  Doing it again changes nothing."""
    TITLES_OF["budget.project"] = project_titles
    ABOUT["site"] = pages_about
    BESIDE["notices"] = disputed_entries
    TITLES_OF_DECISIONS["resolution"] = titles_of_resolutions
    TITLES_OF.update({code: loan_titles for code in PURPOSES if code.startswith("lending.")})


def loan_titles(organisation: int, numbers: Iterable[int]) -> dict[int, str]:
    """`loan of ₹80,000.00 (no. 285)`: never whose it is, for not everybody may know that."""
    return {
        number: gettext("loan of %(sum)s (no. %(number)s)")
        % {"sum": manner.money(amount), "number": number}
        for number, amount in amounts_of(organisation, numbers).items()
    }
