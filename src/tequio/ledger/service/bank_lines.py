"""Lines of bank and mobile-money statements: imported, matched with entries, never changed."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.chronicle.rules.inputs import Id
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.kernel import digest as digest_of
from tequio.ledger import rules
from tequio.ledger.models import LineRow, MatchRow
from tequio.ledger.queries.bank_lines import known_fingerprints, line_and_entry
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.rules import seeing
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules
from tequio.membership.service import write_texts

BY_AN_OFFICER = "holds an office"


@act(
    "ledger.import_lines",
    may=BY_AN_OFFICER,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_ACCOUNT,
        rules.NOTHING_TO_IMPORT,
    ],
)
def import_lines(
    act: Act, /, *, account: Id, lines: tuple[rules.BankLine, ...]
) -> rules.LinesImported:
    """Keep the lines of a statement beside the book; lines that are already here are left out.

    account  the bank or mobile-money account
    lines    as `rules.read_lines` reads them from CSV: day, minor units with sign (positive came
             in), text, reference
    """
    organisation = act.of_organisation
    _need_officer(act)
    found = account_by_number(organisation, account)
    if found is None:
        raise Refused(rules.NO_SUCH_ACCOUNT.because(account=account))
    prints = rules.fingerprints(lines)
    known = known_fingerprints(organisation, account)
    fresh = [(line, mark) for line, mark in zip(lines, prints, strict=True) if mark not in known]
    if not fresh:
        raise Refused(rules.NOTHING_TO_IMPORT.because())
    texts = _texts(organisation, [line.text for line, _mark in fresh])
    first = take_ids(organisation, len(fresh))
    LineRow.objects.bulk_create(
        [
            LineRow(
                organisation_id=organisation,
                book=found.book,
                id=first + place,
                account_id=account,
                day=line.day,
                minor=line.minor,
                reference=line.reference,
                text_id=texts[place],
                fingerprint=mark,
            )
            for place, (line, mark) in enumerate(fresh)
        ],
        500,
    )
    return rules.LinesImported(
        account,
        first,
        len(fresh),
        len(lines) - len(fresh),
        digest_of([mark for _line, mark in fresh]),
    )


def _texts(organisation: int, bodies: Sequence[str]) -> list[int | None]:
    """Keep the texts that say something; the number of each, None for an empty one."""
    said = [body for body in bodies if body.strip()]
    numbers = iter(write_texts(organisation, [("", body) for body in said]) if said else [])
    return [next(numbers) if body.strip() else None for body in bodies]


@act(
    "ledger.match_line",
    may=BY_AN_OFFICER,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_LINE,
        rules.NO_SUCH_TRANSFER,
        rules.LINE_MATCHED,
        rules.TRANSFER_MATCHED,
        rules.MATCH_DIFFERS,
    ],
)
def match_line(act: Act, /, *, line: Id, transfer: Id) -> rules.LineMatched:
    """Say that a line of the statement and an entry of the book are the same payment.

    line      number of the line
    transfer  number of the entry: same account, same amount; the day may differ
    """
    organisation = act.of_organisation
    _need_officer(act)
    facts = line_and_entry(organisation, line=line, transfer=transfer)
    refuse(rules.objections_to_match(facts, line=line, transfer=transfer))
    row = LineRow.objects.get(organisation_id=organisation, id=line)
    MatchRow.objects.create(
        organisation_id=organisation,
        book=row.book,
        line_id=line,
        account_id=row.account_id,
        transfer_id=transfer,
    )
    return rules.LineMatched(line, transfer, row.account_id)


@act(
    "ledger.unmatch_line",
    may=BY_AN_OFFICER,
    refusals=[membership_rules.OFFICE_NOT_HELD, rules.LINE_NOT_MATCHED],
)
def unmatch_line(act: Act, /, *, line: Id) -> rules.LineUnmatched:
    """Undo a wrong match; line and entry stay as they are.

    line  number of the line
    """
    organisation = act.of_organisation
    _need_officer(act)
    found = MatchRow.objects.filter(organisation_id=organisation, line_id=line)
    row = found.first()
    if row is None:
        raise Refused(rules.LINE_NOT_MATCHED.because(line=line))
    found.delete()
    return rules.LineUnmatched(line, row.transfer_id)


def _need_officer(act: Act) -> None:
    standing = membership.standing(act.by, act.of_organisation, act.today)
    refuse(seeing.objections_to_keep_the_book(standing))
