"""Places, assessments and transfers, in the words of the people who bring them about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tequio.knowledge import service
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.moving import NewAdaptation, NewFollowUp
from tequio.knowledge.service.places import NewValue
from tequio.knowledge.tests.stage import Stage
from tequio.knowledge.tests.the_creche import NAMES
from tequio.membership.tests.groups import Group

CRECHE = Practice(case="creche")
TOWNSHIP = {
    "income": "3400",
    "groups": "14",
    "trust": "8",
    "registration": "no",
    "credit": "no",
    "separate": "no",
    "customary": "yes",
}
CHANGED = NewAdaptation(
    what="content",
    nature="substituted",
    level="group",
    moment="before",
    decided_by="members",
    is_true="holds",
    words="We bring food and take turns instead of paying.",
    component="care",
    reasons=("means", "trust"),
)


def a_place(here: Stage, name: str = "Kasi", **more: Any) -> int:
    """Chand describes a place; its number."""
    return int(here.does(service.describe_context, "chand", name=name, **more)["context"])


def says(
    here: Stage, place: int, variable: str, value: str, who: str = "chand", **more: Any
) -> int:
    """Somebody says something of a place; the number of what was said."""
    code = NAMES.get(variable, variable)
    unit = "ZAR" if variable == "income" else ""
    given = {"asked": "assembly", "unit": unit, "value": value} | more
    said = NewValue(code, **given)
    return int(here.does(service.say_value, who, context=place, said=said)["value"])


def township(here: Stage, *without: str, **more: str) -> int:
    """The township of the reference, without what was not asked there."""
    place = a_place(here)
    for variable, value in (TOWNSHIP | more).items():
        if variable not in without:
            says(here, place, variable, value)
    return place


def assessed(here: Stage, place: int, practice: Practice = CRECHE) -> Mapping[str, Any]:
    """Chand holds a practice beside a place."""
    return here.does(service.assess, "chand", context=place, practice=practice)


def proposed(here: Stage, group: Group, practice: Practice = CRECHE, **more: Any) -> int:
    """Chand brings a practice before the members of a group; the number of the proposal."""
    given = {"practice": practice, **more}
    return int(here.for_group(group, service.propose_transfer, "chand", **given)["proposal"])


def taken_up(here: Stage, group: Group, practice: Practice = CRECHE, **more: Any) -> int:
    """A group decided to take a practice up, and began; the number of the transfer."""
    proposal = proposed(here, group, practice, **more)
    here.votes(proposal, group)
    started = here.for_group(group, service.start_transfer, proposal=proposal)
    return int(started["taken_up"])


def moves(here: Stage, group: Group, transfer: int, *states: str, **more: Any) -> None:
    """It goes a step further, or several."""
    for state in states:
        given = {"transfer": transfer, "state": state, "words": f"We are there: {state}."} | more
        here.for_group(group, service.move_transfer, **given)


def sees(here: Stage, group: Group, transfer: int, months: int, **more: Any) -> None:
    """Chand looks again after so many months."""
    seen = NewFollowUp(**{"words": "Nine mothers come.", "is_alive": True} | more)
    given = {"transfer": transfer, "months": months, "seen": seen}
    here.for_group(group, service.follow_up, "chand", **given)
