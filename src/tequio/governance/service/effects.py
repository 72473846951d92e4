"""Effects: what is wrong with one before it is proposed, and carrying it out when adopted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tequio.governance.queries.budgets import decided_budget
from tequio.governance.queries.rolls import body_of
from tequio.governance.rules import effects as kinds
from tequio.governance.rules import refusals as no
from tequio.governance.rules.budgets import objections_to_method, objections_to_take_back
from tequio.governance.rules.grants import TOUCHED_BY, grant_of_payment, grant_of_ratification
from tequio.governance.service.standing_mandates import Decided, renew_standing
from tequio.kernel import Act, Refusal
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import queries as ledger_queries
from tequio.ledger import service as ledger
from tequio.ledger.rules import (
    ACCOUNT_CLOSED,
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    NO_SUCH_CLAIM,
    OF_THE_LIMITS,
)
from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.mandates.rules import PURPOSES
from tequio.membership import queries as members
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership
from tequio.membership.queries.federating import belongs_to, has_applied
from tequio.membership.rules import federating as federations
from tequio.statutes import amending
from tequio.statutes import queries as statutes
from tequio.statutes import rules as statutes_rules
from tequio.statutes.service import objections_to_amend

OF_AN_OFFICE = (
    no.NOT_A_MEMBER_NAMED,
    no.OFFICE_UNREADABLE,
    no.OFFICE_NOT_HELD_BY,
    no.ALREADY_HELD,
)
"""What may stand against giving an office without a last day."""
REFUSALS = (
    *OF_AN_OFFICE,
    AMOUNT_NOT_POSITIVE,
    no.DAY_IN_THE_PAST,
    no.ALREADY_A_MEMBER,
    no.TOO_MANY_MEMBERS,
    federations.ALREADY_BELONGS,
    federations.HAS_NOT_APPLIED,
    federations.DOES_NOT_BELONG,
    no.UNIT_UNKNOWN,
    no.METHOD_UNKNOWN,
    no.PURPOSE_UNKNOWN,
    no.OFFICES_MISSING,
    no.OFFICE_MAY_NOT_PAY,
    no.ENDS_BEFORE_IT_BEGINS,
    no.NO_SUCH_MANDATE,
    no.NO_BUDGET_DECIDED,
    no.BUDGET_ALREADY_SHARED,
    no.BUDGET_TAKEN_BACK,
    no.STANDING_BY_THE_STATUTES,
    NO_SUCH_CLAIM,
    no.MORE_THAN_IS_OPEN,
    no.NO_SUCH_MEMBER_ORGANISATION,
    AMOUNT_TOO_LARGE,
    membership_rules.NO_SUCH_PERSON,
    *statutes_rules.OF_ADOPTION,
)
"""What may stand against an effect, when it is proposed and when it is adopted."""
HINDRANCES = (*REFUSALS, ACCOUNT_CLOSED, *OF_THE_LIMITS)
"""Why what was adopted could not be done; a ratification may also meet the limits of the books.

Adoption never refuses with them: the resolution is `impossible` and its certificate keeps them.
"""


@dataclass(frozen=True)
class Source:
    """The resolution that carries an effect: its number and its certificate's digest."""

    resolution: int
    digest: str

    @property
    def name(self) -> str:
        return f"resolution:{self.resolution}"


def objections_to_effect(act: Act, effect: kinds.Effect) -> list[Refusal]:
    """What makes this effect impossible today; asked when it is proposed and when it is adopted."""
    check = CHECKS.get(type(effect))
    return check(act, effect) if check else []


def _payment(act: Act, effect: kinds.AllowPayment) -> list[Refusal]:
    objections = _sum(effect.minor)
    if effect.unit not in mandates.units(act.of_organisation):
        objections.append(no.UNIT_UNKNOWN.because(unit=effect.unit))
    if effect.purpose not in PURPOSES:
        objections.append(no.PURPOSE_UNKNOWN.because(purpose=effect.purpose))
    return objections + _payers(act, effect) + _days(act, effect)


def _budget(act: Act, effect: kinds.AllowBudget) -> list[Refusal]:
    objections = _sum(effect.minor) + objections_to_method(effect.method)
    if effect.unit not in mandates.units(act.of_organisation):
        objections.append(no.UNIT_UNKNOWN.because(unit=effect.unit))
    if effect.until < act.today:
        objections.append(no.DAY_IN_THE_PAST.because(day=effect.until))
    return objections


def _sum(minor: int) -> list[Refusal]:
    if minor <= 0:
        return [AMOUNT_NOT_POSITIVE.because()]
    return [AMOUNT_TOO_LARGE.because()] if minor > LARGEST_MINOR else []


def _payers(act: Act, effect: kinds.AllowPayment) -> list[Refusal]:
    if not effect.offices or effect.keys < 1:
        return [no.OFFICES_MISSING.because()]
    in_force = statutes.statutes_on(act.of_organisation, act.today)
    allowed = {*in_force.offices("offices.pay"), *in_force.offices("offices.keys")}
    if set(effect.offices) <= allowed:
        return []
    return [no.OFFICE_MAY_NOT_PAY.because(offices=", ".join(sorted(allowed)))]


