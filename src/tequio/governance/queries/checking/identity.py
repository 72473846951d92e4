"""What a group is called and what it is, held against the line of its founding."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.chronicle.queries import facts_of
from tequio.governance.rules.founding import identity_of
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.mandates import queries as mandates
from tequio.membership import queries as membership

IDENTITY_CHANGED = _("The group is not called or described as when it was founded.")


def check_identity(organisation: int) -> Iterator[Finding]:
    """Names, kind, country, day of foundation and unit are those of the founding.  Three queries.

    Nobody changes them by an act.
    """
    founded = facts_of(organisation, "governance.found")
    found = membership.organisation(organisation)
    here = identity_of(found, mandates.units(organisation)) if found else ""
    if founded and here != founded[0].get("identity"):
        yield Finding.of("governance", "identity_changed", IDENTITY_CHANGED)
