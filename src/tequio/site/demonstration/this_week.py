"""What is in the middle of happening: a meeting, a vote on a small budget, a bank statement."""

from __future__ import annotations

from datetime import date, timedelta

from tequio.governance import queries as governance_queries
from tequio.governance import service as governance
from tequio.governance.queries.budgets import budgets_to_share
from tequio.governance.rules.budgets import NewProject
from tequio.governance.rules.effects import Nothing
from tequio.ledger import queries as ledger_queries
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.site.demonstration.stage import Group, Stage


def begin(riders: Group, mothers: Group, today: date) -> None:
    """Leave both groups so that a visitor can take part at once."""
    riders.stage = Stage(today - timedelta(days=1), acts=5_000)  # keys of their own
    _a_small_budget_is_voted_on(riders)
    _the_bank_has_written(riders)
    mothers.stage = Stage(today, acts=5_000)
    _a_meeting_is_open(mothers)


def _a_meeting_is_open(mothers: Group) -> None:
    """They have begun without notice, and are about to raise their hands."""
    here = list(mothers.person)[:20]
    proposal = mothers.proposes(
        here[4], "Meet an hour earlier in winter", Nothing(), text="So that all walk home by light."
    )
    meeting = mothers.meets(mothers.secretary, here)
    mothers.does(
        mothers.secretary,
        governance.open_ballot,
        proposal=proposal,
        way="hands",
        meeting=meeting,
    )


def _a_small_budget_is_voted_on(riders: Group) -> None:
    """Some have approved projects by phone; the others still can."""
    (decided,) = budgets_to_share(riders.organisation, riders.stage.today)
    opened = riders.does(
        riders.secretary,
        governance.open_budget,
        budget=governance.NewBudget(
            decided.resolution,
            riders.stage.today + timedelta(days=9),
            text="Drivers rest here at noon. Approve what it needs most.",
        ),
        projects=(
            NewProject("fan", "A ceiling fan", 260_000),
            NewProject("water", "A filter for drinking water", 480_000),
            NewProject("beds", "Two folding beds", 350_000),
        ),
    )
    projects = governance_queries.projects_of_budget(riders.organisation, opened["ballot"])
    for place, name in enumerate(list(riders.person)[20:51]):
        chosen = tuple(one.id for index, one in enumerate(projects) if (place + index) % 3)
        riders.does(name, governance.approve_projects, ballot=opened["ballot"], projects=chosen)


def _the_bank_has_written(riders: Group) -> None:
    """The statement: both loans that were paid out, and charges that nobody has written down."""
    bank, today = riders.account("bank"), riders.stage.today
    since = today - timedelta(days=200)
    entries = ledger_queries.statement(riders.organisation, bank, since=since, until=today).lines
    out = [line for line in entries if line.moved.minor < 0]
    lines = [
        BankLine(line.value_date + timedelta(days=1), line.moved.minor, "TRANSFER", f"T{number}")
        for number, line in enumerate(out)
    ]
    charges = BankLine(today - timedelta(days=3), -11_800, "CHARGES", "C1")
    riders.does(riders.secretary, ledger.import_lines, account=bank, lines=(*lines[-2:], charges))
