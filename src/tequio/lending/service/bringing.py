"""Loans that ran before the book was kept here: they come in as opening balances."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Minor, Small, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, refuse
from tequio.ledger import service as ledger
from tequio.ledger.queries.movements import has_begun
from tequio.ledger.rules import Transfer
from tequio.lending import rules
from tequio.lending.models import InstalmentRow, LoanRow, PayoutRow
from tequio.lending.queries import objections
from tequio.lending.queries.loans import NOBODY_DECIDED
from tequio.lending.queries.moving import OPENING
from tequio.lending.service.writing import told_of_new_loan
from tequio.mandates import queries as mandate_queries
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import service as membership


@act("lending.bring", may="holds an office that writes the book", refusals=rules.OF_BRINGING)
def bring(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    person: Id,
    minor: Minor,
    months: Small = 0,
    weeks: Small = 0,
    fortnights: Small = 0,
    begins_on: date | None = None,
    book: Code = "main",
    purpose_text: Words = "",
) -> rules.LoanBrought:
    """Bring in a loan that ran before the book was kept here, with what is left of it; interest as
    the statutes of today say.  No money moves, and nobody decides: it is an opening balance, and
    comes in only while the group's book holds nothing else.  The member is told.

    person  the member who owes it; minor: what is left of the loan itself, in minor units
    months, weeks, fortnights  how many instalments of that length are still to come: one of them
    begins_on  the day from which the rest counts, such as the last due day; today unless said
    purpose_text  what it was for; kept erasable, outside of the proof
    """
    since, counts = begins_on or act.today, (months, fortnights, weeks)
    running = rules.RunningBefore(person, minor, counts, since)
    refuse(_against(act, running))
    step, count = rules.step_of(*counts)
    wish = objections.Wish(minor, months, weeks, fortnights=fortnights)
    wanted = objections.wanted(replace(act, by=person), wish)
    terms = replace(wanted.terms, count=count, step=step, guarantors=0)
    row = _asked(act, running, (terms, wanted.asked.unit.code), purpose_text.strip())
    return _kept(act, row, terms, (since, book))


def _against(act: Act, running: rules.RunningBefore) -> list[Refusal]:
    unit = objections.unit_of(act.of_organisation)
    asked = mandate_rules.Asked(OPENING, "", unit, running.minor, act.today, act.today)
    return rules.objections_to_bring(
        running,
        mandate_queries.choose(act, asked).objections,
        has_begun=has_begun(act.of_organisation),
        is_member=running.person in members.member_ids(act.of_organisation, act.today),
        today=act.today,
    )


def _asked(
    act: Act, running: rules.RunningBefore, said: tuple[rules.Terms, str], purpose: str
) -> LoanRow:
    """The row of the loan; said: its terms and its unit."""
    terms, unit = said
    organisation = act.of_organisation
    text = membership.write_text(organisation, body=purpose, about=running.person)
    return LoanRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=running.person,
        minor=terms.minor,
        unit=unit,
        count=terms.count,
        step=terms.step,
        rate_above=terms.rate.fraction.numerator,
        rate_below=terms.rate.fraction.denominator,
        rate_period=terms.rate.period,
        method=terms.method,
        payment_order=terms.order,
        guarantors=0,
        text_id=text,
        proposal_id=NOBODY_DECIDED,
        asked_at=act.at,
    )


def _kept(act: Act, row: LoanRow, terms: rules.Terms, where: tuple[date, str]) -> rules.LoanBrought:
    """The opening entry, the rest of the schedule, and from when it counts."""
    (since, book), organisation = where, act.of_organisation
    drawn = mandates.draw(
        act, code=OPENING, subject="", unit=row.unit, minor=row.minor, on=act.today
    )
    names = {("member-loan", f"loan:{row.id}"), ("opening", "")}
    found = ledger.accounts_for(organisation, names, book=book, unit=row.unit)
    debt, opening = found["member-loan", f"loan:{row.id}"], found["opening", ""]
    entry = Transfer(OPENING, "", debt, opening, row.minor, row.unit, drawn.mandate)
    posted = ledger.post(
        act,
        value_date=act.today,
        transfers=[entry],
        book=book,
        note=ledger.Note(payee=row.person_id),
    )
    lines = rules.schedule(terms, since)
    InstalmentRow.objects.bulk_create(
        InstalmentRow(
            organisation_id=organisation,
            loan_id=row.id,
            number=line.number,
            due_on=line.due_on,
            principal=line.principal,
            interest=line.interest,
        )
        for line in lines
    )
    PayoutRow.objects.create(
        organisation_id=organisation,
        loan_id=row.id,
        paid_out_on=since,
        mandate_id=drawn.mandate,
        book=book,
        account_id=opening,
        loan_account_id=debt,
        journal_id=posted.journal,
        transfer_id=posted.transfers[0],
    )
    return _told(row, (opening, drawn.mandate, since), lines, posted)


def _told(
    row: LoanRow,
    paid: tuple[int, int, date],
    lines: tuple[rules.Instalment, ...],
    posted: ledger.Posted,
) -> rules.LoanBrought:
    opening, mandate, since = paid
    return rules.LoanBrought(
        **told_of_new_loan(row),
        mandate=mandate,
        account=opening,
        paid_out_on=since,
        journal=posted.journal,
        root=posted.root,
        schedule=rules.digest_of_schedule(lines),
    )
