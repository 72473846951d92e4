"""Acts of governance.  Only this package grants mandates and amends statutes."""

from tequio.governance.service.ballots import (
    approve_projects,
    cast,
    close_ballot,
    open_ballot,
    record_hands,
)
from tequio.governance.service.bodies import body_of_offices
from tequio.governance.service.budgets import NewBudget, open_budget
from tequio.governance.service.founding import found
from tequio.governance.service.handing_over import hand_over
from tequio.governance.service.importing import import_budget
from tequio.governance.service.interests import declare_interest, excuse
from tequio.governance.service.meetings import (
    call_meeting,
    close_meeting,
    open_meeting,
    record_attendance,
)
from tequio.governance.service.proposals import (
    file_proposal,
    propose,
    take_back,
    withdraw_proposal,
)
from tequio.governance.service.sittings import (
    OF_A_SITTING,
    OF_AN_OLDER_PROPOSAL,
    Decided,
    dated,
    decide_by_hands,
    end_sitting,
    hold_sitting,
)

__all__ = [
    "OF_AN_OLDER_PROPOSAL",
    "OF_A_SITTING",
    "Decided",
    "NewBudget",
    "approve_projects",
    "body_of_offices",
    "call_meeting",
    "cast",
    "close_ballot",
    "close_meeting",
    "dated",
    "decide_by_hands",
    "declare_interest",
    "end_sitting",
    "excuse",
    "file_proposal",
    "found",
    "hand_over",
    "hold_sitting",
    "import_budget",
    "open_ballot",
    "open_budget",
    "open_meeting",
    "propose",
    "record_attendance",
    "record_hands",
    "take_back",
    "withdraw_proposal",
]
