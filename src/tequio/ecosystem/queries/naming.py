"""Names of listed organisations and words by number, for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable

from tequio.membership.queries.writing import texts
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of


def names_of_actors(
    keeper: int, listed: Iterable[int | None], *, is_inside: bool
) -> dict[int, str]:
    """Under which name each of these is shown now, over merges too.  Two queries and one for each
    step of merges; none for nobody."""
    wanted = {one for one in listed if one is not None}
    if not wanted:
        return {}
    heads = heads_of(keeper, wanted)
    names = names_of(keeper, set(heads.values()), is_inside=is_inside)
    return {one: names.get(head, "") for one, head in heads.items()}


def words_of(keeper: int, numbers: Iterable[int | None]) -> dict[int, str]:
    """What was said under these numbers.  One query, none for nothing."""
    wanted = {one for one in numbers if one is not None}
    if not wanted:
        return {}
    return {number: text.body for number, text in texts(keeper, wanted).items()}
