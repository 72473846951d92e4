"""Acts of membership, and what the rooms above need: seats, admissions, texts, sign-in."""

from tequio.membership.service.belonging import (
    admit,
    admit_organisation,
    create_organisation,
    exclude,
    exclude_organisation,
    seat,
    unseat,
)
from tequio.membership.service.devices import enrol_device, revoke_device
from tequio.membership.service.federating import apply, withdraw_application
from tequio.membership.service.persons import (
    NewPerson,
    choose_language,
    correct_person,
    create_people,
    create_person,
    erase_on_request,
    erase_person,
    keep_address,
    leave,
    register_person,
)
from tequio.membership.service.pins import hand_pin_code, set_pin, try_pin, try_proof
from tequio.membership.service.signing_in import (
    accept_invitation,
    invite,
    invite_by_code,
    issue_token,
    open_account,
    revoke_token,
)
from tequio.membership.service.texts import write_text, write_texts, write_texts_about
from tequio.membership.service.witnessing import witness_head

__all__ = [
    "NewPerson",
    "accept_invitation",
    "admit",
    "admit_organisation",
    "apply",
    "choose_language",
    "correct_person",
    "create_organisation",
    "create_people",
    "create_person",
    "enrol_device",
    "erase_on_request",
    "erase_person",
    "exclude",
    "exclude_organisation",
    "hand_pin_code",
    "invite",
    "invite_by_code",
    "issue_token",
    "keep_address",
    "leave",
    "open_account",
    "register_person",
    "revoke_device",
    "revoke_token",
    "seat",
    "set_pin",
    "try_pin",
    "try_proof",
    "unseat",
    "withdraw_application",
    "witness_head",
    "write_text",
    "write_texts",
    "write_texts_about",
]
