"""The words in which stories are told: the circle of twelve, decisions, refusals."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest

from tequio.governance.rules.effects import Effect
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.service import close_meeting
from tequio.kernel import Refused
from tequio.site.demonstration.stage import Group, Stage
from tequio.site.verification import findings

MARCH = date(2026, 3, 2)
WOMEN = "Ama Bea Caro Dede Efua Fati Gifty Hawa Ines Joy Kezia Lydia".split()
OFFICES = {"Ama": ("chair",), "Bea": ("secretary",), "Caro": ("treasurer", "bookkeeper")}


def found_circle(
    stage: Stage, name: str = "Nsoroma circle", offices: dict = OFFICES, **values
) -> Group:
    """Twelve women with 1,000.00 in their box; Ama, Bea and Caro hold the offices."""
    group = stage.found(
        NewGroup(name, "self-help-group", "GHS"),
        [Founder(woman, offices=offices.get(woman, ())) for woman in WOMEN],
        opening=[Opening("cash", 100_000)],
        values={"notice.days": 0, "meeting.ad_hoc": "2/3"} | values,
    )
    group.secretary = "Bea"
    return group


@contextmanager
def refused(code: str):
    """What happens inside is refused with this code among its reasons."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert code in [refusal.code for refusal in caught.value.refusals]


def decides(group: Group, title: str, effect: Effect, hands=(12, 0, 0)) -> dict:
    """The whole circle meets and votes by hands; the facts of the closed ballot."""
    proposal = group.proposes("Dede", title, effect)
    meeting = group.meets("Bea", WOMEN)
    outcome = group.raises_hands(
        "Bea", proposal, hands, meeting=meeting, witnesses=("Efua", "Fati")
    )
    group.does("Bea", close_meeting, meeting=meeting)
    return dict(outcome)


def everything_holds() -> bool:
    """What `./tequio verify` says of the whole node."""
    return list(findings()) == []
