"""Lines of the chronicle in words: what happened, and to what.

The chronicle holds ids and codes; names and words are put to them here, for the reader, and never
stored.  Every act of the house has its words in `ACTS`; a test sees to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from tequio.chronicle.rules import Line
from tequio.kernel import Amount
from tequio.kernel import gettext_noop as _
from tequio.mandates.rules import PURPOSES
from tequio.membership.rules import OFFICE_WORDS
from tequio.site import (
    manner,
    telling_of_ecosystem,
    telling_of_knowledge,
    telling_of_registers,
    telling_of_screenings,
    telling_of_transfers,
)

ACTS: Mapping[str, str] = {
    "circles.bid": _("A member bid for the pot"),
    "circles.close_meeting": _("A meeting of the group was written down"),
    "circles.close_round": _("A round of turns was held"),
    "circles.draw_order": _("The lot of the turns was drawn"),
    "circles.end_cycle": _("A cycle ended"),
    "circles.end_turns": _("The turns ended"),
    "circles.lay_down_word": _("A sealed word was laid down for the lot"),
    "circles.leave": _("A member was paid out who leaves the cycle"),
    "circles.make_good": _("A missed turn was made good"),
    "circles.open_word": _("A word was opened for the lot"),
    "circles.propose_waiver": _("It was proposed to waive a fine"),
    "circles.waive_fine": _("A fine was waived"),
    "circles.propose_graduation": _("It was proposed how the group goes on"),
    "circles.propose_share_out": _("It was proposed to share the fund out"),
    "circles.share_out": _("The fund was shared out"),
    "circles.start_cycle": _("A cycle began"),
    "circles.start_turns": _("Members began to take turns"),
    "circles.substitute": _("Another took a member's place in the turns"),
    "circles.lend_to_group": _("The federation lent to a group"),
    "circles.pay_back": _("The group paid back what it borrowed"),
    "circles.take_bulk_loan": _("A loan from a federation arrived"),
    "circles.take_repayment": _("A repayment of a group arrived"),
    "circles.bring_cycle": _("A cycle came in from the books before"),
    "circles.bring_group_loan": _("A loan to a group came in from the books before"),
    "circles.take_brought_loan": _("The group agreed to what it owes from before"),
    "circles.offer_new_schedule": _("The federation offered a group a new schedule"),
    "circles.take_new_schedule": _("The group agreed to a new schedule of its loan"),
    "circles.hold_new_schedule": _("The new schedule of a loan to a group was confirmed"),
    "circles.write_off_group_loan": _("The federation wrote off a loan to a group"),
    "circles.take_forgiveness": _("The group wrote down that its loan is forgiven"),
    "circles.recover_from_group": _("Something came back of a lost loan to a group"),
    "governance.approve_projects": _("Somebody voted on the projects of a budget"),
    "governance.call_meeting": _("A meeting was called"),
    "governance.cast": _("Somebody voted"),
    "governance.close_ballot": _("A ballot was closed and counted"),
    "governance.close_meeting": _("A meeting was closed"),
    "governance.declare_interest": _("Somebody stood aside from a decision"),
    "governance.found": _("The group was founded"),
    "governance.hand_over": _("An office was handed over"),
    "governance.import_budget": _("A participatory budget was taken over from a file"),
    "governance.open_ballot": _("A ballot was opened"),
    "governance.open_budget": _("The vote on a budget was opened"),
    "governance.open_meeting": _("A meeting was opened"),
    "governance.propose": _("A proposal was made"),
    "governance.record_attendance": _("It was noted who came and who left"),
    "governance.record_hands": _("Raised hands were counted"),
    "governance.withdraw_proposal": _("A proposal was withdrawn"),
    "ledger.add_account": _("An account was opened"),
    "ledger.change_limit": _("The limit of an account was changed"),
    "ledger.close_account": _("An account was closed"),
    "ledger.close_period": _("A period of the book was closed"),
    "ledger.count_cash": _("The cash was counted"),
    "ledger.import_lines": _("Lines of a bank or mobile-money account were taken over"),
    "ledger.match_line": _("A line of the bank was matched with the book"),
    "ledger.move": _("Money was moved between box and bank"),
    "ledger.pay": _("Money was paid"),
    "ledger.prepare_payment": _("A payment was prepared"),
    "ledger.ratify_claim": _("A payment was accepted afterwards"),
    "ledger.receive": _("Money was received"),
    "ledger.record_undecided": _("A payment without a decision was written down"),
    "ledger.recover_claim": _("Money paid without a decision was taken back"),
    "ledger.reverse": _("An entry was reversed"),
    "ledger.save": _("A member saved"),
    "ledger.unmatch_line": _("A line of the bank was parted from the book again"),
    "ledger.withdraw": _("A member took out savings"),
    "lending.ask_new_schedule": _("A new schedule for a loan was asked for"),
    "lending.bring": _("A loan came in from the books before"),
    "lending.call_guarantees": _("Those who stand for a loan paid a part of it"),
    "lending.guarantee": _("A member stands for a loan"),
    "lending.pay_back_guarantors": _("A borrower paid back those who stood for her"),
    "lending.pay_out": _("A loan was paid out"),
    "lending.provide": _("Money was set aside for late loans"),
    "lending.recover": _("Something came back of a loan that was written off"),
    "lending.repay": _("A loan was repaid in part"),
    "lending.request": _("A member asked for a loan"),
    "lending.reschedule": _("A loan got a new schedule"),
    "lending.withdraw_request": _("A request for a loan was withdrawn"),
    "lending.write_off": _("A loan was written off"),
    "mandates.turn_key": _("A key was turned for a payment"),
    "membership.accept_invitation": _("A member took possession of a sign-in"),
    "membership.apply": _("A group asked to be admitted as a member"),
    "membership.correct_person": _("The record of a person was corrected"),
    "membership.enrol_device": _("A phone was shared by the group"),
    "membership.erase_on_request": _("A person was erased because she asked for it"),
    "membership.erase_person": _("A person was erased"),
    "membership.hand_pin_code": _("A member was handed a code for choosing a PIN"),
    "membership.invite": _("A person was invited to sign in"),
    "membership.issue_token": _("A token for a program was made"),
    "membership.leave": _("A member left"),
    "membership.register_person": _("A person was written down"),
    "membership.revoke_device": _("A shared phone was struck off"),
    "membership.revoke_token": _("A token for a program was ended"),
    "membership.set_pin": _("A member chose a PIN"),
    "membership.withdraw_application": _("A group took its application back"),
    "membership.witness_head": _("The head of another chronicle was witnessed"),
    "notices.answer_dispute": _("A disputed entry was settled"),
    "notices.choose_channel": _("A member chose where her messages go"),
    "notices.receive_reply": _("A member answered to a receipt"),
    **telling_of_ecosystem.ACTS,
    **telling_of_registers.ACTS,
    **telling_of_screenings.ACTS,
    **telling_of_knowledge.ACTS,
    **telling_of_transfers.ACTS,
    "shares.divide": _("A surplus was divided"),
    "shares.give_notice": _("A member asked for shares back"),
    "shares.pay_due": _("A member was paid what a surplus gave her"),
    "shares.propose_division": _("It was proposed how a surplus is divided"),
    "shares.subscribe": _("A member paid in share capital"),
    "shares.withdraw": _("Share capital was given back"),
}
"""Name of an act → what happened, for the reader's language."""

