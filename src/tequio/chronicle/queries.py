"""Reads of the chronicle: lines for a page, heads to print, and the check for `verify`.

Where lines are read by what they tell (`facts_of`, `lines_of_kind`, `lines_about`, `all_lines`), a
line with steps comes first and its steps after it, as lines of their own: whoever holds tables
against the chronicle need not know in whose act something was done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q

from tequio.chronicle import rules
from tequio.chronicle.models import HeadRow, LineRow, WitnessRow
from tequio.chronicle.rules.comparing import compared
from tequio.chronicle.rules.rows import Writes, rows_here, rows_told
from tequio.kernel import Finding


def head_of(organisation: int) -> rules.Head:
    """Where this organisation's chain stands now."""
    row = HeadRow.objects.get(pk=organisation)
    return rules.Head(row.chain, row.number, row.digest)


def organisation_of(chain: str) -> int | None:
    """Whose chain this is, if it is kept on this node."""
    row = HeadRow.objects.filter(chain=chain).first()
    return row.organisation_id if row else None


def digest_at(organisation: int, number: int) -> str | None:
    """The digest of one line, or None if there is no such line."""
    row = LineRow.objects.filter(organisation_id=organisation, number=number).first()
    return row.digest if row else None


def digests_at(places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """Digests by (organisation, line number); what is not there is left out.  One query."""
    asked = set(places)
    rows = LineRow.objects.filter(
        organisation_id__in={organisation for organisation, _number in asked},
        number__in={number for _organisation, number in asked},
    )
    found = rows.values_list("organisation_id", "number", "digest")
    return {(one, number): proof for one, number, proof in found if (one, number) in asked}


def lines_of(
    organisation: int, *, before: int | None = None, limit: int = 50
) -> list[tuple[rules.Line, str]]:
    """The newest lines with their digests, newest first; `before` a number for the next page."""
    rows = LineRow.objects.filter(organisation_id=organisation).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    chain = head_of(organisation).chain
    return [(_line(row, chain), row.digest) for row in rows[:limit]]


def line(organisation: int, number: int) -> tuple[rules.Line, str] | None:
    """One line with its digest, or None."""
    row = LineRow.objects.filter(organisation_id=organisation, number=number).first()
    return (_line(row, head_of(organisation).chain), row.digest) if row else None


def line_with_key(organisation: int, key: str) -> tuple[rules.Line, str] | None:
    """The line of the act that was done under this key, with its digest, or None."""
    row = LineRow.objects.filter(organisation_id=organisation, key=key).first()
    return (_line(row, head_of(organisation).chain), row.digest) if row else None


def lines_after(
    organisation: int, number: int, *, limit: int = 500
) -> list[tuple[rules.Line, str]]:
    """The lines after this one with their digests, oldest first: what a cursor reads.  Two
    queries; steps are not unfolded, a line is read whole or not at all."""
    rows = LineRow.objects.filter(organisation_id=organisation, number__gt=number)
    chain = head_of(organisation).chain
    return [(_line(row, chain), row.digest) for row in rows.order_by("number")[:limit]]


def links_after(organisation: int, number: int) -> Iterator[tuple[int, str, str]]:
    """(number, digest of the line before it, its own digest) of the lines after this one, oldest
    first: enough to follow the chain to its head without reading what anybody did.  One query."""
    rows = LineRow.objects.filter(organisation_id=organisation, number__gt=number)
    links = rows.order_by("number").values_list("number", "previous", "digest")
    return links.iterator(chunk_size=2000)


def facts_of(organisation: int, kind: str) -> list[dict[str, Any]]:
    """The facts of every line and every step of one kind, oldest first.  One query."""
    told = _unfolded(organisation, _of_kind(kind), chain="")
    return [dict(line.facts) for line in told if line.kind == kind]


def lines_of_kind(organisation: int, kind: str) -> Iterator[rules.Line]:
    """Every line and every step of one kind, oldest first.  Two queries."""
    told = _unfolded(organisation, _of_kind(kind), chain=head_of(organisation).chain)
    return (line for line in told if line.kind == kind)


def lines_of_kinds(organisation: int, kinds: Iterable[str]) -> Iterator[rules.Line]:
    """Every line and every step of these kinds, oldest first.  Two queries, read as they come."""
    asked = frozenset(kinds)
    which = Q()
    for kind in asked:
        which |= _of_kind(kind)
    told = _unfolded(organisation, which, chain=head_of(organisation).chain)
    return (line for line in told if line.kind in asked)


def latest_of(
    organisation: int, kind: str, fact: str = "", value: int = 0
) -> tuple[rules.Line, str] | None:
    """The newest line of one kind with its digest, or None; if `fact` is named, the newest of
    those that tell it with this value.  Two queries."""
    rows = LineRow.objects.filter(organisation_id=organisation, kind=kind).order_by("-number")
    if fact:
        ends = (f'"{fact}":{value},', f'"{fact}":{value}}}')
        rows = rows.filter(Q(facts__contains=ends[0]) | Q(facts__contains=ends[1]))
    for row in rows.iterator(chunk_size=10):
        line = _line(row, head_of(organisation).chain)
        if not fact or line.facts.get(fact) == value:
            return line, row.digest
    return None


def all_lines(organisation: int) -> Iterator[rules.Line]:
    """Every line and its steps, oldest first.  Two queries, read as they come."""
    return _unfolded(organisation, Q(), chain=head_of(organisation).chain)


def lines_about(organisation: int, *, room: str, facts: Iterable[str]) -> Iterator[rules.Line]:
    """The lines and steps of a room's acts and those of any act with one of these facts, oldest
    first; of a line with steps count the facts that stand beside them.

    Two queries, read as they come.
    """
    names, own = tuple(facts), f"{room}."
    which = Q(kind__startswith=own) | Q(kind__in=rules.WITH_STEPS)
    for name in names:
        which |= Q(facts__contains=f'"{name}":')
    chain = head_of(organisation).chain
    return (
        line
        for row in _rows(organisation, which)
        for line in rules.unfolded(_line(row, chain))
        if row.kind not in rules.WITH_STEPS
        or line.kind.startswith(own)
        or any(name in line.facts for name in names)
    )


def rows_as_told(
    room: str,
    organisation: int,
    declared: Collection[Writes],
    tables: Mapping[str, tuple[type[Model], tuple[str, ...]]],
) -> Iterator[Finding]:
    """Every row of a room that stands otherwise than the lines of its acts tell, or that no line
    tells of, or that is gone.  Two queries, and one for each table.

    tables  name → table and the columns that make its key in the organisation; a line whose fact
            `keeper` is somebody else tells of rows there
    """
    lines = [
        line
        for line in lines_about(organisation, room=room, facts=())
        if line.facts.get("keeper", organisation) == organisation
    ]
    told = rows_told(room, lines, declared)
    for name, (table, key) in tables.items():
        rows = table._default_manager.filter(organisation_id=organisation)
        here = rows_here(rows.values(), declared, name, key)
        yield from compared(room, name, told=told.get(name, {}), here=here)


def _of_kind(kind: str) -> Q:
    """Lines of this kind, and those whose steps may be: nothing else is looked into."""
    which = Q(kind=kind)
    if rules.WITH_STEPS:
        which |= Q(kind__in=rules.WITH_STEPS, facts__contains=f'"kind":"{kind}"')
    return which


def _unfolded(organisation: int, which: Q, *, chain: str) -> Iterator[rules.Line]:
    rows = _rows(organisation, which)
    return (line for row in rows for line in rules.unfolded(_line(row, chain)))


def _rows(organisation: int, which: Q) -> Iterator[LineRow]:
    rows = LineRow.objects.filter(which, organisation_id=organisation).order_by("number")
    return rows.iterator(chunk_size=2000)


def held_by(organisation: int) -> list[tuple[rules.Head, datetime]]:
    """The heads of other chains that this organisation holds and since when, newest first."""
    rows = WitnessRow.objects.filter(organisation_id=organisation).order_by("-id")
    return [(rules.Head(row.chain, row.number, row.digest), row.witnessed_at) for row in rows]


def owners_of(chains: Iterable[str]) -> dict[str, int]:
    """Whose chains these are; those of other nodes are left out."""
    rows = HeadRow.objects.filter(chain__in=set(chains))
    return dict(rows.values_list("chain", "organisation_id"))


def heads_of(organisations: Iterable[int]) -> dict[int, rules.Head]:
    """Where these chains stand now, by organisation.  One query."""
    rows = HeadRow.objects.filter(pk__in=set(organisations))
    return {row.organisation_id: rules.Head(row.chain, row.number, row.digest) for row in rows}


def witnesses_of(chain: str) -> list[tuple[int, rules.Head]]:
    """(witnessing organisation, head it holds) of a chain, in order of number."""
    rows = WitnessRow.objects.filter(chain=chain).order_by("number", "organisation_id")
    return [(row.organisation_id, rules.Head(row.chain, row.number, row.digest)) for row in rows]


def witnesses_of_each(chains: Iterable[str]) -> list[tuple[int, rules.Head]]:
    """(witnessing organisation, head it holds) of these chains, in order of number.  One query."""
    rows = WitnessRow.objects.filter(chain__in=set(chains)).order_by("number", "organisation_id")
    return [(row.organisation_id, rules.Head(row.chain, row.number, row.digest)) for row in rows]


def held_outside(organisation: int) -> int:
    """The last line that another organisation holds the head of and that still has that digest;
    0 where nobody holds one.  Three queries."""
    chain = head_of(organisation).chain
    held = [head for who, head in witnesses_of(chain) if who != organisation]
    proofs = digests_at((organisation, one.number) for one in held)
    same = (one.number for one in held if proofs.get((organisation, one.number)) == one.digest)
    return max(same, default=0)


def lines_told(organisation: int, kind: str) -> dict[datetime, int]:
    """By the moment at which it was told the number of every line of one kind.  One query."""
    rows = LineRow.objects.filter(organisation_id=organisation, kind=kind)
    return dict(rows.values_list("at", "number"))


def who_acted(organisation: int) -> frozenset[int]:
    """Who did something here in her own name.  One query."""
    rows = LineRow.objects.filter(organisation_id=organisation, by_id__isnull=False)
    return frozenset(by for by in rows.values_list("by_id", flat=True).distinct() if by is not None)


def last_line(organisation: int, until: date) -> tuple[int, datetime] | None:
    """Number and moment of the last line until a day, or None.  One query."""
    rows = LineRow.objects.filter(organisation_id=organisation, at__date__lte=until)
    return rows.order_by("-number").values_list("number", "at").first()


def check(organisation: int, *, also: Iterable[tuple[str, rules.Head]] = ()) -> Iterator[Finding]:
    """Walk the chain and compare it with its head and with every witness.

    also  heads from files of other nodes, each with the name to show
    """
    head = head_of(organisation)
    rows = LineRow.objects.filter(organisation_id=organisation).order_by("number")
    lines = ((_line(row, head.chain), row.digest) for row in rows.iterator(chunk_size=2000))
    held = [(f"organisation {who}", what) for who, what in witnesses_of(head.chain)]
    yield from rules.check_chain(lines, head=head, witnessed=[*held, *also])


def _line(row: LineRow, chain: str) -> rules.Line:
    return rules.Line(
        chain,
        row.number,
        row.kind,
        row.event,
        row.key,
        row.by_id,
        row.at,
        json.loads(row.facts),
        row.previous,
    )
