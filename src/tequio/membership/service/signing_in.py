"""Sign-in: accounts, one-time codes, tokens of the API."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Digest, Id, Reference
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership import queries, rules
from tequio.membership.models import (
    AccountRow,
    InvitationRow,
    MembershipRow,
    TokenRow,
)
from tequio.membership.queries.signing_in import objections_to_inviting
from tequio.membership.service.persons import KEEPS_ROLL


def open_account(person: int) -> AccountRow:
    """The sign-in of a person, opened without password or contact if there is none yet."""
    account, is_new = AccountRow.objects.get_or_create(person_id=person)
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@act(
    "membership.invite",
    may=KEEPS_ROLL + "; chair and secretary also by whoever founded, until one of them can sign in",
    refusals=[
        rules.OFFICE_NOT_HELD,
        rules.NO_SUCH_PERSON,
        rules.BELONGS_ELSEWHERE_LONGER,
        rules.ALREADY_ERASED,
        rules.ALREADY_LINKED,
        rules.CODE_IN_USE,
    ],
)
def invite(act: Act, /, *, person: Id, code_hash: Digest) -> rules.PersonInvited:
    """Make a one-time code with which a person takes possession of her own sign-in.

    code_hash  the SHA-256, in hexadecimal, of the sixteen digits of a fresh random code, without
               blanks; the code itself is never sent here. `./tequio invite` makes both
    """
    organisation = act.of_organisation
    standing = queries.standing(act.by, organisation, act.today)
    refuse(objections_to_inviting(standing, person, act.today))
    if InvitationRow.objects.filter(code_hash=code_hash).exists():
        raise Refused(rules.CODE_IN_USE.because())
    row = InvitationRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        person_id=person,
        code_hash=code_hash,
        expires_at=rules.expiry_of_invitation(act.at),
    )
    return rules.PersonInvited(row.id, person)


def invite_by_code(act: Act, /, *, person: int, number: int) -> str:
    """Invite her by a code of sixteen digits; the code as it is read aloud.

    number  what the code is made from: fresh and guessed by nobody
    """
    spoken = rules.spoken_code(number)
    invite(act, person=person, code_hash=rules.hash_of_code(spoken))
    return spoken


@act(
    "membership.accept_invitation",
    may="whoever is signed in and holds a valid code",
    refusals=[rules.NOT_SIGNED_IN, rules.INVITATION_NOT_VALID, rules.ALREADY_LINKED],
    of_no_organisation=True,
)
def accept_invitation(act: Act, /, *, code_hash: Digest) -> rules.InvitationAccepted:
    """Link the sign-in of the acting person to the person whom the code names.

    code_hash  the SHA-256, in hexadecimal, of the code's sixteen digits without blanks

    The sign-in moves to the invited person; what the sign-in's former person did stays hers.
    """
    if act.by is None:
        raise Refused(rules.NOT_SIGNED_IN.because())
    row = InvitationRow.objects.filter(code_hash=code_hash).first()
    valid = row is not None and rules.invitation_is_valid(
        expires_at=row.expires_at, used_at=row.used_at, at=act.at
    )
    if row is None or not valid:
        raise Refused(rules.INVITATION_NOT_VALID.because())
    mine_elsewhere = MembershipRow.objects.filter(person_id=act.by).exists()
    if mine_elsewhere or AccountRow.objects.filter(person_id=row.person_id).exists():
        raise Refused(rules.ALREADY_LINKED.because())
    AccountRow.objects.filter(person_id=act.by).update(person_id=row.person_id)
    InvitationRow.objects.filter(pk=row.pk).update(used_at=act.at)
    return rules.InvitationAccepted(row.id, row.person_id)


@act(
    "membership.issue_token",
    may="whoever is signed in",
    refusals=[rules.NOT_SIGNED_IN, rules.CODE_IN_USE],
    of_no_organisation=True,
)
def issue_token(act: Act, /, *, token_hash: Digest, title: Reference = "") -> rules.TokenIssued:
    """Make a token for the API; only its hash is sent and kept.

    token_hash  the SHA-256, in hexadecimal, of the token's letters and digits in small letters;
                `./tequio token` and the page of one's own account make both
    title       for which program
    """
    if act.by is None:
        raise Refused(rules.NOT_SIGNED_IN.because())
    if TokenRow.objects.filter(token_hash=token_hash).exists():
        raise Refused(rules.CODE_IN_USE.because())
    row = TokenRow.objects.create(
        person_id=act.by, token_hash=token_hash, title=title, made_at=act.at
    )
    return rules.TokenIssued(row.id, act.by)


@act(
    "membership.revoke_token",
    may="the token's owner",
    refusals=[rules.NO_SUCH_TOKEN],
    of_no_organisation=True,
)
def revoke_token(act: Act, /, *, token: Id) -> rules.TokenRevoked:
    """End a token of one's own."""
    rows = TokenRow.objects.filter(pk=token, person_id=act.by, revoked_at=None)
    if act.by is None or not rows.update(revoked_at=act.at):
        raise Refused(rules.NO_SUCH_TOKEN.because())
    return rules.TokenRevoked(token, act.by)
