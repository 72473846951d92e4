"""The meeting sheet: everything that a group did in a meeting, as one act with one journal.

Promises: the sheet is taken whole or not at all; a day has one sheet; whoever writes it is no
witness of it; every sum stands in the book under the mandate that allows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tequio.chronicle.rules import Step
from tequio.chronicle.rules.inputs import Code, Id, Minor
from tequio.chronicle.service import act, stays, take_ids
from tequio.circles import rules
from tequio.circles.models import SheetKeyRow, SheetRow
from tequio.circles.queries.ground import Ground, ground_of
from tequio.circles.queries.who import objections_to_writing
from tequio.circles.service.claims import decide_claims, write_claims
from tequio.circles.service.cycles import BY_BOOKKEEPERS, OF_THE_BOOK
from tequio.circles.service.entries import Lines, prepare_lines
from tequio.circles.service.loans import OF_LOANS, Asked, Lent, Meeting, lend
from tequio.governance.rules.refusals import NOT_ON_THE_ROLL
from tequio.governance.service import sittings
from tequio.kernel import Act, Refusal, refuse, remembering
from tequio.ledger import rules as ledger_rules
from tequio.ledger import service as ledger
from tequio.lending.service import sheet as lending
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.membership.queries import pins
from tequio.membership.rules.pins import NO_SHARED_PHONE
from tequio.membership.service.pins import try_proof

KEEPING = (
    rules.NO_OPEN_CYCLE,
    rules.BEFORE_THE_CYCLE,
    rules.MEETING_NOT_YET_HELD,
    rules.SHEET_ALREADY_THERE,
    rules.WITNESS_WAS_NOT_THERE,
    rules.KEPT_IT_HERSELF,
    rules.NOT_A_BOOKKEEPER,
    rules.TOO_FEW_WITNESSES,
    rules.KEY_TWICE,
    rules.NOT_A_KEYHOLDER,
    rules.GUARANTOR_WAS_NOT_THERE,
)
OF_THE_LINES = (
    rules.TWICE_ON_THE_SHEET,
    rules.NOT_ON_THE_ROLL,
    rules.MEMBER_NOT_ON_THE_SHEET,
    rules.NOBODY_IS_HERE,
    rules.WRITTEN_BELOW_ZERO,
    rules.ABSENT_AND_GIVES,
    rules.LEFT_THE_CYCLE,
    rules.SHARES_OVER_THE_MOST,
    rules.CONTRIBUTION_DIFFERS,
    rules.FINE_OVERPAID,
    rules.TOO_LITTLE_IN_THE_SOCIAL_BOX,
    rules.HELP_NEEDS_HANDS,
    rules.HELP_OVER_THE_MOST,
    rules.CLAIM_WITHOUT_REASON,
)


OF_HANDS = tuple(kind for kind in sittings.OF_A_SITTING if kind is not NOT_ON_THE_ROLL)
"""Whoever is here stands on the sheet, and so on the roll."""


@dataclass(frozen=True)
class Written:
    """A sheet as it was handed in, before anything of it is in the book."""

    held_on: date
    sheet: rules.Sheet
    opening_counted: int | None
    keys: tuple[rules.KeyHeld, ...]
    kept: rules.Kept
    heard: rules.Heard
    help: tuple[rules.Helped, ...] = ()


@act(
    "circles.close_meeting",
    may=BY_BOOKKEEPERS,
    refusals=[
        membership.OFFICE_NOT_HELD,
        membership.NO_SUCH_PERSON,
        *KEEPING,
        *OF_THE_LINES,
        *OF_HANDS,
        *OF_LOANS,
        ledger_rules.AMOUNT_TOO_LARGE,
        *OF_THE_BOOK,
    ],
    has_steps=True,
)
def close_meeting(  # noqa: PLR0913 - the parts of the sheet
    act: Act,
    /,
    *,
    held_on: date,
    lines: tuple[rules.Line, ...],
    counted: Minor,
    social_counted: Minor = 0,
    opening_counted: Minor | None = None,
    repayments: tuple[rules.Repaid, ...] = (),
    help: tuple[rules.Helped, ...] = (),
    loans: tuple[rules.LoanAsked, ...] = (),
    payouts: tuple[Id, ...] = (),
    keys: tuple[rules.KeyHeld, ...] = (),
    kept: rules.Kept = rules.Kept(),  # noqa: B008 - frozen
    heard: rules.Heard = "",
    book: Code = "main",
) -> rules.MeetingHeld:
    """Write a whole meeting down: who came, what each gave, what went out, what was counted.

    held_on          the day of the meeting; a paper sheet may be typed in later
    lines            one for each member of that day
    counted          what lies in the box at the end, in minor units
    social_counted   what lies in the bag of the social fund
    opening_counted  what lay in the box at the beginning, if it was counted
    repayments       on loans, in the order in which they were handed over
    help             what members claim from the social fund, with the hands that were raised; small
                     help without
    loans            what members asked for, with the hands that were raised
    payouts          loans that were decided before and handed out in this meeting
    keys             who opened the locks, and by which proof
    kept             who led, who wrote, who saw it; the photograph's digest
    heard            whether the words read aloud at the beginning were the remembered ones
    """
    sheet = rules.Sheet(
        lines,
        counted,
        social_counted,
        tuple((one.loan, one.minor) for one in repayments),
        tuple((one.person, one.minor) for one in help if one.hands is None),
    )
    written = Written(held_on, sheet, opening_counted, keys, kept, heard, help)
    with remembering():  # no step of a meeting changes the statutes, the roll, or the offices
        refuse(objections_to_writing(act))
        ground = _ground(act, book, held_on)
        refuse(_objections(act, written, ground, loans))
        return _hold(act, written, ground, Asked(loans, payouts))


def _ground(act: Act, book: str, held_on: date) -> Ground:
    """Where the group stood; refused for a day that cannot have a sheet."""
    ground = ground_of(act.of_organisation, book, held_on, today=act.today)
    cycle, sheets = (ground.cycle, ground.sheets) if ground else (None, frozenset())
    refuse(rules.objections_to_day(held_on, cycle, today=act.today, sheets=sheets))
    assert ground is not None, "no cycle and no objection"
    return ground


def _objections(
    act: Act, written: Written, ground: Ground, loans: tuple[rules.LoanAsked, ...]
) -> list[Refusal]:
    statutes = ground.statutes
    room = rules.Room(
        here=rules.here_on(written.sheet),
        enters=act.by,
        witnesses=statutes.integer("hands.witnesses"),
        holders=ground.holding(statutes.offices("offices.keys")),
        writers=ground.holding(statutes.offices("offices.book")),
    )
    return [
        *_objections_to_facilitator(act, written.kept.facilitator),
        *rules.objections_to_keeping(written.kept, written.keys, room),
        *rules.objections_to_sheet(written.sheet, ground.terms, ground.before),
        *rules.objections_to_help(
            written.help,
            rules.Limits(
                statutes.integer("circle.help_most"), statutes.integer("circle.help_small")
            ),
            ground.before.roll,
        ),
        *rules.objections_to_asking(loans, room.here),
        *rules.objections_to_hands((*written.help, *loans), room.here),
    ]


def _objections_to_facilitator(act: Act, person: int | None) -> list[Refusal]:
    """She may come from outside, and was written down here before."""
    if person is None or members.is_known(act.of_organisation, person):
        return []
    return [membership.NO_SUCH_PERSON.because(person=person)]


def _hold(act: Act, written: Written, ground: Ground, asked: Asked) -> rules.MeetingHeld:
    """Open the sitting, decide, post, write the sheet, close the sitting.

    Decisions are dated by the meeting's day, whenever it is entered.
    """
    then = sittings.dated(act, written.held_on)
    here = tuple(sorted(rules.here_on(written.sheet)))
    meeting, opened = sittings.hold_sitting(
        then, present=here, is_regular=ground.is_regular(written.held_on), held_on=written.held_on
    )
    helping = decide_claims(then, meeting, written.help, ground)
    written = replace(written, sheet=replace(written.sheet, help=helping.given))
    refuse(rules.objections_to_bag(written.sheet, ground.terms, ground.before))
    coming = rules.expected(written.sheet, ground.terms, ground.before)[0] - ground.before.box
    keys = _proved(act, written, asked, ground.cycle.book)
    proved = frozenset(person for person, is_so in keys if is_so)
    sitting = Meeting(meeting, written.held_on, coming, proved)
    given = lend(act, then, sitting, asked, ground)
    number = take_ids(act.of_organisation)
    sheet = replace(written.sheet, lent=given.minor)
    booked = rules.expected(sheet, ground.terms, ground.before)
    lines = prepare_lines(act, number, sheet, ground, on=written.held_on, granted=helping.granted)
    posted, steps = _post(act, written, ground, _Parts(lines, given, booked))
    row = _write(act, number, written, ground, (meeting, booked, posted))
    _write_keys(act, number, keys)
    write_claims(act.of_organisation, number, helping.claims)
    told = (opened, *helping.steps, *given.steps, *steps, sittings.end_sitting(then, meeting))
    return _told(row, lines.told, (keys, helping.claims), posted, told)


@dataclass(frozen=True)
class _Parts:
    """What is posted together; `booked`: what the book expects in box and bag afterwards."""

    lines: Lines
    given: Lent
    booked: tuple[int, int]


def _post(
    act: Act, written: Written, ground: Ground, parts: _Parts
) -> tuple[ledger.Posted, tuple[Step, ...]]:
    """One journal: what came in, what went out, and what the counts found."""
    cycle, on, sheet = ground.cycle, written.held_on, written.sheet
    answers = written.kept.bookkeeper or act.by
    assert answers is not None, "whoever holds an office is somebody"
    counts = ledger.prepare_counts(
        act,
        [
            ledger.BoxCounted(cycle.box, sheet.counted, parts.booked[0]),
            ledger.BoxCounted(cycle.social_box, sheet.social_counted, parts.booked[1]),
        ],
        answerable=answers,
        on=on,
    )
    repaid = lending.prepare_repayments(act, sheet.repayments, account=cycle.box, on=on)
    prepared = [parts.lines.prepared, repaid, parts.given.prepared, counts]
    return ledger.post_together(act, value_date=on, prepared=prepared, book=cycle.book)


def _write(
    act: Act,
    number: int,
    written: Written,
    ground: Ground,
    done: tuple[int, tuple[int, int], ledger.Posted],
) -> SheetRow:
    """Write the sheet down; done: the sitting, what the book expected, what was posted."""
    meeting, booked, posted = done
    kept, sheet = written.kept, written.sheet
    assert act.by is not None, "whoever holds an office is somebody"
    return SheetRow.objects.create(
        organisation_id=act.of_organisation,
        id=number,
        cycle_id=ground.cycle.id,
        held_on=written.held_on,
        entered_at=act.at,
        entered_by_id=act.by,
        meeting_id=meeting,
        journal_id=posted.journal or None,
        opening_counted=written.opening_counted,
        opening_booked=ground.before.box,
        counted=sheet.counted,
        booked=booked[0],
        social_counted=sheet.social_counted,
        social_booked=booked[1],
        heard=written.heard,
        facilitator_id=kept.facilitator,
        bookkeeper_id=kept.bookkeeper,
        witnesses=sorted(kept.witnesses),
        photo=kept.photo,
    )


def _write_keys(act: Act, number: int, keys: tuple[tuple[int, bool], ...]) -> None:
    """Who held which key.  Proved are the key of whoever enters the sheet signed in as herself,
    and those whose holder typed her PIN: all others are named by one person, and stand as one."""
    SheetKeyRow.objects.bulk_create(
        SheetKeyRow(
            organisation_id=act.of_organisation,
            sheet_id=number,
            person_id=person,
            is_proved=is_so,
        )
        for person, is_so in keys
    )


def _proved(act: Act, written: Written, asked: Asked, book: str) -> tuple[tuple[int, bool], ...]:
    """Each holder, and whether she showed that it was she, and there: she enters the sheet herself,
    or typed her PIN for this very sheet.  A proof that does not hold refuses nothing: the key is
    named; so it is where the sheet says that she was not there."""
    here, counted = rules.here_on(written.sheet), written.sheet.counted
    said = rules.said_by_keys(
        act.key,
        {
            "held_on": written.held_on,
            "book": book,
            "counted": counted,
            "loans": asked.loans,
            "payouts": asked.payouts,
        },
    )
    return tuple(
        sorted((key.person, key.person in here and _holds(act, key, said)) for key in written.keys)
    )


def _holds(act: Act, key: rules.KeyHeld, said: str) -> bool:
    if key.person == act.by or not key.proof:
        return key.person == act.by
    organisation = act.of_organisation
    if pins.is_blocked(organisation, key.person, NO_SHARED_PHONE, act.at):
        return False
    return pins.proves(key.person, key.proof, said, organisation=organisation)


def _count_proofs(act: Act, sheet: Mapping[str, Any]) -> None:
    """A proof is a guess of a PIN, also where the sheet is refused."""
    if objections_to_writing(act):
        return
    said = rules.said_by_keys(act.key, sheet)
    for key in sheet["keys"]:
        if key.proof and key.person != act.by:
            try_proof(act.of_organisation, person=key.person, proof=key.proof, said=said, at=act.at)


stays("circles.close_meeting", _count_proofs)


def _told(
    row: SheetRow,
    lines: tuple[rules.LineTold, ...],
    besides: tuple[tuple[tuple[int, bool], ...], tuple[rules.ClaimTold, ...]],
    posted: ledger.Posted,
    steps: tuple[Step, ...],
) -> rules.MeetingHeld:
    """besides: keys and claims."""
    keys, claims = besides
    return rules.MeetingHeld(
        sheet=row.id,
        cycle=row.cycle_id,
        held_on=row.held_on,
        meeting=row.meeting_id,
        journal=row.journal_id,
        root=posted.root,
        lines=lines,
        opening_counted=row.opening_counted,
        opening_booked=row.opening_booked,
        counted=row.counted,
        booked=row.booked,
        social_counted=row.social_counted,
        social_booked=row.social_booked,
        heard=row.heard,
        facilitator=row.facilitator_id,
        bookkeeper=row.bookkeeper_id,
        witnesses=tuple(row.witnesses),
        photo=row.photo,
        keys=keys,
        claims=claims,
        steps=steps,
    )
