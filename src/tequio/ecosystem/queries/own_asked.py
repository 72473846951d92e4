"""What the organisers of networks ask of an organisation, until it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from tequio.ecosystem.models import (
    ActionEndRow,
    ActionRow,
    AssetRow,
    PartnerRow,
    TieRow,
    TieWordRow,
)
from tequio.ecosystem.queries.naming import names_of_actors
from tequio.ecosystem.rules.acting import ASKING, Answers, Request, is_answered, is_asked
from tequio.membership.queries.federating import belongs_to
from tequio.registry.queries.hand import family_of, heads_of


@dataclass(frozen=True)
class Asked:
    """A request with the names of the others whom it is about; those whom the organisation may not
    know are left out."""

    request: Request
    others: tuple[str, ...]


def asked_of(organisation: int, networks: Mapping[int, int]) -> dict[int, tuple[Asked, ...]]:
    """By network what its organisers ask of an organisation of this node.  One query; some seven
    more, and one for each step of merges, for each network that asks something of somebody.

    networks  keeper → under which number its register knows the organisation
    """
    return {
        keeper: _named(keeper, organisation, networks[keeper], requests)
        for keeper, requests in _requests(networks).items()
    }


def number_asked_of(networks: Mapping[int, int]) -> int:
    """How many requests these are in all.  As many queries, without those for names."""
    return sum(len(requests) for requests in _requests(networks).values())


def _requests(networks: Mapping[int, int]) -> dict[int, list[Request]]:
    ended = ActionEndRow.objects.filter(
        organisation_id=OuterRef("organisation_id"), action_id=OuterRef("id")
    )
    rows = ActionRow.objects.filter(
        ~Exists(ended), organisation_id__in=list(networks), kind__in=ASKING
    )
    by_network = defaultdict[int, list[ActionRow]](list)
    for row in rows.order_by("id"):
        by_network[row.organisation_id].append(row)
    return {
        keeper: list(_unanswered(keeper, networks[keeper], those))
        for keeper, those in by_network.items()
    }


def _unanswered(keeper: int, listed: int, rows: Iterable[ActionRow]) -> Iterator[Request]:
    requests = list(_of_rows(keeper, rows))
    if not any(is_asked(one, listed) for one in requests):
        return
    answers = _answers(keeper, listed)
    for one in requests:
        if is_asked(one, listed) and not is_answered(one, listed, answers):
            yield one


def _of_rows(keeper: int, rows: Iterable[ActionRow]) -> Iterator[Request]:
    """Actions with organisations under the numbers by which they are found now."""
    rows = list(rows)
    heads = heads_of(keeper, {one for row in rows for one in (*row.actors, row.contact_id) if one})
    for row in rows:
        actors = frozenset(heads[one] for one in row.actors)
        contact = row.contact_id and heads[row.contact_id]
        yield Request(row.kind, actors, contact, row.asset, row.day)


def _answers(keeper: int, listed: int) -> Answers:
    """What an organisation said and did itself."""
    family = family_of(keeper, listed)
    of_it = {"organisation_id": keeper, "listed_id__in": family}
    assets = AssetRow.objects.filter(**of_it, ended_on=None).values_list("asset", flat=True)
    joined = PartnerRow.objects.filter(**of_it, left_on=None).values_list("joined_on", flat=True)
    said = TieWordRow.objects.filter(**of_it, is_own=True).values_list("tie_id", flat=True)
    ties = TieRow.objects.filter(organisation_id=keeper, id__in=set(said), ended_on=None)
    ends = {one for pair in ties.values_list("one_id", "other_id") for one in pair}
    tied = frozenset(heads_of(keeper, ends).values())
    return Answers(frozenset(assets), tied, max(joined, default=date.min))


def _named(
    keeper: int, organisation: int, listed: int, requests: Iterable[Request]
) -> tuple[Asked, ...]:
    requests = list(requests)
    others = {one for request in requests for one in request.actors} - {listed}
    is_inside = belongs_to(organisation, keeper)
    names = names_of_actors(keeper, others, is_inside=is_inside)
    return tuple(
        Asked(one, tuple(sorted(name for number in one.actors if (name := names.get(number)))))
        for one in requests
    )
