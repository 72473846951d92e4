"""What statutes can say of a register of organisations: who keeps it, who sees it, whose word
stands first where sources disagree.  Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.provisions import Provision, choice

ORDERS: Mapping[str, str] = {
    "official_first": _(
        "official registers, then the keeper, then the organisation itself, then surveys, partners"
        " and public sources; of equals the newest"
    ),
    "own_first": _(
        "the organisation itself, then the keeper, then official registers, then surveys, partners"
        " and public sources; of equals the newest"
    ),
    "newest_first": _("whoever spoke last"),
}

REGISTER = (
    Provision(
        "register.offices",
        "offices",
        "register",
        _("Offices that keep the register"),
        ("secretary",),
        1,
        20,
    ),
    Provision(
        "register.public",
        "boolean",
        "register",
        _("Everybody may see what its sources allow to be published"),
        False,
    ),
    choice(
        "register.order",
        "register",
        _("Whose word is shown first where sources disagree"),
        ORDERS,
        "official_first",
    ),
)
