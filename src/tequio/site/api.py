"""The JSON API: one route an act, the same door as the pages; refusals as RFC 9457 problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import NinjaAPI, Router, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth
from pydantic import BaseModel, ConfigDict, Field, create_model

from tequio.chronicle.rules.inputs import NOT_READABLE, shown
from tequio.chronicle.service import ActSpec, Receipt
from tequio.kernel import Act, Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules
from tequio.membership.queries.signing_in import person_of_token
from tequio.membership.rules.pins import SECOND_STEP_NEEDED
from tequio.membership.visits import STATUS
from tequio.site import acts
from tequio.site.api_ecosystem import ecosystem
from tequio.site.api_knowledge import knowledge
from tequio.site.api_policies import policies
from tequio.site.api_reads import Problem, acting_person, router
from tequio.site.api_registers import registers
from tequio.site.api_screenings import screenings
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.shared_phone import lacks_second_step

NOT_FOUND = ("no_such_act", "no_such_organisation", "no_such_address")
NOT_READ = (
    "framework_not_kept",
    "no_practice_to_read",
    "no_such_alliance",
    "no_such_finding",
    "no_such_listed",
    "no_such_place",
    "no_such_process",
    "no_such_programme",
    "no_such_scorecard",
    "nothing_to_argue_about",
    "pack_not_adopted",
)
"""Not there for reads; an act that names it is sent back as not readable."""


NO_SUCH_ADDRESS = RefusalKind(
    "no_such_address",
    _("There is nothing at this address of the API."),
    _("Look at /api/v1/openapi.json."),
    about="input",
)
FORM_TOO_OLD = RefusalKind(
    "form_too_old",
    _("This was sent with a session but without its token against forgery (X-CSRFToken)."),
    _("Send the token with it, or use a token of your own from the account page."),
    about="who",
)


TOKEN_NOT_KNOWN = RefusalKind(
    "token_not_known",
    _("This token is not known or was ended."),
    _("Make a new one under My account and send it as Authorization: Bearer TOKEN."),
    about="who",
)


class Session(SessionAuth):
    """The session of the pages; its token against forgery is asked for only when it is there."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.method != "GET" and lacks_second_step(request):
            raise Refused(SECOND_STEP_NEEDED.because())
        return super().__call__(request) if request.user.is_authenticated else None


class Token(HttpBearer):
    """A person's own token (`membership.issue_token`), sent as `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:
        return person_of_token(token)


def anybody(request: HttpRequest) -> str:
    """Whoever sends neither token nor session reads what is public; a wrong token stays wrong."""
    return "" if "Authorization" in request.headers else "anybody"


class ReceiptAnswer(Schema):
    """The line that the act left: where it stands, what it says, and its digest."""

    organisation: int
    number: int
    kind: str
    event: str
    facts: dict[str, Any]
    digest: str
    replayed: bool


api = NinjaAPI(
    title="Tequio",
    version="1",
    description="What members decided, what was paid, and whether the two agree.",
    auth=[Token(), Session()],
    urls_namespace="api",
    docs_url=None,
)


def problem(refusals: tuple[Refusal, ...], *, status: int | None = None) -> JsonResponse:
    """The answer to a refused act."""
    first = refusals[0]
    status = status or STATUS[first.about]
    told = [{"code": r.code, "sentence": sentence_of(r), "remedy": remedy_of(r)} for r in refusals]
    return JsonResponse(
        {
            "type": f"urn:tequio:refusal:{first.code}",
            "title": first.code.replace("_", " ").capitalize(),
            "status": status,
            "detail": sentence_of(first),
            "code": first.code,
            "remedy": remedy_of(first),
            "refusals": told,
        },
        status=status,
        content_type="application/problem+json",
    )


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    not_there = NOT_FOUND + (NOT_READ if request.method == "GET" else ())
    status = 404 if refused.refusals[0].code in not_there else None
    return problem(refused.refusals, status=status)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    is_sent = request.headers.get("Authorization", "").lower().startswith("bearer")
    kind = TOKEN_NOT_KNOWN if is_sent else membership_rules.NOT_SIGNED_IN
    return problem((kind.because(),), status=401)


@api.exception_handler(HttpError)
def _not_understood(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What django-ninja itself turns away: a body that is no JSON, a session without its token."""
    if error.status_code == 403:
        return problem((FORM_TOO_OLD.because(),), status=403)
    return problem((NOT_READABLE.because(field="body"),))


@api.exception_handler(ValidationError)
def _not_readable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    below = 2 if error.errors and error.errors[0]["loc"][0] == "body" else 1
    return problem(tuple(acts.objections_of(error.errors, below=below)))


def _body_of(spec: ActSpec) -> type[BaseModel]:
    model = acts.model_of(spec.name)
    return create_model(
        model.__name__ + "Body",
        __config__=ConfigDict(extra="forbid", populate_by_name=True),
        organisation=(str | int | None, Field(None, description="short name or number")),
        key=(str, Field(..., description="idempotency key, kept for sending again")),
        fields=(model, Field(..., alias="with")),
    )


def _route(spec: ActSpec) -> Callable[..., Any]:
    body_model = _body_of(spec)

    def perform(request: HttpRequest, body: Any) -> Receipt:
        person, at = acting_person(request), timezone.localtime()
        organisation = _organisation(body.organisation, person, at.date())
        act = Act(person, organisation, at, body.key)
        names = acts.model_of(spec.name).model_fields
        return spec.function(act, **{name: getattr(body.fields, name) for name in names})

    perform.__annotations__["body"] = body_model
    perform.__doc__ = f"{spec.about}\n\nWho may: {spec.may}."
    return perform


def _organisation(named: str | int | None, person: int, on: date) -> int | None:
    """The organisation of an act; for those who do not belong it is not there, as in reads."""
    if named is None:
        return None
    found = membership.organisation(acts.name_or_number(str(named)))
    if found is not None:
        standing = membership.standing(person, found.id, on)
        if membership_rules.is_member(standing) or membership_rules.is_officer(standing):
            return found.id
    raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=shown(str(named))))


def _add_routes(listed: Mapping[str, ActSpec]) -> None:
    for name, spec in listed.items():
        api.post(
            f"/acts/{name}",
            response={200: ReceiptAnswer, frozenset({401, 403, 404, 409, 422}): Problem},
            summary=name,
            operation_id=name.replace(".", "_"),
            tags=[spec.room],
        )(_route(spec))


_add_routes(acts.all_acts())
api.add_router("", router)
api.add_router("", registers, auth=[Token(), Session(), anybody])
api.add_router("", screenings, auth=[Token(), Session(), anybody])
api.add_router("", ecosystem, auth=[Token(), Session(), anybody])
api.add_router("", policies, auth=[Token(), Session(), anybody])
api.add_router("", knowledge, auth=[Token(), Session(), anybody])


last = Router()


@last.post("/acts/{name}", include_in_schema=False)
def unknown_act(request: HttpRequest, name: str) -> None:
    """An act of a name that the house does not have."""
    raise Refused(acts.NO_SUCH_ACT.because(name=name))


@last.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False, auth=None
)
def unknown_address(request: HttpRequest, rest: str) -> None:
    """Anything else."""
    raise Refused(NO_SUCH_ADDRESS.because())


api.add_router("", last)
