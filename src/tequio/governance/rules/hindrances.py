"""Why something that was adopted could not be done: read back from its certificate.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tequio.kernel import Amount, Refusal, RefusalKind, Unit
from tequio.kernel.refusals import type_of_field


def hindrances_from(certificate: Mapping[str, Any], kinds: Iterable[RefusalKind]) -> list[Refusal]:
    """The refusals that a certificate keeps, with their sentences where their kind is known."""
    known = {kind.code: kind for kind in kinds}
    return [
        known[kept["code"]].because(**_fields(kept["fields"]))
        if kept["code"] in known
        else Refusal(kept["code"], kept["code"], "")
        for kept in certificate.get("hindered", ())
    ]


def _fields(plain: Mapping[str, Any]) -> dict[str, type_of_field]:
    return {name: _amount(value) for name, value in plain.items()}


def _amount(value: Any) -> Any:
    if isinstance(value, dict):
        return Amount(value["minor"], Unit(**value["unit"]))
    return value
