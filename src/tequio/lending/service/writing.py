"""How a request stands in the tables, whoever writes it down."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tequio.chronicle.service import take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.events import ProposalMade
from tequio.governance.service.proposals import made
from tequio.kernel import Act, plain, refuse
from tequio.lending import rules
from tequio.lending.models import GuaranteeRow, LoanRow, NamedRow
from tequio.lending.queries import objections
from tequio.lending.queries.moving import LOAN
from tequio.lending.queries.words import terms_told
from tequio.membership import queries as members
from tequio.membership import service as membership

LONGEST_TITLE = 120


def write_request(
    act: Act, wish: objections.Wish, *, purpose: str
) -> tuple[LoanRow, rules.LoanRequested]:
    """Write the request of who acts, and file its proposal.

    Refused with `rules.OF_A_REQUEST` before anything is written.
    """
    organisation, purpose = act.of_organisation, purpose.strip()
    wanted = objections.wanted(act, wish)
    refuse(objections.to_request(act, wanted))
    number = take_ids(organisation)
    text = membership.write_text(organisation, body=purpose, about=act.by)
    proposal = governance.file_proposal(
        act,
        title=_title(purpose),
        text=f"{purpose}\n\n{terms_told(wanted.terms)}".strip(),
        effect=_allowing(wanted, number),
        about=act.by,
    )
    row = _write_loan(act, wanted, (number, text, proposal.id))
    return row, _requested(row, tuple(sorted(wish.guarantors)), made(proposal))


def told_of_new_loan(row: LoanRow) -> dict[str, Any]:
    """What a line tells of a loan that is new in this book, asked for here or brought in."""
    texts = members.texts(row.organisation_id, [row.text_id])
    return {
        "loan": row.id,
        "person": row.person_id,
        "minor": row.minor,
        "unit": row.unit,
        "count": row.count,
        "step": row.step,
        "rate": plain(Fraction(row.rate_above, row.rate_below)),
        "rate_period": row.rate_period,
        "method": row.method,
        "order": row.payment_order,
        "purpose": texts[row.text_id].digest,
    }


def _requested(
    row: LoanRow, guarantors: tuple[int, ...], filed: ProposalMade
) -> rules.LoanRequested:
    return rules.LoanRequested(
        **told_of_new_loan(row),
        guarantors=guarantors,
        proposal=filed.proposal,
        effect=filed.effect,
        text=filed.text,
        body=filed.body,
    )


def _title(purpose: str) -> str:
    """The proposal's title in the borrower's own words; pages say that it is about a loan."""
    return next(iter(purpose.splitlines()), "").strip()[:LONGEST_TITLE]


def _allowing(wanted: objections.Wanted, number: int) -> AllowPayment:
    """What the proposal would allow: exactly this loan, by the offices that pay."""
    return AllowPayment(
        kind="mandate",
        purpose=LOAN,
        minor=wanted.asked.minor,
        unit=wanted.asked.unit.code,
        offices=wanted.statutes.offices("offices.pay"),
        subject=str(number),
        keys=wanted.statutes.integer("circle.keys"),
        until=wanted.asked.until,
    )


def _write_loan(act: Act, wanted: objections.Wanted, numbers: tuple[int, int, int]) -> LoanRow:
    """Write what is asked; numbers: its own, its text's, its proposal's."""
    organisation, terms = act.of_organisation, wanted.terms
    number, text, proposal = numbers
    assert act.by is not None, "a member is somebody"
    row = LoanRow.objects.create(
        organisation_id=organisation,
        id=number,
        person_id=act.by,
        minor=terms.minor,
        unit=wanted.asked.unit.code,
        count=terms.count,
        step=terms.step,
        rate_above=terms.rate.fraction.numerator,
        rate_below=terms.rate.fraction.denominator,
        rate_period=terms.rate.period,
        method=terms.method,
        payment_order=terms.order,
        guarantors=terms.guarantors,
        text_id=text,
        proposal_id=proposal,
        asked_at=act.at,
    )
    NamedRow.objects.bulk_create(
        [
            NamedRow(organisation_id=organisation, loan_id=number, person_id=person)
            for person in wanted.asked.guarantors
        ]
    )
    return row


def stand(act: Act, loan: int, most: int | None = None) -> rules.LoanGuaranteed:
    """Write down that whoever acts stands for a loan, up to how much if she says so.

    Refused with `rules.OF_A_GUARANTEE`.
    """
    refuse(objections.to_guarantee(act, loan, most))
    assert act.by is not None, "a member is somebody"
    GuaranteeRow.objects.create(
        organisation_id=act.of_organisation, loan_id=loan, person_id=act.by, at=act.at, most=most
    )
    return rules.LoanGuaranteed(loan, act.by, most)
