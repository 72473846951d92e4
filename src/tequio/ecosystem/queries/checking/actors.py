"""What organisations have, need and how they are tied: which rows the acts write."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.chronicle.rules.rows import BY, Is, Source, Writes
from tequio.ecosystem.models import AssetRow, NeedRow, SightRow, TieRow, TieWordRow

OF_WORD: Mapping[str, Source] = {
    "tie_id": "tie",
    "listed_id": "listed",
    "is_own": "is_own",
    "text_id": "text",
    "person_id": BY,
    "day": "day",
}
OF_SAYING: Mapping[str, Source] = {
    "listed_id": "listed",
    "asset": "asset",
    "text_id": "text",
    "is_own": "is_own",
    "since": "since",
    "ended_on": Is(None),
    "person_id": BY,
}
ENDED: Mapping[str, Source] = {"ended_on": "ended_on"}
OF_TIE: Mapping[str, Source] = {
    "one_id": "one",
    "other_id": "two",
    "kind": "tie_kind",
    "from_id": "giver",
    "since": "since",
    "ended_on": Is(None),
    "ended_text_id": Is(None),
}
OF_SIGHT: Mapping[str, Source] = {
    "listed_id": "listed",
    "sight": "sight",
    "person_id": BY,
    "day": "day",
}
WRITES = (
    Writes("say_asset", "asset", ("holding",), OF_SAYING),
    Writes("end_asset", "asset", ("holding",), ENDED, changes=True),
    Writes("say_need", "need", ("need",), OF_SAYING),
    Writes("end_need", "need", ("need",), ENDED, changes=True),
    Writes("say_tie", "tie", ("tie",), OF_TIE, when="is_new"),
    Writes(
        "end_tie", "tie", ("tie",), {"ended_on": "ended_on", "ended_text_id": "text"}, changes=True
    ),
    Writes("say_tie", "word", ("word",), OF_WORD),
    Writes("confirm_tie", "word", ("word",), OF_WORD),
    Writes("set_sight", "sight", ("sight_id",), OF_SIGHT),
)
TABLES = {
    "asset": (AssetRow, ("id",)),
    "need": (NeedRow, ("id",)),
    "tie": (TieRow, ("id",)),
    "word": (TieWordRow, ("id",)),
    "sight": (SightRow, ("id",)),
}
