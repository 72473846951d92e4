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
    as there are accounts.  Both sides have the same sum and nothing below zero, or ValueError is
    raised."""
    giving = [one for one in debits if one[1]]
    taking = [one for one in credits_ if one[1]]
    if any(minor < 0 for _a, minor in (*giving, *taking)):
        raise ValueError("a sum below zero belongs on the other side")
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
    what is left of either raises or lowers each member's account by what she gained or lost.

    A sum below zero stands on the other side: a cost of which more was taken back than was booked.
    """
    gained = [(_shares(part.person), part.gained) for part in parts]
    given, taken = [*income, *_negative(costs)], [*costs, *_negative(income)]
    debits = [*_positive(given), *_negative(gained)]
    pairs = matched(debits, [*_positive(taken), *_positive(gained)])
    return [Flow("circle.gain", debit, credit, minor) for debit, credit, minor in pairs]


def borne_by_shares(costs: list[tuple[Account, int]], *, beyond: int) -> list[tuple[Account, int]]:
    """What of the costs the members' shares bear, when more was lost than was saved.

    beyond  how much more; it stays on the last of the accounts, as a cost of the book
    """
    borne = []
    for account, minor in reversed(costs):
        stays = min(max(minor, 0), beyond)
        beyond -= stays
        borne.append((account, minor - stays))
    return borne[::-1]


def _positive(sums: list[tuple[Account, int]]) -> list[tuple[Account, int]]:
    return [one for one in sums if one[1] > 0]


def _negative(sums: list[tuple[Account, int]]) -> list[tuple[Account, int]]:
    """What is below zero, as what it is on the other side."""
    return [(account, -minor) for account, minor in sums if minor < 0]


def _shares(person: int) -> Account:
    return ("member-shares", f"person:{person}")
