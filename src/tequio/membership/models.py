"""Tables of membership.  Every name and every free text of the house stands here, so that a
person can be erased without touching any other room."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

ENDS_AFTER_IT_BEGINS = Q(until__isnull=True) | Q(until__gte=F("since"))
VOID_ON_ITS_DAY = Q(is_void=False) | Q(until=F("since"))


class PersonRow(models.Model):
    """A human being.  After erasure only the number and the uid remain."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True, db_index=True)
    email = models.EmailField(blank=True, db_index=True)
    language = models.CharField(max_length=10, blank=True)
    erased_at = models.DateTimeField(null=True)


class OrganisationRow(models.Model):
    """Identity only; formal and informal alike, a registration is never asked for."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, default=uuid.uuid4)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=30)
    unit = models.CharField(max_length=12)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, blank=True)
    founded_on = models.DateField()
    is_invented = models.BooleanField(default=False)


class AccountRow(AbstractBaseUser):
    """A sign-in account.  Django's own base class is the one inheritance that it demands."""

    id = models.BigAutoField(primary_key=True)
    handle = models.UUIDField(unique=True, default=uuid.uuid4)
    email = models.EmailField(null=True, unique=True)
    phone = models.CharField(max_length=32, null=True, unique=True)
    phone_verified = models.BooleanField(default=False)
    person = models.OneToOneField(PersonRow, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["AccountRow"]()
    USERNAME_FIELD = "handle"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email or self.phone or self.handle.hex


class MembershipRow(models.Model):
    """A person or an organisation belongs, by class, from a day, until a day.

    until    the last day, which still counts; empty while nobody has ended it
    is_void  ended on the very day on which it began: it counted on no day, though `until` cannot
             lie before `since`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, null=True, related_name="+")
    member_organisation = models.ForeignKey(
        OrganisationRow, models.PROTECT, null=True, related_name="+"
    )
    member_class = models.CharField(max_length=30, default="member")
    since = models.DateField()
    until = models.DateField(null=True)
    is_void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins", condition=ENDS_AFTER_IT_BEGINS
            ),
            models.CheckConstraint(name="membership_void_on_its_day", condition=VOID_ON_ITS_DAY),
            models.UniqueConstraint(
                fields=["organisation_id", "member_organisation"],
                condition=Q(until__isnull=True, member_organisation__isnull=False),
                name="one_open_membership_each_organisation",
            ),
            models.CheckConstraint(
                name="membership_of_one",
                condition=Q(person__isnull=False, member_organisation__isnull=True)
                | Q(person__isnull=True, member_organisation__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "person"],
                condition=Q(until__isnull=True, person__isnull=False),
                name="one_open_membership_each",
            ),
        ]
        indexes = [models.Index(fields=["person", "organisation_id"], name="memberships_of_person")]


class RegistrationRow(models.Model):
    """An organisation wrote a person down, to admit her or because she deals with it."""

    pk = models.CompositePrimaryKey("organisation_id", "person")
    organisation_id = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")


class ApplicationRow(models.Model):
    """An organisation has asked another one to admit it, until that is decided or taken back.

    organisation_id, applicant  the one that asks; federation: the one that decides
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    applicant = models.ForeignKey(OrganisationRow, models.PROTECT, related_name="+")
    federation = models.ForeignKey(OrganisationRow, models.PROTECT, related_name="+")
    applied_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="application_of_its_own", condition=Q(applicant_id=F("organisation_id"))
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "federation"],
                condition=Q(ended_on__isnull=True),
                name="one_open_application_each",
            ),
        ]


class TermRow(models.Model):
    """An office held by a person for a term; `until` and `is_void` as in a membership.

    A term may be given with its last day, and be ended sooner.
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    office = models.CharField(max_length=30)
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    is_void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_begins", condition=ENDS_AFTER_IT_BEGINS
            ),
            models.CheckConstraint(name="term_void_on_its_day", condition=VOID_ON_ITS_DAY),
        ]


class TextRow(models.Model):
    """A free text.  The chronicle holds only `digest`; erasure empties the words and the salt."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    about = models.ForeignKey(PersonRow, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)


class InvitationRow(models.Model):
    """A one-time code with which a person takes possession of her own sign-in."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class TokenRow(models.Model):
    """A token for the API; only its hash is kept."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=80, blank=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class DeviceRow(models.Model):
    """A phone that a group shares: its members may say there by a PIN who they are."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    title = models.CharField(max_length=80, blank=True)
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class PinRow(models.Model):
    """What is kept of a member's PIN in one group; her latest counts.  Erased with the person.

    salt, verifier  32 bytes each, in hexadecimal; PBKDF2-HMAC-SHA256, so many `rounds`
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)
    verifier = models.CharField(max_length=64)
    rounds = models.IntegerField()
    set_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "person"], name="pins_of_person")]


class PinCodeRow(models.Model):
    """A one-time code on paper with which a member without a sign-in chooses a PIN."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class PinGuessRow(models.Model):
    """How many wrong PINs in a row were typed for one person on one phone.

    The row of device -1 counts those of all phones since a moment.
    """

    pk = models.CompositePrimaryKey("organisation_id", "device", "person")
    organisation_id = models.BigIntegerField()
    device = models.BigIntegerField()
    person = models.ForeignKey(PersonRow, models.PROTECT, related_name="+")
    wrong = models.IntegerField(default=0)
    since = models.DateTimeField(null=True)
    blocked_until = models.DateTimeField(null=True)
