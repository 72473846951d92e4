"""Disputed entries as a meeting finds them beside its agenda."""

from __future__ import annotations

from babel import dates
from django.urls import reverse
from django.utils.translation import gettext

from tequio.governance.queries.beside import Beside, Section
from tequio.membership import queries as members
from tequio.membership.rules import Organisation, Standing
from tequio.membership.visits import locale, named
from tequio.notices.queries.disputed import disputes

SHOWN = 20


def disputed_entries(organisation: Organisation, standing: Standing) -> Section | None:
    """What is still open, the newest first; None where nothing is.

    Who called an entry wrong is named, because the meeting hears her; what the entry says is not.
    """
    found = disputes(organisation.id, only_open=True, limit=SHOWN)
    if not found:
        return None
    names = members.person_names({one.person for one in found})
    things = tuple(
        Beside(
            named(names.get(one.person, "")),
            str(dates.format_date(one.at, "d MMMM y", locale=locale())),
            reverse("notices:dispute", args=[organisation.slug, one.id]),
            "warning",
        )
        for one in found
    )
    lead = gettext("These members said that what was written down for them is wrong. Look at each.")
    return Section(gettext("Disputed entries"), lead, things)
