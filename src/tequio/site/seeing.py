"""How much of a line of the chronicle somebody sees, as the statutes say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.chronicle.rules import WITH_STEPS, Line
from tequio.membership.rules import Standing, holds_any, is_member, is_officer
from tequio.site import telling_of_ecosystem, telling_of_screenings
from tequio.site.telling import persons_in
from tequio.statutes.rules import Statutes

VOTES = ("governance.cast", "governance.approve_projects")
HOW_SHE_VOTED = frozenset({"choice", "projects"})
OF_THE_BOOKS = ("ledger.", "circles.", "shares.")
"""Rooms whose lines tell what members paid."""


@dataclass(frozen=True)
class Sight:
    """What the statutes of a day let somebody see."""

    standing: Standing
    statutes: Statutes

    def shown(self, line: Line) -> tuple[bool, Mapping[str, Any]]:
        """Whether the reader may know who did it, and the facts that she may see.

        A vote hides how somebody voted, a line of the books or of loans all its facts; of loans and
        of doubts also whose they are.  Steps are no facts of their line: each is shown by itself.
        """
        concerned, facts = set(persons_in(line)), own_facts(line)
        if line.kind in VOTES:
            if self._may("privacy.votes", concerned):
                return True, facts
            kept = {key: value for key, value in facts.items() if key not in HOW_SHE_VOTED}
            return True, kept
        if telling_of_screenings.is_of_a_doubt(line):
            may = telling_of_screenings.reads_doubts(self.standing, self.statutes, concerned)
            return may, facts if may else {}
        kept_back = telling_of_ecosystem.seen_of(line, self.standing, self.statutes, concerned)
        if kept_back is not None:
            return kept_back
        if line.kind.startswith("lending."):
            may = self._may("privacy.loans", concerned, works=True)
            return may, facts if may else {}
        if line.kind.startswith(OF_THE_BOOKS):
            return True, facts if self._may("privacy.books", concerned, works=True) else {}
        return True, facts

    def _may(self, provision: str, concerned: Collection[int], *, works: bool = False) -> bool:
        """works: offices that pay and that write the book see it; they could not work otherwise"""
        rule, standing = self.statutes.choice(provision), self.standing
        if standing.person in concerned:
            return True
        working = (*self.statutes.offices("offices.pay"), *self.statutes.offices("offices.book"))
        if works and holds_any(standing, working):
            return True
        if rule == "members":
            return is_member(standing) or is_officer(standing)
        return rule == "officers" and is_officer(standing)


def own_facts(line: Line) -> Mapping[str, Any]:
    """The facts of a line without those of its steps."""
    if line.kind not in WITH_STEPS:
        return line.facts
    return {name: value for name, value in line.facts.items() if name != "steps"}
