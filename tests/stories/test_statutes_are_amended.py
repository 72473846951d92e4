"""Too few come, so the circle lowers its quorum; it holds from the day they chose, not before."""

from datetime import timedelta

from tequio.governance.rules.effects import AmendStatutes, Nothing
from tequio.governance.service import close_meeting
from tests.stories.telling import MARCH, WOMEN, decides, everything_holds

FROM = MARCH + timedelta(days=14)


def vote_of_five(circle):
    """Five of twelve come to a called meeting, and all five say yes."""
    from tequio.governance.service import call_meeting

    proposal = circle.proposes("Dede", "Sing before every meeting", Nothing())
    called = circle.does("Bea", call_meeting, held_on=circle.stage.today, agenda=(proposal,))
    meeting = circle.meets("Bea", WOMEN[:5], meeting=called["meeting"])
    outcome = circle.raises_hands(
        "Bea", proposal, (5, 0, 0), meeting=meeting, witnesses=("Dede", "Efua")
    )
    circle.does("Bea", close_meeting, meeting=meeting)
    return outcome["outcome"]


def test_statutes_are_amended_and_the_quorum_changes_from_that_day(circle):
    assert vote_of_five(circle) == "no_quorum", "half of twelve are six"
    lower = AmendStatutes("amendment", {"decision.ordinary.quorum": "1/3"}, FROM)
    circle.stage.later(1)
    assert decides(circle, "A third is enough", lower)["outcome"] == "adopted"

    circle.stage.on(FROM - timedelta(days=1))
    assert vote_of_five(circle) == "no_quorum", "the old quorum holds until the day they chose"
    circle.stage.on(FROM)
    assert vote_of_five(circle) == "adopted", "a third of twelve are four"
    assert everything_holds()


def test_two_thirds_are_reached_by_eight_of_twelve_and_missed_by_seven(circle):
    change = AmendStatutes("amendment", {"term.months": 24}, MARCH + timedelta(days=30))
    assert decides(circle, "Two years", change, (7, 5, 0))["outcome"] == "rejected"
    assert decides(circle, "Two years", change, (8, 4, 0))["outcome"] == "adopted"
