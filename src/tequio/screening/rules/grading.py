"""How far what a group decided and noted can be believed: who else than its writer stands for it.
Pure.

The grades are those of `circles.rules.grading`: 0 typed alone, however many witnesses the writer
names; 2 where somebody else than who wrote it did something about it in her own name; 3 where
besides its line is held from outside.  A head held from outside says that nothing was changed
since, not that it was true: it lifts nothing that nobody else confirmed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

TYPED_ALONE = 0
CONFIRMED = 2
FROM_OUTSIDE = 3


def grade_of(*, is_confirmed: bool, is_held_outside: bool) -> int:
    """Of something that was written down."""
    if not is_confirmed:
        return TYPED_ALONE
    return FROM_OUTSIDE if is_held_outside else CONFIRMED


def is_vote_confirmed(
    *, voters: Collection[int], counted_by: int | None, closed_by: int | None
) -> bool:
    """Whether others than who wrote the outcome down took part in it in their own names.

    voters      who voted from her own phone, or by her PIN
    counted_by  who entered the raised hands, None for a vote by phone
    closed_by   who closed the vote, None for the node's operator
    """
    if counted_by is not None:
        return closed_by is not None and closed_by != counted_by
    return any(voter != closed_by for voter in voters)


def is_confirmed_by_others(writer: int | None, acted: Iterable[int | None]) -> bool:
    """Whether somebody else than who wrote it acted in it."""
    return any(one is not None and one != writer for one in acted)


def weakest(grades: Iterable[int]) -> int:
    """The grade of what rests on all of these; 0 where it rests on nothing."""
    return min(grades, default=TYPED_ALONE)
