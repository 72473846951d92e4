"""Reads of PINs: whether somebody typed hers, and what a shared phone needs for asking it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.conf import settings

from tequio.chronicle import queries as chronicle
from tequio.kernel import Finding, Refusal
from tequio.kernel import gettext_noop as _
from tequio.membership import queries, rules
from tequio.membership.models import AccountRow, PersonRow, PinCodeRow, PinGuessRow, PinRow
from tequio.membership.rules import pins as no

PIN_NOT_TOLD = _("A PIN of person {person} stands here that the chronicle does not tell of.")


def latest(organisation: int, person: int) -> PinRow | None:
    """The PIN of hers that counts."""
    rows = PinRow.objects.filter(organisation_id=organisation, person_id=person)
    return rows.order_by("-id").first()


def number_of(organisation: int, person: int) -> int | None:
    """The number of the PIN of hers that counts; None if she has none."""
    row = latest(organisation, person)
    return row.id if row else None


def proves(person: int, proof: str, said: str, *, organisation: int) -> bool:
    """Whether her PIN was typed for what is said here.

    proof  HMAC-SHA256 of it under her verifier, in hexadecimal (`rules.pins.proof_of`)

    The answer to a wrong proof must not be had for nothing: it is a guess, and is counted before
    (`service.pins.try_proof`).
    """
    row = latest(organisation, person)
    verifier = row.verifier if row else _nobodys(organisation, person)
    is_right = no.is_same(no.proof_of(verifier, said), proof)
    return is_right and row is not None


def is_blocked(organisation: int, person: int, device: int, at: datetime) -> bool:
    """Whether no PIN of hers is tried now, on this phone or on any."""
    rows = PinGuessRow.objects.filter(organisation_id=organisation, person_id=person)
    return rows.filter(device__in=(device, no.EVERY_PHONE), blocked_until__gt=at).exists()


def is_pin_of(person: int, typed: str, *, organisation: int) -> bool:
    """Whether these digits are her PIN.  As slow for who has none.  Pages count guesses: they ask
    `service.pins.try_pin` instead."""
    row = latest(organisation, person)
    salt = row.salt if row else _nobodys(organisation, person)
    made = no.verifier_of(typed, salt=salt, rounds=row.rounds if row else no.ROUNDS)
    return no.is_same(made, row.verifier if row else "") and row is not None


def salts(organisation: int, people: Collection[int]) -> dict[int, tuple[str, int]]:
    """Salt and rounds by person, for an enrolled phone that must ask a PIN without a network.

    Who has none gets a salt too, always the same: the list does not tell who has a PIN.
    """
    found = {person: (_nobodys(organisation, person), no.ROUNDS) for person in people}
    rows = PinRow.objects.filter(organisation_id=organisation, person_id__in=people)
    for row in rows.order_by("id"):
        found[row.person_id] = (row.salt, row.rounds)
    return found


def _nobodys(organisation: int, person: int) -> str:
    """32 bytes that look like a salt and belong to no PIN."""
    about = f"tequio.pin.{organisation}.{person}".encode()
    return hmac.digest(settings.SECRET_KEY.encode(), about, hashlib.sha256).hex()


def objections_to_hand_code(standing: rules.Standing, person: int, on: date) -> list[Refusal]:
    """What stands against giving her a code with which she chooses a PIN."""
    if objections := rules.objections_to_keeping_the_roll(standing):
        return objections
    if not queries.standing(person, standing.organisation, on).is_member:
        return [rules.NO_SUCH_PERSON.because(person=person)]
    if PersonRow.objects.filter(pk=person, erased_at__isnull=False).exists():
        return [rules.ALREADY_ERASED.because()]
    if AccountRow.objects.filter(person_id=person).exists():
        return [rules.HAS_HER_OWN_SIGN_IN.because()]
    return []


def code_row(organisation: int, code_hash: str, at: datetime) -> PinCodeRow | None:
    """The code for choosing a PIN in this group, if it may be used now."""
    rows = PinCodeRow.objects.filter(organisation_id=organisation, code_hash=code_hash)
    row = rows.first()
    if row and no.code_is_valid(expires_at=row.expires_at, used_at=row.used_at, at=at):
        return row
    return None


def person_of_code(organisation: int, code: str, at: datetime) -> int | None:
    """Who may choose a PIN with these digits now."""
    row = code_row(organisation, rules.hash_of_code(code), at)
    return row.person_id if row else None


def check(organisation: int) -> Iterator[Finding]:
    """No PIN without its line: whoever writes one into the table does not become somebody."""
    told = {
        (facts["pin"], facts["person"])
        for facts in chronicle.facts_of(organisation, "membership.set_pin")
    }
    rows = PinRow.objects.filter(organisation_id=organisation)
    for number, person in rows.values_list("id", "person_id"):
        if (number, person) not in told:
            yield Finding.of("membership", "pin_not_told", PIN_NOT_TOLD, person=person)
