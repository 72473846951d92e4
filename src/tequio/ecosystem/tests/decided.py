"""A policy that somebody took on, and a programme that touches somebody."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.ecosystem import service
from tequio.ecosystem.service.policies import NewStatus
from tequio.ecosystem.service.programmes import NewAffected
from tequio.ecosystem.tests.stage import Stage


@dataclass(frozen=True)
class Decided:
    """Numbers of the process, its recommendation, the programme, and those whom it touches."""

    process: int
    advice: int
    programme: int
    affected: int


def decided(here: Stage, listed: int) -> Decided:
    """The same listed organisation takes part, owns the recommendation and is touched."""
    process = here.does(service.begin_process, title="Together")["process"]
    part = {"actor_kind": "women", "role": "writes", "listed": listed}
    here.does(service.take_part, process=process, **part)
    given = {"process": process, "number": 1, "words": "Buy from cooperatives."}
    advice = here.does(service.record_recommendation, **given)["recommendation"]
    owned = NewStatus("begun", owner_listed=listed, source="Minutes")
    here.does(service.update_recommendation, recommendation=advice, standing=owned)
    programme = here.does(service.draft_programme, title="Loans", words="To buy.")["programme"]
    touched = NewAffected("women", "Weavers.", "Work.", "None.", "decide", listed)
    told = here.does(service.name_affected, programme=programme, affected=touched)
    return Decided(process, advice, programme, told["affected"])
