"""Mandates against the resolutions that gave and ended them, both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tequio.governance.queries.checking.decided import Decided, Decision
from tequio.governance.queries.checking.expected import (
    End,
    Expected,
    Ground,
    following,
    gives_a_mandate,
)
from tequio.governance.queries.checking.tables import Tables
from tequio.governance.rules.grants import STANDING
from tequio.governance.rules.retold import Story
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Mandate, resolution_of

ROOM = "governance"
NOT_DECIDED = _("Mandate {mandate} comes from no decision of the group.")
NOT_AS_DECIDED = _("Mandate {mandate} allows something else than resolution {resolution} decided.")
MANDATE_LOST = _("Resolution {resolution} allowed something, and the mandate for it is not there.")
END_NOT_DECIDED = _("Mandate {mandate} was ended, and no decision of the group says so.")
END_NOT_AS_DECIDED = _("Mandate {mandate} ended otherwise than resolution {resolution} decided.")
END_LOST = _("Resolution {resolution} ended mandate {mandate}, and nothing says so any more.")


def check_mandates(
    organisation: int, story: Story, known: Decided, tables: Tables
) -> Iterator[Finding]:
    """Every mandate allows what its resolution decided and ends when one says so; none is lost.

    Six queries.
    """
    listed = mandates.mandates_of(organisation)
    units = frozenset(mandates.units(organisation))
    claims = {one.transfer: one.unit for one in ledger.claims(organisation, also_settled=True)}
    expected = following(Ground(known, tables, listed, units, claims)).from_
    rows: dict[int, list[Mandate]] = defaultdict(list)
    for mandate in listed:
        rows[resolution_of(mandate.source)].append(mandate)
        if resolution_of(mandate.source) not in known.told:
            yield Finding.of(ROOM, "mandate_not_decided", NOT_DECIDED, mandate=mandate.id)
    for one in known.known:
        here, follow = rows[one.resolution], expected[one.resolution]
        if not known.is_whole:  # a decision that cannot be known may have changed the statutes
            here = [mandate for mandate in here if mandate.title != STANDING]
            follow = [wanted for wanted in follow if wanted.grant.title != STANDING]
        yield from _compared(one, here, follow)
        yield from _numbers(story, one, rows[one.resolution])


def _compared(one: Decision, here: list[Mandate], follow: list[Expected]) -> Iterator[Finding]:
    """The mandates that name a decision against those that follow from it."""
    left, strange = list(follow), 0
    for mandate in here:
        wanted = _taken(left, mandate)
        if wanted is None:
            strange += 1
            named = {"mandate": mandate.id, "resolution": one.resolution}
            yield Finding.of(ROOM, "mandate_not_as_decided", NOT_AS_DECIDED, **named)
        else:
            yield from _ends(mandate, wanted.end)
    if len(left) > strange:
        yield Finding.of(ROOM, "mandate_lost", MANDATE_LOST, resolution=one.resolution)


def _taken(left: list[Expected], mandate: Mandate) -> Expected | None:
    """Take what this mandate should be from those that are left, with its end if it can be."""
    same = [one for one in left if one.proof == mandate.decision_hash]
    same.sort(key=lambda one: one.end != _end(mandate))
    if same:
        left.remove(same[0])
    return next(iter(same), None)


def _numbers(story: Story, one: Decision, here: list[Mandate]) -> Iterator[Finding]:
    """The line of a decision names the mandates that came of it."""
    named = set(story.granted.get(one.resolution, ()))
    if gives_a_mandate(one) and (result := story.results.get(one.resolution)):
        named.add(result)
    if len(named) <= len(here) and named - {mandate.id for mandate in here}:
        yield Finding.of(ROOM, "mandate_lost", MANDATE_LOST, resolution=one.resolution)


def _end(mandate: Mandate) -> End | None:
    if mandate.ended_on is None:
        return None
    return mandate.ended_on, resolution_of(mandate.end_source), mandate.end_hash


def _ends(mandate: Mandate, decided: End | None) -> Iterator[Finding]:
    here = _end(mandate)
    if here == decided:
        return
    if decided is None:
        yield Finding.of(ROOM, "end_not_decided", END_NOT_DECIDED, mandate=mandate.id)
        return
    named = {"mandate": mandate.id, "resolution": decided[1]}
    if here is None:
        yield Finding.of(ROOM, "end_lost", END_LOST, **named)
    else:
        yield Finding.of(ROOM, "end_not_as_decided", END_NOT_AS_DECIDED, **named)
