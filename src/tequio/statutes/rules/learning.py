"""What statutes can say of learning together: who keeps the library of practices and who may read
it, and who looks after the ecosystem.  Pure."""

from __future__ import annotations

from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.provisions import Provision

LEARNING = (
    Provision(
        "knowledge.offices",
        "offices",
        "learning",
        _("Offices that keep the library of practices"),
        ("secretary", "chair"),
        1,
        20,
    ),
    Provision(
        "knowledge.public",
        "boolean",
        "learning",
        _("Everybody may read the practices and places that were published"),
        False,
    ),
    Provision(
        "ecosystem.offices",
        "offices",
        "learning",
        _("Offices that bring organisations together"),
        ("secretary", "chair"),
        1,
        20,
    ),
    Provision(
        "ecosystem.public",
        "boolean",
        "learning",
        _("Everybody may see alliances, recommendations and programmes"),
        False,
    ),
)
