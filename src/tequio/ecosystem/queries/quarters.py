"""What was found in a quarter, what was done about it, and how much of it somebody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from tequio.ecosystem.models import ActionEndRow, ActionRow, QuarterRow
from tequio.ecosystem.queries.graphs import graph_of, sights_of, viewer_of
from tequio.ecosystem.queries.naming import names_of_actors
from tequio.ecosystem.queries.scorecards import Table, newest_closed
from tequio.ecosystem.rules.acting import MEETINGS
from tequio.ecosystem.rules.findings import (
    Block,
    Finding,
    Introduced,
    Named,
    Waiting,
    introductions_since,
)
from tequio.ecosystem.rules.quartering import (
    Known,
    found_in,
    known_to,
    read_findings,
    read_known,
)
from tequio.ecosystem.rules.quarters import quarter_of
from tequio.knowledge.queries.versions import titles_of
from tequio.knowledge.queries.waiting import waiting_for_a_receiver
from tequio.membership import queries as members
from tequio.registry.queries.hand import heads_of

LOOKS_BACK = 10
"""Number of the finding that tells what became of introductions."""


@dataclass(frozen=True)
class Action:
    """What was done about a finding.

    quarter  number of the quarter in which it was found
    contact  the organisation that introduces them
    by       who wrote it down; ended_by: who wrote down what became of it
    end      what became of it, or "" as long as nobody said; words, end_words: of whoever wrote it
    """

    id: int
    quarter: int
    finding: str
    kind: str
    actors: tuple[int, ...]
    contact: int | None
    asset: str
    words: str
    day: date
    by: int
    end: str = ""
    end_words: str = ""
    ended_on: date | None = None
    ended_by: int | None = None

    @property
    def doers(self) -> tuple[int, ...]:
        """The persons who wrote it down and who wrote down what became of it."""
        return (self.by,) if self.ended_by is None else (self.by, self.ended_by)


@dataclass(frozen=True)
class QuarterView:
    """A quarter as somebody may see it.

    is_running   it is the quarter of today; else it is to be found anew
    looks_back   what became of introductions (finding 10), which is told first
    findings     all others, in their order
    names        of organisations, as they stood; practices: their titles by number
    actions      by key of their finding; people: names of who did them; for organisers alone
    gone         findings of before that are not found now, about which something was done of which
                 nobody has said yet what became, or said so in this quarter
    is_whole     everything that was found; else what is found without the ties that are not seen
    """

    id: int
    quarter: str
    taken_on: date
    is_running: bool
    looks_back: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    names: Mapping[int, str]
    practices: Mapping[int, str]
    actions: Mapping[str, tuple[Action, ...]]
    people: Mapping[int, str]
    gone: tuple[Finding, ...]
    is_whole: bool


def known_on(keeper: int, today: date) -> Known:
    """What is known today, for the findings.  Some thirty queries, whatever the number of actors;
    four for each framework that was answered."""
    return Known(
        on=today,
        graph=graph_of(keeper, today),
        blocks=tuple(
            block for table in newest_closed(keeper, today) for block in _blocks_of(table)
        ),
        waiting=tuple(Waiting(*one) for one in waiting_for_a_receiver(keeper)),
        introduced=_introduced(keeper, quarter_of(today).first),
    )


def newest_quarter(keeper: int) -> QuarterRow | None:
    """What was found last.  One query."""
    return QuarterRow.objects.filter(organisation_id=keeper).order_by("-id").first()


def quarters(keeper: int) -> list[tuple[int, str, date]]:
    """Number, quarter and day of the newest that was found of each quarter, the newest first.  One
    query."""
    rows = QuarterRow.objects.filter(organisation_id=keeper).order_by("id")
    newest = {row[1]: row for row in rows.values_list("id", "quarter", "taken_on")}
    return sorted(newest.values(), reverse=True)


def quarter_view(
    keeper: int, person: int | None, today: date, *, number: int | None = None
) -> QuarterView | None:
    """The newest quarter, or the one of this number, as somebody may see it; None if nothing was
    found yet, and for whoever does not take part.  At most twenty-two queries.

    Organisers see what was found and done.  To whoever else takes part is told what would have been
    found without the ties that she may not see, so that no finding gives them away.
    """
    viewer = viewer_of(keeper, person, today)
    if not viewer.takes_part:
        return None
    rows = QuarterRow.objects.filter(organisation_id=keeper)
    rows = rows if number is None else rows.filter(id=number)
    row = rows.order_by("-id").first()
    if row is None:
        return None
    known = read_known(row.known)
    if viewer.is_organiser:
        found = read_findings(row.findings)
    else:
        found = _found_anew(known_to(known, sights_of(keeper), viewer))
    actions = actions_of(keeper) if viewer.is_organiser else []
    gone = _gone(keeper, row, found, actions) if number is None else ()
    practices = {one.practice for one in known.waiting} | _named_in(gone, "practices")
    names = {actor.id: actor.name for actor in known.graph.actors}
    merged = names_of_actors(keeper, _named_in(gone, "actors") - names.keys(), is_inside=True)
    return QuarterView(
        id=row.id,
        quarter=row.quarter,
        taken_on=row.taken_on,
        is_running=row.quarter == str(quarter_of(today)),
        looks_back=tuple(one for one in found if one.number == LOOKS_BACK),
        findings=tuple(one for one in found if one.number != LOOKS_BACK),
        names=names | merged,
        practices=titles_of(keeper, practices),
        actions=_by_finding(actions),
        people=members.person_names({who for one in actions for who in one.doers}),
        gone=gone,
        is_whole=viewer.is_organiser,
    )


@lru_cache(maxsize=8)
def _found_anew(known: Known) -> tuple[Finding, ...]:
    """What is found without the ties that somebody may not see; kept, since most see the same."""
    return tuple(found_in(known))


def _named_in(findings: Iterable[Finding], what: str) -> set[int]:
    """The numbers of what these findings name, of a kind."""
    values = (value for one in findings for _name, value in one.fields)
    named = (value.each for value in values if isinstance(value, Named) and value.what == what)
    return {int(one) for each in named for one in each}


def _by_finding(actions: Iterable[Action]) -> dict[str, tuple[Action, ...]]:
    found = defaultdict[str, list[Action]](list)
    for action in actions:
        found[action.finding].append(action)
    return {finding: tuple(done) for finding, done in found.items()}


def _gone(
    keeper: int, now: QuarterRow, found: Iterable[Finding], actions: Iterable[Action]
) -> tuple[Finding, ...]:
    """What was found before and not now, as it was told when something was done about it last; the
    newest first.  One query, none where there is nothing."""
    listed = list(found)
    there = {one.key for one in listed}
    asked = {one.about for one in listed if one.number == LOOKS_BACK}
    first = quarter_of(now.taken_on).first
    newest: dict[str, int] = {}
    for one in actions:
        is_told = not one.ended_on or one.ended_on >= first
        if is_told and one.finding not in there and one.id not in asked:
            newest.setdefault(one.finding, one.quarter)
    rows = QuarterRow.objects.filter(organisation_id=keeper, id__in=set(newest.values()))
    told = {row.id: {one.key: one for one in read_findings(row.findings)} for row in rows}
    return tuple(told[quarter][key] for key, quarter in newest.items())


def actions_of(keeper: int) -> list[Action]:
    """Everything that was done about findings, the newest first, with organisations under the
    numbers by which they are found now.  Three queries, and one for each step of merges."""
    rows = list(ActionRow.objects.filter(organisation_id=keeper).order_by("-id"))
    ends = {row.action_id: row for row in ActionEndRow.objects.filter(organisation_id=keeper)}
    numbers = [row.text_id for row in rows] + [end.text_id for end in ends.values()]
    texts = [number for number in numbers if number is not None]
    words = {number: text.body for number, text in members.texts(keeper, texts).items()}
    heads = heads_of(keeper, {one for row in rows for one in (*row.actors, row.contact_id) if one})
    return [_action(row, ends.get(row.id), words, heads) for row in rows]


def action_row(keeper: int, action: int) -> tuple[ActionRow | None, bool]:
    """An action, and whether it is written down what became of it.  Two queries."""
    row = ActionRow.objects.filter(organisation_id=keeper, id=action).first()
    return row, ActionEndRow.objects.filter(organisation_id=keeper, action_id=action).exists()


def became_a_tie(row: ActionRow, today: date) -> bool:
    """Whether two who were introduced have both confirmed a tie since.  As many queries as a graph,
    and one for each step of merges."""
    sides = sorted(set(heads_of(row.organisation_id, row.actors).values()))
    if len(sides) != 2:
        return False
    graph = graph_of(row.organisation_id, today)
    found = introductions_since(graph, [Introduced(row.id, sides[0], sides[1], row.day)])
    return any(finding.code == "became_tie" for finding in found)


def same_action(keeper: int, finding: str, kind: str, actors: tuple[int, ...]) -> int | None:
    """Number of the same action about the same finding of which nobody has said yet what became;
    the same, also where organisations turned out to be one since.  Two queries, and one for each
    step of merges."""
    rows = ActionRow.objects.filter(organisation_id=keeper, finding=finding, kind=kind)
    ended = ActionEndRow.objects.filter(organisation_id=keeper).values("action_id")
    open_ones = list(rows.exclude(id__in=ended).order_by("id"))
    heads = heads_of(keeper, {*actors, *(one for row in open_ones for one in row.actors)})
    asked = {heads[one] for one in actors}
    same = (row.id for row in open_ones if {heads[one] for one in row.actors} == asked)
    return next(same, None)


def _introduced(keeper: int, before: date) -> tuple[Introduced, ...]:
    """Introductions of earlier quarters of which nobody has said yet what became, under the numbers
    by which both are found now."""
    ended = ActionEndRow.objects.filter(organisation_id=keeper).values("action_id")
    rows = ActionRow.objects.filter(organisation_id=keeper, kind__in=MEETINGS, day__lt=before)
    waiting = list(rows.exclude(id__in=ended).order_by("id"))
    heads = heads_of(keeper, {one for row in waiting for one in row.actors})
    told = (
        Introduced(row.id, heads[row.actors[0]], heads[row.actors[1]], row.day) for row in waiting
    )
    return tuple(each for each in told if each.one != each.other)


def _blocks_of(table: Table) -> list[Block]:
    framework = table.card.framework
    return [
        Block(
            framework.key,
            one.block,
            framework.scale,
            one.median,
            one.gap,
            one.unanswered,
            one.is_wide,
        )
        for one in table.blocks or ()
    ]


def _action(
    row: ActionRow, end: ActionEndRow | None, words: Mapping[int, str], heads: Mapping[int, int]
) -> Action:
    told = words.get(row.text_id, "") if row.text_id is not None else ""
    actors = tuple(heads[one] for one in row.actors)
    contact = row.contact_id and heads[row.contact_id]
    action = Action(
        id=row.id,
        quarter=row.quarter_id,
        finding=row.finding,
        kind=row.kind,
        actors=actors,
        contact=contact,
        asset=row.asset,
        words=told,
        day=row.day,
        by=row.person_id,
    )
    if end is None:
        return action
    told = words.get(end.text_id, "") if end.text_id is not None else ""
    return replace(action, end=end.end, end_words=told, ended_on=end.day, ended_by=end.person_id)
