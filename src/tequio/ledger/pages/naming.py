"""What accounts, purposes and subjects are called on a page, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.ledger import rules
from tequio.ledger.queries.naming import (
    SAID_BY_SUBJECT,
    titles_of_decisions,
    titles_of_subjects,
)
from tequio.ledger.rules.named import GIVEN
from tequio.mandates.rules import PURPOSES, Mandate
from tequio.membership import queries as members

DONE: Mapping[str, str] = {
    "ledger.pay": _("Payment"),
    "ledger.receive": _("Money received"),
    "ledger.move": _("Carried between box and bank"),
    "ledger.fee": _("Bank or mobile-money charge"),
    "ledger.opening": _("At the beginning of the book"),
    "ledger.claim": _("Paid without a decision"),
    "ledger.ratify": _("Accepted afterwards by the members"),
    "ledger.recover": _("Taken back from whoever paid"),
    "ledger.cash_difference": _("Difference found when counting"),
    "ledger.reverse": _("Wrong entry reversed"),
    "member.save": _("Saved"),
    "member.withdraw": _("Savings given back"),
    "lending.loan": _("Loan paid out"),
    "lending.interest": _("Interest on a loan"),
    "lending.fee": _("Fee or penalty on a loan"),
    "lending.repay": _("Loan repaid"),
    "lending.write_off": _("Loan written off"),
    "budget.receive": _("Budget received"),
    "budget.project": _("Payment for a project"),
    "lending.provide": _("Set aside for doubtful loans"),
    "lending.call": _("Loan repaid by who stood for it"),
    "lending.recovered": _("Came back of a lost loan"),
    "circle.shares": _("Shares bought"),
    "circle.social": _("Paid into the social fund"),
    "circle.help": _("Help from the social fund"),
    "circle.fine": _("Fined"),
    "circle.fine_paid": _("Fine paid"),
    "circle.fine_waived": _("Fine waived"),
    "circle.gain": _("Gain or loss of the cycle"),
    "circle.share_out": _("Shared out"),
    "circle.leave": _("Paid out on leaving"),
    "circle.turn": _("Turn paid"),
    "circle.turn_due": _("Turn missed"),
    "circle.pot": _("Pot received"),
    "circle.reserve": _("Put aside for missed turns"),
    "circle.bulk_loan": _("Lent to a group"),
    "circle.bulk_interest": _("Interest on a loan to a group"),
    "circle.bulk_repaid": _("Repaid by a group"),
    "circle.bulk_write_off": _("Loan to a group written off"),
    "circle.bulk_forgive": _("Loan to a group forgiven"),
    "circle.borrow": _("Borrowed"),
    "circle.borrow_interest": _("Interest on what was borrowed"),
    "circle.pay_back": _("Paid back"),
    "circle.forgiven": _("Debt forgiven"),
    "shares.subscribe": _("Share capital paid in"),
    "shares.withdraw": _("Share capital given back"),
    "shares.divide": _("Surplus divided"),
    "shares.pay_due": _("Paid out from a surplus"),
}
"""What was done, in a statement; PURPOSES of mandates says what is allowed."""

NUMBERED: Mapping[str, str] = {
    "person": _("a person"),
    "text": _("a note that was erased"),
    "loan": _("loan {number}"),
    "claim": _("entry {number}"),
    "count": _("cash count {number}"),
    "account": _("account {number}"),
    "project": _("project {number}"),
    "turns": _("turns {number}"),
    "division": _("division {number}"),
    "notice": _("notice {number}"),
}
SET_ASIDE: Mapping[str, str] = {
    "solidarity": _("For the movement's funds"),
    "unforeseen": _("For unforeseen losses"),
    "workers": _("For those who work here"),
    "members": _("For what the members decide"),
}
"""For what something of a surplus is set aside, by the name of its account."""
STANDING = "standing"
"""The title of a mandate that the statutes give without a vote."""
OF_NUMBERED: Mapping[str, str] = {
    "ledger.ratify": "claim",
    "ledger.recover": "claim",
    "ledger.reverse": "claim",
    "ledger.limits": "account",
    "budget.project": "project",
    "shares.divide": "division",
    "shares.withdraw": "notice",
}
"""Purposes whose subject is a number, and of what."""


@dataclass(frozen=True)
class Names:
    """The words behind numbers, read at once for a whole page."""

    people: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    subjects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[int, str] = field(default_factory=dict)

    def person(self, number: int | None) -> str:
        """A name; that it was erased; nothing for nobody."""
        if number is None:
            return ""
        return self.people.get(number) or gettext("a person who was erased")

    def text(self, number: int | None) -> str:
        """What was noted, empty after erasure."""
        return self.texts.get(number or 0, "")

    def account(self, kind: str, ref: str, text: int | None = None) -> str:
        """`Cash box`, `Asha Devi`, `rent`: what sets this account apart from others.

        text  number of the name that the group gave it
        """
        told = self.text(text) or self._meant_for(kind, ref)
        if told:
            return told
        head, _colon, tail = ref.partition(":")
        if head == "person" and tail.isdigit():
            return self.person(int(tail))
        if head == "text" and tail.isdigit():
            return self.text(int(tail)) or gettext(rules.KINDS[kind].title)
        if head == "loan" and tail.isdigit():
            return capitalised(self.subject("lending.loan", tail))
        if kind in ("claim", "cash-difference"):
            return f"{gettext(rules.KINDS[kind].title)} ({numbered(ref)})"
        if (kind, ref) in GIVEN:
            return gettext(GIVEN[kind, ref])
        purpose = ref if ref in PURPOSES else f"lending.{ref}"
        if purpose in PURPOSES:
            return gettext(DONE.get(purpose, PURPOSES[purpose]))
        return self._organisation(ref) or numbered(ref) or gettext(rules.KINDS[kind].title)

    def _organisation(self, ref: str) -> str:
        """The group or the federation that `organisation:3` means; nothing for others."""
        head, _colon, tail = ref.partition(":")
        is_one = head == "organisation" and tail.isdigit()
        return self.organisations.get(int(tail), "") if is_one else ""

    def _meant_for(self, kind: str, ref: str) -> str:
        """The project or the decision for which an account of expenses was opened, or for what
        something is set aside; nothing for other kinds."""
        if kind == "set-aside":
            return gettext(SET_ASIDE[ref]) if ref in SET_ASIDE else ""
        if kind != "expense":
            return ""
        if ref.isdigit():
            return self.subject("budget.project", ref)
        return self.subjects.get((SAID_BY_SUBJECT, ref), "")

    def subject(self, code: str, subject: str) -> str:
        """Whom or what a purpose is for: `rent`, `loan 7`, the title of a project."""
        known = self.subjects.get((code, subject))
        if known:
            return known
        if subject.isdigit() and code.partition(".")[0] == "lending":
            return numbered(f"loan:{subject}")
        if subject.isdigit() and code in OF_NUMBERED:
            return numbered(f"{OF_NUMBERED[code]}:{subject}")
        head, _colon, tail = subject.partition(":")
        if head == "person" and tail.isdigit():
            return self.person(int(tail))
        return self._organisation(subject) or numbered(subject)

    def done(self, code: str, subject: str = "") -> str:
        """What happened: `Payment: rent`."""
        return with_subject(
            gettext(DONE.get(code) or PURPOSES.get(code, code)), self.subject(code, subject)
        )

    def heading(self, code: str, subject: str = "") -> str:
        """What a decision is about: `food`, the title of a project, `Pay out a loan: loan 7`."""
        said_by_subject = code in ("ledger.pay", "budget.project")
        return (said_by_subject and self.subject(code, subject)) or self.allowed(code, subject)

    def decision(self, source: str, codes: Iterable[str]) -> str:
        """The title on which the members voted, where it is about a payment of the group; that
        of a loan is the borrower's own.  Else nothing."""
        is_payment = SAID_BY_SUBJECT in codes
        return self.decisions.get(source, "") if is_payment else ""

    def allowed(self, code: str, subject: str = "") -> str:
        """What may happen: `Pay out a loan: loan 7`."""
        return with_subject(gettext(PURPOSES.get(code, code)), self.subject(code, subject))


