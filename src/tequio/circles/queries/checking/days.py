"""A meeting that decided as a called one was held on a day that the statutes name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tequio.chronicle.rules import Line
from tequio.circles.queries.ground import is_named_by
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.statutes.queries import statutes_on_days

NOT_THE_GROUPS_DAY = _(
    "Sheet {sheet} passes for a meeting of the group's own day; by the statutes {held_on} was none."
)
OPENED = "governance.open_meeting"


def check_days(organisation: int, told: Iterable[Line]) -> Iterator[Finding]:
    """Every sheet whose sitting decided without being called, on a day that is not the group's.

    What the statutes of the day before say counts too: a change of the same day may be younger
    than the sheet.  One query.
    """
    regular = list(_regular(told))
    before = timedelta(days=1)
    days = {day for _sheet, day, _last in regular}
    statutes = statutes_on_days(organisation, days | {day - before for day in days})
    for sheet, day, last in regular:
        possible = (statutes[day], statutes[day - before])
        if not any(is_named_by(one, day, last=last) for one in possible):
            code, text = "not_the_groups_day", NOT_THE_GROUPS_DAY
            yield Finding.of("circles", code, text, sheet=sheet, held_on=day)


def _regular(told: Iterable[Line]) -> Iterator[tuple[int, date, date | None]]:
    """Sheets that say so: number, day, and the day of the sheet before, as it was known then."""
    days: dict[int, list[date]] = defaultdict(list)
    for line in told:
        facts = line.facts
        day, earlier = date.fromisoformat(facts["held_on"]), days[facts["cycle"]]
        opened = [one for one in facts["steps"] if one["kind"] == OPENED]
        if any(not one["facts"]["is_ad_hoc"] for one in opened):
            last = max((other for other in earlier if other < day), default=None)
            yield facts["sheet"], day, last
        earlier.append(day)
