"""What circles add to `verify`."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.circles.queries.checking.bulk import check_bulk
from tequio.circles.queries.checking.carrying import check_carried
from tequio.circles.queries.checking.claims import check_claims
from tequio.circles.queries.checking.holdings import check_holdings
from tequio.circles.queries.checking.meetings import check_meetings
from tequio.circles.queries.checking.turns import check_turns
from tequio.circles.queries.graduating import check_graduations
from tequio.circles.queries.past import check_past
from tequio.circles.queries.waiving import check_waivers
from tequio.kernel import Finding


def check(organisation: int) -> Iterator[Finding]:
    """Everything that circles wrote down, held against the chronicle and the book."""
    yield from check_meetings(organisation)
    yield from check_carried(organisation)
    yield from check_claims(organisation)
    yield from check_holdings(organisation)
    yield from check_graduations(organisation)
    yield from check_waivers(organisation)
    yield from check_turns(organisation)
    yield from check_bulk(organisation)
    yield from check_past(organisation)
