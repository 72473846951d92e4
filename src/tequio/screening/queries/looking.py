"""Looking through a pack without storing anything: at one organisation, at itself, at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from tequio.registry.queries.hand import families_of, listed_of, names_listed
from tequio.screening.models import AssessmentRow
from tequio.screening.queries.consents import consented_by
from tequio.screening.queries.gathering import Gathered, items_of, items_of_many, items_of_own
from tequio.screening.rules.comparing import Comparison, what_would_change
from tequio.screening.rules.deciding import Verdict
from tequio.screening.rules.items import Item, items_text
from tequio.screening.rules.judging import Judgement, judge
from tequio.screening.rules.many import verdicts
from tequio.screening.rules.packs import Pack

AT_ONCE = 1_000
"""Organisations whose facts are read together."""


@dataclass(frozen=True)
class Looked:
    """What a pack says of what is known of one organisation."""

    gathered: Gathered
    judgement: Judgement


@dataclass(frozen=True)
class Seen:
    """One organisation of a register and the verdict on it."""

    listed: int
    name: str
    verdict: Verdict


def look(examiner: int, listed: int, pack: Pack, on: date) -> Looked:
    """How a listed organisation stands today by a pack, with what its consents allow."""
    gathered = items_of(examiner, listed, on, pack.key)
    return Looked(gathered, judge(pack, gathered.items, on))


def look_at_itself(party: int, pack: Pack, on: date) -> Looked:
    """How an organisation stands by its own books alone."""
    gathered = items_of_own(party, on)
    return Looked(gathered, judge(pack, gathered.items, on))


def look_at_all(examiner: int, pack: Pack, on: date) -> Iterator[Seen]:
    """The verdict on everybody whom a register shows, in the order of their numbers; by a pack of a
    jurisdiction only on those of that country.

    Registers and evidence are read by the thousand; one by one only who lets own books be read, or
    did so when it was assessed.
    """
    for names, known in _by_the_thousand(examiner, pack, on):
        texts = (items_text(known[number]) for number in names)
        for (number, name), verdict in zip(names.items(), verdicts(pack, texts, on), strict=True):
            yield Seen(number, name, verdict)


def changed_for_all(
    examiner: int, packs: tuple[Pack, Pack], on: date
) -> Iterator[tuple[int, Comparison]]:
    """For whom another verdict would come of the second pack than of the first, and why; by number.
    What is known is the same for both: what may be read for the second."""
    old, new = packs
    for names, known in _by_the_thousand(examiner, new, on):
        texts = [items_text(known[number]) for number in names]
        before, after = (verdicts(pack, texts, on) for pack in packs)
        for number, was, now in zip(names, before, after, strict=True):
            if was != now:
                yield number, what_would_change(old, new, known[number], on)


def _by_the_thousand(
    examiner: int, pack: Pack, on: date
) -> Iterator[tuple[dict[int, str], dict[int, tuple[Item, ...]]]]:
    """Numbers with names, and what is known of each."""
    after, country = 0, pack.jurisdiction.partition("-")[0]
    while found := names_listed(examiner, country=country, after=after, limit=AT_ONCE):
        after = found[-1][0]
        names = dict(found)
        yield names, _known_of(examiner, names.keys(), pack, on)


def _known_of(
    examiner: int, numbers: Collection[int], pack: Pack, on: date
) -> dict[int, tuple[Item, ...]]:
    known = items_of_many(examiner, numbers, on)
    parties = {
        number: found.party for number, found in listed_of(examiner, numbers).items() if found.party
    }
    open_books = consented_by(parties.values(), examiner, pack.key, on)
    families = families_of(examiner, parties)
    rows = AssessmentRow.objects.filter(
        organisation_id=examiner,
        listed_id__in={one for family in families.values() for one in family},
    )
    assessed = set(rows.values_list("listed_id", flat=True))
    for number, party in parties.items():
        if party in open_books or not assessed.isdisjoint(families[number]):
            known[number] = items_of(examiner, number, on, pack.key).items
    return known
