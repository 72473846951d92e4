"""A participatory budget that was voted elsewhere, brought in whole from a Pabulib file."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.chronicle.rules.inputs import File, Reference
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import BallotRow, BodyRow, ProjectRow, VoteRow
from tequio.governance.queries import facts
from tequio.governance.rules import budgets as rules
from tequio.governance.rules import events
from tequio.governance.rules import refusals as no
from tequio.governance.rules.counting import methods, pabulib, pabulib_refusals
from tequio.governance.rules.effects import ShareBudget
from tequio.governance.rules.founding import LONGEST
from tequio.governance.rules.meetings import LONGEST_TITLE
from tequio.governance.service.bodies import open_body
from tequio.governance.service.budget_count import resolve_budget
from tequio.governance.service.budgets import listed_as, open_project_ballot, write_projects
from tequio.governance.service.proposals import file_proposal, made
from tequio.kernel import Act, Refusal, RefusalKind, Refused, Unit, digest, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import (
    ABOVE_THE_LIMIT,
    ACCOUNT_CLOSED,
    AMOUNT_TOO_LARGE,
    BELOW_THE_FLOOR,
    Transfer,
)
from tequio.mandates import queries as mandates_queries
from tequio.mandates import rules as mandates_rules
from tequio.mandates import service as mandates
from tequio.membership import service as membership

OF_FILES = tuple(
    kind
    for kind in vars(pabulib_refusals).values()
    if isinstance(kind, RefusalKind) and kind is not pabulib_refusals.NOT_UTF8
)
"""Everything that can be wrong with the text of a file."""
OF_RECEIVING = (AMOUNT_TOO_LARGE, ACCOUNT_CLOSED, BELOW_THE_FLOOR, ABOVE_THE_LIMIT)
"""Why the accounts of bank and budget may not take the sum in."""


@dataclass(frozen=True)
class _Read:
    """A file with its sums in the minor units of the book."""

    file: pabulib.PabulibFile
    method: str
    unit: Unit
    scale: int

    @property
    def title(self) -> str:
        return self.file.value("description") or "Participatory budget"

    @property
    def projects(self) -> list[rules.NewProject]:
        """What is voted on; a name too long for a title stands whole in the text."""
        return [
            rules.NewProject(
                one.id,
                (one.name or one.id)[:LONGEST_TITLE],
                one.cost * self.scale,
                one.name if len(one.name) > LONGEST_TITLE else "",
            )
            for one in self.file.vote.projects
            if not one.withdrawn
        ]


@act(
    "governance.import_budget",
    may="the operator of the node, at the command line",
    refusals=[
        no.ONLY_THE_OPERATOR,
        no.UNIT_UNKNOWN,
        no.PROJECTS_MISSING,
        no.ROLL_EMPTY,
        no.TOO_LONG,
        mandates_rules.NO_MANDATE,
        *OF_RECEIVING,
        *methods.OF_A_FILE,
        *OF_FILES,
    ],
)
def import_budget(act: Act, /, *, file: File, method: Reference = "") -> events.BudgetImported:
    """Bring in a budget with everybody who voted: received money, roll, ballots, count,
    resolution, and one mandate for each winning project with its cost as the ceiling.

    file    the text of a `.pb` file; age, sex and the like are not taken over
    method  id of a counting method; empty: the rule that the file states
    """
    organisation = act.of_organisation
    if act.by is not None:
        raise Refused(no.ONLY_THE_OPERATOR.because())
    read = _read(organisation, pabulib.parse(file), method)
    body = _voters_body(organisation)
    ballot, projects = _open(act, read, body)
    votes = _write_votes(act, ballot, projects, read.file)
    journal = _receive(act, read)
    proposal = facts.proposal_row(organisation, ballot.proposal_id)
    done, filed = resolve_budget(act, proposal, ballot), made(proposal)
    granted = mandates_queries.mandates_from(organisation, f"resolution:{done.resolution}")
    return events.BudgetImported(
        body=body.id,
        ballot=ballot.id,
        resolution=done.resolution,
        certificate=done.certificate,
        roll=ballot.roll,
        ballots=votes,
        voters=ballot.entitled,
        journal=journal,
        mandates=tuple(mandate.id for mandate in granted),
        proposal=filed.proposal,
        effect=filed.effect,
        text=filed.text,
        rule=digest(ballot.rule),
        listed=listed_as(projects),
        outcome=done.outcome,
        resolved_on=act.today,
    )


def _read(organisation: int, file: pabulib.PabulibFile, method: str) -> _Read:
    """Which method and unit the file asks for.  Raises Refused for those that the book lacks."""
    chosen = method or methods.method_for_rule(file.rule, threshold=file.vote.threshold)
    refuse(methods.objections_to_count(file.vote, chosen))
    units = mandates_queries.units(organisation)
    unit = units.get(file.vote.currency) or (
        next(iter(units.values())) if not file.vote.currency else None
    )
    if unit is None or unit.exponent < file.vote.exponent:
        raise Refused(no.UNIT_UNKNOWN.because(unit=file.vote.currency))
    read = _Read(file, chosen, unit, 10 ** (unit.exponent - file.vote.exponent))
    refuse(_objections_to_size(read))
    return read


def _objections_to_size(read: _Read) -> list[Refusal]:
    """Something to vote on, somebody who voted, and nothing that the book cannot hold."""
    projects, voters = read.projects, read.file.voters
    objections = rules.objections_to_projects(projects)
    if not voters:
        objections.append(no.ROLL_EMPTY.because())
    for voter in voters:
        objections += no.objections_to_length(voter, most=LONGEST["name"])
    sums = [read.file.vote.budget * read.scale, *(project.minor for project in projects)]
    return objections + rules.objections_to_sums(sums)


def _voters_body(organisation: int) -> BodyRow:
    """A body of its own for those who voted: they are no members of the assembly."""
    code = f"voters-{take_ids(organisation)}"
    number = open_body(organisation, code=code, member_class=code)
    return BodyRow.objects.get(organisation_id=organisation, id=number)


def _open(act: Act, read: _Read, body: BodyRow) -> tuple[BallotRow, list[ProjectRow]]:
    """Write voters, proposal, roll and projects down."""
    organisation = act.of_organisation
    people = membership.create_people([membership.NewPerson(name) for name in read.file.voters])
    membership.admit(organisation, people, since=act.today, member_class=body.member_class)
    vote = read.file.vote
    effect = ShareBudget(
        "projects",
        read.method,
        vote.budget * read.scale,
        read.unit.code,
        ballots=vote.kind,
        threshold=vote.threshold,
        places=vote.places,
    )
    proposal = file_proposal(
        act,
        title=read.title[:LONGEST_TITLE],
        text="\n".join(read.file.comments),
        effect=effect,
        body=body.id,
    )
    ballot = open_project_ballot(act, proposal, people, None)
    return ballot, write_projects(act, ballot, read.projects)


def _write_votes(
    act: Act, ballot: BallotRow, projects: list[ProjectRow], file: pabulib.PabulibFile
) -> str:
    """Write every ballot down beside its voter; the Merkle root over them.

    Voters were written down in the order of the file, so the roll's order is the file's.
    """
    number = {project.code: project.id for project in projects}
    people = facts.roll_of(ballot)
    first = take_ids(act.of_organisation, len(people))
    rows = []
    for place, (person, cast) in enumerate(zip(people, file.ballots, strict=True)):
        ids = file.chosen_ids(cast)
        kept = [index for index, code in enumerate(ids) if code in number]
        rows.append(
            VoteRow(
                organisation_id=act.of_organisation,
                id=first + place,
                ballot_id=ballot.id,
                person_id=person,
                projects=[number[ids[index]] for index in kept],
                points=[cast.points[index] for index in kept] if cast.points else [],
                at=act.at,
            )
        )
    VoteRow.objects.bulk_create(rows, 1000)
    return rules.root_of_ballots((one.id, one.person_id, one.projects, one.points) for one in rows)


def _receive(act: Act, read: _Read) -> int:
    """Book the budget as received, under the standing mandate; the journal's number."""
    organisation, unit = act.of_organisation, read.unit.code
    transfer = Transfer(
        code="budget.receive",
        subject="",
        debit=ledger.account_for(organisation, unit=unit, kind="bank"),
        credit=ledger.account_for(organisation, unit=unit, kind="budget"),
        minor=read.file.vote.budget * read.scale,
        unit=unit,
        mandate=mandates.standing_mandate(organisation, "budget.receive", act.today),
    )
    return ledger.post(act, value_date=act.today, transfers=[transfer]).journal
