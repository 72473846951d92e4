"""What the statutes say that the members adopted here.  Only what a provision really says.

A default of the catalogue that nobody adopted says nothing.  The period begins on the day from
which the newest provision holds; the grade is the weakest of the resolutions that adopted them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.screening.queries.computing.governed import Governed, governed
from tequio.screening.queries.computing.shape import Answer, Found, Module, Row, Value
from tequio.screening.rules import grading
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Adopted, Statutes

KEPT_BACK = ("surplus.reserve", "surplus.education", "surplus.solidarity", "surplus.unforeseen")
BY_HEADS = ("present", "members")
DECISIONS = ("ordinary", "money", "admission", "expulsion", "office", "amendment")


@dataclass(frozen=True)
class Read:
    """The statutes of a day, and what proves them."""

    on: date
    statutes: Statutes
    governed: Governed

    def says(self, *codes: str) -> tuple[Adopted, ...]:
        """Those of these provisions that were adopted."""
        adopted = self.statutes.adopted
        return tuple(adopted[code] for code in codes if code in adopted)

    def found(self, value: Value, *said: Adopted) -> Found:
        """The answer that these provisions give."""
        sources = {(one.source, one.since) for one in said}
        return Found(
            value,
            max(one.since for one in said),
            self.on,
            grading.weakest(self.governed.of_resolution(source) for source, _day in sources),
            (
                *(Row("provision", one.id, one.since) for one in said),
                *(Row("resolution", source, day) for source, day in sources),
            ),
        )


def read(party: int, on: date) -> Read:
    """The statutes of a day with the decisions behind them."""
    return Read(on, statutes_on(party, on), governed(party, on))


def vote(read: Read) -> Answer:
    """How votes are counted: one member, one vote, where the statutes adopted count the majority of
    some type of decision from the members present or from all members, because whoever is counted
    by heads has one vote.  A choice.  Source: decision.*.base; silent where it says votes only."""
    said = [
        one
        for one in read.says(*(f"decision.{kind}.base" for kind in DECISIONS))
        if one.value in BY_HEADS
    ]
    return read.found("one_member_one_vote", *said) if said else "not_in_statutes"


def quorum(read: Read) -> Answer:
    """An assembly needs a quorum: whether the statutes adopted ask for more than nobody in an
    ordinary decision of a first call.  Yes or no.  Source: decision.ordinary.quorum."""
    said = read.says("decision.ordinary.quorum")
    if not said:
        return "not_in_statutes"
    return read.found(read.statutes.fraction("decision.ordinary.quorum") > 0, *said)


def members_elect(read: Read) -> Answer:
    """Members elect those who hold office: yes, where the statutes adopted say by which quorum or
    majority of the members an office is filled.  Source: decision.office.*; silent otherwise, for
    statutes here cannot say that somebody else appoints."""
    names = ("quorum", "majority", "base")
    said = read.says(*(f"decision.office.{name}" for name in names))
    return read.found(True, *said) if said else "not_in_statutes"


def distribution(read: Read) -> Answer:
    """How surplus may be shared out, a choice: nothing, where the parts adopted for reserve,
    education, the movement and unforeseen losses take all of it; else by transactions, where the
    return on capital is nil, so that only refunds by use are left; else with a ceiling on that
    return.  Source: surplus.*; silent where nobody adopted what decides it."""
    kept = read.says(*KEPT_BACK)
    if sum((read.statutes.fraction(one.code) for one in kept), Fraction(0)) >= 1:
        return read.found("none", *kept)
    said = read.says("surplus.dividend")
    if not said:
        return "not_in_statutes"
    is_nil = read.statutes.fraction("surplus.dividend") == 0
    return read.found("by_transactions" if is_nil else "capped", *said)


def return_cap(read: Read) -> Answer:
    """Ceiling of the yearly return on capital, a share of the capital, as the statutes adopted say
    it.  Source: surplus.dividend."""
    return _share_of(read, "surplus.dividend")


def reserve_share(read: Read) -> Answer:
    """Part of the surplus that goes to reserves, a share of the surplus, as the statutes adopted
    say it.  Source: surplus.reserve."""
    return _share_of(read, "surplus.reserve")


def plain_accounts(read: Read) -> Answer:
    """Members may see the books: yes where the statutes adopted show them to every member, no where
    they show them to those alone who hold an office.  Source: privacy.books."""
    said = read.says("privacy.books")
    if not said:
        return "not_in_statutes"
    return read.found(read.statutes.choice("privacy.books") == "members", *said)


def open_membership(read: Read) -> Answer:
    """Whoever meets the conditions can join: never said here, because the statutes that can be kept
    here say how members decide on an admission and not who may join.  A clause shows it."""
    return "no_such_provision"


def free_exit(read: Read) -> Answer:
    """Every member can leave: never said here, because the statutes that can be kept here say when
    capital is given back and not that one may leave.  A clause shows it."""
    return "no_such_provision"


def reserve_indivisible(read: Read) -> Answer:
    """Reserves cannot be shared out: never said here, because the statutes that can be kept here
    say what goes into the reserve and not what may be taken from it.  A clause shows it."""
    return "no_such_provision"


def accounts_duty(read: Read) -> Answer:
    """Accounts must be put before the members: never said here, because the statutes that can be
    kept here say who sees the books and not who must explain them.  A clause shows it."""
    return "no_such_provision"


def _share_of(read: Read, code: str) -> Answer:
    said = read.says(code)
    return read.found(str(read.statutes.fraction(code)), *said) if said else "not_in_statutes"


FUNCTIONS: dict[str, Callable[[Read], Answer]] = {
    "rules.vote": vote,
    "rules.quorum": quorum,
    "rules.members_elect": members_elect,
    "rules.distribution": distribution,
    "rules.return_cap": return_cap,
    "rules.reserve_share": reserve_share,
    "rules.plain_accounts": plain_accounts,
    "rules.open_membership": open_membership,
    "rules.free_exit": free_exit,
    "rules.reserve_indivisible": reserve_indivisible,
    "rules.accounts_duty": accounts_duty,
}
MODULE = Module("statutes", "statutes", read, FUNCTIONS)
