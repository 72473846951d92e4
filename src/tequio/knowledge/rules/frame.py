"""How a change to a practice on its way is described: the eight facets of FRAME.  Pure.

Stirman, Baumann, Miller 2019 (Implementation Science 14:58).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tequio.kernel import gettext_noop as _

Moment = Literal["before", "pilot", "running"]
Decider = Literal["members", "team", "organiser", "funder", "authority", "source"]
What = Literal["content", "context", "training", "evaluation"]
Level = Literal["person", "group", "organisation", "network", "territory"]
Nature = Literal[
    "shortened",
    "extended",
    "added",
    "removed",
    "substituted",
    "reordered",
    "merged",
    "language",
    "format",
    "setting",
    "staff",
    "participants",
]
IsTrue = Literal["holds", "fails", "unknown"]
Reason = Literal["means", "law", "culture", "trust", "skills", "environment", "reach", "effect"]

MOMENTS: Mapping[str, str] = {
    "before": _("before it began"),
    "pilot": _("in the pilot"),
    "running": _("while it was running"),
}
DECIDERS: Mapping[str, str] = {
    "members": _("the members"),
    "team": _("those who carry it"),
    "organiser": _("an organiser"),
    "funder": _("whoever pays for it"),
    "authority": _("an authority"),
    "source": _("those from whom it comes"),
}
WHATS: Mapping[str, str] = {
    "content": _("what is done"),
    "context": _("where, when and for whom it is done"),
    "training": _("how people learn it"),
    "evaluation": _("how it is looked at afterwards"),
}
LEVELS: Mapping[str, str] = {
    "person": _("for one person"),
    "group": _("for a group"),
    "organisation": _("for the organisation"),
    "network": _("for the network"),
    "territory": _("for the territory"),
}
NATURES: Mapping[str, str] = {
    "shortened": _("made shorter"),
    "extended": _("made longer"),
    "added": _("something added"),
    "removed": _("something left out"),
    "substituted": _("one thing in place of another"),
    "reordered": _("another order"),
    "merged": _("joined with something else"),
    "language": _("another language"),
    "format": _("another form"),
    "setting": _("another place"),
    "staff": _("other people do it"),
    "participants": _("for other people"),
}
TRUTHS: Mapping[str, str] = {
    "holds": _("It still does the same work."),
    "fails": _("It does not do the same work any more."),
    "unknown": _("We do not know whether it still does the same work."),
}
REASONS: Mapping[str, str] = {
    "means": _("money and means"),
    "law": _("law"),
    "culture": _("custom and culture"),
    "trust": _("trust"),
    "skills": _("skills"),
    "environment": _("land, water, climate"),
    "reach": _("to reach more people"),
    "effect": _("so that it works better"),
}
"""Why it was changed."""