FIELDS: Mapping[str, str] = {
    "person": _("Person"),
    "office": _("Office"),
    "replaces": _("In the place of"),
    "minor": _("Amount"),
    "purpose": _("Purpose"),
    "payee": _("Paid to"),
    "payer": _("Paid by"),
    "value_date": _("Day of the payment"),
    "channel": _("Messages"),
    "wish": _("Whose word it is"),
    "reply": _("Reply"),
    "about": _("About line"),
    "way": _("By which way"),
    "dispute": _("Disputed entry"),
    "how": _("How it was settled"),
    "reversal": _("Reversed by entry"),
    "choice": _("Choice"),
    "projects": _("Projects"),
    "yes": _("Yes"),
    "no": _("No"),
    "abstain": _("Abstentions"),
    "outcome": _("Outcome"),
    "held_on": _("Held on"),
    "present": _("Present"),
    "witnesses": _("Witnesses"),
    "excused": _("Standing aside"),
    "guarantors": _("Guarantors"),
    "meeting": _("Meeting"),
    "proposal": _("Proposal"),
    "ballot": _("Ballot"),
    "resolution": _("Resolution"),
    "mandate": _("Mandate"),
    "loan": _("Loan"),
    "notice": _("Notice"),
    "count": _("Shares"),
    "division": _("Division"),
    "claim": _("Claim"),
    "federation": _("Federation"),
    "application": _("Application"),
    "asked": _("How she asked"),
    "on": _("Day"),
    "account": _("Account"),
    "journal": _("Journal"),
    "transfer": _("Transfer"),
    "together": _("Reversed with it"),
    "device": _("Shared phone"),
    "pin": _("PIN number in the list"),
    "code": _("Code number in the list"),
    "chain": _("Chain"),
    "number": _("Line"),
    "digest": _("Digest"),
    **telling_of_registers.FIELDS,
    **telling_of_screenings.FIELDS,
    **telling_of_ecosystem.FIELDS,
    **telling_of_knowledge.FIELDS,
    **telling_of_transfers.FIELDS,
}
"""Field of an event → its name in words, in the order in which a page shows them; a field without
words comes last, under its code."""

