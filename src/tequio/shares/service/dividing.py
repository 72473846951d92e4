"""Acts that divide a surplus: proposed to the last minor unit, decided, then done as decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from tequio.chronicle.rules.inputs import Code, Id, Minor, Text
from tequio.chronicle.service import act, take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.events import ProposalMade
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, plain, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.mandates import service as mandates
from tequio.shares import rules
from tequio.shares.models import DividedRow, DivisionPartRow, DivisionRow, DivisionStepRow
from tequio.shares.queries import dividing, words
from tequio.shares.queries.dividing import DIVIDE, SURPLUS, Asked, Division
from tequio.statutes.queries import statutes_on

A_PART = "[0-9]{1,9}(/[1-9][0-9]{0,8})?"
PartOf = Annotated[str, Text(19, form=A_PART)]
"""A fraction as text, such as 3/100."""


@dataclass(frozen=True)
class Use:
    """What a member bought, sold or worked here in these years, in any one measure."""

    person: Id
    minor: Minor


@act("shares.propose_division", may="every member", refusals=rules.OF_A_PROPOSAL)
def propose_division(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    since: date,
    until: date,
    rate: PartOf = "0",
    refund: Minor = 0,
    uses: tuple[Use, ...] = (),
    in_cash: PartOf = "1",
    rest_to: rules.RestTo = "reserve",
    book: Code = "main",
) -> rules.DivisionProposed:
    """Propose how what is left of a year is divided; the members decide on exactly these sums.

    since, until  first and last day of the year
    rate          yearly return on members' capital, at most what the statutes allow
    refund        given back to members by their use, all together
    uses          what each member bought, sold or worked here, in any one measure
    in_cash       part of each refund that is owed in money; the rest becomes capital
    rest_to       where the rest goes: `reserve` (indivisible), or `aside` for what members decide
    """
    organisation = act.of_organisation
    asked = dividing.asked(
        organisation,
        book=book,
        since=since,
        until=until,
        proposed=rules.Proposed(Fraction(rate), refund, Fraction(in_cash), rest_to),
        uses=[(one.person, one.minor) for one in uses],
    )
    refuse(dividing.objections_to_propose(act, asked))
    read = dividing.read(organisation, asked, act.today)
    number = take_ids(organisation)
    filed = _file(act, asked, read, number)
    row = _write(organisation, number, asked, read, filed.proposal)
    return _proposed(row, read[1], filed)


Read = tuple[rules.Years, rules.Plan]


def _file(act: Act, asked: Asked, read: Read, number: int) -> ProposalMade:
    """The proposal that asks the members: its text names every sum, its effect this division."""
    statutes, (found, planned) = statutes_on(act.of_organisation, act.today), read
    filed = governance.file_proposal(
        act,
        title=words.division_title(found),
        text=words.recipe_told(found, planned, asked.proposed),
        effect=AllowPayment(
            kind="mandate",
            purpose=DIVIDE,
            minor=planned.surplus,
            unit=asked.unit.code,
            offices=statutes.offices("offices.book"),
            subject=str(number),
        ),
    )
    return made(filed)


def _proposed(row: DivisionRow, planned: rules.Plan, filed: ProposalMade) -> rules.DivisionProposed:
    return rules.DivisionProposed(
        division=row.id,
        book=row.book,
        unit=row.unit,
        since=row.since,
        until=row.until,
        result=row.result,
        losses=row.losses,
        set_aside=tuple((step.label, plain(step.part), minor) for step, minor in planned.steps),
        rate=row.rate,
        in_cash=row.in_cash,
        dividend=row.dividend,
        refund=row.refund,
        rest=row.rest,
        rest_to=row.rest_to,
        parts=tuple(
            (p.person, p.share_days, p.use, p.dividend, p.refund, p.cash) for p in planned.parts
        ),
        proposal=filed.proposal,
        body=filed.body,
        decision_type=filed.decision_type,
        effect=filed.effect,
        text=filed.text,
    )


def _write(
    organisation: int,
    number: int,
    asked: Asked,
    read: Read,
    proposal: int,
) -> DivisionRow:
    found, planned = read
    DivisionStepRow.objects.bulk_create(
        DivisionStepRow(
            organisation_id=organisation,
            division_id=number,
            number=place,
            label=step.label,
            part=plain(step.part),
            minor=minor,
        )
        for place, (step, minor) in enumerate(planned.steps, 1)
    )
    DivisionPartRow.objects.bulk_create(
        DivisionPartRow(
            organisation_id=organisation,
            division_id=number,
            person_id=part.person,
            share_days=part.share_days,
            use=part.use,
            dividend=part.dividend,
            refund=part.refund,
            cash=part.cash,
        )
        for part in planned.parts
    )
    return DivisionRow.objects.create(
        organisation_id=organisation,
        id=number,
        book=asked.book,
        unit=asked.unit.code,
        since=asked.since,
        until=asked.until,
        result=found.result,
        losses=found.losses,
        rate=plain(asked.proposed.rate),
        in_cash=plain(asked.proposed.in_cash),
        dividend=planned.dividend,
        refund=planned.refund,
        rest=planned.rest,
        rest_to=asked.proposed.rest_to,
        proposal_id=proposal,
    )


@act(
    "shares.divide",
    may="holds an office that the decision names",
    refusals=rules.OF_A_DIVISION,
)
def divide(act: Act, /, *, division: Id) -> rules.SurplusDivided:
    """Divide a surplus as the members decided, in one journal.

    division  the number under which it was proposed, which is what the decision names
    """
    organisation, on = act.of_organisation, act.today
    found = next(iter(dividing.divisions(organisation, number=division)), None)
    if found is None:
        raise Refused(rules.NO_SUCH_DIVISION.because(division=division))
    refuse(dividing.objections_to_divide(act, found))
    mandate = mandates.draw(
        act,
        code=DIVIDE,
        subject=str(division),
        unit=found.unit.code,
        minor=found.surplus,
        on=on,
    ).mandate
    posted = ledger.post(
        act, value_date=on, transfers=_transfers(act, found, mandate), book=found.book
    )
    DividedRow.objects.create(
        organisation_id=organisation,
        division_id=division,
        divided_on=on,
        mandate_id=mandate,
        journal_id=posted.journal,
    )
    return rules.SurplusDivided(
        division=division,
        mandate=mandate,
        unit=found.unit.code,
        minor=found.surplus,
        divided_on=on,
        journal=posted.journal,
        root=posted.root,
    )


def _transfers(act: Act, found: Division, mandate: int) -> list[Transfer]:
    flows, unit = dividing.flows(found), found.unit.code
    named = {account for account, _minor in flows} | {(SURPLUS, "")}
    numbers = ledger.accounts_for(act.of_organisation, named, book=found.book, unit=unit)
    return [
        Transfer(
            DIVIDE, str(found.id), numbers[SURPLUS, ""], numbers[account], minor, unit, mandate
        )
        for account, minor in flows
    ]
