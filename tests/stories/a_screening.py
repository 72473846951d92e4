"""The words in which stories of a screening are told: a network that examines, and its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tequio.governance import service as governance
from tequio.governance.rules.effects import Nothing
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.registry import service as registry
from tequio.registry.service.preparing import Waiting, take_in
from tequio.screening.queries.cases import case_view, judged_in
from tequio.screening.queries.findings import FindingView, finding
from tequio.screening.rules.judging import Judgement
from tequio.screening.rules.showing import NewEvidence
from tequio.screening.service import submit_evidence
from tequio.site.demonstration.examining import (
    Examiner,
    Hearing,
    asks_to_open,
    keeps,
    opens_books,
    piece,
)
from tequio.site.demonstration.stage import Group, Stage
from tests.stories.a_register import Register
from tests.stories.telling import OFFICES, WOMEN

ASSESSORS, PANEL, APPEAL = (
    ("Dalia", "Emil"),
    ("Fatou", "Gita", "Hugo"),
    ("Ines", "Jaya", "Kofi"),
)
SEATS = {
    "Asha": ("chair",),
    "Bea": ("secretary",),
    "Caro": ("treasurer",),
    **dict.fromkeys(ASSESSORS, ("assessor",)),
    **dict.fromkeys(PANEL, ("panel",)),
    **dict.fromkeys(APPEAL, ("appeal",)),
    "Gita": ("panel", "appeal"),
}
"""Gita sits on both panels."""
OF_A_MINUTE_BOOK = {
    "practice__active": True,
    "practice__members": 12,
    "practice__decides_together": True,
    "practice__veto_used": False,
    "practice__outside_seats": "0",
    "practice__share_out_by_savings": True,
    "practice__insider_payments": False,
    "practice__reserve_drawn": False,
    "practice__assets_below_value": False,
    "practice__demutualised": False,
}
"""What photographed pages of a savings group's minute book show."""
FRENCH = """
id: {source}
title: {title}
sources: [{{code: {source}, title: "{title}", kind: official, licence: CC0-1.0, public: true}}]
parts:
  - source: {source}
    key: key
    say:
      - {{property: name.legal, column: name, language: fr}}
      - {{property: identifier, column: number, scheme: FR-REG}}
      - {{property: members, column: members}}
      - {{property: is_sse, column: sse}}
      - {{property: address.country, value: FR}}
"""
WE_READ = "What you showed us, and what our registers say, comes to this."
OF_ITS_RULES = {
    "rules__legal_form": "cooperative",
    "rules__purpose": "members",
    "rules__vote": "one_member_one_vote",
    "rules__veto": False,
    "rules__open_membership": True,
    "rules__free_exit": True,
    "rules__appointed_outside": False,
    "rules__controlled_by_state": False,
    "rules__controlled_by_firm": False,
    "rules__distribution": "by_transactions",
    "rules__reserve_indivisible": True,
}
"""By-laws as the movement would write them."""
NOBODY_RULES_ALONE = {
    "practice__veto_used": False,
    "practice__outside_seats": "0",
    "practice__demutualised": False,
}
"""What minutes show of those who decide."""
NOBODY_TAKES = {
    "practice__active": True,
    "practice__surplus_divided": False,
    "practice__insider_payments": False,
    "practice__reserve_drawn": False,
    "practice__assets_below_value": False,
}
"""What accounts show of the money."""