@dataclass(frozen=True)
class AllowedBy:
    """What allowed an entry: a decision by what it is about, or the rules without a vote."""

    mandate: int
    title: str
    is_standing: bool
    decided_on: date


def subjects_of(mandate: Mandate) -> list[tuple[str, str]]:
    """The (purpose, subject) pairs that a mandate covers."""
    return [(scope.code, scope.subject) for scope in mandate.grant.scopes]


def allowed_by(mandate: Mandate, names: Names, code: str, subject: str) -> AllowedBy:
    """A mandate by that of its lines that covers this purpose and subject.

    names  read with the mandate's own subjects
    """
    scopes = subjects_of(mandate)
    own = [pair for pair in scopes if pair in ((code, subject), (code, ""))] or scopes
    title = names.decision(mandate.source, [scope for scope, _subject in scopes])
    title = title or names.heading(*min(own, key=lambda pair: pair != (code, subject)))
    return AllowedBy(mandate.id, title, mandate.grant.title == STANDING, mandate.decided_on)


def with_subject(title: str, subject: str) -> str:
    """A title and what it is about, if it is about something."""
    if not subject:
        return title
    return gettext("%(title)s: %(subject)s") % {"title": title, "subject": subject}


def capitalised(words: str) -> str:
    """The same with a capital at its beginning, where it stands alone."""
    return words[:1].upper() + words[1:]


