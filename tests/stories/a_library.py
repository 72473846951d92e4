"""The words in which stories of a library are told: who notices, writes, signs, and takes up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tequio.governance.rules.founding import Founder, NewGroup
from tequio.knowledge import service
from tequio.knowledge.queries.assessed import AssessmentSeen, assessment
from tequio.knowledge.queries.chains import LookBack, look_back
from tequio.knowledge.queries.practice import Practice as Shown
from tequio.knowledge.queries.practice import practice
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.observing import NewObservation
from tequio.knowledge.service.places import NewValue
from tequio.site.demonstration.stage import Group, Stage

LIVES_IT, STUDIES_IT, ALSO_STUDIES_IT = "Dede", "Efua", "Fati"
SEATS = {"Asha": ("chair",), "Bea": ("secretary",), "Caro": ("treasurer",)}
PEOPLE = [*SEATS, LIVES_IT, STUDIES_IT, ALSO_STUDIES_IT, "Gita", "Hawa", "Ines"]
CALLED = {
    "income": "median_household_income",
    "groups": "savings_group_density",
    "trust": "bonding_trust",
    "registration": "registration_feasible",
    "credit": "bank_credit_access",
    "services": "services_available_separately",
    "customary": "customary_group_rules",
}
"""As the table of the reference heads its columns → variable."""


@dataclass
class Library:
    """A network of nine who notice things, write practices together and pass them on."""

    network: Group

    def does(self, who: str, what: Any, **given: Any) -> Mapping[str, Any]:
        """Somebody of the network does something."""
        return self.network.does(who, what, **given)

    def holds_a_watch(self, *brought: tuple[str, str, str]) -> list[int]:
        """One meeting: each brings one thing (who, what kind of, in one line); their numbers."""
        watch = self.does("Bea", service.open_watch, title="One hour of watching")["watch"]
        seen = [
            self.does(who, service.observe, seen=NewObservation(kind, words, watch=watch))
            for who, kind, words in brought
        ]
        self.does("Bea", service.close_watch, watch=watch, present=len(brought))
        return [int(one["observation"]) for one in seen]

    def begins(self, design: str, role: str, *, by: str = LIVES_IT, **more: Any) -> int:
        """Somebody writes a practice; its number."""
        told = self.does(by, service.join, design=design, role=role, **more)
        return int(told["innovation"])

    def signs(self, who: str, number: int, role: str = "", *, version: int = 1) -> None:
        """Somebody stands by a version; with a role she says first as what she knows it."""
        if role:
            self.does(who, service.contribute, innovation=number, role=role)
        self.does(who, service.sign_off, innovation=number, version=version)

    def comes(self, number: int, state: str, reason: str = "All who know it say so.") -> None:
        """The secretary says that a practice comes into its next state."""
        self.does("Bea", service.advance, innovation=number, state=state, reason=reason)

    def practice(self, number: int) -> Shown:
        """A practice as its secretary reads it."""
        keeper, today = self.network.organisation, self.network.stage.today
        reader = reader_of(keeper, self.network.person["Bea"], today)
        found = practice(keeper, number, reader, today)
        assert found is not None, "she reads the whole library"
        return found

    def look_back(self) -> LookBack:
        """What became of everything that was noticed."""
        return look_back(self.network.organisation)

    def describes(self, name: str, **answers: str) -> int:
        """An assembly answers what it is asked about its place; the number of the place."""
        told = self.does("Hawa", service.describe_context, name=name)
        for question, value in answers.items():
            self.says(int(told["context"]), question, value)
        return int(told["context"])

    def says(self, place: int, question: str, value: str, *, by: str = "Hawa") -> int:
        """Somebody says what is known of a place; the number of what she said."""
        unit = "ZAR" if question == "income" else ""
        said = NewValue(CALLED[question], "assembly", value=value, unit=unit)
        return int(self.does(by, service.say_value, context=place, said=said)["value"])

    def assesses(self, place: int, what: Practice) -> AssessmentSeen:
        """A practice is held beside a place."""
        told = self.does("Ines", service.assess, context=place, practice=what)
        return self.assessment(int(told["assessment"]))

    def assessment(self, number: int) -> AssessmentSeen:
        """One that was kept, with what happened since."""
        found = assessment(self.network.organisation, number, is_inside=True)
        assert found is not None, "it was kept"
        return found


def a_library(stage: Stage, **values: Any) -> Library:
    """Nine people begin a library that everybody may read."""
    network = stage.found(
        NewGroup("Network of the coast", "network", "GHS"),
        [Founder(name, offices=SEATS.get(name, ())) for name in PEOPLE],
        values={
            "notice.days": 0,
            "meeting.ad_hoc": "1/2",
            "knowledge.public": True,
            "ecosystem.public": True,
        }
        | values,
    )
    network.secretary = "Bea"
    return Library(network)


def some_neighbours(stage: Stage, name: str) -> Group:
    """Three neighbours who may take something up."""
    group = stage.found(
        NewGroup(name, "association", "GHS"),
        [
            Founder("Ama", offices=("chair", "treasurer")),
            Founder("Bea", offices=("secretary",)),
            Founder("Kofi"),
        ],
        values={"notice.days": 0, "meeting.ad_hoc": "1/2"},
    )
    group.secretary = "Bea"
    return group


def a_design(title: str, **more: Any) -> str:
    """What somebody writes of a practice, with one part that it cannot do without."""
    part = {
        "id": "turns",
        "kind": "core",
        "name": {"en": "Turns"},
        "function": {"en": "Nobody does it every day."},
        "form": {"en": "A list on the door."},
        "preconditions": [
            {
                "variable": "bonding_trust",
                "operator": "gte",
                "threshold": 5,
                "need": "required",
                "reason": {"en": "They give each other their keys."},
                "source": "own",
            }
        ],
    }
    plain = {
        "design": "",
        "version": 1,
        "title": {"en": title},
        "problem": {"en": "Some do all the work."},
        "root_cause": {"en": "It was never shared out."},
        "territory": {"name": "The coast", "country": "GH"},
        "sector": "",
        "state": "spotted",
        "text": [{"says": {"en": "Six households take turns."}, "source": "own"}],
        "sources": {"own": {"title": "Our meetings", "url": "", "kind": "own"}},
        "components": [part],
    }
    return json.dumps(plain | more)
