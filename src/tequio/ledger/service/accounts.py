"""Opening accounts: what the rooms above need before they post."""

from __future__ import annotations

from collections.abc import Collection

from tequio.chronicle.service import take_ids
from tequio.kernel import Refused
from tequio.ledger import rules
from tequio.ledger.models import AccountRow


def open_account(  # noqa: PLR0913 - an account is named by all of these
    organisation: int,
    *,
    book: str = "main",
    unit: str,
    kind: str,
    ref: str = "",
    floor: int | None = None,
    ceiling: int | None = None,
    text: int | None = None,
) -> int:
    """Open an empty account; its number.  Part of an act, under the locked head.

    kind            one of `rules.KINDS`
    ref             whose or what for: `person:12`, `project:4`, `purpose:rent`, a bank's name
    floor, ceiling  least and greatest balance (credits - debits) in minor units; None: what the
                    kind says (an overdraft is a bank's ceiling above 0)
    text            number of the text by which members call it

    Refused: `no_such_kind`.  The database refuses a unit that the organisation does not have and
    a second account of the same name.
    """
    if kind not in rules.KINDS:
        raise Refused(rules.NO_SUCH_KIND.because(kind=kind))
    usual = rules.KINDS[kind]
    number = take_ids(organisation)
    AccountRow.objects.create(
        organisation_id=organisation,
        book=book,
        id=number,
        unit=unit,
        kind=kind,
        ref=ref,
        text_id=text,
        floor=usual.floor if floor is None else floor,
        ceiling=usual.ceiling if ceiling is None else ceiling,
    )
    return number


def account_for(
    organisation: int, *, book: str = "main", unit: str, kind: str, ref: str = ""
) -> int:
    """The number of this account, opened now if it is not there.  One query when it is."""
    rows = AccountRow.objects.filter(
        organisation_id=organisation, book=book, unit=unit, kind=kind, ref=ref
    )
    found = rows.values_list("id", flat=True).first()
    return found or open_account(organisation, book=book, unit=unit, kind=kind, ref=ref)


Named = tuple[str, str]
"""Kind and name of an account: `("member-shares", "person:12")`."""


def accounts_for(
    organisation: int, wanted: Collection[Named], *, book: str = "main", unit: str
) -> dict[Named, int]:
    """The numbers of these accounts, opened now where they are not there.

    One statement when all are there, three when some are opened, however many they are.
    """
    kinds, refs = {kind for kind, _ref in wanted}, {ref for _kind, ref in wanted}
    rows = AccountRow.objects.filter(
        organisation_id=organisation, book=book, unit=unit, kind__in=kinds, ref__in=refs
    )
    found = {(kind, ref): number for number, kind, ref in rows.values_list("id", "kind", "ref")}
    missing = sorted({*wanted} - {*found})
    if missing:
        first = take_ids(organisation, len(missing))
        made = {name: first + place for place, name in enumerate(missing)}
        AccountRow.objects.bulk_create(
            AccountRow(
                organisation_id=organisation,
                book=book,
                id=number,
                unit=unit,
                kind=kind,
                ref=ref,
                floor=rules.KINDS[kind].floor,
                ceiling=rules.KINDS[kind].ceiling,
            )
            for (kind, ref), number in made.items()
        )
        found |= made
    return found
