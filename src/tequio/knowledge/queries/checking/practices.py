"""Which rows the acts on practices write."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model

from tequio.chronicle.rules.rows import AT, BY, ITEM, Is, Sealed, Source, Writes
from tequio.knowledge.models import (
    AnswerRow,
    ContributionRow,
    InnovationRow,
    JoinedRow,
    NotedRow,
    SignOffRow,
    StateRow,
    VersionRow,
)
from tequio.knowledge.rules.practices import SPOTTED

_NEW: Mapping[str, Source] = {
    "state": Is(SPOTTED),
    "version": Is(1),
    "listed_id": "listed",
    "is_public": Is(False),
    "person_id": BY,
    "begun_at": AT,
}
_WRITTEN: Mapping[str, Source] = {
    "title": Sealed("title"),
    "design": Sealed("body"),
    "digest": "design",
    "text_id": "text",
    "role": "role",
    "person_id": BY,
    "written_at": AT,
}
_AUTHOR: Mapping[str, Source] = {
    "role": "role",
    "party_id": Is(None),
    "text_id": Is(None),
    "since": AT,
}
_NOTED: Mapping[str, Source] = {
    "innovation_id": "innovation",
    "text_id": "text",
    "source": Sealed("source"),
    "day": "day",
    "person_id": BY,
    "noted_at": AT,
}


def _begins(act: str, lineage: Mapping[str, Source]) -> tuple[Writes, ...]:
    """A practice, its first version, and its author as the first who contributes."""
    one = ("innovation",)
    return (
        Writes(act, "innovation", one, {**_NEW, **lineage}),
        Writes(act, "version", (*one, Is(1)), _WRITTEN),
        Writes(act, "contribution", (*one, BY), _AUTHOR),
    )


def _joins(act: str) -> Writes:
    return Writes(act, "joined", ("innovation", ITEM), {"joined_at": AT}, each="observations")


def _changes(act: str, columns: Mapping[str, Source]) -> Writes:
    return Writes(act, "innovation", ("innovation",), columns, changes=True)


WRITES: tuple[Writes, ...] = (
    *_begins(
        "join",
        {
            "code": Is(""),
            "source_id": Is(None),
            "source_id_there": Is(None),
            "source_version": Is(None),
        },
    ),
    _joins("join"),
    _joins("join_more"),
    *_begins(
        "fork",
        {
            "code": "code",
            "source_id": "origin",
            "source_id_there": "origin_practice",
            "source_version": "origin_version",
        },
    ),
    Writes("write_version", "version", ("innovation", "version"), _WRITTEN),
    _changes("write_version", {"version": "version"}),
    _changes("name_carrier", {"listed_id": "listed"}),
    _changes("publish", {"is_public": "is_public"}),
    Writes(
        "contribute",
        "contribution",
        ("innovation", BY),
        {"role": "role", "party_id": "party", "text_id": "text", "since": AT},
    ),
    Writes(
        "sign_off", "signature", ("innovation", "version", BY), {"role": "role", "signed_at": AT}
    ),
    _changes("advance", {"state": "state"}),
    Writes(
        "advance",
        "state",
        ("step",),
        {
            "innovation_id": "innovation",
            "state": "state",
            "version": "version",
            "text_id": "text",
            "person_id": BY,
            "day": "day",
        },
    ),
    Writes(
        "advance",
        "noted",
        ("noted",),
        {
            **_NOTED,
            "kind": Is("report"),
            "strength": Is("documented"),
            "is_harm": Is(False),
            "file": Is(""),
        },
        when="noted",
    ),
    Writes(
        "note_evidence",
        "noted",
        ("noted",),
        {
            **_NOTED,
            "kind": "kind",
            "strength": "strength",
            "is_harm": "is_harm",
            "file": "file",
        },
    ),
    Writes(
        "answer_question",
        "answer",
        ("answered",),
        {
            "innovation_id": "innovation",
            "question": "question",
            "answer": "answer",
            "text_id": "text",
            "source": Sealed("source"),
            "person_id": BY,
            "answered_at": AT,
        },
    ),
)
TABLES: Mapping[str, tuple[type[Model], tuple[str, ...]]] = {
    "innovation": (InnovationRow, ("id",)),
    "version": (VersionRow, ("innovation_id", "number")),
    "contribution": (ContributionRow, ("innovation_id", "person_id")),
    "joined": (JoinedRow, ("innovation_id", "observation_id")),
    "signature": (SignOffRow, ("innovation_id", "version", "person_id")),
    "state": (StateRow, ("id",)),
    "noted": (NotedRow, ("id",)),
    "answer": (AnswerRow, ("id",)),
}
