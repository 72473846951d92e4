"""The log of a count, from its certificate, as sentences that can be translated.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tequio.governance.rules.counting import equal_shares, greedy
from tequio.governance.rules.counting.result import WITHDRAWN, StageKind
from tequio.kernel import Amount, Finding, Unit

GREEDY = (
    WITHDRAWN,
    greedy.BELOW_THRESHOLD,
    greedy.CHOSEN,
    greedy.PASSED_OVER,
    greedy.STOPPED,
)
EQUAL_SHARES = (
    WITHDRAWN,
    equal_shares.TOO_DEAR,
    equal_shares.UNSUPPORTED,
    equal_shares.SHARES,
    equal_shares.UNITS_ADDED,
    equal_shares.CHOSEN,
    equal_shares.NOT_AFFORDABLE,
    equal_shares.ALL_IN,
    equal_shares.STOPPED,
)
KINDS: Mapping[str, tuple[StageKind, ...]] = MappingProxyType(
    {
        "budget.greedy-skip@1": GREEDY,
        "budget.greedy-no-skip@1": GREEDY,
        "budget.equal-shares.cost.add1@1": EQUAL_SHARES,
    }
)
AMOUNTS = frozenset({"cost", "left", "budget"})
"""Fields that are sums of money, kept as minor units."""


def retold(count: Mapping[str, Any], unit: Unit, titles: Mapping[str, str]) -> list[Finding]:
    """Each step with its sentence and its figures; projects by title instead of by code.

    count   what `BudgetCount.as_plain` gave
    titles  project code → title
    """
    known = {kind.kind: kind for kind in KINDS.get(str(count.get("method", "")), ())}
    return [_step(stage, known, unit, titles) for stage in count.get("stages", ())]


def _step(
    stage: Mapping[str, Any],
    known: Mapping[str, StageKind],
    unit: Unit,
    titles: Mapping[str, str],
) -> Finding:
    code = str(stage["kind"])
    sentence = known[code].sentence if code in known else str(stage["sentence"])
    fields = {
        name: Amount(value, unit) if name in AMOUNTS else value
        for name, value in stage.items()
        if name not in ("kind", "sentence")
    }
    if "project" in fields:
        fields["label"] = titles.get(str(fields["project"])) or fields.get("label", "")
    return Finding("governance", code, sentence, tuple(fields.items()))
