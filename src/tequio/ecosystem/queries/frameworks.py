"""Frameworks of building blocks that can be asked by here: ready ones, and those of one's own."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.ecosystem.models import FrameworkRow
from tequio.ecosystem.queries.files import (
    earlier_framework_text,
    earlier_frameworks,
    ready_framework_text,
    ready_frameworks,
)
from tequio.ecosystem.rules.frameworks import Framework, load_framework


@dataclass(frozen=True)
class Kept:
    """A framework with the text in which it is written; `id`: None for one of the house."""

    framework: Framework
    text: str
    id: int | None = None


def frameworks(keeper: int) -> tuple[Kept, ...]:
    """All that can be asked by here, the default first, each version of one's own by itself.  One
    query."""
    ready = (
        Kept(framework, ready_framework_text(code))
        for code, framework in ready_frameworks().items()
    )
    rows = FrameworkRow.objects.filter(organisation_id=keeper).order_by("code", "-version")
    return (*ready, *(_kept(row) for row in rows))


def framework_of(keeper: int, key: str) -> Kept | None:
    """The framework of a key such as `seed-blocks@1`; None if none is known here.  At most one
    query."""
    code, _at, version = key.partition("@")
    ready = ready_frameworks().get(code)
    if ready is not None and ready.key == key:
        return Kept(ready, ready_framework_text(code))
    earlier = earlier_frameworks().get(key)
    if earlier is not None:
        return Kept(earlier, earlier_framework_text(earlier))
    if not version.isascii() or not version.isdecimal() or len(version) > 4:
        return None
    rows = FrameworkRow.objects.filter(organisation_id=keeper, code=code, version=int(version))
    row = rows.first()
    return _kept(row) if row else None


def frameworks_by_key(keeper: int) -> dict[str, Framework]:
    """By its key each that is known here, replaced versions too.  One query."""
    now = {kept.framework.key: kept.framework for kept in frameworks(keeper)}
    return {**earlier_frameworks(), **now}


def versions_kept(keeper: int, code: str) -> dict[int, str]:
    """Version → digest of the own frameworks of this code.  One query."""
    rows = FrameworkRow.objects.filter(organisation_id=keeper, code=code)
    return dict(rows.values_list("version", "digest"))


def _kept(row: FrameworkRow) -> Kept:
    return Kept(load_framework(row.text), row.text, row.id)
