"""What pages of a feed become: sources, records and statements of the partner's, through the same
machinery as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tequio.chronicle.service import take_ids
from tequio.kernel import plain
from tequio.registry.models import ListedRow, RecordRow, SourceRow
from tequio.registry.queries.feeding import BETWEEN
from tequio.registry.queries.hand import families_of
from tequio.registry.queries.heard import sources_of
from tequio.registry.queries.planning import Intake, planned, portions
from tequio.registry.queries.sources import told_of
from tequio.registry.rules.exchange.feeds import FeedPage, last_words
from tequio.registry.rules.exchange.values import said_in
from tequio.registry.rules.facts import Said, Spoken
from tequio.registry.rules.guarding import OPEN, strictest
from tequio.registry.rules.subscribing import code_of, may_be_passed_on
from tequio.registry.rules.taking_in import Line
from tequio.registry.service.guarding import guard_more
from tequio.registry.service.writing import Writing, place_waiting, write_portion

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Taking:
    """One reading of a partner's feed.

    source  the partner itself; batch: number of the reading; order: who is believed
    title   what the partner's register is called
    begun   all readings whose numbers are above go on from one that began at the beginning
    """

    keeper: int
    source: int
    batch: int
    at: datetime
    order: str
    title: str
    begun: int


@dataclass(frozen=True)
class Took:
    """What came of it; `counts` as a batch has them."""

    counts: dict[str, Any]
    touched: set[int]
    speaking: tuple[int, ...]
    opened: tuple[Mapping[str, Any], ...]
    hidden: tuple[int, ...]
    coarse: tuple[int, ...]


@dataclass(frozen=True)
class Known:
    """What is kept of the partner already: by uid the listed organisation, and by that the keys of
    its records with the code of their source."""

    listed: Mapping[str, int]
    records: Mapping[int, Mapping[tuple[str, str], int]]


def take(taking: Taking, pages: Sequence[FeedPage]) -> Took:
    """Write all that these pages tell.  Queries by portions, not by rows."""
    words = list(last_words(pages))
    partner = SourceRow.objects.get(organisation_id=taking.keeper, id=taking.source)
    rows = len(words)
    told, opened, changed = _sources(taking, partner, words)
    if not pages[-1].has_more:
        words += _missing(taking, words)
    numbers = {partner.code: partner.id} | {one.code: one.id for one in told.values()}
    codes = {original: one.code for original, one in told.items()}
    known, ours = _known(taking, partner, words), _ours(taking.keeper, words)
    intake = Intake(taking.keeper, _all_of(partner) | numbers, batch=taking.batch)
    writing = Writing(
        taking.keeper, taking.batch, taking.at, taking.order, sources_of(taking.keeper)
    )
    reading = Reading(partner.code, codes, known, ours)
    for some in portions(line for place, entry in words for line in reading.lines(place, entry)):
        write_portion(writing, planned(intake, some))
    place_waiting(writing)
    touched = writing.touched | _spoken_of(taking.keeper, changed)
    vanished = _mark_gone(taking, known, words)
    guarded = _guard(taking, partner, words)
    touched |= guarded.keys()
    counts = {one: writing.counts[one] for one in ("new", "changed", "same", "refused")}
    return Took(
        {"rows": rows, "vanished": vanished, "root": writing.proof(), **counts},
        touched,
        tuple(sorted(set(numbers.values()) - {partner.id})),
        tuple(opened),
        tuple(sorted(one for one, exposure in guarded.items() if exposure == "hidden")),
        tuple(sorted(one for one, exposure in guarded.items() if exposure == "coarse")),
    )


# Sources ----------------------------------------------------------------------------------------


def _sources(
    taking: Taking, partner: SourceRow, words: Iterable[tuple[int, Entry]]
) -> tuple[dict[str, SourceRow], list[Mapping[str, Any]], set[int]]:
    """The partner's sources as sources here, by their code there: each keeps its title, licence and
    attribution.  Also what was told of those that are new or told otherwise, and the numbers of
    those whose words may not leave any more."""
    given: dict[str, Entry] = {}
    for _place, entry in words:
        given |= entry.get("sources", {})
    rows = SourceRow.objects.filter(
        organisation_id=taking.keeper, code__startswith=code_of(partner.code, "")[:50]
    )
    taken = {row.code for row in rows if row.kind != "partner"}
    codes = {original: code_of(partner.code, original, taken) for original in given}
    here = {row.code: row for row in rows}
    found: dict[str, SourceRow] = {}
    opened: list[Mapping[str, Any]] = []
    closed: set[int] = set()
    for original, one in sorted(given.items()):
        row = here.get(codes[original])
        facts = _facts(one, taking.title)
        if row is None:
            row = SourceRow.objects.create(
                organisation_id=taking.keeper,
                id=take_ids(taking.keeper),
                code=codes[original],
                kind="partner",
                may_publish=partner.may_publish and may_be_passed_on(one["licence"]),
                opened_on=taking.at.date(),
                **facts,
            )
            opened.append(plain(told_of(row)))
        elif _correct(row, facts):
            opened.append(plain(told_of(row)))
            if row.may_publish and not may_be_passed_on(row.licence):
                SourceRow.objects.filter(organisation_id=taking.keeper, id=row.id).update(
                    may_publish=False
                )
                row.may_publish = False
                opened[-1] = plain(told_of(row))
                closed.add(row.id)
        found[original] = row
    return found, opened, closed


def _facts(one: Entry, partner: str) -> dict[str, str]:
    """What a source is, in its own words; and through whom they came."""
    through = one["attribution"] or one["title"]
    if partner not in through:
        through = f"{through} · {partner}"[:300]
    names = ("title", "licence", "licence_url", "homepage")
    return {name: one[name] for name in names} | {"attribution": through}


def _correct(row: SourceRow, facts: Mapping[str, str]) -> bool:
    """Write what a source is now; whether it is told otherwise than before."""
    if all(getattr(row, name) == value for name, value in facts.items()):
        return False
    SourceRow.objects.filter(organisation_id=row.organisation_id, id=row.id).update(**facts)
    for name, value in facts.items():
        setattr(row, name, value)
    return True


def _all_of(partner: SourceRow) -> dict[str, int]:
    """Number by code of all sources that came with this partner."""
    rows = SourceRow.objects.filter(organisation_id=partner.organisation_id, kind="partner")
    start = code_of(partner.code, "")
    return {row.code: row.id for row in rows if row.code.startswith(start[:50])}


def _spoken_of(keeper: int, sources: set[int]) -> set[int]:
    if not sources:
        return set()
    rows = RecordRow.objects.filter(organisation_id=keeper, source_id__in=sources)
    return set(rows.values_list("listed_id", flat=True))


# Records ----------------------------------------------------------------------------------------


def _known(taking: Taking, partner: SourceRow, words: Iterable[tuple[int, Entry]]) -> Known:
    """What is kept already of those of whom these words are.  Two queries for each thousand."""
    uids = [entry["uid"] for _place, entry in words]
    listed: dict[str, int] = {}
    records: dict[int, dict[tuple[str, str], int]] = {}
    codes = {number: code for code, number in _all_of(partner).items()}
    for start in range(0, len(uids), 1000):
        rows = RecordRow.objects.filter(
            organisation_id=taking.keeper,
            source_id=partner.id,
            key__in=uids[start : start + 1000],
        )
        some = dict(rows.values_list("key", "listed_id"))
        listed |= some
        theirs = RecordRow.objects.filter(
            organisation_id=taking.keeper, source_id__in=codes, listed_id__in=set(some.values())
        )
        for about, source, key, record in theirs.values_list("listed_id", "source_id", "key", "id"):
            records.setdefault(about, {})[codes[source], key] = record
    return Known(listed, records)


def _ours(keeper: int, words: Iterable[tuple[int, Entry]]) -> frozenset[str]:
    """Identities among these that are of this register itself: they came from here."""
    told = [entry for _place, entry in words]
    uids = {entry["uid"] for entry in told}
    uids |= {uid for entry in told for uid in entry.get("of_partner", {}).values()}
    rows = ListedRow.objects.filter(organisation_id=keeper, uid__in=uids)
    return frozenset(map(str, rows.values_list("uid", flat=True)))


@dataclass(frozen=True)
class Reading:
    """How entries of a feed become rows that speak for sources here.

    partner  code of the partner; codes: of its sources here, by their code there
    ours     identities that came from here and are not taken back
    """

    partner: str
    codes: Mapping[str, str]
    known: Known
    ours: frozenset[str]

    def lines(self, place: int, entry: Entry) -> Iterator[Line]:
        """The record itself, then what each source says of it, then silence where one that spoke
        before says nothing any more."""
        uid = entry["uid"]
        kept = dict(self.known.records.get(self.known.listed.get(uid, 0), {}))
        spoken = {} if uid in self.ours else dict(self._spoken(entry))
        if not spoken and uid not in self.known.listed:
            return
        yield Line(place, _raw(entry, ()), (Spoken(self.partner, uid, ()),))
        for (code, key), (said, told) in spoken.items():
            words = Spoken(code, key, said, about=uid, of_source=self.partner)
            yield Line(place, _raw(entry, told), (words,))
        for code, key in kept:
            if code != self.partner and _is_of(key, uid) and (code, key) not in spoken:
                yield Line(place, _raw(entry, ()), (Spoken(code, key, ()),))

    def _spoken(self, entry: Entry) -> Iterator[tuple[tuple[str, str], Any]]:
        told: dict[str, list[Entry]] = {}
        for one in entry.get("assertions", ()):
            told.setdefault(one["source"], []).append(one)
        for original, assertions in told.items():
            origin = entry["of_partner"].get(original, "")
            if origin in self.ours:
                continue
            key = f"{entry['uid']}{BETWEEN}{origin}" if origin else entry["uid"]
            said = tuple(self._said(one) for one in assertions)
            yield (self.codes[original], key), (said, assertions)

    def _said(self, one: Entry) -> Said:
        said = said_in(one)
        assert said is not None, "the form of the page was looked at before"
        if isinstance(said.value, Mapping) and said.value.get("source"):
            there = str(said.value["source"])
            here = self.codes.get(there) or code_of(self.partner, there)[:60]
            return replace(said, value={**said.value, "source": here})
        return said


def _is_of(key: str, uid: str) -> bool:
    return key.partition(BETWEEN)[0] == uid


def _raw(entry: Entry, told: Sequence[Entry]) -> str:
    """What came, as it is kept with what one source says."""
    kept = {
        name: entry[name] for name in ("uid", "address", "gone", "merged_into") if name in entry
    }
    if told:
        source = told[0]["source"]
        kept |= {"source": {source: entry["sources"][source]}, "assertions": list(told)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _missing(taking: Taking, words: Sequence[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
    """Whom the partner told of once and not any more when it told all from the beginning: it tells
    nobody as gone of whom it thinks that we never heard."""
    told = {entry["uid"] for _place, entry in words}
    rows = RecordRow.objects.filter(
        organisation_id=taking.keeper,
        source_id=taking.source,
        last_batch_id__lte=taking.begun,
        vanished_batch_id__isnull=True,
    )
    keys = rows.order_by("id").values_list("key", flat=True)
    missing = (key for key in keys if key not in told)
    return [
        (place, {"uid": uid, "gone": "not told any more"})
        for place, uid in enumerate(missing, start=len(words) + 1)
    ]


# Afterwards -------------------------------------------------------------------------------------


def _mark_gone(taking: Taking, known: Known, words: Iterable[tuple[int, Entry]]) -> int:
    """Whom the partner tells no more of has vanished from it; how many."""
    gone = [entry["uid"] for _place, entry in words if "gone" in entry]
    rows = RecordRow.objects.filter(organisation_id=taking.keeper)
    count = 0
    for start in range(0, len(gone), 500):
        some = gone[start : start + 500]
        there = [known.listed[uid] for uid in some if uid in known.listed]
        count += len(there)
        records = [
            number
            for uid in some
            for (_code, key), number in known.records.get(known.listed.get(uid, 0), {}).items()
            if _is_of(key, uid)
        ]
        rows.filter(id__in=records).update(vanished_batch_id=taking.batch)
    return count


def _guard(
    taking: Taking, partner: SourceRow, words: Iterable[tuple[int, Entry]]
) -> dict[int, str]:
    """Hide here what the partner hides, also of whom was merged into it: what it told before stays
    in the books, and is not shown.
    Nothing is shown more than before by this; that is for the office."""
    asked = {entry["uid"]: entry["exposure"] for _place, entry in words if entry.get("exposure")}
    listed: dict[str, int] = {}
    uids = list(asked)
    for start in range(0, len(uids), 1000):
        rows = RecordRow.objects.filter(
            organisation_id=taking.keeper, source_id=partner.id, key__in=uids[start : start + 1000]
        )
        listed |= dict(rows.values_list("key", "listed_id"))
    wanted: dict[int, str] = {}
    families = families_of(taking.keeper, listed.values())
    for uid, number in listed.items():
        for one in families[number]:
            wanted[one] = strictest([asked[uid], wanted.get(one, OPEN)])
    return guard_more(taking.keeper, wanted, taking.at.date())
