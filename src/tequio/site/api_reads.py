"""Reads of the JSON API: what a member sees on pages, as data.

Amounts are `{"minor": …, "unit": {…}}`, fractions `"n/d"`, days ISO 8601.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from tequio.chronicle import queries as chronicle
from tequio.governance import queries as governance
from tequio.governance.queries.granted import Told, grants_of, of_proposals, of_resolutions
from tequio.kernel import Refusal, Refused, plain, refuse, six_words
from tequio.ledger import queries as ledger
from tequio.ledger.queries.decided import as_shown
from tequio.ledger.rules.seeing import is_about_a_loan, objections_to_see_books, sees
from tequio.mandates.queries import Kept
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules
from tequio.membership.visits import person_of
from tequio.site import acts
from tequio.statutes.queries import statutes_on

Rows = list[dict[str, Any]]


class Problem(Schema):
    """RFC 9457, with every reason under `refusals`."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str
    refusals: list[dict[str, str]]


class HeadAnswer(Schema):
    """Where a chronicle stands."""

    chain: str
    number: int
    digest: str
    words: list[str]


Before = Annotated[int | None, Query(ge=0, lt=2**63)]
"""A number that a table could hold, before which the next page begins."""
Below = Annotated[int | None, Query(ge=1, lt=2**63)]
"""The number from which the page before went on, or a version; left out: the newest."""
Limit = Annotated[int, Query(ge=1, le=200)]
Answer = dict[str, Any]

router = Router()
REFUSED = frozenset({401, 404})
"""Of a read that anybody may ask for: a token that is not known, or nothing to read there."""
FORBIDDEN = REFUSED | {403}


def reading_person(request: HttpRequest) -> int | None:
    """Who reads: the token's person, or the person of the session; None if nobody is signed in."""
    token_person: object = getattr(request, "auth", None)
    return token_person if isinstance(token_person, int) else person_of(request)


def is_number(number: int) -> bool:
    """Whether a table could hold this number."""
    return 0 < number < 2**63


def acting_person(request: HttpRequest) -> int:
    """Who acts: the same.  Raises Refused if nobody."""
    person = reading_person(request)
    if person is None:
        raise Refused(membership_rules.NOT_SIGNED_IN.because())
    return person


def _standing(request: HttpRequest, slug: str) -> membership_rules.Standing:
    """How the reader stands to the organisation; for those who do not belong it is not there."""
    found = membership.organisation(slug)
    if found is not None:
        person = acting_person(request)
        standing = membership.standing(person, found.id, _today())
        if membership_rules.is_member(standing) or membership_rules.is_officer(standing):
            return standing
    raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=slug))


def _objections_to_see_books(standing: membership_rules.Standing) -> list[Refusal]:
    in_force = statutes_on(standing.organisation, _today())
    return objections_to_see_books(standing, rule=in_force.choice("privacy.books"))


def _today() -> date:
    return timezone.localdate()


def _rows(found: Sequence[Any]) -> Rows:
    return [plain(one) for one in found]


@router.get("/organisations", response={200: Rows, 401: Problem}, tags=["membership"])
def organisations(request: HttpRequest) -> Rows:
    """The organisations to which you belong."""
    return _rows(membership.organisations_of(acting_person(request), _today()))


@router.get(
    "/organisations/{slug}/head", response={200: HeadAnswer, FORBIDDEN: Problem}, tags=["chronicle"]
)
def head(request: HttpRequest, slug: str) -> HeadAnswer:
    """Where the chronicle stands, for a witness."""
    at = chronicle.head_of(_standing(request, slug).organisation)
    return HeadAnswer(
        chain=at.chain, number=at.number, digest=at.digest, words=list(six_words(at.digest))
    )


@router.get(
    "/organisations/{slug}/statutes",
    response={200: dict[str, Any], FORBIDDEN: Problem},
    tags=["statutes"],
)
def statutes(request: HttpRequest, slug: str, on: date | None = None) -> dict[str, Any]:
    """Every provision as it holds on a day (today): code and value."""
    found = statutes_on(_standing(request, slug).organisation, on or _today())
    return {code: plain(value) for code, value in found.items()}


@router.get(
    "/organisations/{slug}/proposals", response={200: Rows, FORBIDDEN: Problem}, tags=["governance"]
)
def proposals(request: HttpRequest, slug: str) -> Rows:
    """The newest hundred proposals with what each would allow; `who_acts` names the offices and
    the number of keys of the permission to pay that it would give, or gave."""
    organisation = _standing(request, slug).organisation
    found = governance.proposals(organisation)
    return _with_hands(organisation, found, of_proposals(organisation, found, _today()))


def _with_hands(organisation: int, found: Sequence[Any], told: Sequence[Told]) -> Rows:
    """Decisions, or what shall be decided, each beside who acts under it."""
    grants = grants_of(organisation, told)
    return [
        row | {"who_acts": grant and {"offices": list(grant.offices), "keys": grant.keys}}
        for row, grant in zip(_rows(found), grants, strict=True)
    ]


@router.get(
    "/organisations/{slug}/ballots", response={200: Rows, FORBIDDEN: Problem}, tags=["governance"]
)
def ballots(request: HttpRequest, slug: str) -> Rows:
    """Ballots that are open now."""
    return _rows(governance.open_ballots(_standing(request, slug).organisation))


@router.get(
    "/organisations/{slug}/resolutions",
    response={200: Rows, FORBIDDEN: Problem},
    tags=["governance"],
)
def resolutions(request: HttpRequest, slug: str, before: Before = None) -> Rows:
    """Resolutions with their certificates, newest first; `before` a number for the next page.
    `who_acts`: the offices and the number of keys of the permission to pay that it gave."""
    organisation = _standing(request, slug).organisation
    found = governance.resolutions(organisation, before=before)
    return _with_hands(organisation, found, of_resolutions(found))


@router.get(
    "/organisations/{slug}/mandates", response={200: Rows, FORBIDDEN: Problem}, tags=["mandates"]
)
def mandates(
    request: HttpRequest, slug: str, on: date | None = None, before: Before = None
) -> Rows:
    """Decided against done: mandates beside what was paid under each, newest first; `before` a
    number for the next page.  What was done under the statutes' own mandates (`standing`) is left
    out for those to whom the statutes do not show the books."""
    standing = _standing(request, slug)
    kept = Kept(on or _today())
    listed = ledger.decided_against_done(standing.organisation, kept, before=before)
    return _rows(as_shown(listed, sees_books=not _objections_to_see_books(standing)))


@router.get(
    "/organisations/{slug}/accounts", response={200: Rows, FORBIDDEN: Problem}, tags=["ledger"]
)
def accounts(request: HttpRequest, slug: str, on: date | None = None) -> Rows:
    """Accounts with their balances, for those to whom the statutes show the books."""
    standing = _standing(request, slug)
    refuse(_objections_to_see_books(standing))
    in_force = statutes_on(standing.organisation, _today())
    shows_loans = sees(standing, rule=in_force.choice("privacy.loans"))
    listed = ledger.accounts(standing.organisation, on)
    return _rows([one for one in listed if shows_loans or not is_about_a_loan(kind=one.kind)])


@router.get(
    "/organisations/{slug}/claims", response={200: Rows, FORBIDDEN: Problem}, tags=["ledger"]
)
def claims(request: HttpRequest, slug: str) -> Rows:
    """What was paid without a decision, or is missing in the box, and is still open."""
    return _rows(ledger.claims(_standing(request, slug).organisation))
