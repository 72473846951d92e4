"""A fine is waived: proposed by a member, decided by all, taken off in the book."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Code, Id, Minor, Words
from tequio.chronicle.service import act, take_ids
from tequio.circles import rules
from tequio.circles.models import WaivedRow, WaiverRow
from tequio.circles.queries.cycles import running_cycle
from tequio.circles.queries.fund import FINES
from tequio.circles.queries.waiving import CODE, fines_due
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, refuse
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.statutes.queries import statutes_on


@act(
    "circles.propose_waiver",
    may="every member",
    refusals=[membership.NOT_A_MEMBER, rules.NO_OPEN_CYCLE, rules.FINE_NOT_DUE],
)
def propose_waiver(
    act: Act, /, *, person: Id, minor: Minor, why: Words, book: Code = "main"
) -> rules.WaiverProposed:
    """Propose that a member need not pay a fine.

    minor  how much of what she owes of fines, in minor units
    why    the reason, on which the members vote
    """
    organisation = act.of_organisation
    if not members.standing(act.by, organisation, act.today).is_member:
        refuse([membership.NOT_A_MEMBER.because()])
    cycle = running_cycle(organisation, book)
    if cycle is None:
        raise Refused(rules.NO_OPEN_CYCLE.because(held_on=act.today))
    due = fines_due(organisation, book, cycle.unit).get(person, 0)
    refuse(rules.objections_to_waive(person, minor=minor, due=due))
    number = take_ids(organisation)
    allowing = AllowPayment(
        kind="mandate",
        purpose=CODE,
        minor=minor,
        unit=cycle.unit,
        offices=statutes_on(organisation, act.today).offices("offices.pay"),
        subject=str(number),
    )
    proposal = governance.file_proposal(act, title="", text=why, effect=allowing, about=person)
    WaiverRow.objects.create(
        organisation_id=organisation,
        id=number,
        book=book,
        unit=cycle.unit,
        person_id=person,
        minor=minor,
        proposal_id=proposal.id,
    )
    filed = made(proposal)
    return rules.WaiverProposed(
        waiver=number,
        book=book,
        unit=cycle.unit,
        person=person,
        minor=minor,
        proposal=filed.proposal,
        body=filed.body,
        decision_type=filed.decision_type,
        effect=filed.effect,
        text=filed.text,
    )


@act(
    "circles.waive_fine",
    may="holds an office that the decision names",
    refusals=[
        rules.NO_SUCH_WAIVER,
        rules.ALREADY_WAIVED,
        rules.FINE_NOT_DUE,
        *ledger_rules.OF_A_SEARCHED_DRAW,
        ledger_rules.PERIOD_CLOSED,
        *ledger_rules.OF_THE_LIMITS,
    ],
)
def waive_fine(act: Act, /, *, waiver: Id) -> rules.FineWaived:
    """Take a fine off what a member owes, as the members decided; it stays visible as waived."""
    own = {"organisation_id": act.of_organisation}
    row = WaiverRow.objects.filter(**own, id=waiver).first()
    if row is None:
        raise Refused(rules.NO_SUCH_WAIVER.because(waiver=waiver))
    if WaivedRow.objects.filter(**own, waiver_id=waiver).exists():
        raise Refused(rules.ALREADY_WAIVED.because())
    due = fines_due(act.of_organisation, row.book, row.unit).get(row.person_id, 0)
    refuse(rules.objections_to_waive(row.person_id, minor=row.minor, due=due))
    mandate = mandates.draw(
        act, code=CODE, subject=str(waiver), unit=row.unit, minor=row.minor, on=act.today
    ).mandate
    posted = _post(act, row, mandate)
    done = WaivedRow.objects.create(
        **own,
        waiver_id=waiver,
        waived_on=act.today,
        mandate_id=mandate,
        entry=posted.transfers[0],
    )
    return rules.FineWaived(
        waiver=waiver,
        person=row.person_id,
        minor=row.minor,
        unit=row.unit,
        waived_on=done.waived_on,
        mandate=mandate,
        entry=done.entry,
        journal=posted.journal,
        root=posted.root,
    )


def _post(act: Act, row: WaiverRow, mandate: int) -> ledger.Posted:
    due = ("fine-due", f"person:{row.person_id}")
    numbers = ledger.accounts_for(act.of_organisation, {FINES, due}, book=row.book, unit=row.unit)
    transfer = ledger_rules.Transfer(
        CODE, str(row.id), numbers[FINES], numbers[due], row.minor, row.unit, mandate
    )
    return ledger.post(act, value_date=act.today, transfers=[transfer], book=row.book)
