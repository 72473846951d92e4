"""Packs: those that come with the house, and those by which an examiner judges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet

from tequio.screening.models import PackRow
from tequio.screening.rules.packs import Pack, PackError, load_pack

PLACE = Path(__file__).resolve().parent.parent / "packs"
NO_PACKS = frozenset({"forms"})
"""Files of the folder that say something else."""


@dataclass(frozen=True)
class Adopted:
    """A pack as an examiner adopted it; `digest`: SHA-256 of its text."""

    id: int
    pack: Pack
    text: str
    digest: str
    resolution: int
    adopted_on: date

    @property
    def key(self) -> str:
        """Such as `un-ilo@1`."""
        return self.pack.key


@lru_cache(maxsize=128)
def read_pack(text: str) -> Pack:
    """The pack of a text, read once.  Raises PackError."""
    return load_pack(text)


def ready_packs() -> tuple[str, ...]:
    """Codes of the packs that come with the house, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in PLACE.glob("*.yaml") if path.stem not in NO_PACKS))


def ready_text(code: str) -> str:
    """The YAML of a ready pack, as a pattern for own ones.  Raises KeyError."""
    if code not in ready_packs():
        raise KeyError(code)
    return (PLACE / f"{code}.yaml").read_text(encoding="utf-8")


def ready_pack(code: str) -> Pack:
    """A ready pack.  Raises KeyError."""
    return read_pack(ready_text(code))


def adopted_packs(examiner: int) -> list[Adopted]:
    """All packs by which an examiner judges, by code, the newest version first.  One query."""
    return _adopted(_rows(examiner).order_by("code", "-version"))


def packs_by_number(examiner: int, numbers: Iterable[int]) -> dict[int, Adopted]:
    """These packs of an examiner, by number.  One query."""
    return {one.id: one for one in _adopted(_rows(examiner).filter(id__in=set(numbers)))}


def pack_of(examiner: int, key: str) -> Adopted | None:
    """The adopted pack of a key such as `un-ilo@1`; of a code alone its newest version.  One
    query."""
    code, at, version = key.partition("@")
    rows = _rows(examiner).filter(code=code).order_by("-version")
    if at:
        is_number = version.isascii() and version.isdecimal() and len(version) <= 5
        rows = rows.filter(version=int(version)) if is_number else rows.none()
    return next(iter(_adopted(rows[:1])), None)


def readable_packs(examiner: int, numbers: Iterable[int]) -> dict[int, Adopted]:
    """The same, without those whose text was changed into what is no pack.  One query."""
    found: dict[int, Adopted] = {}
    for row in _rows(examiner).filter(id__in=set(numbers)):
        try:
            found |= {one.id: one for one in _adopted([row])}
        except PackError:
            continue
    return found


def versions(examiner: int, code: str) -> list[Adopted]:
    """Every adopted version of a pack, the oldest first.  One query."""
    return _adopted(_rows(examiner).filter(code=code).order_by("version"))


def has_adopted(examiner: int) -> bool:
    """Whether it judges by any pack.  One query."""
    return _rows(examiner).exists()


def keys_of_adopted(examiner: int) -> frozenset[str]:
    """Keys of all adopted packs.  One query, and nothing is read of their texts."""
    found = _rows(examiner).values_list("code", "version")
    return frozenset(f"{code}@{version}" for code, version in found)


def _rows(examiner: int) -> QuerySet[PackRow]:
    return PackRow.objects.filter(organisation_id=examiner)


def _adopted(rows: Iterable[PackRow]) -> list[Adopted]:
    return [
        Adopted(
            row.id, read_pack(row.text), row.text, row.digest, row.resolution_id, row.adopted_on
        )
        for row in rows
    ]
