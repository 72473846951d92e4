"""A batch of acts in a process of its own, to be killed while it works.

    python -m tests.concurrency.batch ORGANISATION SECRETARY COUNT

For each line that it reads it begins a process: its number is printed, then a line when an act has
answered, then `ended`, however it ended.  Act n has the key `batch-n`.
"""

from __future__ import annotations

import os
import sys


def main(organisation: int, person: int, count: int) -> None:
    """Register `count` persons, each under a key of its own."""
    import django

    django.setup()
    for _line in sys.stdin:
        process = os.fork()
        if process:
            say(process)
            os.waitpid(process, 0)
            say("ended")
            continue
        work(organisation, person, count)
        os._exit(0)


def work(organisation: int, person: int, count: int) -> None:
    """What is killed: a process that has just begun, with no connection yet."""
    from django.utils import timezone

    from tequio.kernel import Act
    from tequio.membership.service import register_person

    for number in range(count):
        act = Act(person, organisation, timezone.localtime(), f"batch-{number}")
        receipt = register_person(act, name=f"Person {number}")
        say(receipt.number)


def say(what: object) -> None:
    """One line, at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
