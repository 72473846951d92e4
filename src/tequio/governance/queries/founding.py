"""What a founding would adopt, and what stands against it: asked on the last page, and by the
act itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tequio.governance.rules import refusals as no
from tequio.governance.rules.founding import (
    Founder,
    NewGroup,
    Opening,
    objections_to_found,
    short_name,
)
from tequio.kernel import Refusal, Refused
from tequio.membership import queries as members
from tequio.statutes import queries as statutes
from tequio.statutes import rules as statutes_rules


@dataclass(frozen=True)
class Founding:
    """Everything that a founding is given, as `governance.found` takes it."""

    group: NewGroup
    members: Sequence[Founder]
    values: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    opening: Sequence[Opening] = ()


def template_for(kind: str, name: str = "") -> statutes_rules.StatutesTemplate | None:
    """The statutes template of this name; without a name the first one for this kind."""
    if name:
        return statutes.template(name)
    return next((one for one in statutes.templates() if one.kind == kind), None)


def first_statutes(group: NewGroup, values: Mapping[str, Any]) -> dict[str, Any]:
    """The template's provisions with the group's own in their place.

    Raises Refused `no_such_template`.
    """
    chosen = template_for(group.kind, group.template)
    if chosen is None:
        raise Refused(no.NO_SUCH_TEMPLATE.because(template=group.template or group.kind))
    return {**chosen.plain(), **values}


def slug_of(group: NewGroup) -> str:
    """The short name in the group's addresses; empty where its name has no Latin letter."""
    return group.slug or short_name(group.name)


def to_found(founding: Founding, day: date) -> list[Refusal]:
    """Everything that stands against founding like this on a day.

    Raises Refused `no_such_template`.  Statutes that cannot be adopted are said first and alone,
    because what they ask of the members cannot be read.
    """
    group = founding.group
    stated = first_statutes(group, founding.values)
    against = statutes_rules.objections_to_adopt(
        stated,
        rulebook=statutes.rulebook_for(group.country, group.kind),
        day=day,
        reasons=founding.reasons,
    )
    if against:
        return list(against)
    adopted = statutes_rules.in_force(stated, day)
    objections = objections_to_found(
        group,
        founding.members,
        least=adopted.integer("members.least"),
        paying=adopted.offices("offices.pay"),
        opening=founding.opening,
    )
    most = adopted.integer("members.most")
    if 0 < most < len(founding.members):
        objections.append(no.TOO_MANY_MEMBERS.because(most=most, members=len(founding.members)))
    return objections + objections_to_short_name(group)


def objections_to_short_name(group: NewGroup) -> list[Refusal]:
    """Another group of this node has the short name already."""
    slug = slug_of(group)
    if slug and members.organisation(slug) is not None:
        return [no.NAME_TAKEN.because(slug=slug)]
    return []
