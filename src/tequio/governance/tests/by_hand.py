"""A group with every kind of decision behind it, and a hand that changes rows past the guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection

from tequio.chronicle import queries as chronicle
from tequio.governance import queries, service
from tequio.governance.models import ProjectRow
from tequio.governance.rules.effects import AmendStatutes, EndMandate
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests.scene import NAMES, Scene, a_budget, founded, payment
from tequio.ledger import queries as ledger
from tequio.mandates import queries as mandates
from tequio.membership import queries as membership
from tequio.statutes import queries as statutes

FILE = """META
key;value
description;A park
num_projects;2
num_votes;2
budget;100
vote_type;approval
rule;greedy
currency;GHS
PROJECTS
project_id;cost;name
p1;60;Trees
p2;50;Benches
VOTES
voter_id;vote
one;p1
two;p1,p2
"""


@contextmanager
def unguarded() -> Iterator[None]:
    """As the owner of the machine can work: without triggers, which stand there again after."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


@dataclass
class Book:
    """The group, and numbers of what it decided: facts of the events by name."""

    scene: Scene
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> dict[str, int]:
        return {"organisation_id": self.scene.organisation}

    def codes(self) -> list[str]:
        """What the checks of this floor and of all below find, in words and as codes."""
        rooms = (chronicle, membership, statutes, mandates, ledger, queries)
        found = [one for room in rooms for one in room.check(self.scene.organisation)]
        assert all(str(one) for one in found)
        return sorted(one.code for one in found)


def a_book() -> Book:
    """A meeting that was called, votes by phone, an amendment, mandates given and ended, budgets
    shared and taken over, an office handed over."""
    book = Book(founded())
    scene, said = book.scene, book.said
    _shares(book)
    _meets(book)
    _votes(book)
    reasons = {"offices.book": "The treasurer asked for it."}
    later = scene.today + timedelta(days=9)
    amended = scene.decides(AmendStatutes("amendment", {"offices.book": ["chair"]}, later, reasons))
    said["amended"] = amended
    said["given"] = scene.decides(payment(700, subject="tea", until=later))
    said["rent"] = scene.decides(payment(900, subject="rent"))
    said["revoked"] = scene.decides(EndMandate("revocation", said["rent"]["result"]))
    said["imported"] = scene.does("", service.import_budget, file=FILE)
    said["handed"] = _hands_over(scene)
    return book


def _shares(book: Book) -> None:
    """All five want the well."""
    scene, said = book.scene, book.said
    ballot = said["budget"] = a_budget(scene)["ballot"]
    listed = ProjectRow.objects.filter(**book.own, ballot_id=ballot).order_by("place")
    said["well"] = listed[0].id
    for name in NAMES:
        wanted = (said["well"],)
        scene.does(name, service.approve_projects, ballot=ballot, projects=wanted)
    said["shared"] = scene.closes(ballot)


def _meets(book: Book) -> None:
    """A called meeting decides on a payment; somebody leaves."""
    scene, said = book.scene, book.said
    proposal = scene.proposes(payment(50_000, subject="roof"))
    called = scene.calls(agenda=(proposal,), place="Under the tree")
    meeting = scene.later(days=2).meets(meeting=called)
    ballot = scene.asks(proposal, meeting)
    scene.counts(ballot)
    said["roof"] = scene.closes(ballot)
    here = scene.numbers(*NAMES[:4])
    scene.does("Bea", service.record_attendance, meeting=meeting, present=here)
    scene.ends(meeting)
    said["meeting"] = meeting


def _votes(book: Book) -> None:
    """By phone: a proposal that passes, one that is voted on, one that was taken back."""
    scene, said = book.scene, book.said
    ballot = scene.asks(scene.proposes())
    for name, choice in zip((*NAMES, "Ama"), ["no", *["yes"] * 5], strict=True):
        said["vote"] = scene.does(name, service.cast, ballot=ballot, choice=choice)["vote"]
    said["sung"] = scene.later(days=3).closes(ballot)
    said["open"] = scene.asks(scene.proposes())
    said["voted"] = scene.does("Dede", service.cast, ballot=said["open"], choice="yes")["vote"]
    said["back"] = scene.proposes()
    scene.does("Dede", service.withdraw_proposal, proposal=said["back"])


def _hands_over(scene: Scene) -> Any:
    hands = Hands(5, 0, 0, scene.numbers("Caro", "Efua"))
    return scene.does(
        "Bea",
        service.hand_over,
        office="keyholder",
        person=scene.person["Dede"],
        present=scene.numbers(*NAMES),
        hands=hands,
    )
