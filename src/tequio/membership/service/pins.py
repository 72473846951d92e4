"""PINs: chosen by the member herself, tried on a shared phone, guesses counted."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.db.models import F

from tequio.chronicle.rules.inputs import Digest, Id, Text
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import PinCodeRow, PinGuessRow, PinRow
from tequio.membership.queries import pins
from tequio.membership.rules import pins as no
from tequio.membership.service.persons import KEEPS_ROLL

OptionalDigest = Annotated[str, Text(64, form="([0-9a-f]{64})?")]


@act(
    "membership.hand_pin_code",
    may=KEEPS_ROLL,
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_PERSON,
        rules.ALREADY_ERASED,
        rules.HAS_HER_OWN_SIGN_IN,
        rules.CODE_IN_USE,
    ],
)
def hand_pin_code(act: Act, /, *, person: Id, code_hash: Digest) -> no.PinCodeHanded:
    """Make a one-time code on paper with which a member without a sign-in chooses a PIN.

    code_hash  the SHA-256, in hexadecimal, of the sixteen digits of a fresh random code, without
               blanks; it works for a day, on a phone that the group shares
    """
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(pins.objections_to_hand_code(standing, person, act.today))
    if PinCodeRow.objects.filter(code_hash=code_hash).exists():
        raise Refused(rules.CODE_IN_USE.because())
    row = PinCodeRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=person,
        code_hash=code_hash,
        expires_at=no.expiry_of_code(act.at),
    )
    return no.PinCodeHanded(row.id, person)


@act(
    "membership.set_pin",
    may="the member herself: signed in, or with a one-time code that an officer handed her",
    refusals=[rules.NOT_SIGNED_IN, rules.NOT_A_MEMBER, no.PIN_CODE_NOT_VALID],
)
def set_pin(
    act: Act, /, *, salt: Digest, verifier: Digest, code_hash: OptionalDigest = ""
) -> no.PinSet:
    """Choose a PIN for the phones that this group shares; a new one takes the place of the old.

    salt       32 fresh random bytes, in hexadecimal
    verifier   PBKDF2-HMAC-SHA256 of the PIN under the salt, 600,000 rounds, in hexadecimal; the
               PIN itself is never sent here
    code_hash  of the one-time code, where she is not signed in
    """
    organisation = act.of_organisation
    if act.by is None:
        raise Refused(rules.NOT_SIGNED_IN.because())
    if not queries.standing(act.by, organisation, act.today).is_member:
        raise Refused(rules.NOT_A_MEMBER.because())
    code = _use_code(act, code_hash) if code_hash else None
    row = PinRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=act.by,
        salt=salt,
        verifier=verifier,
        rounds=no.ROUNDS,
        set_at=act.at,
    )
    hers = {"organisation_id": organisation, "person_id": act.by}
    PinRow.objects.filter(**hers, id__lt=row.id).delete()
    PinGuessRow.objects.filter(**hers).delete()
    return no.PinSet(row.id, act.by, code)


def _use_code(act: Act, code_hash: str) -> int:
    row = pins.code_row(act.of_organisation, code_hash, act.at)
    if row is None or row.person_id != act.by:
        raise Refused(no.PIN_CODE_NOT_VALID.because())
    PinCodeRow.objects.filter(pk=row.pk).update(used_at=act.at)
    return row.id


def try_pin(organisation: int, *, device: int, person: int, typed: str, at: datetime) -> None:
    """Hold what was typed against her PIN; a guess is counted before it is tried.

    No act: who is there is not what the group does.  Raises Refused `too_many_guesses` with the
    time until which nobody may try, or `pin_not_right`, which is the same for who has no PIN.
    """
    hers = {"organisation_id": organisation, "person_id": person}
    _count(hers, device, at)
    if not pins.is_pin_of(person, typed, organisation=organisation):
        raise Refused(no.PIN_NOT_RIGHT.because())
    _take_back(hers, device)


def try_proof(organisation: int, *, person: int, proof: str, said: str, at: datetime) -> bool:
    """Whether a proof that came from outside holds: a wrong one is a wrong guess of hers, and none
    is tried while she may not be guessed."""
    hers = {"organisation_id": organisation, "person_id": person}
    try:
        _count(hers, no.NO_SHARED_PHONE, at)
    except Refused:
        return False
    if not pins.proves(person, proof, said, organisation=organisation):
        return False
    _take_back(hers, no.NO_SHARED_PHONE)
    return True


def _count(hers: dict[str, Any], device: int, at: datetime) -> None:
    """A wrong guess, until it is known to be right: on this phone, and over all."""
    with transaction.atomic():
        here, all_over = (_locked(hers, one) for one in (device, no.EVERY_PHONE))
        refuse(no.objections_to_guess(all_over.blocked_until, at))
        refuse(no.objections_to_guess(here.blocked_until, at))
        wrong = here.wrong + 1
        wait = no.wait_after(wrong)
        PinGuessRow.objects.filter(**hers, device=device).update(
            wrong=wrong, blocked_until=at + wait if wait else None
        )
        wrong, since = no.counted_on_all(all_over.wrong, all_over.since, at)
        until = since + no.A_DAY if wrong >= no.MOST_IN_A_DAY else None
        PinGuessRow.objects.filter(**hers, device=no.EVERY_PHONE).update(
            wrong=wrong, since=since, blocked_until=until
        )


def _locked(hers: dict[str, Any], device: int) -> PinGuessRow:
    PinGuessRow.objects.get_or_create(**hers, device=device)
    return PinGuessRow.objects.select_for_update().get(**hers, device=device)


def _take_back(hers: dict[str, Any], device: int) -> None:
    """It was right: this phone begins anew, and over all it was no wrong guess."""
    PinGuessRow.objects.filter(**hers, device=device).delete()
    PinGuessRow.objects.filter(**hers, device=no.EVERY_PHONE, wrong__gt=0).update(
        wrong=F("wrong") - 1, blocked_until=None
    )
