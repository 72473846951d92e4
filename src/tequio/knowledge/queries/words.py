"""What people said in their own words, which stands apart so that it can be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tequio.membership import queries as members


def words_of(keeper: int, numbers: Iterable[int | None]) -> Mapping[int | None, str]:
    """By number of a text what was said; empty under None, and where it was forgotten.  One
    query."""
    found = words_across((keeper, one) for one in numbers)
    return {None: "", **{number: words for (_keeper, number), words in found.items()}}


def words_across(
    keys: Iterable[tuple[int, int | None]],
) -> Mapping[tuple[int, int | None], str]:
    """The same by organisation and number, for several.  One query."""
    asked = set(keys)
    found = members.texts_across((one, number) for one, number in asked if number is not None)
    said: dict[tuple[int, int | None], str] = dict.fromkeys(asked, "")
    return said | {key: text.body for key, text in found.items()}