def _days(act: Act, effect: kinds.AllowPayment) -> list[Refusal]:
    """It begins on the day of the decision at the earliest: what was paid before is ratified."""
    since = effect.since or act.today
    past = [day for day in (since, effect.until) if day is not None and day < act.today]
    if past:
        return [no.DAY_IN_THE_PAST.because(day=day) for day in past]
    if effect.until is not None and effect.until < since:
        return [no.ENDS_BEFORE_IT_BEGINS.because(since=since, until=effect.until)]
    return []


def _ratification(act: Act, effect: kinds.RatifyClaim) -> list[Refusal]:
    left = {claim.transfer: claim.left for claim in ledger_queries.claims(act.of_organisation)}
    if effect.minor <= 0:
        return [AMOUNT_NOT_POSITIVE.because()]
    if effect.purpose not in PURPOSES:
        return [no.PURPOSE_UNKNOWN.because(purpose=effect.purpose)]
    if effect.claim not in left:
        return [NO_SUCH_CLAIM.because(claim=effect.claim)]
    if effect.minor > left[effect.claim]:
        return [no.MORE_THAN_IS_OPEN.because(claim=effect.claim)]
    return []


def _amendment(act: Act, effect: kinds.AmendStatutes) -> list[Refusal]:
    objections = objections_to_amend(
        act.of_organisation,
        values=effect.values,
        from_day=effect.from_day,
        reasons=effect.reasons,
        decided_on=act.today,
    )
    return list(objections)


def _admission(act: Act, effect: kinds.Admit) -> list[Refusal]:
    if unknown := objections_to_person(act, effect.person):
        return unknown
    standing = members.standing(effect.person, act.of_organisation, act.today)
    if standing.is_member:
        return [no.ALREADY_A_MEMBER.because(person=effect.person)]
    return _full(act, effect.member_class)


def _full(act: Act, member_class: str) -> list[Refusal]:
    """The greatest number of members that the statutes name is reached.

    Members are those of whom the assembly is made: persons; in a federation whose assembly is made
    of organisations, these.  Whoever belongs in another class takes nobody's place.
    """
    if member_class != body_of(act.of_organisation, None).member_class:
        return []
    most = statutes.statutes_on(act.of_organisation, act.today).integer("members.most")
    now = members.number_in_class(act.of_organisation, act.today, member_class=member_class)
    return [no.TOO_MANY_MEMBERS.because(most=most, members=now)] if 0 < most <= now else []


def objections_to_person(act: Act, person: int) -> list[Refusal]:
    """She belongs or belonged here, or was written down to be admitted."""
    if members.is_known(act.of_organisation, person):
        return []
    return [membership_rules.NO_SUCH_PERSON.because(person=person)]


def _organisation(act: Act, effect: kinds.AdmitOrganisation) -> list[Refusal]:
    found = members.organisation(effect.organisation)
    if found is None or effect.organisation == act.organisation:
        return [no.NO_SUCH_MEMBER_ORGANISATION.because(organisation=effect.organisation)]
    objections = federations.objections_to_admit(
        found.name,
        has_applied=has_applied(effect.organisation, act.of_organisation),
        belongs=belongs_to(effect.organisation, act.of_organisation),
    )
    return objections or _full(act, members.OF_AN_ORGANISATION)


def _exclusion(act: Act, effect: kinds.Exclude) -> list[Refusal]:
    return _not_a_member(act, effect.person)


def _exclusion_of_organisation(act: Act, effect: kinds.ExcludeOrganisation) -> list[Refusal]:
    found = members.organisation(effect.organisation)
    if found is None:
        return [no.NO_SUCH_MEMBER_ORGANISATION.because(organisation=effect.organisation)]
    belongs = belongs_to(effect.organisation, act.of_organisation)
    return federations.objections_to_exclude(found.name, belongs=belongs)


def _not_a_member(act: Act, person: int) -> list[Refusal]:
    if members.standing(person, act.of_organisation, act.today).is_member:
        return []
    return [no.NOT_A_MEMBER_NAMED.because(person=person)]


def _office(act: Act, effect: kinds.GiveOffice) -> list[Refusal]:
    objections = _not_a_member(act, effect.person) + no.objections_to_office(effect.office)
    held = {
        term.person
        for term in members.terms(act.of_organisation, act.today)
        if term.office == effect.office
    }
    if effect.replaces is not None and effect.replaces not in held:
        objections.append(
            no.OFFICE_NOT_HELD_BY.because(person=effect.replaces, office=effect.office)
        )
    if effect.person in held:
        objections.append(no.ALREADY_HELD.because(person=effect.person, office=effect.office))
    if effect.until is not None and effect.until < act.today:
        objections.append(no.DAY_IN_THE_PAST.because(day=effect.until))
    return objections


def _revocation(act: Act, effect: kinds.EndMandate) -> list[Refusal]:
    """A decision gave it, it is in force, and its end is not decided yet."""
    found = mandates.mandate(act.of_organisation, effect.mandate)
    if found is None or found.ended_on is not None or not found.grant.holds_on(act.today):
        return [no.NO_SUCH_MANDATE.because(mandate=effect.mandate)]
    if found.title == mandates.STANDING:
        return [no.STANDING_BY_THE_STATUTES.because(mandate=effect.mandate)]
    return []


