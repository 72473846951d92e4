"""The addresses of the node: each room brings its own."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from tequio.site import composing
from tequio.site.api import api
from tequio.site.pages import account as own
from tequio.site.pages import chronicle, door, offline
from tequio.site.pages import help as help_pages
from tequio.site.pages.everything import everything_of
from tequio.site.pages.home import home
from tequio.site.pages.mine import mine


def alive(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the server takes requests; touches no database."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


SIGN_IN: list[URLPattern | URLResolver] = [
    path("sign-in", account.login, name="account_login"),
    path("sign-up", account.signup, name="account_signup"),
    path("sign-out", account.logout, name="account_logout"),
    path("inactive", account.account_inactive, name="account_inactive"),
    path("confirm", account.reauthenticate, name="account_reauthenticate"),
    path("e-mail", account.email, name="account_email"),
    path("e-mail/sent", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^e-mail/confirm/(?P<key>[-:\w]+)$", account.confirm_email, name="account_confirm_email"
    ),
    path("password", account.password_change, name="account_change_password"),
    path("password/set", account.password_set, name="account_set_password"),
    path("password/forgotten", account.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent", account.password_reset_done, name="account_reset_password_done"
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-step", mfa.index, name="mfa_index"),
    path("second-step/code", mfa.authenticate, name="mfa_authenticate"),
    path("second-step/confirm", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app", totp.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/end", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-step/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-step/codes/file", codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]

CHRONICLE = [
    path("", chronicle.lines, name="chronicle"),
    path("<int:number>", chronicle.line, name="line"),
    path("sheet", chronicle.sheet, name="sheet"),
    path("head", chronicle.head, name="head"),
    path("witnesses", chronicle.witnesses, name="witnesses"),
    path("check", chronicle.check, name="check"),
]

PAGES = (
    "membership",
    "statutes",
    "ledger",
    "governance",
    "registry",
    "shares",
    "lending",
    "circles",
    "screening",
    "knowledge",
    "ecosystem",
    "notices",
)
"""The rooms that have pages of a group."""

composing.compose()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door.front, name="front"),
    path("alive", alive, name="alive"),
    path("api/v1/", api.urls),
    path("language", door.language, name="language"),
    path("worker.js", offline.worker, name="worker"),
    path("offline", offline.offline, name="offline"),
    path("ticket", offline.ticket, name="ticket"),
    path("account", own.mine, name="account"),
    path("account/token", own.issue_token, name="issue_token"),
    path("account/token/end", own.revoke_token, name="revoke_token"),
    path("account/erase", own.erase, name="erase"),
    path("account/", include(SIGN_IN)),
    path("help/", help_pages.topics, name="help"),
    path("help/<slug:code>/", help_pages.topic, name="help_topic"),
    path("o/<slug:slug>/", home, name="home"),
    path("o/<slug:slug>/mine/", mine, name="mine"),
    path("o/<slug:slug>/everything.zip", everything_of, name="everything"),
    path("o/<slug:slug>/chronicle/", include((CHRONICLE, "chronicle"))),
]
# A room writes its whole addresses: `o/<slug:slug>/…` for what belongs to a group.
urlpatterns += [path("", include(f"tequio.{room}.urls")) for room in PAGES]
if settings.IS_DEMO:
    urlpatterns.append(path("come-in", door.come_in, name="come_in"))