ORDER = {field: place for place, field in enumerate(FIELDS)}

PERSONS = frozenset(
    "answerable brought_by came excused guarantors left members payee payer person present replaces"
    " witnesses".split()
)
"""Fields that hold a person's number, or several."""

PLACES: Mapping[str, str] = {
    "account": "ledger:statement",
    "ballot": "governance:ballot",
    "claim": "ledger:claim",
    "loan": "lending:loan",
    "division": "shares:division",
    "mandate": "ledger:mandate",
    "meeting": "governance:meeting",
    "notice": "shares:withdraw",
    "proposal": "governance:proposal",
    "resolution": "governance:resolution",
    "transfer": "ledger:entry",
}
"""Field → name of the page that shows the thing."""

CODES: Mapping[str, str] = {
    **telling_of_transfers.CODES,
    **OFFICE_WORDS,
    **PURPOSES,
    "yes": _("Yes"),
    "no": _("No"),
    "abstain": _("Abstention"),
    "adopted": _("adopted"),
    "rejected": _("rejected"),
    "no_quorum": _("not enough took part"),
    "spoken": _("by word of mouth"),
    "written": _("in writing"),
    "own": _("her own"),
    "sms": _("by text message"),
    "email": _("by e-mail"),
    "none": _("none"),
    "message": _("from her phone"),
    "page": _("on her page"),
    "reversed": _("it was wrong and was reversed"),
    "explained": _("it was right and was explained"),
    "taken_back": _("it was taken back"),
    "hands": _("by raised hands"),
    "phone": _("by phone"),
    **telling_of_registers.CODES,
    **telling_of_screenings.CODES,
    **telling_of_ecosystem.CODES,
    **telling_of_knowledge.CODES,
}
"""Codes among the facts that have words; any other stays a code."""


def persons_in(line: Line) -> Iterator[int]:
    """Everybody whom a line names by number: who acted, and who stands in its facts."""
    if line.by is not None:
        yield line.by
    yield from persons_of(line.facts)


def persons_of(facts: Mapping[str, Any]) -> Iterator[int]:
    """The persons' numbers among the facts of an event."""
    for field in PERSONS & set(facts):
        value = facts[field]
        held: Iterable[Any] = value if isinstance(value, list) else [value]
        yield from (one for one in held if isinstance(one, int))


@dataclass(frozen=True)
class Part:
    """One value: its text, where it leads, and whether the text is a code and no word."""

    text: str
    href: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Fact:
    """One field of an event in the reader's words; `is_code` where it has no name in words."""

    label: str
    parts: tuple[Part, ...]
    is_code: bool

    @property
    def text(self) -> str:
        """All its values in one line."""
        return ", ".join(part.text for part in self.parts)


def in_words(facts: Mapping[str, Any], *, names: Mapping[int, str], slug: str) -> list[Fact]:
    """The facts of a line for its reader, in the order of `FIELDS`; sums with their unit.

    names  of the persons in it (`persons_of`); an erased one has none
    """
    told = []
    facts = flat(facts)
    for field in sorted(facts, key=lambda field: (ORDER.get(field, len(ORDER)), field)):
        value = facts[field]
        if value in (None, "", []) or (field == "unit" and "minor" in facts):
            continue
        given: Iterable[Any] = value if isinstance(value, list) else [value]
        parts = tuple(_part(field, one, facts=facts, names=names, slug=slug) for one in given)
        label = FIELDS.get(field)
        told.append(Fact(gettext(label) if label else field, parts, label is None))
    return told


def flat(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in which parts of named values stand for themselves."""
    found: dict[str, Any] = {}
    for field, value in facts.items():
        found |= flat(value) if isinstance(value, Mapping) else {field: value}
    return found


def _part(
    field: str, value: Any, *, facts: Mapping[str, Any], names: Mapping[int, str], slug: str
) -> Part:
    if isinstance(value, Mapping):
        together = in_words(value, names=names, slug=slug)
        return Part("; ".join(f"{one.label}: {one.text}" for one in together))
    if field in PERSONS and isinstance(value, int):
        return Part(names.get(value) or gettext("a person who was erased"))
    if field == "minor" and "unit" in facts:
        return Part(manner.money(Amount(value, manner.unit_of(facts["unit"]))))
    if isinstance(value, bool) or not isinstance(value, int):
        return _text(value)
    href = reverse(PLACES[field], args=[slug, value]) if field in PLACES else ""
    return Part(str(value), href)


def _text(value: Any) -> Part:
    if isinstance(value, bool):
        return Part(gettext("yes") if value else gettext("no"))
    try:
        return Part(manner.day(date.fromisoformat(value)))
    except (TypeError, ValueError):
        known = isinstance(value, str) and value in CODES
        return Part(gettext(CODES[value])) if known else Part(str(value), is_code=True)
