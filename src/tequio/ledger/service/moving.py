"""One movement of money: ask, draw, note, post.  What paying, receiving and saving share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tequio.kernel import Act, Refusal, Refused, refuse
from tequio.ledger import rules
from tequio.ledger.models import PreparedRow
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.service.accounts import account_for
from tequio.ledger.service.posting import Note, Posted, post
from tequio.mandates import service as mandates
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules
from tequio.membership.service import write_text


@dataclass(frozen=True)
class Moved:
    """What came of a movement: the journal with its one entry, the mandate, the text's digest."""

    posted: Posted
    mandate: int
    text: str
    account: int

    @property
    def journal(self) -> int:
        return self.posted.journal

    @property
    def transfer(self) -> int:
        return self.posted.transfers[0]

    @property
    def root(self) -> str:
        return self.posted.root


def move_money(act: Act, movement: rules.Movement) -> Moved:
    """Carry out a movement under the mandate that covers it.

    Refused with the reasons of `rules.OF_MONEY`, and `no_such_person` for an unknown payee.
    """
    organisation = act.of_organisation
    account = account_by_number(organisation, movement.account)
    refuse_in_order(rules.objections_to_movement(movement, account))
    assert account is not None, "no account and no objection"
    need_person(organisation, movement.payee)
    drawn = mandates.draw(
        act,
        code=movement.code,
        subject=movement.subject,
        unit=movement.unit,
        minor=movement.minor,
        on=movement.on,
        payment_hash=rules.hash_of(movement),
        payee=None if movement.inward else movement.payee,
    )
    other = account_for(
        organisation,
        book=account.book,
        unit=movement.unit,
        kind=movement.kind,
        ref=movement.ref,
    )
    text, digest = note_down(organisation, movement.text, about=movement.payee)
    debit, credit = (account.id, other) if movement.inward else (other, account.id)
    posted = post(
        act,
        value_date=movement.on,
        transfers=[
            rules.Transfer(
                movement.code,
                movement.subject,
                debit,
                credit,
                movement.minor,
                movement.unit,
                drawn.mandate,
            )
        ],
        book=account.book,
        note=Note(movement.payee, text),
    )
    if not movement.inward:
        mark_as_paid(act, rules.hash_of(movement))
    return Moved(posted, drawn.mandate, digest, other)


def mark_as_paid(act: Act, payment: str) -> None:
    """Whatever waited for keys with this fingerprint waits no longer."""
    PreparedRow.objects.filter(
        organisation_id=act.of_organisation, payment=payment, used_by=""
    ).update(used_by=act.key)


def refuse_in_order(objections: Iterable[Refusal]) -> None:
    """Refuse with all reasons in the documented order, or do nothing."""
    refuse(rules.in_order(objections))


def need_person(organisation: int, person: int | None) -> None:
    """Refused `no_such_person` unless she belongs or belonged here, or was written down here."""
    if person is not None and not membership.is_known(organisation, person):
        raise Refused(membership_rules.NO_SUCH_PERSON.because(person=person))


def note_down(organisation: int, body: str, *, about: int | None = None) -> tuple[int | None, str]:
    """Keep a free text in membership: its number and its digest, or nothing for an empty one."""
    if not body.strip():
        return None, ""
    number = write_text(organisation, body=body.strip(), about=about)
    return number, membership.texts(organisation, [number])[number].digest
