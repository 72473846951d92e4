"""`{% load circles %}`: small filters of the meeting sheet."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from tequio.kernel import Amount

register = template.Library()


@register.filter
def less(value: int, other: int) -> int:
    """`{{ booked|less:counted }}`: the difference of two sums in minor units."""
    return value - other


@register.filter
def named_at(name: str, place: int | str) -> str:
    """`{{ "wi"|named_at:0 }}` → wi-0; without a place the name alone."""
    return name if place == "" else f"{name}-{place}"


@register.filter
def is_sum(value: object) -> bool:
    """Whether a value is a sum of money."""
    return isinstance(value, Amount)


@register.filter
def at(found: Mapping[int, int] | None, place: int) -> int | None:
    """`{{ late|at:one.id }}`: what is noted under a number; None where nothing is."""
    return (found or {}).get(place)
