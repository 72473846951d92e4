"""A case from its asking to its finding, in the words of those who work on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from tequio.governance import service as governance
from tequio.kernel import Refused
from tequio.membership.tests.groups import Group
from tequio.screening import service
from tequio.screening.tests import stage

PACK = "un-ilo@1"
WHY = "A member asked us to look."


@dataclass
class Hearing:
    """A network that adopted a pack, and a weavers' group that it recognised.

    is_here  whether the group answers by its own act, and not by letter
    """

    here: stage.Stage
    group: Group
    listed: int
    case: int = 0
    proposal: int = 0
    finding: int = 0
    is_here: bool = True

    def does(self, verb: str, who: str = "dalia", **given: Any) -> Mapping[str, Any]:
        """Somebody of the network acts."""
        what = getattr(service, verb)
        return self._keep(self.here.does(what, who, **given))

    def asks(self, verb: str, who: str = "asha", **given: Any) -> Mapping[str, Any]:
        """Somebody acts for the weavers."""
        given = {"examiner": self.here.group.slug, **given}
        return self._keep(self.here.for_group(self.group, getattr(service, verb), who, **given))

    def own(self, verb: str, who: str = "asha", **given: Any) -> Mapping[str, Any]:
        """Somebody acts for the weavers where no examiner has to be named."""
        return self.here.for_group(self.group, getattr(service, verb), who, **given)

    def _keep(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        self.case = facts.get("case", self.case)
        self.proposal = facts.get("proposal", self.proposal)
        self.finding = facts.get("finding") or self.finding
        return facts

    def refused(self, verb: str, who: str = "dalia", /, **given: Any) -> str:
        """The codes with which the door answers somebody of the network."""
        return self._refused(self.does, verb, who, given)

    def refuses(self, verb: str, who: str = "asha", /, **given: Any) -> str:
        """The codes with which the door answers somebody of the weavers."""
        return self._refused(self.asks, verb, who, given)

    def _refused(self, does: Any, verb: str, who: str, given: Mapping[str, Any]) -> str:
        with pytest.raises(Refused) as answer:
            does(verb, who, **given)
        return " ".join(one.code for one in answer.value.refusals)

    def taken(self, who: str = "dalia") -> Hearing:
        """An assessor takes the case and assesses."""
        self.does("take_case", who, case=self.case, has_no_interest=True)
        self.does("assess", who, case=self.case)
        return self

    def drafted(self, who: str = "dalia") -> Hearing:
        """The draft is sent."""
        self.taken(who)
        self.does("send_draft", who, case=self.case, words="No meeting was shown to us.")
        return self

    def proposed(self, who: str = "dalia") -> Hearing:
        """The organisation answers, and the panel is asked."""
        self.drafted(who)
        answer = {"case": self.case, "words": "We meet under the tree."}
        if self.is_here:
            self.asks("reply", **answer)
        else:
            self.does("enter_reply", who, **answer, received_on=self.here.at.date())
            self.here.later(ITS_TIME)
        self.does("propose_finding", who, case=self.case, reasons="No meeting was shown.")
        return self

    def votes(self, *people: str, choice: str = "yes") -> Hearing:
        """These people of a panel vote by phone, and the secretary closes the vote."""
        here = self.here
        opened = {
            "proposal": self.proposal,
            "way": "phone",
            "closes_on": here.at.date() + timedelta(days=7),
        }
        ballot = here.does(governance.open_ballot, **opened)["ballot"]
        for name in people:
            here.does(governance.cast, name, ballot=ballot, choice=choice)
        here.does(governance.close_ballot, ballot=ballot)
        return self

    def decided(self, who: str = "dalia", panel: str = "fatou gita hugo") -> Hearing:
        """The panel says yes, and it is told."""
        self.proposed(who).votes(*panel.split())
        self.does("decide", who, case=self.case)
        return self


ITS_TIME = 22
"""Days after which nobody waits any more for an answer to a draft."""


def hearing(days_ago: int = 0) -> Hearing:
    """Nothing was asked yet."""
    here = stage.network().later(-days_ago)
    group, listed = here.member()
    here.adopts_pack()
    return Hearing(here, group, listed)


def applied() -> Hearing:
    """The weavers asked to be examined."""
    found = hearing()
    found.asks("apply", pack=PACK, words="Please look at us.")
    return found


def by_letter() -> Hearing:
    """The network examines an organisation that is not on this node."""
    found = hearing(ITS_TIME)
    found.listed, found.is_here = found.here.lists("Green Ltd"), False
    found.does("open_case", listed=found.listed, pack=PACK, reason=WHY)
    return found
