"""What the lines of the chronicle say should stand in the tables of governance.  Pure.

`verify` holds every row against this story and the story against the rows: see `EVENTS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tequio.chronicle.rules import Line
from tequio.governance.rules.founding import BOARD
from tequio.kernel import gettext_noop as _

Facts = dict[str, Any]

THINGS: Mapping[str, str] = {
    "body": _("body"),
    "meeting": _("meeting"),
    "attendance": _("the attendance of meeting"),
    "proposal": _("proposal"),
    "excused": _("who stood aside from proposal"),
    "ballot": _("ballot"),
    "projects": _("the projects of ballot"),
    "vote": _("vote"),
    "hands": _("count of hands"),
    "votes": _("the votes taken over in ballot"),
    "resolution": _("resolution"),
}
"""What the story tells of, in its order, each by its number."""
OF_OTHER_ROOMS = ("effect", "taken_back", "bodies", "excused")
"""Facts by which lines of rooms above belong to this story."""


@dataclass
class Story:
    """`rows[thing][number]`: what a row says that its lines prove.

    granted  resolution → numbers of mandates that its line names
    results  resolution → number of what its effect made
    """

    rows: dict[str, dict[int, Facts]] = field(
        default_factory=lambda: {thing: defaultdict(dict) for thing in THINGS}
    )
    granted: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    results: dict[int, int] = field(default_factory=dict)

    def tell(self, thing: str, number: Any, **facts: Any) -> None:
        """Something is there, or is so from now on."""
        self.rows[thing][int(number or 0)].update(facts)


def retell(lines: Iterable[Line]) -> Story:
    """The story that the lines tell, oldest line first."""
    story = Story()
    for line in lines:
        said = dict(line.facts)
        if "effect" in said and "proposal" in said:
            _filed(story, line, said)
        if said.get("taken_back"):
            story.tell("proposal", said["taken_back"], withdrawn_at=line.at)
        for body in said.get("bodies") or ():
            made = {"code": body.get("code"), "member_class": "member"}
            story.tell("body", body.get("body"), offices=body.get("offices"), **made)
        if said.get("excused"):
            _stood_aside(story, line, said)
        if step := EVENTS.get(line.kind):
            step(story, line, said)
    return story


def _filed(story: Story, line: Line, said: Facts) -> None:
    kept = {name: said.get(name) for name in ("body", "effect", "text")}
    nothing_yet = {"withdrawn_at": None, "decided_at": None}
    story.tell("proposal", said["proposal"], by=line.by, made_at=line.at, **kept, **nothing_yet)


def _stood_aside(story: Story, line: Line, said: Facts) -> None:
    """Who stood aside, as one list for each proposal."""
    before = story.rows["excused"][int(said.get("proposal") or 0)].get("people", [])
    people = [*before, *([person, line.at] for person in said["excused"])]
    story.tell("excused", said.get("proposal"), people=people)


def _founded(story: Story, line: Line, said: Facts) -> None:
    everybody = {"code": "assembly", "member_class": "member", "offices": []}
    board = {"code": "board", "member_class": "member", "offices": list(BOARD)}
    story.tell("body", said.get("assembly"), **everybody)
    story.tell("body", said.get("board"), **board)
    nowhere = {"proposal": 0, "ballot": 0, "outcome": "adopted"}
    _resolved(story, said | nowhere | {"certificate": said.get("statutes")})


def _called(story: Story, line: Line, said: Facts) -> None:
    kept = {name: said.get(name) for name in ("body", "call", "held_on", "agenda", "place")}
    later = {"opened_at": None, "closed_at": None, "minutes": ""}
    story.tell("meeting", said.get("meeting"), is_ad_hoc=False, called_at=line.at, **kept, **later)


def _opened(story: Story, line: Line, said: Facts) -> None:
    """A meeting that no line called was held without notice, or on the day of the statutes."""
    is_ad_hoc = bool(said.get("is_ad_hoc"))
    if is_ad_hoc or int(said.get("meeting") or 0) not in story.rows["meeting"]:
        kept = {name: said.get(name) for name in ("body", "held_on")}
        later = {"called_at": None, "closed_at": None, "minutes": ""}
        same = {"call": 1, "is_ad_hoc": is_ad_hoc, "agenda": [], "place": ""}
        story.tell("meeting", said.get("meeting"), **kept, **same, **later)
    story.tell("meeting", said.get("meeting"), opened_at=line.at)
    _noted(story, line, {"meeting": said.get("meeting"), "came": said.get("present")})


def _noted(story: Story, line: Line, said: Facts) -> None:
    """Who came, then who left, as one list for each meeting."""
    came = [[person, True, line.at] for person in said.get("came") or ()]
    left = [[person, False, line.at] for person in said.get("left") or ()]
    if came or left:
        before = story.rows["attendance"][int(said.get("meeting") or 0)].get("events", [])
        story.tell("attendance", said.get("meeting"), events=[*before, *came, *left])


def _ended(story: Story, line: Line, said: Facts) -> None:
    story.tell("meeting", said.get("meeting"), closed_at=line.at, minutes=said.get("minutes"))


def _withdrawn(story: Story, line: Line, said: Facts) -> None:
    story.tell("proposal", said.get("proposal"), withdrawn_at=line.at)


def _put_to_the_vote(story: Story, line: Line, said: Facts, kind: str = "question") -> None:
    kept = {name: said.get(name) for name in ("proposal", "roll", "entitled", "rule")}
    where = {"meeting": said.get("meeting"), "closes_on": said.get("closes_on")}
    way = said.get("way", "phone")
    when = {"opened_at": line.at, "closed_at": None}
    story.tell("ballot", said.get("ballot"), kind=kind, way=way, **kept, **where, **when)


def _voted(story: Story, line: Line, said: Facts) -> None:
    story.tell(
        "vote",
        said.get("vote"),
        ballot=said.get("ballot"),
        person=line.by,
        choice=said.get("choice", ""),
        projects=said.get("projects", []),
        points=[],
        at=line.at,
    )


def _counted(story: Story, line: Line, said: Facts) -> None:
    names = ("ballot", "yes", "no", "abstain", "witnesses", "photo")
    kept = {name: said.get(name) for name in names}
    story.tell("hands", said.get("hands"), entered_by=line.by, at=line.at, **kept)


def _closed(story: Story, line: Line, said: Facts) -> None:
    number = int(said.get("ballot") or 0)
    story.tell("ballot", number, closed_at=line.at)
    ballot = story.rows["ballot"][number]
    if ballot.get("kind") == "budget" or said.get("outcome") != "no_quorum":
        story.tell("proposal", said.get("proposal"), decided_at=line.at)
    _resolved(story, said | {"meeting": ballot.get("meeting")})


def _resolved(story: Story, said: Facts) -> None:
    number = int(said.get("resolution") or 0)
    names = ("proposal", "ballot", "meeting", "outcome", "certificate", "resolved_on")
    story.tell("resolution", number, **{name: said.get(name) for name in names})
    story.granted[number] |= set(said.get("mandates") or ())
    if said.get("result"):
        story.results[number] = int(said["result"])


def _handed_over(story: Story, line: Line, said: Facts) -> None:
    """A meeting, its vote and its end in one act."""
    on = {"held_on": said.get("resolved_on")}
    _opened(story, line, said | on | {"is_ad_hoc": True})
    _put_to_the_vote(story, line, said | {"way": "hands"})
    _counted(story, line, said)
    _closed(story, line, said | {"outcome": "adopted"})
    _ended(story, line, said)


def _budget_opened(story: Story, line: Line, said: Facts) -> None:
    _put_to_the_vote(story, line, said, "budget")
    story.tell("projects", said.get("ballot"), listed=said.get("listed"))


def _imported(story: Story, line: Line, said: Facts) -> None:
    """A budget that was voted elsewhere: everything of it in one act."""
    code = f"voters-{int(said.get('body') or 0) - 1}"
    story.tell("body", said.get("body"), code=code, member_class=code, offices=[])
    _budget_opened(story, line, said | {"entitled": said.get("voters")})
    story.tell("votes", said.get("ballot"), root=said.get("ballots"), moments=[line.at])
    _closed(story, line, said)


EVENTS: Mapping[str, Callable[[Story, Line, Facts], None]] = {
    "governance.found": _founded,
    "governance.call_meeting": _called,
    "governance.open_meeting": _opened,
    "governance.record_attendance": _noted,
    "governance.close_meeting": _ended,
    "governance.withdraw_proposal": _withdrawn,
    "governance.open_ballot": _put_to_the_vote,
    "governance.cast": _voted,
    "governance.approve_projects": _voted,
    "governance.record_hands": _counted,
    "governance.close_ballot": _closed,
    "governance.hand_over": _handed_over,
    "governance.open_budget": _budget_opened,
    "governance.import_budget": _imported,
}
"""Act → what its line tells; `governance.propose` and `governance.declare_interest` tell by their
facts, like acts of rooms above."""
