"""Keys that their holders prove with a PIN, typed for one sheet."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext

from tequio.circles.forms.rows import Key
from tequio.circles.forms.sheet import SheetForm
from tequio.kernel import Refused
from tequio.membership.queries import pins
from tequio.membership.rules.pins import proof_of
from tequio.membership.service.pins import try_pin
from tequio.membership.visits import Visit
from tequio.membership.visits.devices import marked

NO_SHARED_PHONE = 0
"""Guesses are counted for each phone; all that the group does not share count as one."""


def prove(request: HttpRequest, here: Visit, form: SheetForm, key: str) -> bool:
    """Make a proof of each PIN that was typed; says at its row which does not fit.

    A proof holds for the sheet with this key only, so that the page can carry it on.
    """
    found = marked(request)
    is_ours = found is not None and found[0] == here.organisation.id
    device = found[1] if found is not None and is_ours else NO_SHARED_PHONE
    typed = [one for one in form.keys if one.pin]
    for one in typed:
        _prove(here, one, key, device)
    return not any(one.error or one.refused for one in typed)


def _prove(here: Visit, one: Key, key: str, device: int) -> None:
    organisation = here.organisation.id
    try:
        try_pin(organisation, device=device, person=one.person, typed=one.pin, at=here.at)
    except Refused as refused:
        one.refused += refused.refusals
        return
    row = pins.latest(organisation, one.person)
    one.proof = proof_of(row.verifier, key) if row else ""
    if not one.proof:
        one.error = gettext("She has no PIN; name her without it.")
