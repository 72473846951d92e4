"""A stage for stories: a clock that the story sets, and groups known by their names."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date

import pytest

from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.kernel import Refused
from tequio.site.demonstration.stage import Group, Stage
from tequio.site.verification import findings

MARCH = date(2026, 3, 2)
WOMEN = "Ama Bea Caro Dede Efua Fati Gifty Hawa Ines Joy Kezia Lydia".split()
OFFICES = {"Ama": ("chair",), "Bea": ("secretary",), "Caro": ("treasurer", "bookkeeper")}


@pytest.fixture
def stage(db) -> Stage:
    """The morning of 2 March 2026."""
    return Stage(MARCH)


@pytest.fixture
def found(stage: Stage) -> Callable[..., Group]:
    """Found the circle of twelve, with 1,000.00 in its box; Ama, Bea and Caro hold its offices."""

    def found_circle(name: str = "Nsoroma circle", offices=OFFICES, **values) -> Group:
        statutes = {"notice.days": 0, "meeting.ad_hoc": "2/3"} | values
        group = stage.found(
            NewGroup(name, "self-help-group", "GHS"),
            [Founder(woman, offices=offices.get(woman, ())) for woman in WOMEN],
            opening=[Opening("cash", 100_000)],
            values=statutes,
        )
        group.secretary = "Bea"
        return group

    return found_circle


@pytest.fixture
def circle(found) -> Group:
    """The circle of twelve."""
    return found()


@contextmanager
def refused(code: str):
    """What happens inside is refused with this code among its reasons."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert code in [refusal.code for refusal in caught.value.refusals]


def decides(group: Group, title: str, effect, hands=(12, 0, 0)) -> dict:
    """The whole circle meets and votes by hands; the facts of the closed ballot."""
    proposal = group.proposes("Dede", title, effect)
    meeting = group.meets("Bea", WOMEN)
    outcome = group.raises_hands(
        "Bea", proposal, hands, meeting=meeting, witnesses=("Efua", "Fati")
    )
    from tequio.governance.service import close_meeting

    group.does("Bea", close_meeting, meeting=meeting)
    return dict(outcome)


def everything_holds() -> bool:
    """What `./tequio verify` says of the whole node."""
    return list(findings()) == []
