"""A person's word, kept like that of any other source: one record, and a statement each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.chronicle.service import take_ids
from tequio.kernel import Act, canonical, digest
from tequio.membership import queries as members
from tequio.membership.service.texts import write_text
from tequio.registry.models import RecordRow, SourceRow, StatementRow
from tequio.registry.queries.hand import (
    OF_ITS_OWN,
    key_of_own,
    own_record,
    record_by_hand,
    source_by_hand,
)
from tequio.registry.rules.facts import Said, plain_said
from tequio.registry.rules.properties import SOURCE_KINDS
from tequio.registry.rules.saying import meaning_of
from tequio.registry.rules.told import Spoken


@dataclass(frozen=True)
class Word:
    """What is to be written: in whose register, as whose word, about whom.

    kind   `keeper` or `own`
    key    of the record: the number of the listed organisation; for `own` the uid of the node's
    about  where it comes from: the reason's number, the suggestion's
    """

    keeper: int
    kind: str
    key: str
    listed: int
    said: tuple[Said, ...]
    about: Mapping[str, Any]


def speak(act: Act, word: Word) -> Spoken:
    """Write a statement that takes the place of the record's earlier one."""
    keeper = word.keeper
    source, opened = _source(act, word)
    record = _record(word, source)
    if record is None:
        record = RecordRow.objects.create(
            organisation_id=keeper,
            id=take_ids(keeper),
            source_id=source,
            key=key_of_own(word.key, word.listed) if word.kind == OF_ITS_OWN else word.key,
            listed_id=word.listed,
            first_listed_id=word.listed,
            linked_by="hand",
        )
    else:
        rows = StatementRow.objects.filter(organisation_id=keeper, record_id=record.id)
        rows.filter(is_current=True).update(is_current=False)
    raw, said = canonical(dict(word.about)), written(word.said)
    statement = StatementRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        record_id=record.id,
        raw=raw,
        said=said,
        meaning=meaning_of(word.said),
        by_id=act.by,
        recorded_at=act.at,
    )
    proof = digest([raw, said])
    return Spoken(word.listed, record.id, statement.id, source, proof, opened)


def _record(word: Word, source: int) -> RecordRow | None:
    if word.kind == OF_ITS_OWN:
        return own_record(word.keeper, source, word.key, word.listed)
    return record_by_hand(word.keeper, source, word.key)


def silence_own(keeper: int, listed: int) -> tuple[int, ...]:
    """What this listed organisation said of itself counts no more; which statements these were."""
    source = source_by_hand(keeper, OF_ITS_OWN)
    if source is None:
        return ()
    records = RecordRow.objects.filter(
        organisation_id=keeper, source_id=source.id, listed_id=listed
    )
    rows = StatementRow.objects.filter(
        organisation_id=keeper, record_id__in=records.values("id"), is_current=True
    )
    silenced = tuple(rows.order_by("id").values_list("id", flat=True))
    StatementRow.objects.filter(organisation_id=keeper, id__in=silenced).update(is_current=False)
    return silenced


def written(said: Iterable[Said]) -> str:
    """Assertions as a statement keeps them."""
    return json.dumps(plain_said(said), ensure_ascii=False, separators=(",", ":"))


def _source(act: Act, word: Word) -> tuple[int, str]:
    """The source of what is written by hand; opened where nobody wrote before."""
    found = source_by_hand(word.keeper, word.kind)
    if found is not None:
        return found.id, ""
    keeper = members.organisation(word.keeper)
    assert keeper is not None, "its head is locked, so it is there"
    row = SourceRow.objects.create(
        organisation_id=word.keeper,
        id=take_ids(word.keeper),
        code=word.kind,
        title=SOURCE_KINDS[OF_ITS_OWN] if word.kind == OF_ITS_OWN else keeper.name,
        kind=word.kind,
        may_publish=True,
        opened_on=act.today,
    )
    return row.id, word.kind


def words_kept(keeper: int, words: str, *, about: int | None = None) -> tuple[int | None, str]:
    """Keep somebody's words where they can be forgotten: their number and digest; nothing for
    nothing."""
    if not words.strip():
        return None, ""
    text = write_text(keeper, body=words.strip(), about=about)
    return text, members.digests_of_texts(keeper, [text])[text]
