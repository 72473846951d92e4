"""What a room below lets a room above tell it: titles in the place of numbers.

Rooms do not know the rooms above them; the door knows all of them and lays the threads.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from tequio.circles.queries.cycles import cycles_of
from tequio.governance.queries.ballots import project_titles
from tequio.governance.queries.beside import BESIDE, BESIDE_A_PROPOSAL
from tequio.governance.queries.proposals import titles_of_resolutions
from tequio.ledger.queries.naming import TITLES_OF, TITLES_OF_DECISIONS
from tequio.lending.queries.loans import amounts_of
from tequio.mandates.rules import PURPOSES
from tequio.membership.visits.about import ABOUT
from tequio.notices.queries.at_meetings import disputed_entries
from tequio.registry.queries.beside import BESIDE as BESIDE_A_RECORD
from tequio.screening.queries.beside import asked_beside, findings_beside
from tequio.site import manner
from tequio.site.about_members import pages_about


def compose() -> None:
    """Lay the threads.  Doing it again changes nothing."""
    TITLES_OF["budget.project"] = project_titles
    TITLES_OF["circle.share_out"] = days_of_cycles
    ABOUT["site"] = pages_about
    BESIDE["notices"] = disputed_entries
    BESIDE_A_RECORD["screening"] = findings_beside
    BESIDE_A_PROPOSAL["screening"] = asked_beside
    TITLES_OF_DECISIONS["resolution"] = titles_of_resolutions
    TITLES_OF.update({code: loan_titles for code in PURPOSES if code.startswith("lending.")})


def loan_titles(organisation: int, numbers: Iterable[int]) -> dict[int, str]:
    """`loan of ₹80,000.00 (no. 285)`: never whose it is, for not everybody may know that."""
    return {
        number: gettext("loan of %(sum)s (no. %(number)s)")
        % {"sum": manner.money(amount), "number": number}
        for number, amount in amounts_of(organisation, numbers).items()
    }


def days_of_cycles(organisation: int, numbers: Iterable[int]) -> dict[int, str]:
    """`2 Mar 2026 – 30 Nov 2026`: from when to when a cycle went, or is to go.  Two queries."""
    asked = set(numbers)
    days = {
        one.id: (one.first_day, one.ended_on or one.ends_on)
        for one in cycles_of(organisation)
        if one.id in asked
    }
    return {
        number: f"{manner.short_day(first)} – {manner.short_day(last)}"
        for number, (first, last) in days.items()
    }
