"""Reading the chronicle with a cursor and writing what is to be told, once for each person.

Promises: the cursor's row is locked while lines are read; messages and the new place of the cursor
are committed together or not at all, so that a line is told once, whoever reads and whenever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Line, unfolded
from tequio.chronicle.service import take_ids
from tequio.kernel import digest
from tequio.lending import queries as lending
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.membership.queries.contacts import contacts_of
from tequio.notices import rules
from tequio.notices.models import CursorRow, MessageRow
from tequio.notices.queries.choosing import choices
from tequio.notices.queries.wording import Sender, words_of
from tequio.notices.queries.world import Around

AT_ONCE = 500
"""Lines that are read in one transaction."""


@dataclass(frozen=True)
class Read:
    """How many lines were read and how many messages written."""

    lines: int
    messages: int


@dataclass(frozen=True)
class _Draft:
    """A message to be written; `proof` is the digest of its line."""

    cause: str
    kind: str
    is_receipt: bool
    line: int
    part: int
    note: rules.Note
    proof: str


def read_on(organisation: int, at: datetime) -> Read:
    """Read the lines that are new and write what is to be told of them; nothing is sent here.

    A fixed number of queries for each `AT_ONCE` lines.
    """
    lines = messages = 0
    while True:
        one = _read_some(organisation, at)
        lines, messages = lines + one.lines, messages + one.messages
        if one.lines < AT_ONCE:
            return Read(lines, messages)


@transaction.atomic
def _read_some(organisation: int, at: datetime) -> Read:
    cursor = _locked(organisation)
    found = chronicle.lines_after(organisation, cursor.line, limit=AT_ONCE)
    if not found:
        return Read(0, 0)
    written = _write(organisation, list(_drafts(organisation, found, at)), at)
    CursorRow.objects.filter(pk=organisation).update(line=found[-1][0].number)
    return Read(len(found), written)


def _locked(organisation: int) -> CursorRow:
    CursorRow.objects.get_or_create(organisation_id=organisation)
    return CursorRow.objects.select_for_update().get(pk=organisation)


def _drafts(organisation: int, found: Sequence[tuple[Line, str]], at: datetime) -> Iterator[_Draft]:
    """What is to be told of these lines to those who wanted it when they were written."""
    chosen = choices(organisation)
    if not chosen.by_person:
        return
    told = [
        (part, one, proof)
        for line, proof in found
        for part, one in enumerate(unfolded(line))
        if one.kind in rules.TELLINGS
    ]
    world = Around(organisation, [one.facts for _part, one, _proof in told], at.date())
    for part, one, proof in told:
        telling = rules.TELLINGS[one.kind]
        seen: set[int] = set()
        for note in telling.notes(one.facts, world):
            if note.person not in seen and chosen.wants(note.person, one.number):
                seen.add(note.person)
                cause = f"line:{one.number}:{part}"
                yield _Draft(cause, one.kind, telling.is_receipt, one.number, part, note, proof)


@transaction.atomic
def remind(organisation: int, at: datetime) -> int:
    """Remind borrowers of instalments that are due soon, and once more when they are late; how
    many reminders were written now.

    A reminder ends with the head of the chronicle, because it follows from no line.
    """
    _locked(organisation)
    due = {_cause(one): one for one in lending.due_soon(organisation, at.date())}
    chosen, head = choices(organisation), chronicle.head_of(organisation)
    known = MessageRow.objects.filter(organisation_id=organisation, cause__in=due)
    told = set(known.values_list("cause", "person_id"))
    drafts = [
        _Draft(cause, rules.REMINDER, False, head.number, 0, _reminder(one), head.digest)
        for cause, one in due.items()
        if (cause, one.person) not in told and chosen.wants(one.person, head.number)
    ]
    return _write(organisation, drafts, at)


def _cause(one: lending.Due) -> str:
    return f"{'late' if one.days_late else 'due'}:{one.loan}:{one.due_on.isoformat()}"


def _reminder(one: lending.Due) -> rules.Note:
    due = rules.Sum(one.amount.minor, one.amount.unit.code)
    is_late = one.days_late > 0
    return rules.due_soon(one.person, loan=one.loan, due=due, on=one.due_on, is_late=is_late)


def _write(organisation: int, drafts: Sequence[_Draft], at: datetime) -> int:
    """Write messages in the languages of those who get them; nobody writes of who was erased."""
    known = contacts_of({one.note.person for one in drafts})
    drafts = [one for one in drafts if one.note.person in known and known[one.note.person].name]
    if not drafts:
        return 0
    sender, chain = sender_of(organisation), chronicle.head_of(organisation).chain
    texts = [
        words_of(
            one.note,
            sender,
            language=known[one.note.person].language,
            proof=one.proof[: rules.PROOF],
        )
        for one in drafts
    ]
    people = [one.note.person for one in drafts]
    numbers = membership.write_texts_about(organisation, list(zip(people, texts, strict=True)))
    first = take_ids(organisation, len(drafts))
    MessageRow.objects.bulk_create(
        [
            MessageRow(
                organisation_id=organisation,
                id=first + place,
                cause=one.cause,
                person_id=one.note.person,
                kind=one.kind,
                is_receipt=one.is_receipt,
                line=one.line,
                part=one.part,
                text_id=numbers[place],
                uid=uid_of(chain, cause=one.cause, person=one.note.person),
                made_at=at,
            )
            for place, one in enumerate(drafts)
        ],
        500,
    )
    return len(drafts)


def uid_of(chain: str, *, cause: str, person: int) -> str:
    """The number of a message towards gateways: forty signs that name nobody."""
    return digest({"cause": cause, "chain": chain, "person": person})[:40]


def sender_of(organisation: int) -> Sender:
    """The group as its messages name it."""
    found = members.organisation(organisation)
    assert found is not None, "a chronicle has an organisation"
    return Sender(found.name, found.slug, found.language, mandates.units(organisation))
