"""What could be changed in the tables of a subject without `verify` noticing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from tequio.chronicle.queries import rows_as_told
from tequio.chronicle.tests.tampering import unnoticed
from tequio.ecosystem.tests.stage import Stage
from tequio.kernel import Finding


def unnoticed_in(
    here: Stage, subject: ModuleType, *besides: Callable[[int], Iterable[Finding]]
) -> list[str]:
    """Columns and rows, where a row stands in each table and nothing is found before.

    subject  a module of `queries.checking`; of all its lines only those of its tables are held
             against these, which is what `check` does for all subjects one after another
    besides  what is checked of them as well
    """

    def check() -> Iterator[Finding]:
        yield from rows_as_told("ecosystem", here.keeper, subject.WRITES, subject.TABLES)
        for more in besides:
            yield from more(here.keeper)

    assert list(check()) == []
    return unnoticed(check, subject.TABLES)
