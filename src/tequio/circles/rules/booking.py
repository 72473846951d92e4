"""How a share-out is booked: which account gives to which, to the last unit.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tequio.circles.rules.sharing_out import Part

Account = tuple[str, str]
"""Kind and name of an account."""


@dataclass(frozen=True)
class Flow:
    """So much goes from the credited account to the debited one, for a purpose."""

    code: str
    debit: Account
    credit: Account
    minor: int


def matched(
    debits: Iterable[tuple[Account, int]], credits_: Iterable[tuple[Account, int]]
) -> Iterator[tuple[Account, Account, int]]:
    """Pairs of accounts with sums, so that each gives and gets what it should: at most as many
    as there are accounts.  Both sides have the same sum, or ValueError is raised."""
    giving = [one for one in debits if one[1]]
    taking = [one for one in credits_ if one[1]]
    if sum(minor for _a, minor in giving) != sum(minor for _a, minor in taking):
        raise ValueError("the two sides do not have the same sum")
    while giving and taking:
        (debit, here), (credit, there) = giving.pop(0), taking.pop(0)
        minor = min(here, there)
        yield debit, credit, minor
        if here > minor:
            giving.insert(0, (debit, here - minor))
        if there > minor:
            taking.insert(0, (credit, there - minor))


def of_the_gain(
    parts: Iterable[Part], *, income: list[tuple[Account, int]], costs: list[tuple[Account, int]]
) -> list[Flow]:
    """What the fund earned and spent goes to its members' shares: income pays the costs first;
    what is left of either raises or lowers each member's account by what she gained or lost."""
    gained = [(_shares(part.person), part.gained) for part in parts]
    raised = [(account, minor) for account, minor in gained if minor > 0]
    lowered = [(account, -minor) for account, minor in gained if minor < 0]
    pairs = matched([*income, *lowered], [*costs, *raised])
    return [Flow("circle.gain", debit, credit, minor) for debit, credit, minor in pairs]


def _shares(person: int) -> Account:
    return ("member-shares", f"person:{person}")
