"""A group with a row in every table of the core: what is tampered with, and what is attacked."""

from __future__ import annotations

from typing import Any

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.site.demonstration.meeting import Asks, Claims, Savers, Told
from tests.circles.groups import adopts, carrying, ten, whole_share_out

PHOTO = "a" * 64


def tell() -> Savers:
    """Brought in, two meetings, Joy leaves, shared out; Fati carries over and leaves the next one,
    in which nobody saves."""
    savers = ten()
    group = savers.group
    brought = rules.Brought((rules.SharesBrought(group.person["Ama"], 4),), 300, 2_000)
    savers.starts(brought=brought)
    meets(savers, Told(dict.fromkeys(("Ama", "Bea", "Caro", "Joy"), 3), fines={"Joy": "late"}))
    group.stage.later(7)
    asks = [Asks("Ama", 1_000, (9, 0, 1), months=1)]
    late: Any = {"Dede": "late", "Efua": "late"}
    told = Told(
        {"Fati": 4, "Dede": 1},
        attendance=late,
        fines=late,
        fines_paid={"Dede": 100},
        claims=[Claims("Ines", 150, (9, 0, 1))],
        asks=asks,
    )
    meets(savers, told)
    group.stage.later(7)
    savers.leaves("Joy")
    fined = {"person": group.person["Efua"], "minor": 100, "why": "Her child was ill."}
    waiver = group.does("Dede", circles.propose_waiver, **fined)
    adopts(savers, waiver["proposal"])
    group.does("Caro", circles.waive_fine, waiver=waiver["waiver"])
    whole_share_out(savers, ("Hawa", "Ines"), carried=carrying(savers, Fati=2))
    savers.leaves("Fati")
    group.does("Caro", circles.end_cycle)
    group.does("Dede", circles.propose_graduation, form="alone")
    return savers


def meets(savers: Savers, told: Told, **fields: Any) -> Any:
    """A meeting of which everything is written down: who led it, keys, photograph, the opening."""
    group = savers.group
    person = group.person
    given = savers.fields(told)
    kept = rules.Kept(person["Ama"], person["Caro"], group.numbers(("Dede", "Efua")), PHOTO)
    keys = tuple(rules.KeyHeld(person[name]) for name in ("Hawa", "Ines"))
    whole = {"kept": kept, "keys": keys, "opening_counted": 2_000, "heard": "same"}
    return group.does(savers.writes, circles.close_meeting, **given | whole | fields)
