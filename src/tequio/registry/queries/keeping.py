"""Who keeps the register and who sees it, by the statutes of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.membership.queries import standing
from tequio.registry.models import SourceRow
from tequio.registry.rules import keeping as rules
from tequio.statutes.queries import statutes_on


def keeping_on(keeper: int, day: date) -> rules.Keeping:
    """What the statutes say of the register on this day.  One query."""
    statutes = statutes_on(keeper, day)
    return rules.Keeping(
        offices=statutes.offices("register.offices"),
        is_public=statutes.flag("register.public"),
        order=statutes.choice("register.order"),
    )


def objections_to_keep(act: Act) -> Iterator[Refusal]:
    """What stands against a change of the register by whoever does this act.  Two queries."""
    keeper = act.of_organisation
    who = standing(act.by, keeper, act.today)
    yield from rules.objections_to_keep(who, keeping_on(keeper, act.today))


def has_sources(keeper: int) -> bool:
    """Whether this organisation takes anybody's word into a register.  One query."""
    return SourceRow.objects.filter(organisation_id=keeper).exists()
