"""Tables of notices: how far the chronicle was read, who wants messages where, what was told, how
it was sent, what was answered.  All but the cursor only grow; the cursor only moves forward.

Numbers, addresses and the words of messages stand in membership, where they can be forgotten.
"""

from __future__ import annotations

from django.db import models


class CursorRow(models.Model):
    """Up to which line an organisation's chronicle was read."""

    organisation_id = models.BigIntegerField(primary_key=True)
    line = models.BigIntegerField(default=0)


class ChoiceRow(models.Model):
    """Where a person wants her messages, from this line of the chronicle on; the last one counts.

    by_id  who wrote it down: she herself, or an officer whom she told
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10)
    wish = models.CharField(max_length=10)
    by_id = models.BigIntegerField()
    line = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "person"], name="choices_of_person")]


class MessageRow(models.Model):
    """What one person is told of one line or of one day, once.

    cause  `line:12:0` (line and step) or `due:7:2026-03-14`, `late:…` (loan and day)
    line, part  the line whose digest stands at its end, and which of its steps it tells
    uid    its number towards gateways, the same whenever it is sent again
    """

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    cause = models.CharField(max_length=60)
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    is_receipt = models.BooleanField()
    line = models.BigIntegerField()
    part = models.PositiveIntegerField()
    text_id = models.BigIntegerField()
    uid = models.CharField(max_length=40, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "cause", "person", name="message_once_for_each"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "made_at"], name="messages_of_person"),
        ]


class TryRow(models.Model):
    """A gateway is about to be asked; written before."""

    pk = models.CompositePrimaryKey("organisation_id", "message_id", "number")
    organisation_id = models.BigIntegerField()
    message_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10)
    begun_at = models.DateTimeField()


class MarkRow(models.Model):
    """What the gateway answered; written after.  A try without it was cut off."""

    pk = models.CompositePrimaryKey("organisation_id", "message_id", "number")
    organisation_id = models.BigIntegerField()
    message_id = models.BigIntegerField()
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10)
    at = models.DateTimeField()


class ReplyRow(models.Model):
    """What she answered to a receipt; a no is a disputed entry until it is settled."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    message_id = models.BigIntegerField()
    person = models.ForeignKey("membership.PersonRow", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=3)
    way = models.CharField(max_length=10)
    by_id = models.BigIntegerField(null=True)
    line = models.BigIntegerField()
    part = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation_id", "message_id", "answer", name="reply_once_each"
            ),
        ]


class AnswerRow(models.Model):
    """How a disputed entry was settled, once."""

    pk = models.CompositePrimaryKey("organisation_id", "id")
    organisation_id = models.BigIntegerField()
    id = models.BigIntegerField()
    reply_id = models.BigIntegerField()
    how = models.CharField(max_length=12)
    reversal_id = models.BigIntegerField(null=True)
    text_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation_id", "reply_id", name="dispute_answered_once"),
        ]


class InboundRow(models.Model):
    """A text that came in, without its words and without the number that it came from.

    mark    SHA-256 of the gateway's own number of it: what comes twice is taken once
    result  yes, no, unclear, unknown (nobody has this phone), late (nothing could be answered)
    """

    mark = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()
    result = models.CharField(max_length=10)
