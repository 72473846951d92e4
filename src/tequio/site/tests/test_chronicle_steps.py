"""A line with steps on its page: each step in its own words, and kept back by its own rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from tequio.chronicle.rules import WITH_STEPS, Step, step
from tequio.governance.rules.events import MeetingOpened
from tequio.ledger.rules import MemberSaved
from tequio.lending.rules import LoanGuaranteed
from tequio.membership.tests.groups import Group
from tequio.site.tests.chronicles import group_with_lines, write
from tequio.site.tests.test_chronicle_pages import say, seen

pytestmark = pytest.mark.django_db
DAY = timezone.localdate()


@dataclass(frozen=True)
class MeetingEntered:
    held_on: str
    counted: int
    steps: tuple[Step, ...]


@pytest.fixture(autouse=True)
def _is_known() -> Iterator[None]:
    WITH_STEPS.add("circles.enter_meeting")
    yield
    WITH_STEPS.discard("circles.enter_meeting")


@pytest.fixture
def group() -> Group:
    made = group_with_lines()
    made.join("Durga Bai")
    return made


def entered(group: Group) -> int:
    """Bina entered a meeting: Asha opened it, Chand saved and stands for a loan."""
    chand, asha = group.people["chand"], group.people["asha"]
    saved = MemberSaved(1, 2, 3, chand, 4, "INR", 123_456_50, DAY, "")
    steps = (
        step(
            "governance.open_meeting", MeetingOpened(7, 1, 1, False, (asha,), DAY), timezone.now()
        ),
        step("ledger.save", saved, timezone.now()),
        step("lending.guarantee", LoanGuaranteed(8, chand), timezone.now(), by=chand),
        step("tests.unknown", MeetingEntered("", 4_711, ()), timezone.now()),
    )
    event = MeetingEntered(DAY.isoformat(), 98_765, steps)
    return write(group, "bina", "circles.enter_meeting", event)


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main")]


def test_the_steps_stand_beneath_their_line_in_words_and_in_their_order(group: Group) -> None:
    _knows, is_kept_back, page = seen(group, "asha", entered(group))
    told = main(page)
    titles = [
        "What was done in it",
        "A meeting was opened",
        "A member saved",
        "A member stands for a loan",
        "tests.unknown",
        "Its proof",
    ]
    places = [told.index(title) for title in titles]
    assert places == sorted(places)
    assert "₹1,23,456.50" in told
    assert told.count("Chand Rani") == 3, "who saved; who stands for a loan, and that she said so"
    assert "4711" in told
    assert not is_kept_back
    assert "&#x27;kind&#x27;" not in told, "no step is shown as it is stored"


def test_each_step_is_kept_back_by_its_own_rule(group: Group) -> None:
    say(group, {"privacy.books": "officers", "privacy.loans": "officers"})
    number = entered(group)
    told = main(seen(group, "durga", number)[2])
    assert "A member saved" in told
    assert "A meeting was opened" in told
    assert "Asha Devi" in told, "who was there is for every member"
    assert "Chand Rani" not in told
    assert "₹1,23,456.50" not in told
    assert "98765" not in told, "what the sheet itself says is of the books"
    assert "kept back" in told


def test_a_line_without_steps_has_no_such_part(group: Group) -> None:
    assert "What was done in it" not in main(seen(group, "asha", 1)[2])
