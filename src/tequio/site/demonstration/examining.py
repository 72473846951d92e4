"""Telling a screening in domain words: who asks, who assesses, who answers, who decides.

The demonstration and the stories in `tests/stories` are told with it.  It goes through acts only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from tequio.governance import service as governance
from tequio.membership.visits import document_kept
from tequio.screening import service
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.site.demonstration.stage import Facts, Group


@dataclass(frozen=True)
class Examiner:
    """A network that screens; everybody by name.

    assessors  who examine; panel: who decide; appeal: who hear appeals
    """

    network: Group
    assessors: tuple[str, ...]
    panel: tuple[str, ...]
    appeal: tuple[str, ...]

    def adopts(self, *packs: str) -> None:
        """The members adopt packs in one meeting; from then on it is judged by them."""
        network = self.network
        first, secretary = self.assessors[0], network.secretary
        asked = [network.does(first, service.propose_pack, pack=one)["proposal"] for one in packs]
        decide_together(network, asked)
        for proposal in asked:
            network.does(secretary, service.adopt_pack, proposal=proposal)

    def opens(self, listed: int, pack: str, reason: str) -> Hearing:
        """The network looks by itself."""
        given: dict[str, Any] = {"listed": listed, "pack": pack, "reason": reason}
        told = self.network.does(self.assessors[0], service.open_case, **given)
        return Hearing(self, int(told["case"]), listed)

    def is_asked_by(self, group: Group, pack: str, words: str) -> Hearing:
        """A group asks to be examined."""
        given: dict[str, Any] = {"examiner": self.network.slug, "pack": pack, "words": words}
        told = group.does(group.secretary, service.apply, **given)
        return Hearing(self, int(told["case"]), int(told["listed"]), group)

    def is_doubted_by(
        self, who: str, listed: int, pack: str, words: str, *evidence: NewEvidence
    ) -> Hearing:
        """Somebody doubts an organisation, with evidence that nobody has looked at yet."""
        given: dict[str, Any] = {
            "listed": listed,
            "pack": pack,
            "words": words,
            "evidence": evidence,
        }
        told = self.network.does(who, service.challenge, **given)
        return Hearing(self, int(told["case"]), listed)

    def is_shown(self, listed: int, piece: NewEvidence, *, by: str = "") -> int:
        """An assessor hands in what she found or saw; the number of the evidence."""
        given: dict[str, Any] = {"listed": listed, "evidence": piece}
        told = self.network.does(by or self.assessors[0], service.submit_evidence, **given)
        return int(told["evidence"])


@dataclass
class Hearing:
    """A case on its way, from the asking to what was found.

    group     whom it is about, where it is a group of this node; else it answers by letter
    assessor  who works on it; left out: the first
    """

    examiner: Examiner
    case: int
    listed: int
    group: Group | None = None
    assessor: str = ""
    proposal: int = 0
    ballot: int = 0
    finding: int = 0

    @property
    def network(self) -> Group:
        return self.examiner.network

    def does(self, who: str, what: Any, **given: Any) -> Facts:
        """Somebody of the network does something in this case."""
        return self.network.does(who, what, case=self.case, **given)

    def is_taken(self, by: str = "") -> Hearing:
        """An assessor says that she has no interest, and takes it."""
        self.assessor = by or self.assessor or self.examiner.assessors[0]
        self.does(self.assessor, service.take_case, has_no_interest=True)
        return self

    def is_assessed(self) -> Hearing:
        """The rules are held against what is known."""
        self.does(self.assessor, service.assess)
        return self

    def is_drafted(self, words: str) -> Hearing:
        """It is assessed, and the organisation reads the draft."""
        self.is_assessed().does(self.assessor, service.send_draft, words=words)
        return self

    def is_answered(self, words: str) -> Hearing:
        """The group answers here, somebody else by a letter that came today."""
        if self.group is None:
            day = self.network.stage.today
            self.does(self.assessor, service.enter_reply, words=words, received_on=day)
        else:
            given: dict[str, Any] = {
                "examiner": self.network.slug,
                "case": self.case,
                "words": words,
            }
            self.group.does(self.group.secretary, service.reply, **given)
        return self

    def is_proposed(self, reasons: str) -> Hearing:
        """The panel is asked."""
        told = self.does(self.assessor, service.propose_finding, reasons=reasons)
        self.proposal = int(told["proposal"])
        return self

    def is_called(self) -> Hearing:
        """The vote of the panel opens; each votes from her own phone."""
        network = self.network
        closes_on = network.stage.today + timedelta(days=7)
        opened: dict[str, Any] = {"proposal": self.proposal, "way": "phone", "closes_on": closes_on}
        told = network.does(network.secretary, governance.open_ballot, **opened)
        self.ballot = int(told["ballot"])
        return self

    def is_voted_on(self, *people: str, choice: str = "yes") -> Hearing:
        """These people of the panel vote, and the vote is closed; left out: the whole panel."""
        network = self.network
        for name in people or self.examiner.panel:
            network.does(name, governance.cast, ballot=self.ballot, choice=choice)
        network.does(network.secretary, governance.close_ballot, ballot=self.ballot)
        return self

    def is_decided(self) -> Facts:
        """What was voted is done; the facts of the finding, or that there is none."""
        told = self.does(self.assessor, service.decide)
        self.finding = int(told.get("finding") or 0)
        return told

    def is_found(self, reasons: str, *panel: str) -> Facts:
        """The panel is asked, votes yes, and it is published with these reasons."""
        return self.is_proposed(reasons).is_called().is_voted_on(*panel).is_decided()

    def is_appealed(self, words: str) -> Hearing:
        """The organisation asks that others hear it, by letter if it is not here."""
        if self.group is None:
            day = self.network.stage.today
            given: dict[str, Any] = {"finding": self.finding, "words": words, "received_on": day}
            told = self.network.does(self.assessor, service.enter_appeal, **given)
        else:
            mine: dict[str, Any] = {
                "examiner": self.network.slug,
                "finding": self.finding,
                "words": words,
            }
            told = self.group.does(self.group.secretary, service.appeal, **mine)
        return Hearing(self.examiner, int(told["case"]), self.listed, self.group)

    def is_looked_at(self, reason: str, *, is_taken: bool) -> Hearing:
        """An assessor looks at a doubt: it is taken up, or not."""
        assessor = self.assessor or self.examiner.assessors[0]
        self.does(assessor, service.examine_challenge, is_taken=is_taken, reason=reason)
        return self


def decide_together(group: Group, proposals: Sequence[int]) -> None:
    """All meet and raise their hands for each of these."""
    everybody = tuple(group.person)
    meeting = group.meets(group.secretary, everybody)
    seen_by = [name for name in everybody if name != group.secretary][:2]
    hands = (len(everybody), 0, 0)
    for proposal in proposals:
        group.raises_hands(group.secretary, proposal, hands, meeting=meeting, witnesses=seen_by)
    group.does(group.secretary, governance.close_meeting, meeting=meeting)


def asks_to_open(
    group: Group, examiner: Examiner, who: str, books: Sequence[str], *packs: str
) -> int:
    """A member asks that the network may read these books; the number of the proposal."""
    given: dict[str, Any] = {
        "examiner": examiner.network.slug,
        "packs": packs,
        "books": tuple(books),
    }
    return int(group.does(who, service.propose_consent, **given)["proposal"])


def opens_books(group: Group, proposal: int) -> int:
    """What was adopted is done: the books may be read; the number of the consent."""
    return int(group.does(group.secretary, service.give_consent, proposal=proposal)["consent"])


def keeps(owner: Group, text: str) -> str:
    """A file is kept in the name of a group, as if it were uploaded; its digest."""
    with document_kept(owner.organisation, ContentFile(text.encode())) as digest:
        return digest


def piece(group: Group, kind: str, facts: Mapping[str, Any], **more: Any) -> NewEvidence:
    """A piece of evidence of the last year, until today.

    facts  by their code with two lines for its dot: `practice__assemblies=2`
    """
    today = group.stage.today
    shown = tuple(Shown(code.replace("__", "."), value) for code, value in facts.items())
    given: dict[str, Any] = {"since": today - timedelta(days=365), "until": today} | more
    return NewEvidence(kind, shown, **given)
