"""Keys that their holders prove with a PIN, typed for one sheet.

What the page carries on is a mark that only the node makes: which PIN was right for what was said.
What a phone made without a network is tried once, when the sheet is written, and counts as a guess
if it is wrong; anything else that was sent in its place names the key and is tried by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from tequio.circles import rules
from tequio.circles.forms.rows import Key
from tequio.circles.forms.sheet import SheetForm
from tequio.kernel import Refused
from tequio.membership.queries import pins
from tequio.membership.rules.pins import (
    NO_SHARED_PHONE,
    PIN_NOT_RIGHT,
    TOO_MANY_GUESSES,
    proof_of,
)
from tequio.membership.service.pins import try_pin, try_proof
from tequio.membership.visits import Visit, by_outbox
from tequio.membership.visits.devices import marked

MARK = "tequio.circles.typed_her_pin"
NONE = "none"
PROOF = re.compile("[0-9a-f]{64}")


def prove(request: HttpRequest, here: Visit, form: SheetForm, key: str) -> bool:
    """Make a proof of each PIN that was typed; says at its row which does not fit.

    A proof holds for the sheet with this key, and for what the keys open on it: whoever changes
    that asks each holder again.
    """
    found = marked(request)
    is_ours = found is not None and found[0] == here.organisation.id
    device = found[1] if found is not None and is_ours else NO_SHARED_PHONE
    said = rules.said_by_keys(key, form.fields())
    for one in form.keys:
        if one.pin:
            _prove(here, one, said, device)
        elif PROOF.fullmatch(one.sent):
            _try(request, here, one, (key, said))
        elif one.sent:
            _carry(here, one, said)
    return not any(one.error or one.refused for one in form.keys if one.pin)


def _prove(here: Visit, one: Key, said: str, device: int) -> None:
    organisation = here.organisation.id
    try:
        try_pin(organisation, device=device, person=one.person, typed=one.pin, at=here.at)
    except Refused as refused:
        one.refused += refused.refusals
        return
    _mark(here, one, said)
    if not one.proof:
        one.error = gettext("She has no PIN; name her without it.")


def guesses(form: SheetForm) -> dict[str, str]:
    """The PINs that did not fit, as the session keeps them: field → until when nobody may try."""
    told = {one.person: dict(refusal.fields) for one in form.keys for refusal in one.refused}
    missing = {f"pin-{one.person}": NONE for one in form.keys if one.error}
    return missing | {f"pin-{p}": str(fields.get("until", "")) for p, fields in told.items()}


def guessed_before(form: SheetForm, kept: Mapping[str, str]) -> None:
    """Say again at its row which PIN did not fit."""
    for one in form.keys:
        until = kept.get(f"pin-{one.person}")
        if until == NONE:
            one.error = gettext("She has no PIN; name her without it.")
        elif until:
            one.refused.append(TOO_MANY_GUESSES.because(until=datetime.fromisoformat(until)))
        elif until is not None:
            one.refused.append(PIN_NOT_RIGHT.because())


def _try(request: HttpRequest, here: Visit, one: Key, keyed: tuple[str, str]) -> None:
    """A proof of a phone without a network; nobody looks at the sums of a sheet to try one."""
    key, said = keyed
    if not by_outbox(request) or request.POST.get("do") != "write":
        return
    typed = typed_for(key, request.POST, one.over)
    organisation = here.organisation.id
    if try_proof(organisation, person=one.person, proof=one.sent, said=typed, at=here.at):
        _mark(here, one, said)


def typed_for(key: str, sent: QueryDict, over: str) -> str:
    """To what a PIN says yes on a phone without a network: the key, and what was typed into these
    fields, in order of their names.  The same as `TequioPins.said` of pins.js."""
    begins = over.split()
    lines = [
        f"{name}={value}"
        for name, values in sent.lists()
        for value in values
        if value and any(name == one or (one[-1] == "-" and name.startswith(one)) for one in begins)
    ]
    return "\n".join([key, *sorted(lines)])


def _carry(here: Visit, one: Key, said: str) -> None:
    """She typed it before; it holds while what she said yes to is the same."""
    row = pins.latest(here.organisation.id, one.person)
    number = row.id if row else 0
    try:
        told = signing.loads(one.sent, salt=MARK)
    except signing.BadSignature:
        return
    if told == [here.organisation.id, one.person, number, said]:
        _mark(here, one, said)


def _mark(here: Visit, one: Key, said: str) -> None:
    organisation = here.organisation.id
    row = pins.latest(organisation, one.person)
    if row is not None:
        one.proof = proof_of(row.verifier, said)
        one.mark = signing.dumps([organisation, one.person, row.id, said], salt=MARK)