@dataclass
class Screening:
    """A network that screens and keeps a register; a stage for its cases."""

    examiner: Examiner
    register: Register

    @property
    def network(self) -> Group:
        return self.examiner.network

    def is_joined_by(self, group: Group, name: str) -> int:
        """The register lists a group, which asks to be recognised as that one; its number."""
        listed = self.register.lists(name)
        asked = {"keeper": self.network.slug, "listed": listed}
        group.does(group.secretary, registry.ask_recognition, **asked)
        given = {"listed": listed, "organisation": group.organisation}
        self.register.does(registry.recognise, **given)
        return listed

    def reads_a_list(self, title: str, *rows: str) -> None:
        """An official list of France comes in: key, name, number, members, whether it is SSE."""
        network, source = self.network, title.lower().replace(" ", "-")
        data = "\n".join(["key,name,number,members,sse", *rows]).encode()
        file = registry.stage(network.organisation, [data])
        waiting = Waiting(source, file, f"{source}.csv", network.stage.today)
        text = FRENCH.format(source=source, title=title)
        take_in(lambda end: network.act("Bea", f"{source}{end}"), text, waiting)

    def finding(self, hearing: Hearing) -> FindingView:
        """What anybody reads of what was found."""
        keeper, today = self.network.organisation, self.network.stage.today
        found = finding(keeper, hearing.finding, today, is_inside=False)
        assert found is not None, "everybody may see the register"
        return found

    def carried(self, hearing: Hearing, end: str) -> str:
        """A file of a finding that anybody may take along; empty where there is none.

        end  `.svg`: its label, `.json`: the signed credential
        """
        address = f"/o/{self.network.slug}/screening/findings/{hearing.finding}{end}"
        answer = Client().get(address)
        return answer.content.decode() if answer.status_code == 200 else ""

    def judgement(self, hearing: Hearing) -> Judgement:
        """The newest assessment of a case, judged again."""
        keeper, stage = self.network.organisation, self.network.stage
        reader = self.network.person[hearing.assessor]
        case = case_view(keeper, hearing.case, reader, stage.today)
        assert case is not None, "its assessor reads it"
        judged = judged_in(keeper, case.assessed[-1].id)
        assert judged is not None, "it was assessed"
        return judged[0]

    def reading(self, hearing: Hearing, criterion: str) -> str:
        """How rules and practice go together in one criterion."""
        return str(self.judgement(hearing).criterion(criterion).reading)


def a_screening(stage: Stage, *packs: str) -> Screening:
    """Eleven people of a network adopt these packs; everybody may see its register."""
    network = stage.found(
        NewGroup("Network of the coast", "network", "GHS"),
        [Founder(one, offices=offices) for one, offices in SEATS.items()],
        values={"register.public": True, "notice.days": 0, "meeting.ad_hoc": "1/2"},
    )
    network.secretary = "Bea"
    examiner = Examiner(network, ASSESSORS, PANEL, APPEAL)
    examiner.adopts(*(packs or ("un-ilo",)))
    return Screening(examiner, Register(network))


def a_cooperative(stage: Stage, name: str = "Weavers of Bonwire", **values: Any) -> Group:
    """Twelve weavers who own their looms together, and say so in statutes they adopted."""
    group = stage.found(
        NewGroup(name, "cooperative", "GHS"),
        [Founder(one, offices=OFFICES.get(one, ())) for one in WOMEN],
        opening=[Opening("cash", 100_000)],
        values={
            "notice.days": 0,
            "meeting.ad_hoc": "2/3",
            "decision.ordinary.base": "members",
            "surplus.dividend": "0",
        }
        | values,
    )
    group.secretary = "Bea"
    return group


def holds_an_assembly(group: Group, *proposals: int) -> None:
    """All meet; Bea counts the raised hands and Ama closes the votes: two stand for each."""
    matters = proposals or (group.proposes("Dede", "The loom house gets a roof", Nothing()),)
    meeting = group.meets("Bea", WOMEN)
    for proposal in matters:
        opened = {"proposal": proposal, "way": "hands", "meeting": meeting}
        ballot = group.does("Bea", governance.open_ballot, **opened)["ballot"]
        hands = Hands(12, 0, 0, group.numbers(("Efua", "Fati")))
        group.does("Bea", governance.record_hands, ballot=ballot, hands=hands)
        group.does("Ama", governance.close_ballot, ballot=ballot)
    group.does("Bea", governance.close_meeting, meeting=meeting)


def lets_books_be_read(group: Group, here: Screening, *books: str, pack: str = "un-ilo") -> int:
    """An assembly decides that the network may read these; the number of the consent."""
    proposal = asks_to_open(group, here.examiner, "Dede", books, pack)
    holds_an_assembly(group, proposal)
    return opens_books(group, proposal)


def shows(group: Group, here: Screening, kind: str, facts: Mapping[str, Any], **more: Any) -> int:
    """The group hands in a piece of evidence of its own; the number."""
    given = {"examiner": here.network.slug, "evidence": papers(group, kind, facts, **more)}
    return int(group.does("Ama", submit_evidence, **given)["evidence"])


def papers(group: Group, kind: str, facts: Mapping[str, Any], **more: Any) -> NewEvidence:
    """A piece of evidence with a file that is kept in the name of the group."""
    file = more.pop("file", None)
    kept = keeps(group, f"{kind} of {group.slug}") if file is None else file
    return piece(group, kind, facts, file=kept, **more)
