"""What notices add to `verify`: choices, replies and answers as the chronicle tells of them; every
line told to whom it concerned and wanted it, and nothing told that no line says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import unfolded
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as members
from tequio.membership.queries.contacts import contacts_of
from tequio.notices import rules
from tequio.notices.models import (
    AnswerRow,
    ChoiceRow,
    CursorRow,
    MarkRow,
    MessageRow,
    ReplyRow,
    TryRow,
)
from tequio.notices.queries.choosing import Choices, choices

ROOM = "notices"
CURSOR_AHEAD = _("Notices were read up to line {line}, but the chronicle ends at line {head}.")
NOT_TOLD_TO = _("Nobody told person {person} what line {line} says of her.")
TOLD_WITHOUT_LINE = _("Message {message} tells of line {line}, which does not say this of her.")
PROOF_DIFFERS = _("Message {message} does not end with the digest of line {line}.")
NEVER_WANTED = _("Message {message} was written for somebody who had not asked for any.")
MARK_WITHOUT_TRY = _("Message {message} was marked without having been sent.")


@dataclass(frozen=True)
class _Said:
    """A line or step as it is held against messages."""

    kind: str
    concerned: frozenset[int]
    digest: str


def check(organisation: int) -> Iterator[Finding]:
    """Rows against lines both ways, messages against lines both ways, marks against tries."""
    yield from _acts(organisation)
    yield from _messages(organisation)
    yield from _marks(organisation)


def _acts(organisation: int) -> Iterator[Finding]:
    """Choices, replies and answers against their lines."""
    of = {"organisation_id": organisation}
    lines = list(chronicle.lines_of_kind(organisation, "notices.choose_channel"))
    chosen = {
        row.id: (row.line, row.person_id, row.channel, row.wish, row.by_id)
        for row in ChoiceRow.objects.filter(**of)
    }
    told: dict[Any, Any] = {
        one.facts["choice"]: (
            one.number,
            *(one.facts[name] for name in ("person", "channel", "wish")),
            one.by,
        )
        for one in lines
    }
    yield from compared(ROOM, "choice", told=told, here=chosen)
    replies = {
        row.id: (row.person_id, row.answer, row.line, row.part, row.way, row.by_id)
        for row in ReplyRow.objects.filter(**of)
    }
    names = ("person", "answer", "about", "part", "way")
    told = {
        one.facts["reply"]: (*(one.facts[name] for name in names), one.by)
        for one in chronicle.lines_of_kind(organisation, "notices.receive_reply")
    }
    yield from compared(ROOM, "reply", told=told, here=replies)
    yield from _answers(organisation)


def _answers(organisation: int) -> Iterator[Finding]:
    digests = members.digests_of_texts(organisation)
    here = {
        row.id: (row.reply_id, row.how, row.reversal_id, digests.get(row.text_id), row.by_id)
        for row in AnswerRow.objects.filter(organisation_id=organisation)
    }
    names = ("dispute", "how", "reversal", "text")
    told = {
        one.facts["answer"]: (*(one.facts[name] for name in names), one.by)
        for one in chronicle.lines_of_kind(organisation, "notices.answer_dispute")
    }
    yield from compared(ROOM, "answer", told=told, here=here)


def _messages(organisation: int) -> Iterator[Finding]:
    head = chronicle.head_of(organisation)
    read = CursorRow.objects.filter(pk=organisation).values_list("line", flat=True).first() or 0
    if read > head.number:
        yield Finding.of(ROOM, "cursor_ahead", CURSOR_AHEAD, line=read, head=head.number)
    chosen = choices(organisation)
    rows = list(MessageRow.objects.filter(organisation_id=organisation).order_by("id"))
    if not rows and not chosen.by_person:
        return
    said = _said(organisation)
    texts = members.texts(organisation, [row.text_id for row in rows])
    for row in rows:
        of = {"message": row.id, "line": row.line}
        line = said.get((row.line, 0 if row.kind == rules.REMINDER else row.part))
        if line is None or not _says(line, row):
            yield Finding.of(ROOM, "told_without_line", TOLD_WITHOUT_LINE, **of)
            continue
        body = texts[row.text_id].body if row.text_id in texts else ""
        if body and not body.endswith(line.digest[: rules.PROOF]):
            yield Finding.of(ROOM, "proof_differs", PROOF_DIFFERS, **of)
        if not chosen.wanted(row.person_id, row.line):
            yield Finding.of(ROOM, "never_wanted", NEVER_WANTED, message=row.id)
    known = contacts_of(chosen.by_person)
    there = {person: hers for person, hers in chosen.by_person.items() if known[person].name}
    yield from _missing(said, rows, wanted=Choices(there).wants, read=read)


def _says(line: _Said, row: MessageRow) -> bool:
    """Whether a line says what a message tells, as far as its facts alone show it."""
    if row.kind == rules.REMINDER:
        return row.cause.startswith(("due:", "late:"))
    telling = rules.TELLINGS.get(row.kind)
    if telling is None or line.kind != row.kind or row.cause != f"line:{row.line}:{row.part}":
        return False
    return not telling.is_personal or row.person_id in line.concerned


def _missing(
    said: dict[tuple[int, int], _Said], rows: list[MessageRow], *, wanted: Any, read: int
) -> Iterator[Finding]:
    told = {(row.line, row.part, row.person_id) for row in rows if row.kind != rules.REMINDER}
    for (number, part), line in said.items():
        for person in sorted(line.concerned):
            is_untold = number <= read and (number, part, person) not in told
            if is_untold and wanted(person, number):
                yield Finding.of(ROOM, "not_told_to", NOT_TOLD_TO, person=person, line=number)


def _said(organisation: int) -> dict[tuple[int, int], _Said]:
    """Every line and step that notices tell of, by number and part."""
    found, after = {}, 0
    while lines := chronicle.lines_after(organisation, after, limit=2000):
        for line, digest in lines:
            for part, one in enumerate(unfolded(line)):
                concerned = rules.persons_concerned(one.kind, one.facts)
                found[line.number, part] = _Said(one.kind, concerned, digest)
        after = lines[-1][0].number
    return found


def _marks(organisation: int) -> Iterator[Finding]:
    """A message is marked only after it was begun."""
    names = ("message_id", "number")
    tries = set(TryRow.objects.filter(organisation_id=organisation).values_list(*names))
    marks = set(MarkRow.objects.filter(organisation_id=organisation).values_list(*names))
    for message, _number in sorted(marks - tries):
        yield Finding.of(ROOM, "mark_without_try", MARK_WITHOUT_TRY, message=message)
