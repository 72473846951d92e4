"""What a proposal would allow, or a resolution allowed, ready to be said in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.governance.queries.granted import Told, grants_of
from tequio.governance.queries.proposals import resolutions
from tequio.kernel import Amount, Unit
from tequio.ledger import queries as ledger
from tequio.ledger.queries import Claim
from tequio.mandates import queries as mandates
from tequio.mandates.rules import PURPOSES, Grant, Mandate
from tequio.membership import queries as members
from tequio.statutes.rules import CATALOGUE, Provision, Value, read_value

PEOPLE = ("person", "replaces")


@dataclass(frozen=True)
class ProvisionChange:
    """A provision and the value that it shall have, with the reason where a law warns."""

    provision: Provision
    value: Value
    reason: str


@dataclass(frozen=True)
class EffectView:
    """An effect with names in the place of numbers.  What its kind does not have stays empty.

    purpose        title for translation
    offices, keys  those of the mandate that is given, or would be given
    """

    kind: str
    amount: Amount | None = None
    purpose: str = ""
    subject: str = ""
    offices: tuple[str, ...] = ()
    keys: int = 1
    since: date | None = None
    until: date | None = None
    period: str = ""
    office: str = ""
    person: int | None = None
    name: str = ""
    replaces: int | None = None
    replaces_name: str = ""
    claim: Claim | None = None
    mandate: Mandate | None = None
    organisation_name: str = ""
    method: str = ""
    from_day: date | None = None
    changes: tuple[ProvisionChange, ...] = ()

    @property
    def is_loan(self) -> bool:
        """Whether it is about paying out one loan: its title is what the loan is for."""
        return self.purpose == PURPOSES["lending.loan"]


@dataclass(frozen=True)
class _Known:
    names: Mapping[int, str]
    units: Mapping[str, Unit]
    mandates: Mapping[int, Mandate]
    organisations: Mapping[int, str]
    claims: Mapping[int, Claim]


def shown(organisation: int, told: Iterable[Told]) -> list[EffectView]:
    """Effects in their order.  At most sixteen queries, however many there are."""
    asked = list(told)
    listed = _with_budgets(organisation, [one.effect for one in asked])
    known = _known(organisation, listed)
    granted = grants_of(organisation, asked)
    return [_view(effect, known, grant) for effect, grant in zip(listed, granted, strict=True)]


def _with_budgets(organisation: int, effects: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A budget that shall be taken back is shown with what was decided: sum, method, title."""
    named = {effect["resolution"] for effect in effects if effect["kind"] == "budget_revocation"}
    found = {one.id: one for one in resolutions(organisation, ids=named)} if named else {}
    return [
        {
            **found[effect["resolution"]].effect,
            **effect,
            "subject": found[effect["resolution"]].title,
        }
        if effect["kind"] == "budget_revocation" and effect["resolution"] in found
        else effect
        for effect in effects
    ]


def _known(organisation: int, effects: Sequence[Mapping[str, Any]]) -> _Known:
    people = {effect[code] for effect in effects for code in PEOPLE if effect.get(code)}
    federated = {effect["organisation"] for effect in effects if "organisation" in effect}
    ended = {effect["mandate"] for effect in effects if effect["kind"] == "revocation"}
    claims = {effect["claim"] for effect in effects if "claim" in effect}
    return _Known(
        members.person_names(people) if people else {},
        mandates.units(organisation) if any("minor" in effect for effect in effects) else {},
        mandates.mandates_by_number(organisation, ended),
        {one.id: one.name for one in members.organisations(federated)} if federated else {},
        ledger.claims_by_number(organisation, claims),
    )


def _view(effect: Mapping[str, Any], known: _Known, grant: Grant | None) -> EffectView:
    code = str(effect.get("purpose", ""))
    claim = known.claims.get(effect.get("claim") or 0)
    return EffectView(
        kind=effect["kind"],
        amount=_amount(effect, known.units, claim),
        purpose=PURPOSES.get(code, code),
        subject=str(effect.get("subject", "")),
        offices=grant.offices if grant else (),
        keys=grant.keys if grant else 1,
        since=_day(effect.get("since")),
        until=_day(effect.get("until")),
        period=effect.get("period", ""),
        office=effect.get("office", ""),
        person=effect.get("person"),
        name=known.names.get(effect.get("person") or 0, ""),
        replaces=effect.get("replaces"),
        replaces_name=known.names.get(effect.get("replaces") or 0, ""),
        claim=claim,
        mandate=known.mandates.get(effect.get("mandate") or 0),
        organisation_name=known.organisations.get(effect.get("organisation") or 0, ""),
        method=effect.get("method", ""),
        from_day=_day(effect.get("from_day")),
        changes=tuple(_changes(effect)),
    )


def _amount(
    effect: Mapping[str, Any], units: Mapping[str, Unit], claim: Claim | None
) -> Amount | None:
    """The sum of an effect; a ratification is in the unit of what was paid."""
    if "minor" not in effect:
        return None
    if claim is not None:
        return Amount(effect["minor"], claim.amount.unit)
    code = effect.get("unit", "")
    return Amount(effect["minor"], units.get(code) or Unit(code, 0))


def _changes(effect: Mapping[str, Any]) -> Iterable[ProvisionChange]:
    reasons = effect.get("reasons") or {}
    for code, plain in (effect.get("values") or {}).items():
        if code in CATALOGUE:
            value = read_value(code, plain)
            yield ProvisionChange(CATALOGUE[code], value, reasons.get(code, ""))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
