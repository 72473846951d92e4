"""What the platform itself knows of building blocks: counts of this room's own records.

Codes are those of `rules.frameworks.COUNTS`.  What another room keeps (practices, transfers,
findings, the register) is not in here: a code that is missing was not counted, and is not zero.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from tequio.ecosystem.models import (
    AllianceRow,
    AssetRow,
    NeedRow,
    ProcessRow,
    ProgrammeRow,
    RecommendationRow,
    ScorecardRow,
    StatusRow,
    TieRow,
    TieWordRow,
)
from tequio.ecosystem.queries.alliances import facts_of, rule_called
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.queries.policies import status_in
from tequio.ecosystem.queries.ties import theirs_to_say, words_that_count
from tequio.ecosystem.rules.alliances import ADMITTED, IN_FORMATION, REGISTERED, standing
from tequio.registry.queries.hand import heads_of


def counts(keeper: int, today: date) -> Mapping[str, int]:
    """How many there are of each, by code.  A bounded number of queries, and one more for each step
    of merges."""
    return {
        **_of_assets(keeper),
        **_of_ties(keeper),
        **_of_alliances(keeper, today),
        **_of_policies(keeper),
        "scorecards_closed": ScorecardRow.objects.filter(
            organisation_id=keeper, closed_on__isnull=False
        ).count(),
    }


def _of_assets(keeper: int) -> dict[str, int]:
    """How many organisations have an asset, and how many need it; merged ones count once."""
    standing_ = {"organisation_id": keeper, "ended_on": None}
    held = list(AssetRow.objects.filter(**standing_).values_list("asset", "listed_id"))
    needed = list(NeedRow.objects.filter(**standing_).values_list("asset", "listed_id"))
    heads = heads_of(keeper, {one for _asset, one in (*held, *needed) if one is not None})
    holders = Counter(asset for asset, _one in {(asset, heads[one]) for asset, one in held})
    needing = Counter(
        asset for asset, _one in {(asset, one and heads[one]) for asset, one in needed}
    )
    return {
        "needs_open": needing.total(),
        **{f"holders.{asset}": holders[asset] for asset in kinds_of_assets()},
        **{f"needs.{asset}": needing[asset] for asset in kinds_of_assets()},
    }


def _of_ties(keeper: int) -> dict[str, int]:
    """Ties that stand, by whether both sides have said so."""
    ties = set(
        TieRow.objects.filter(organisation_id=keeper, ended_on=None).values_list("id", flat=True)
    )
    words = list(TieWordRow.objects.filter(organisation_id=keeper, tie_id__in=ties))
    heads = heads_of(keeper, {word.listed_id for word in words})
    sides: dict[int, set[int]] = defaultdict(set)
    for word in words_that_count(words, heads, theirs_to_say(keeper)):
        sides[word.tie_id].add(heads[word.listed_id])
    confirmed = sum(len(said) > 1 for said in sides.values())
    return {"ties_confirmed": confirmed, "ties_one_sided": len(ties) - confirmed}


def _of_alliances(keeper: int, today: date) -> dict[str, int]:
    numbers = AllianceRow.objects.filter(organisation_id=keeper).values_list("id", flat=True)
    found: Counter[str] = Counter()
    for facts, row in facts_of(keeper, numbers).values():
        rule = rule_called(row.rule)
        if rule is not None:
            found[standing(facts, rule, today).status] += 1
    return {
        "alliances_in_formation": found[REGISTERED] + found[IN_FORMATION],
        "alliances_admitted": found[ADMITTED],
    }


def _of_policies(keeper: int) -> dict[str, int]:
    """Recommendations as they stand by their newest status; without one nobody has taken it on."""
    here = {"organisation_id": keeper}
    newest = {row.recommendation_id: row for row in StatusRow.objects.filter(**here).order_by("id")}
    recommendations = RecommendationRow.objects.filter(**here).count()
    owned = sum(status_in(row).has_owner for row in newest.values())
    return {
        "processes": ProcessRow.objects.filter(**here).count(),
        "recommendations": recommendations,
        "recommendations_without_owner": recommendations - owned,
        "recommendations_done": sum(row.status == "done" for row in newest.values()),
        "programmes_open": ProgrammeRow.objects.filter(**here, opened_on__isnull=False).count(),
    }
