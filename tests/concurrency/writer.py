"""One writer: saves again and again into the same cash box, as a process of its own.

python -m tests.concurrency.writer NAME TIMES ORGANISATION PERSON ACCOUNT [--without-lock]
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import django


def without_lock() -> None:
    """Take the head's lock away: read it, as code without a lock would, and go on.

    The ids of the writer come from a range of its own, so that nothing but the chain can clash.
    """
    from tequio.chronicle import service
    from tequio.chronicle.models import HeadRow

    taken = {"last": 1_000_000 * (1 + int(sys.argv[1]))}

    def read_head(organisation: int) -> HeadRow:
        return HeadRow.objects.get(pk=organisation)

    def take_own_ids(organisation: int, count: int = 1) -> int:
        taken["last"] += count
        return taken["last"] - count + 1

    service.lock_head = read_head
    for module in list(sys.modules.values()):
        if getattr(module, "take_ids", None) is service.take_ids and module is not service:
            module.take_ids = take_own_ids  # type: ignore[attr-defined]
    service.take_ids = take_own_ids


def main() -> int:
    """Save TIMES times one minor unit; 0 when every act was accepted, else how many were not."""
    name, times, organisation, person, account = map(int, sys.argv[1:6])
    django.setup()
    from tequio.kernel import Act
    from tequio.ledger import service as ledger

    if "--without-lock" in sys.argv:
        without_lock()
    lost = 0
    for number in range(times):
        act = Act(person, organisation, datetime.now(UTC), f"writer-{name}-{number}")
        try:
            ledger.save(act, person=person, account=account, minor=1, unit="INR")
        except Exception as trouble:  # counted, and shown to the test
            lost += 1
            sys.stderr.write(f"{type(trouble).__name__} {str(trouble)[:120]}\n")
    return min(lost, 100)


if __name__ == "__main__":
    sys.exit(main())
