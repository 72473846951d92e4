"""What is set aside and what came back of lost loans, against the accounts that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tequio.chronicle.queries import lines_of_kind
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.lending.models import ProvisionRow
from tequio.lending.queries.checking.loans import ROOM
from tequio.lending.queries.loans import Loan
from tequio.lending.queries.losing import PROVIDE, RECOVERED, WRITE_OFF

Entry = tuple[int, str, int]
"""Journal, purpose, and what it adds to the account."""

FIRST_DAY = date(1900, 1, 1)
SHARED = "circle.gain"
"""What a share-out takes to the members' shares: of that the share-out itself answers."""
LOSS_DIFFERS = _("Entry {transfer} of account {account} is not what lending knows of it.")
TOLD = "table needed held unit book mandate journal".split()


def check_losses(organisation: int, listed: Iterable[Loan]) -> Iterator[Finding]:
    """Every entry of these accounts is known here, and nothing is known that is not in them."""
    loans = list(listed)
    provisions = list(ProvisionRow.objects.filter(organisation_id=organisation).order_by("id"))
    yield from _told(organisation, provisions)
    known = {row.transfer_id: _of_provision(row) for row in provisions}
    for one in loans:
        known |= {
            lost.transfer: (lost.journal, WRITE_OFF, -lost.from_provision)
            for lost in one.written_off
            if lost.from_provision
        }
        known |= {back.transfer: (back.journal, RECOVERED, back.minor) for back in one.recovered}
    yield from _held(organisation, known)


def _of_provision(row: ProvisionRow) -> Entry:
    return (row.journal_id, PROVIDE, row.needed - row.held)


def _held(organisation: int, known: dict[int, Entry]) -> Iterator[Finding]:
    which = "a.kind = 'loan-provision' OR (a.kind = 'income' AND a.ref = 'recovered')"
    found: dict[int, tuple[Entry, int]] = {}
    for account in ledger.accounts_where(f"({which})", [organisation]):
        lines = ledger.statement(organisation, account.id, since=FIRST_DAY, until=date.max).lines
        found |= {
            line.transfer: ((line.journal, line.code, line.moved.minor), account.id)
            for line in lines
            if line.reverses is None and line.code != SHARED
        }
    for number in sorted(known.keys() | found.keys()):
        entry, account_id = found.get(number, (None, 0))
        if known.get(number) != entry:
            told = {"transfer": number, "account": account_id}
            yield Finding.of(ROOM, "loss_differs", LOSS_DIFFERS, **told)


def _told(organisation: int, rows: Iterable[ProvisionRow]) -> Iterator[Finding]:
    """Each provision as its line tells it."""
    told = {
        line.facts["provision"]: {name: line.facts[name] for name in (*TOLD, "provided_on")}
        for line in lines_of_kind(organisation, "lending.provide")
    }
    here = {
        row.id: {
            "table": row.table_name,
            "needed": row.needed,
            "held": row.held,
            "unit": row.unit,
            "book": row.book,
            "mandate": row.mandate_id,
            "journal": row.journal_id,
            "provided_on": row.provided_on.isoformat(),
        }
        for row in rows
    }
    yield from compared(ROOM, "provision", told=told, here=here)