def numbered(ref: str) -> str:
    """`loan:7` in words; everything else as the group wrote it."""
    head, _colon, tail = ref.partition(":")
    if head in NUMBERED and tail:
        return gettext(NUMBERED[head]).format(number=tail)
    return ref


def names_of(
    organisation: int,
    *,
    people: Iterable[int | None] = (),
    texts: Iterable[int | None] = (),
    refs: Iterable[str] = (),
    subjects: Iterable[tuple[str, str]] = (),
    sources: Iterable[str] = (),
) -> Names:
    """Read every name that a page shows.  Three queries, and one for each purpose with titles.

    refs      names of accounts: `person:12`, `text:40`, `organisation:3`
    subjects  (purpose, subject) pairs
    sources   decisions whose titles are shown: `resolution:12`
    """
    pairs = set(subjects)
    listed = list(refs)
    named = [*listed, *(subject for _code, subject in pairs)]
    persons = {number for number in people if number} | numbers_in(named, "person")
    noted = {number for number in texts if number} | numbers_in(named, "text")
    return Names(
        members.person_names(persons) if persons else {},
        {number: text.body for number, text in members.texts(organisation, noted).items()}
        if noted
        else {},
        titles_of_subjects(organisation, pairs | _titled(listed)),
        titles_of_decisions(organisation, sources),
        organisations_in(named),
    )


def organisations_in(refs: Iterable[str]) -> dict[int, str]:
    """`organisation:3` → what the group or the federation is called.  One query, none for none."""
    asked = numbers_in(refs, "organisation")
    return {one.id: one.name for one in members.organisations(asked)} if asked else {}


def _titled(refs: Iterable[str]) -> set[tuple[str, str]]:
    """The (purpose, subject) pairs by whose titles accounts are called: projects and loans."""
    listed = list(refs)
    loans = {("lending.loan", str(number)) for number in numbers_in(listed, "loan")}
    words = {ref for ref in listed if ref and ":" not in ref and not ref.isdigit()}
    return (
        loans
        | {("budget.project", ref) for ref in listed}
        | {(SAID_BY_SUBJECT, ref) for ref in words if ref not in PURPOSES}
    )


def numbers_in(refs: Iterable[str], head: str) -> set[int]:
    """The numbers behind this word: `person:12` → 12."""
    parts = (ref.partition(":") for ref in refs)
    return {int(tail) for word, _colon, tail in parts if word == head and tail.isdigit()}
