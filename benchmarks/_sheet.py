"""Our side of `benchmarks/sheet.py`: so many groups with a week behind them, one of 30 members.

Asked for by `python -m benchmarks._sheet GROUPS` with the environment of a node: a fresh database.
Prints one line of JSON; `asked` are addresses of sheets, each with the session of its treasurer.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from datetime import timedelta
from typing import Any

import django

from benchmarks import _circles

MEMBERS, TIMES = 30, 30


def main() -> None:
    """Found the groups, ask for the sheet of the first."""
    groups = int(sys.argv[1])
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from tequio.site.serving import collect_static

    collect_static()
    call_command("migrate", verbosity=0, interactive=False)
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday() or 7)

    asked = []
    for _number in range(groups):
        group = _circles.found(MEMBERS)
        group.day = monday - timedelta(days=7)
        _circles.meet(group, _circles.Clock(), borrowers=(), late=0)
        _circles.meet(group, _circles.Clock(), borrowers=range(1, 5), late=2)
        asked.append(addressed(group))
    print(json.dumps({"groups": groups, "members": MEMBERS, **told(*asked[0]), "asked": asked}))


def addressed(group: Any) -> tuple[str, str]:
    """The address of a sheet, and the session of whoever writes it."""
    from django.urls import reverse

    from tequio.membership import queries
    from tequio.membership.tests.groups import browser_of

    found = queries.organisation(group.organisation)
    session = browser_of(group.people[2]).cookies["sessionid"].value
    return reverse("circles:meeting", args=[found.slug]), session


def told(address: str, session: str) -> dict[str, Any]:
    """Queries, milliseconds and bytes of one sheet."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    passed = []
    for _time in range(TIMES):
        begin = time.perf_counter()
        answer = client.get(address)
        passed.append((time.perf_counter() - begin) * 1000)
    assert answer.status_code == 200, answer
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return {
        "queries": len(queries),
        "milliseconds": round(statistics.median(passed), 1),
        "kilobytes": round(len(answer.content) / 1000, 1),
    }


if __name__ == "__main__":
    main()
