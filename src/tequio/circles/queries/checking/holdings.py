"""What members hold by their sheets is what their accounts of shares hold in the book."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.circles.queries.cycles import called_in, cycles_of, held_in
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger

SHARES_DIFFER = _(
    "By the sheets member {person} has saved {saved} in book {book}; her account of shares holds"
    " {booked}."
)


def check_holdings(organisation: int) -> Iterator[Finding]:
    """Every account of shares that holds something else than the running cycle's sheets say, less
    what was called for loans that she stands for.

    After a share-out that is nothing: whoever reverses an entry of a cycle that is over takes from
    the savings of the one that runs.
    """
    cycles = cycles_of(organisation)
    running = {one.book: one for one in cycles if one.ended_on is None}
    for book in sorted({one.book for one in cycles}):
        held = held_in(organisation, running[book]) if book in running else {}
        called = called_in(organisation, running[book]) if book in running else {}
        saved = {person: one.saved - called.get(person, 0) for person, one in held.items()}
        booked = {
            one.person: one.minor
            for one in ledger.accounts(organisation, book=book)
            if one.kind == "member-shares" and one.person
        }
        for person in sorted({*saved, *booked}):
            here, there = saved.get(person, 0), booked.get(person, 0)
            if here != there:
                fields = {"person": person, "saved": here, "booked": there}
                yield Finding.of("circles", "shares_differ", SHARES_DIFFER, book=book, **fields)
