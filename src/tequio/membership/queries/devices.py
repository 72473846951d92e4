"""Reads of shared phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tequio.membership.models import DeviceRow


@dataclass(frozen=True)
class Device:
    """A phone that a group shares."""

    id: int
    title: str
    enrolled_at: datetime
    revoked_at: datetime | None


def devices(organisation: int) -> list[Device]:
    """The group's shared phones, those in use first, the newest before the older.  One query."""
    rows = DeviceRow.objects.filter(organisation_id=organisation).order_by("-id")
    listed = [Device(row.id, row.title, row.enrolled_at, row.revoked_at) for row in rows]
    return sorted(listed, key=lambda one: one.revoked_at is not None)


def is_in_use(organisation: int, device: int) -> bool:
    """Whether this phone is enrolled for the group and was not struck off."""
    rows = DeviceRow.objects.filter(organisation_id=organisation, id=device, revoked_at=None)
    return rows.exists()
