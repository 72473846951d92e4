"""A batch of acts in a process of its own, to be killed while it works.

    python -m tests.concurrency.batch ORGANISATION SECRETARY COUNT

Act n has the key `batch-n`; a line is printed when the act has answered.
"""

from __future__ import annotations

import sys


def main(organisation: int, person: int, count: int) -> None:
    """Register `count` persons, each under a key of its own."""
    import django

    django.setup()
    from django.utils import timezone

    from tequio.kernel import Act
    from tequio.membership.service import register_person

    for number in range(count):
        act = Act(person, organisation, timezone.localtime(), f"batch-{number}")
        receipt = register_person(act, name=f"Person {number}")
        sys.stdout.write(f"{receipt.number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
