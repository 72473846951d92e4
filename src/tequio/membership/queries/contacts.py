"""How persons are reached: for whoever sends messages to them, and for what comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from tequio.membership import rules
from tequio.membership.models import AccountRow, PersonRow


@dataclass(frozen=True)
class Contact:
    """Where and in which language a person is reached; empty after erasure."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    has_account: bool = False


def contacts_of(people: Iterable[int]) -> dict[int, Contact]:
    """Contacts by number.  One query."""
    signs_in = Exists(AccountRow.objects.filter(person_id=OuterRef("id")))
    rows = PersonRow.objects.filter(pk__in=set(people)).annotate(signs_in=signs_in)
    return {
        row.id: Contact(row.name, row.phone, row.email, row.language, row.signs_in) for row in rows
    }


def persons_with_phone(phone: str) -> list[int]:
    """Everybody who has this phone number: a family often has one phone.  One query."""
    normal = rules.normal_phone(phone)
    if not normal:
        return []
    rows = PersonRow.objects.filter(phone=normal, erased_at=None).order_by("id")
    return list(rows.values_list("id", flat=True))
