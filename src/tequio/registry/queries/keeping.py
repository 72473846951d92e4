"""Who keeps the register and who sees it, by the statutes of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.membership.queries import organisations, standing
from tequio.membership.rules import Organisation
from tequio.registry.models import ListedRow, SourceRow
from tequio.registry.rules import keeping as rules
from tequio.statutes.queries import statutes_of_each, statutes_on


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


def public_registers(day: date) -> list[Organisation]:
    """Organisations whose statutes open their register to everybody, and who have sources.  At
    most three queries."""
    keepers = keepers_with_sources()
    if not keepers:
        return []
    statutes = statutes_of_each(keepers, day, codes=["register.public"])
    open_to_all = [keeper for keeper in keepers if statutes[keeper].flag("register.public")]
    return organisations(open_to_all) if open_to_all else []


def keepers_with_sources() -> list[int]:
    """Organisations that take anybody's word into a register.  One query."""
    rows = SourceRow.objects.order_by("organisation_id").values_list("organisation_id", flat=True)
    return list(rows.distinct())


Change = tuple[int, str]
"""The number of the last change of what a register shows, and of whom."""


def last_change(keeper: int) -> Change:
    """When what a register shows changed last: equal as long as nothing of it changes.  One query
    by its index."""
    rows = ListedRow.objects.filter(organisation_id=keeper).order_by("-changed")
    found = rows.values_list("changed", "uid").first()
    return (found[0], str(found[1])) if found else (0, "")


def opens_to(keeper: int, day: date, *, is_inside: bool) -> bool:
    """Whether the pages of a register open to somebody: to its keeper's own people (`is_inside`),
    and to everybody where it is public.  No query for its own people."""
    return is_inside or keeping_on(keeper, day).is_public