def _budget_revocation(act: Act, effect: kinds.EndBudget) -> list[Refusal]:
    """It was decided, and neither shared nor taken back.  Raises Refused `no_budget_decided`."""
    return objections_to_take_back(decided_budget(act.of_organisation, effect.resolution))


CHECKS: dict[type, Callable[[Act, Any], list[Refusal]]] = {
    kinds.AllowPayment: _payment,
    kinds.RatifyClaim: _ratification,
    kinds.AmendStatutes: _amendment,
    kinds.AllowBudget: _budget,
    kinds.Admit: _admission,
    kinds.AdmitOrganisation: _organisation,
    kinds.Exclude: _exclusion,
    kinds.ExcludeOrganisation: _exclusion_of_organisation,
    kinds.GiveOffice: _office,
    kinds.EndMandate: _revocation,
    kinds.EndBudget: _budget_revocation,
}


def carry_out(act: Act, effect: kinds.Effect, source: Source) -> int | None:
    """Do what was decided, in the transaction of the decision; the number that came of it.

    A budget grants nothing yet: its adoption is what `governance.open_budget` asks for, as it asks
    whether another took it back.
    """
    if isinstance(effect, kinds.Nothing | kinds.AllowBudget | kinds.EndBudget):
        return None
    return CARRIERS[type(effect)](act, effect, source)


def _grant_payment(act: Act, effect: kinds.AllowPayment, source: Source) -> int:
    in_force = statutes.statutes_on(act.of_organisation, act.today)
    return granting.grant(
        act.of_organisation,
        grant=grant_of_payment(effect, in_force, act.today),
        source=source.name,
        source_hash=source.digest,
        decided_on=act.today,
    )


def _ratify(act: Act, effect: kinds.RatifyClaim, source: Source) -> int:
    claim = next(
        one for one in ledger_queries.claims(act.of_organisation) if one.transfer == effect.claim
    )
    in_force = statutes.statutes_on(act.of_organisation, act.today)
    mandate = granting.grant(
        act.of_organisation,
        grant=grant_of_ratification(effect, claim.unit, in_force, act.today),
        source=source.name,
        source_hash=source.digest,
    )
    ledger.book_ratification(
        act, claim=effect.claim, minor=effect.minor, purpose=effect.purpose, mandate=mandate
    )
    return mandate


def _amend(act: Act, effect: kinds.AmendStatutes, source: Source) -> int | None:
    amending.adopt(
        act.of_organisation,
        values=effect.values,
        from_day=effect.from_day,
        source=source.resolution,
        source_hash=source.digest,
        reasons=effect.reasons,
    )
    if not set(TOUCHED_BY) & set(effect.values):
        return None
    decided = Decided(source.name, source.digest, act.today)
    return renew_standing(act.of_organisation, since=effect.from_day, decided=decided)[0]


def _admit(act: Act, effect: kinds.Admit, source: Source) -> int:
    return membership.admit(
        act.of_organisation, [effect.person], since=act.today, member_class=effect.member_class
    )


def _admit_organisation(act: Act, effect: kinds.AdmitOrganisation, source: Source) -> int:
    return membership.admit_organisation(act.of_organisation, effect.organisation, since=act.today)


def _exclude(act: Act, effect: kinds.Exclude, source: Source) -> None:
    membership.exclude(
        act.of_organisation, person=effect.person, until=act.today - timedelta(days=1)
    )


def _exclude_organisation(act: Act, effect: kinds.ExcludeOrganisation, source: Source) -> None:
    membership.exclude_organisation(
        act.of_organisation, effect.organisation, until=act.today - timedelta(days=1)
    )


def _give_office(act: Act, effect: kinds.GiveOffice, source: Source) -> int:
    organisation = act.of_organisation
    for term in members.terms(organisation, act.today):
        if term.office == effect.office and term.person == effect.replaces:
            membership.unseat(organisation, term=term.id, until=act.today - timedelta(days=1))
    return membership.seat(
        organisation,
        office=effect.office,
        person=effect.person,
        since=act.today,
        until=effect.until,
    )


def _end_mandate(act: Act, effect: kinds.EndMandate, source: Source) -> int:
    granting.end(
        act.of_organisation,
        mandate=effect.mandate,
        ends_on=act.today,
        source=source.name,
        source_hash=source.digest,
    )
    return effect.mandate


CARRIERS: dict[type, Callable[[Act, Any, Source], int | None]] = {
    kinds.AllowPayment: _grant_payment,
    kinds.RatifyClaim: _ratify,
    kinds.AmendStatutes: _amend,
    kinds.Admit: _admit,
    kinds.AdmitOrganisation: _admit_organisation,
    kinds.Exclude: _exclude,
    kinds.ExcludeOrganisation: _exclude_organisation,
    kinds.GiveOffice: _give_office,
    kinds.EndMandate: _end_mandate,
}
