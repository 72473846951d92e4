"""`{% load governance %}`: what the templates of this room need beside the frame's tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from tequio.governance.forms.ballots import METHODS_TOLD
from tequio.governance.queries import ResolutionView
from tequio.governance.rules.tallying import Result, result_from
from tequio.mandates.rules import PURPOSES
from tequio.membership.rules import OFFICE_WORDS
from tequio.statutes.rules import (
    BASES,
    CATALOGUE,
    DECISION_TYPES,
    GROUPS,
    STANDING_PURPOSES,
    Provision,
)

register = template.Library()


@register.filter
def standing_purpose(code: str) -> str:
    """`{{ code|standing_purpose }}`: what statutes allow without a vote, in words."""
    known = STANDING_PURPOSES.get(code)
    return gettext(known.title) if known else code


@register.filter
def provision(code: str) -> Provision | None:
    """`{{ code|provision }}`: an entry of the catalogue by its code."""
    return CATALOGUE.get(code)


@register.filter
def decision_type(code: str) -> str:
    """`{{ code|decision_type }}`: a type of decision in words."""
    return gettext(DECISION_TYPES[code]) if code in DECISION_TYPES else code


@register.filter
def at(things: Mapping[Any, Any], key: Any) -> Any:
    """`{{ things|at:key }}`: what stands under a key, or nothing."""
    return things.get(key)


@register.filter
def group_of_rules(code: str) -> str:
    """`{{ provision.group|group_of_rules }}`: the heading under which a provision stands."""
    return gettext(GROUPS[code]) if code in GROUPS else code


@register.filter
def offices_of_line(held: str) -> str:
    """`{{ "chair keyholder"|offices_of_line }}`: codes divided by spaces, in words."""
    return ", ".join(
        gettext(OFFICE_WORDS[one]) if one in OFFICE_WORDS else one for one in held.split()
    )


@register.filter
def purpose(code: str) -> str:
    """`{{ scope.code|purpose }}`: what money may move for, in words."""
    return gettext(PURPOSES[code]) if code in PURPOSES else code


@register.filter
def base_in_words(code: str) -> str:
    """`{{ rule.base|base_in_words }}`: from what a majority or quorum is counted."""
    return gettext(BASES[code]) if code in BASES else code


SIGNS = {
    "mandate": "coins",
    "ratification": "claim",
    "amendment": "rules",
    "admission": "person",
    "admission_of_organisation": "members",
    "exclusion": "leave",
    "exclusion_of_organisation": "leave",
    "office": "members",
    "revocation": "lock",
    "budget_revocation": "lock",
    "budget": "budget",
    "projects": "budget",
    "founding": "home",
}


@register.filter
def sign_of_effect(kind: str) -> str:
    """`{% icon effect.kind|sign_of_effect %}`: the sign that stands beside such a proposal."""
    return SIGNS.get(kind, "decision")


@register.filter
def result_of(resolution: ResolutionView) -> Result | None:
    """`{{ resolution|result_of }}`: the arithmetic that its certificate keeps."""
    return result_from(resolution.certificate)


@register.filter
def at_number(things: Mapping[int, Any], number: Any) -> Any:
    """`{{ claims|at_number:radio.data.value }}`: what stands under a number written as text."""
    return things.get(int(number)) if str(number).isdecimal() else None


@register.filter
def method_told(code: str) -> tuple[str, str] | None:
    """`{{ method|method_told }}`: a counting method, its name and what it does."""
    told = METHODS_TOLD.get(code)
    return (gettext(told[0]), gettext(told[1])) if told else None
