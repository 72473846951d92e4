"""What statutes can say of a screening: who examines, who decides, who hears an appeal, and in how
many days.  Pure."""

from __future__ import annotations

from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.provisions import Provision

SCREENING = (
    Provision(
        "screening.offices",
        "offices",
        "screening",
        _("Offices that examine organisations"),
        ("assessor",),
        1,
        20,
    ),
    Provision(
        "screening.panel",
        "offices",
        "screening",
        _("Offices that make up the panel that decides"),
        ("panel",),
        1,
        20,
    ),
    Provision(
        "screening.appeal",
        "offices",
        "screening",
        _("Offices that make up the panel that hears appeals"),
        ("appeal",),
        1,
        20,
    ),
    Provision(
        "screening.reply_days",
        "days",
        "screening",
        _("Days in which an organisation can answer a draft"),
        21,
        1,
        366,
    ),
    Provision(
        "screening.appeal_days",
        "days",
        "screening",
        _("Days in which an appeal can be made"),
        30,
        1,
        366,
    ),
)
