"""Reads of sign-in: one-time codes, tokens, and what stands against inviting somebody."""

from __future__ import annotations

from datetime import date, datetime

from tequio.chronicle import queries as chronicle
from tequio.kernel import Refusal
from tequio.membership import queries, rules
from tequio.membership.models import AccountRow, InvitationRow, PersonRow, TokenRow


def objections_to_inviting(standing: rules.Standing, person: int, on: date) -> list[Refusal]:
    """What stands against the keeper of the roll giving her a code."""
    objections = rules.objections_to_keeping_the_roll(standing)
    if objections and person not in first_to_invite(standing, on):
        return objections
    places = queries.places_of(person, on)
    if standing.organisation not in places:
        return [rules.NO_SUCH_PERSON.because(person=person)]
    if places[0] != standing.organisation:
        return [rules.BELONGS_ELSEWHERE_LONGER.because()]
    row = PersonRow.objects.select_related("account").get(pk=person)
    return rules.objections_to_invite(
        is_erased=row.erased_at is not None, has_account=hasattr(row, "account")
    )


def first_to_invite(standing: rules.Standing, on: date) -> list[int]:
    """Chair and secretary, if whoever looks founded the group and none of them can sign in yet."""
    organisation = standing.organisation
    begun = chronicle.line(organisation, 1)
    if begun is None or begun[0].by is None or begun[0].by != standing.person:
        return []
    keepers = {t.person for t in queries.terms(organisation, on) if t.office in rules.KEEPERS}
    accounts = AccountRow.objects.filter(person_id__in=keepers)
    is_first = rules.may_invite_first(
        standing,
        founder=begun[0].by,
        keepers=keepers,
        signed_in=accounts.values_list("person_id", flat=True),
    )
    return sorted(keepers) if is_first else []


def invited_person(code: str, at: datetime) -> tuple[int, int, int] | None:
    """(organisation, invitation, person) of a code that is valid now."""
    row = InvitationRow.objects.filter(code_hash=rules.hash_of_code(code)).first()
    if row is None:
        return None
    if not rules.invitation_is_valid(expires_at=row.expires_at, used_at=row.used_at, at=at):
        return None
    return row.organisation_id, row.id, row.person_id


def person_of_code(code: str) -> int | None:
    """Whom a code names, whether it can still be used or not."""
    row = InvitationRow.objects.filter(code_hash=rules.hash_of_code(code)).first()
    return row.person_id if row else None


def person_of_token(token: str) -> int | None:
    """Who a token of the API belongs to."""
    row = TokenRow.objects.filter(token_hash=rules.hash_of_code(token), revoked_at=None).first()
    return row.person_id if row else None


def tokens_of(person: int) -> list[tuple[int, str, datetime]]:
    """(number, title, made at) of a person's tokens that are in force."""
    rows = TokenRow.objects.filter(person_id=person, revoked_at=None).order_by("id")
    return [(row.id, row.title, row.made_at) for row in rows]
