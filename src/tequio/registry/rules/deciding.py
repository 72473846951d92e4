"""Why a person's decision about sources, organisations and relations cannot stand.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

CODE_TAKEN = RefusalKind(
    "source_code_taken",
    _("There is already a source with the short name {code}."),
    _("Choose another short name, or change the source that is there."),
)
CODE_MISSING = RefusalKind(
    "source_code_missing",
    _("A source needs a short name and a title."),
    _("Write a short name such as coops-uk, and what the source is called."),
    about="input",
)
LICENCE_MISSING = RefusalKind(
    "licence_missing",
    _("What may leave the register needs the licence that allows it."),
    _("Write the licence, or leave the source unpublished."),
    about="input",
)
NO_SUCH_LISTED = RefusalKind(
    "no_such_listed",
    _("This register lists no organisation under the number {listed}."),
    _("Choose one from the list."),
    about="input",
)
MERGED_AWAY = RefusalKind(
    "merged_away",
    _("Number {listed} was found to be one with number {kept}."),
    _("Do it with number {kept}, or undo the merge first."),
)
ONE_AND_THE_SAME = RefusalKind(
    "one_and_the_same",
    _("Two different organisations are needed; here are twice the same."),
    _("Choose two."),
    about="input",
)
TWO_OF_THE_NODE = RefusalKind(
    "two_of_the_node",
    _("These two were recognised as two different organisations of this node."),
    _("Take one of these recognitions back first, if it was wrong."),
)
WHY_MISSING = RefusalKind(
    "why_missing",
    _("A reason is missing."),
    _("Write in a sentence why. Whoever looks later will ask."),
    about="input",
)
NO_SUCH_MERGE = RefusalKind(
    "no_such_merge",
    _("Nothing was merged here under the number {merge}."),
    _("Choose one from the history of an organisation."),
    about="input",
)
ALREADY_UNDONE = RefusalKind(
    "merge_already_undone",
    _("Merge {merge} was undone already."),
    _("Nothing is left to do."),
)
LATER_MERGE_STANDS = RefusalKind(
    "later_merge_stands",
    _(
        "Number {kept}, into which this one was merged, was itself merged into number {into} by"
        " merge {later}."
    ),
    _("Undo merge {later} first, then this one."),
)
KNOWN_NOT_SAME = RefusalKind(
    "known_not_same",
    _("It is already declared that these two are not one."),
    _("Nothing is left to do."),
)
ALREADY_RELATED = RefusalKind(
    "already_related",
    _("It is already written down that these two stand like this to each other."),
    _("End that relation first, if its days are wrong."),
)
GOES_IN_A_CIRCLE = RefusalKind(
    "goes_in_a_circle",
    _("So these relations would go in a circle: number {other} already follows from {listed}."),
    _("Look at the relations of both, and end the one that is wrong."),
)
RELATION_ENDS_FIRST = RefusalKind(
    "relation_ends_first",
    _("The last day comes before the first one."),
    _("Correct the days and send again."),
    about="input",
)
NO_SUCH_RELATION = RefusalKind(
    "no_such_relation",
    _("There is no open relation under the number {relation}."),
    _("Choose one from the page of the organisation."),
    about="input",
)
OF_A_LISTED = (NO_SUCH_LISTED, MERGED_AWAY)

ONE_WAY = frozenset({"succeeds", "merged_into", "branch_of", "subsidiary_of"})
"""Relations that can never lead back to where they began."""


@dataclass(frozen=True)
class Listed:
    """Where a listed organisation stands: merged into which, recognised as which of the node."""

    id: int
    merged_into: int | None
    party: int | None
    is_withdrawn: bool = False


def objections_to_listed(listed: int, found: Listed | None) -> Iterator[Refusal]:
    """It is there, and has not turned out to be another one."""
    if found is not None and found.merged_into is not None:
        yield MERGED_AWAY.because(listed=listed, kept=found.merged_into)
    elif found is None or found.is_withdrawn:
        yield NO_SUCH_LISTED.because(listed=listed)


def objections_to_pair(first: int, second: int, found: Mapping[int, Listed]) -> Iterator[Refusal]:
    """They are two, and both are there."""
    if first == second:
        yield ONE_AND_THE_SAME.because()
        return
    for one in (first, second):
        yield from objections_to_listed(one, found.get(one))


def objections_to_merge(kept: Listed, gone: Listed, *, reason: str) -> Iterator[Refusal]:
    """Against finding that two that are there are one."""
    if kept.party is not None and gone.party is not None and kept.party != gone.party:
        yield TWO_OF_THE_NODE.because()
    if not reason.strip():
        yield WHY_MISSING.because()


@dataclass(frozen=True)
class Merged:
    """A merge as it stands; `into` and `later`: whither and by which merge the kept one went."""

    id: int
    kept: int
    gone: int
    is_undone: bool
    into: int | None = None
    later: int | None = None


def objections_to_undo_merge(found: Merged) -> Iterator[Refusal]:
    """Against making them two again."""
    if found.is_undone:
        yield ALREADY_UNDONE.because(merge=found.id)
    elif found.into is not None:
        yield LATER_MERGE_STANDS.because(
            kept=found.kept, into=found.into, later=found.later or found.id
        )


def objections_to_relate(
    arrow: tuple[int, str, int],
    *,
    since: date | None,
    until: date | None,
    open_ones: Iterable[tuple[int, str, int]],
) -> Iterator[Refusal]:
    """Against one standing to another like this.

    arrow      who, how, to whom
    open_ones  relations of the same type that are not ended, all of the register
    """
    listed, type, other = arrow
    if since and until and until < since:
        yield RELATION_ENDS_FIRST.because()
    known = set(open_ones)
    if arrow in known:
        yield ALREADY_RELATED.because()
    elif type in ONE_WAY and leads(other, listed, known):
        yield GOES_IN_A_CIRCLE.because(listed=listed, other=other)


def leads(first: int, last: int, arrows: Iterable[tuple[int, str, int]]) -> bool:
    """Whether these relations lead from one to another, over however many."""
    onward: dict[int, set[int]] = {}
    for one, _type, other in arrows:
        onward.setdefault(one, set()).add(other)
    seen, waiting = {first}, [first]
    while waiting:
        reached = onward.get(waiting.pop(), set()) - seen
        if last in reached:
            return True
        seen |= reached
        waiting += reached
    return False


def objections_to_source(
    *, code: str, title: str, licence: str, may_publish: bool
) -> Iterator[Refusal]:
    """Against what is said of a source itself."""
    if not code.strip() or not title.strip():
        yield CODE_MISSING.because()
    if may_publish and not licence.strip():
        yield LICENCE_MISSING.because()
