"""Statutes have no acts of their own: a resolution amends them (`amending`).  Helpers for rooms
above, which read them and ask before an amendment is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tequio.kernel import Refusal
from tequio.membership.queries import organisation as organisation_of
from tequio.statutes import queries, rules


def objections_to_amend(
    organisation: int,
    *,
    values: Mapping[str, Any],
    from_day: date,
    reasons: Mapping[str, str] | None = None,
    decided_on: date | None = None,
) -> tuple[Refusal, ...]:
    """`rules.objections_to_adopt` with this organisation's law and its statutes of the day; and
    what these values and an amendment that was decided for a later day would make impossible
    together, from that day on.

    Three queries, and one for each later day.  `decided_on` is the day of the decision; None at
    founding, which may look back.
    """
    objections = rules.objections_to_adopt(
        values,
        rulebook=law_of(organisation),
        day=from_day,
        reasons=reasons,
        now=queries.statutes_on(organisation, from_day),
        decided_on=decided_on,
    )
    return objections or _objections_later(organisation, values, from_day)


def _objections_later(
    organisation: int, values: Mapping[str, Any], from_day: date
) -> tuple[Refusal, ...]:
    """Against what still holds of these values on the first later day that does not fit them."""
    lasting = dict(values)
    for day, codes in queries.changes_after(organisation, from_day).items():
        lasting = {code: value for code, value in lasting.items() if code not in codes}
        now = queries.statutes_on(organisation, day)
        if objections := rules.objections_to_fit(lasting, now=now):
            return objections
    return ()


def warnings_to_amend(
    organisation: int, *, values: Mapping[str, Any], from_day: date
) -> tuple[rules.Passed, ...]:
    """Unverified bounds that an amendment would pass: what the page asks a reason for."""
    return rules.warnings_to_adopt(values, rulebook=law_of(organisation), day=from_day)


def law_of(organisation: int) -> rules.LegalRulebook:
    """The law that applies to an organisation by its country and kind."""
    found = organisation_of(organisation)
    return queries.rulebook_for(found.country, found.kind) if found else rules.NO_LAW
