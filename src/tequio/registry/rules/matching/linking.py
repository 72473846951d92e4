"""The only links that nobody needs to decide on.  Pure.

A record is linked by itself where the same publisher gave both sides the same key, or where both
have the same number of the same register, each number stands once in each list, and no other
number and no publisher's key contradicts.  Everything else waits for a person: a publisher who
gives one company two keys may be wrong or may mean two organisations, and only a person can ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tequio.kernel import gettext_noop as _
from tequio.registry.rules.matching.parties import Party
from tequio.registry.rules.matching.scoring import contradictions
from tequio.registry.rules.meaning import register_number

Code = tuple[str, str]

HELD: Mapping[str, str] = {
    "stands_twice": _("The number or key stands more than once in one of the lists."),
    "number_contradicts": _("Another register number of theirs differs."),
    "key_contradicts": _("One source has given them different keys."),
    "linked_otherwise": _("One of them is linked to another organisation already."),
}


@dataclass(frozen=True)
class Link:
    """Two parties with something official in common.

    by       `key` (of one publisher) or `number` (of one register)
    code     scheme and number, plain
    held_by  codes of `HELD`: why it waits for a person; empty where it is linked by itself
    """

    left: str
    right: str
    by: str
    code: Code
    held_by: tuple[str, ...] = ()


def strict_links(left: Iterable[Party], right: Iterable[Party]) -> list[Link]:
    """The links that are made without asking.  Give whole lists, closed organisations too: a
    number that a closed one has as well is not unique."""
    return [link for link in official_pairs(left, right) if not link.held_by]


def official_pairs(left: Iterable[Party], right: Iterable[Party]) -> list[Link]:
    """Every pair with a key or a number in common, with what keeps it waiting, in order."""
    here, there = tuple(left), tuple(right)
    found: dict[Code, Link] = {}
    for by in ("key", "number"):
        for link in _by(here, there, by):
            found.setdefault((link.left, link.right), link)
    uses = _uses(link for link in found.values() if not link.held_by)
    of_keys = _uses(link for link in found.values() if link.by == "key" and not link.held_by)
    return [
        _alone(found[pair], of_keys if found[pair].by == "key" else uses) for pair in sorted(found)
    ]


def _uses(links: Iterable[Link]) -> Counter[Code]:
    return Counter(end for link in links for end in _ends(link))


def _alone(link: Link, uses: Counter[Code]) -> Link:
    """The link, held where one of its parties has another one as good."""
    if not link.held_by and any(uses[end] > 1 for end in _ends(link)):
        return replace(link, held_by=("linked_otherwise",))
    return link


def _ends(link: Link) -> tuple[Code, Code]:
    return ("left", link.left), ("right", link.right)


def _by(left: Sequence[Party], right: Sequence[Party], by: str) -> Iterator[Link]:
    """The pairs with a key, or with a number, in common."""
    here, there = _holders(left, by), _holders(right, by)
    for code in sorted(here.keys() & there.keys()):
        for one in here[code]:
            for other in there[code]:
                held = _held(one, other, is_key=by == "key")
                if len(here[code]) > 1 or len(there[code]) > 1:
                    held = ("stands_twice", *held)
                yield Link(one.key, other.key, by, code, held)


def _held(one: Party, other: Party, *, is_key: bool) -> tuple[str, ...]:
    """What contradicts: another key always; another number only where no key is the same."""
    held = []
    if not is_key and contradictions(_numbers(one), _numbers(other)):
        held.append("number_contradicts")
    if contradictions(frozenset(one.ids), frozenset(other.ids)):
        held.append("key_contradicts")
    return tuple(held)


def _holders(parties: Iterable[Party], by: str) -> dict[Code, list[Party]]:
    holders: dict[Code, list[Party]] = {}
    for party in parties:
        codes = frozenset(party.ids) if by == "key" else _numbers(party)
        for code in codes:
            if all(code):
                holders.setdefault(code, []).append(party)
    return holders


def _numbers(party: Party) -> frozenset[Code]:
    return frozenset((scheme, register_number(number)) for scheme, number in party.numbers)
