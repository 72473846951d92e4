"""Who is at a phone that a group shares: the mark of the phone, and who typed her PIN there.

A PIN makes nobody an officer.  What may be *done* with it is marked on the view that does it,
`@at_a_meeting` or `@with_her_key`; the middleware of the frame refuses every other press.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from tequio.membership.queries import devices, pins
from tequio.membership.rules.pins import IDLE

MARK, SALT = "tequio_device", "tequio.device"
KEPT = 400 * 24 * 3600
"""Seconds for which browsers keep a mark at most."""
SESSION = "tequio.pin"
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class SaidByPin:
    """Who typed her PIN, on which phone of which group."""

    person: int
    organisation: int
    device: int


def at_a_meeting(view: View) -> View:
    """Mark a view whose press a member may make with her PIN, as she would raise her hand."""
    view.done_by = "member"  # type: ignore[attr-defined]
    return view


def with_her_key(view: View) -> View:
    """Mark a view on which an officer turns her own key, also with her PIN."""
    view.done_by = "key"  # type: ignore[attr-defined]
    return view


def is_done_by(view: Any) -> str:
    """`member`, `key`, or nothing: then a full sign-in is needed."""
    return str(getattr(view, "done_by", ""))


def turns_keys(request: HttpRequest) -> bool:
    """Whether the page asked for is one on which keys are turned."""
    found = request.resolver_match
    return found is not None and is_done_by(found.func) == "key"


def mark_device(answer: HttpResponse, organisation: int, device: int) -> None:
    """Mark this browser as the phone that the group shares."""
    answer.set_signed_cookie(
        MARK,
        f"{organisation}.{device}",
        SALT,
        max_age=KEPT,
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Lax",
    )


def unmark_device(answer: HttpResponse) -> None:
    """Take the mark away."""
    answer.delete_cookie(MARK, samesite="Lax")


def marked(request: HttpRequest) -> tuple[int, int] | None:
    """Organisation and number of the phone, as its mark says; nothing is read from tables."""
    try:
        said = request.get_signed_cookie(MARK, salt=SALT, max_age=KEPT)
    except (KeyError, BadSignature):
        return None
    organisation, _, device = str(said).partition(".")
    return int(organisation), int(device)


def device_of(request: HttpRequest) -> tuple[int, int] | None:
    """Organisation and number of the phone, if it is one in use."""
    found = marked(request)
    return found if found and devices.is_in_use(*found) else None


def begin(request: HttpRequest, *, organisation: int, device: int, person: int) -> None:
    """She typed her PIN: whoever was there before is gone."""
    end(request)
    request.session[SESSION] = [person, organisation, device, pins.number_of(organisation, person)]
    request.session.set_expiry(int(IDLE.total_seconds()))


def end(request: HttpRequest) -> None:
    """Whoever was there is gone, however she came in."""
    request.session.flush()
    request.user = AnonymousUser()
    rotate_token(request)
    _look_again(request)


def _look_again(request: HttpRequest) -> None:
    if hasattr(request, "_said_by_pin"):
        del request._said_by_pin


def said_by_pin(request: HttpRequest) -> SaidByPin | None:
    """Who typed her PIN here, while the phone is in use and the PIN is still hers.

    Two queries where somebody did, once for each request; none otherwise.
    """
    if not hasattr(request, "_said_by_pin"):
        request._said_by_pin = _said_by_pin(request)  # type: ignore[attr-defined]
    found: SaidByPin | None = request._said_by_pin  # type: ignore[attr-defined]
    return found


def _said_by_pin(request: HttpRequest) -> SaidByPin | None:
    session: SessionBase = request.session
    kept = session.get(SESSION)
    if not kept or request.user.is_authenticated:
        return None
    person, organisation, device, pin = kept
    if device_of(request) != (organisation, device):
        return None
    if pin is None or pins.number_of(organisation, person) != pin:
        return None
    return SaidByPin(person, organisation, device)
