"""Every read asks the database as often for fifty rows as for five."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from tequio.knowledge import models as tables
from tequio.knowledge import service
from tequio.knowledge.queries.assessed import assessment, assessments, track_record
from tequio.knowledge.queries.chains import look_back
from tequio.knowledge.queries.offers import offers_by, offers_to
from tequio.knowledge.queries.places import place, places
from tequio.knowledge.queries.practice import practice, versions
from tequio.knowledge.queries.practices import practices, published
from tequio.knowledge.queries.similar_places import similar_places
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.queries.transfers import due_on, transfer, transfers_from, transfers_of
from tequio.knowledge.queries.waiting import waiting_for_a_receiver
from tequio.knowledge.queries.watched import (
    antennas,
    loose_observations,
    observations_of,
    watches,
)
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import (
    CHANGED,
    moves,
    says,
    sees,
    taken_up,
    township,
)
from tequio.knowledge.tests.writing import begun, observe, show_evidence, signed
from tequio.membership.models import OrganisationRow

pytestmark = pytest.mark.django_db
FAR = 100_000
"""A number that stands for one of its own in each row (`again`)."""
QUERIES = {
    "antennas": 2,
    "watches": 3,
    "observations_of": 6,
    "loose_observations": 4,
    "look_back": 9,
    "practices": 5,
    "published": 7,
    "practice": 26,
    "practice, seen from outside": 21,
    "versions": 4,
    "places": 3,
    "place": 5,
    "similar_places": 5,
    "assessments": 2,
    "assessment": 9,
    "track_record": 9,
    "offers_to": 4,
    "offers_by": 4,
    "transfers_of": 5,
    "transfers_from": 5,
    "transfer": 9,
    "due_on": 5,
    "waiting_for_a_receiver": 3,
}
"""By read, what it may cost."""


Like = tuple[models.Model, Mapping[str, Any]]
"""A row, and which of its columns differ in those like it."""


class Much(stage.Library):
    """One of everything, which then becomes much."""

    def begin(self) -> None:
        """Bring about one of everything by acts."""
        self.adopts(knowledge__public=True)
        self.weavers = self.member()[0]
        given = {"name": "Hills", "tier": "region", "region": "The hills"}
        antenna = self.does(service.open_antenna, **given)["antenna"]
        self.watch = self.does(service.open_watch, title="Tuesday", antenna=antenna)["watch"]
        seen = {"kind": "need", "words": "No ride home.", "watch": self.watch}
        noticed = self.does(observe, "chand", **seen)["observation"]
        self.does(observe, guest="Mrs Okoro", **seen)
        self.practice = begun(self, observations=(noticed,))
        signed(self, self.practice)
        for state in ("systematised", "piloted"):
            known = {"innovation": self.practice, "state": state, "reason": "Known."}
            self.does(service.advance, **known)
        self.does(service.publish, innovation=self.practice)
        shown = {"kind": "story", "strength": "told", "words": "A child fell.", "is_harm": True}
        self.does(show_evidence, innovation=self.practice, **shown)
        answer = {"question": 2, "answer": "holds", "words": "They vote."}
        self.does(service.answer_question, innovation=self.practice, **answer)
        self.place = township(self)
        says(self, self.place, "trust", "3", who="bina")
        eight = says(self, self.place, "trust", "8", words="Who came on Sunday", who="dalia")
        self.does(service.settle_value, value=eight, present=9, words="We agreed.")
        self.assessment = self.does(
            service.assess, context=self.place, practice=Practice(case="creche")
        )["assessment"]
        happened = {"assessment": self.assessment, "outcome": "ended", "words": "Nobody came."}
        self.does(service.record_outcome, **happened)
        self.travels()

    def travels(self) -> None:
        """It is offered, taken up, changed, looked at again."""
        offer = {"innovation": self.practice, "receiver": "weavers", "words": "For you."}
        made = self.does(service.offer, **offer)["offer"]
        answered = {"keeper": "network", "offer": made, "answer": "taken_up", "words": "Gladly."}
        self.for_group(self.weavers, service.answer_offer, **answered)
        shown = {"assessment": self.assessment, "assessor": "network"}
        self.transfer = taken_up(self, self.weavers, **shown)
        moves(self, self.weavers, self.transfer, "fit", "planned", "piloted")
        changed = {"transfer": self.transfer, "adaptation": CHANGED}
        self.for_group(self.weavers, service.log_adaptation, "chand", **changed)
        self.later(200)
        sees(self, self.weavers, self.transfer, 6)

    def row(self, table: type[models.Model], organisation: int = 0, **which: Any) -> models.Model:
        """The first of these rows, which an act wrote."""
        rows = table._default_manager.filter(organisation_id=organisation or self.keeper, **which)
        return rows.order_by("pk").first()

    def grows(self, numbers: range) -> None:
        """So many more of everything: rows like those that acts wrote."""
        organisation = OrganisationRow.objects.get(pk=self.keeper)
        like = [(organisation, {"id": FAR, "uid": "{0:032x}", "slug": "o{0}"})]
        for part in (self.watched, self.practised, self.said, self.moved):
            like += part()
        for row, changed in like:
            type(row)._default_manager.bulk_create(again(row, numbers, **changed))

    def watched(self) -> Iterator[Like]:
        """Antennas, meetings, observations, and what they are joined to."""
        yield self.row(tables.AntennaRow), {"id": FAR}
        yield self.row(tables.WatchRow), {"id": FAR}
        yield self.row(tables.ObservationRow, brought_by__isnull=False), {"id": FAR}
        yield self.row(tables.ObservationRow, brought_by=None), {"id": 2 * FAR}
        yield self.row(tables.JoinedRow), {"observation_id": FAR}

    def practised(self) -> Iterator[Like]:
        """Practices here and forks elsewhere; of one its versions, states, evidence, answers."""
        practice, written = self.row(tables.InnovationRow), self.row(tables.VersionRow)
        came = self.row(tables.StateRow, state="systematised")
        fork = {"source_id": self.keeper, "source_id_there": self.practice}
        yield practice, {"id": FAR}
        yield practice, {"organisation_id": FAR, **fork}
        for other in ("innovation_id", "number", "organisation_id"):
            yield written, {other: FAR}
        yield came, {"id": FAR}
        yield came, {"id": 2 * FAR, "innovation_id": FAR}
        yield self.row(tables.NotedRow), {"id": FAR}
        yield self.row(tables.AnswerRow), {"id": FAR}

    def said(self) -> Iterator[Like]:
        """Places, and of one all that was said, assessed and seen afterwards."""
        yield self.row(tables.ContextRow), {"id": FAR}
        yield self.row(tables.ValueRow), {"id": FAR, "context_id": FAR}
        yield self.row(tables.ValueRow), {"id": 2 * FAR}
        yield self.row(tables.SettledRow), {"id": FAR}
        yield self.row(tables.AssessmentRow), {"id": FAR, "context_id": FAR}
        yield self.row(tables.OutcomeRow), {"id": FAR}
        yield self.row(tables.OutcomeRow), {"id": 2 * FAR, "assessment_id": FAR}

    def moved(self) -> Iterator[Like]:
        """Offers to and from others; transfers of the weavers and of others, with their parts."""
        yield self.row(tables.OfferRow), {"id": FAR, "receiver_id": FAR}
        yield self.row(tables.OfferRow), {"organisation_id": FAR, "receiver_id": self.keeper}
        there = self.weavers.id
        transfer = self.row(tables.TransferRow, there)
        source = {"source_id": self.keeper, "innovation_id": self.practice}
        yield transfer, {"id": FAR, "proposal_id": FAR}
        yield transfer, {"organisation_id": FAR, **source}
        yield self.row(tables.FollowUpRow, there), {"id": FAR, "transfer_id": FAR}
        yield self.row(tables.FollowUpRow, there), {"organisation_id": FAR}
        for table in (tables.StepRow, tables.AdaptationRow):
            yield self.row(table, there), {"id": FAR}
            yield self.row(table, there), {"id": 2 * FAR, "transfer_id": FAR}
            yield self.row(table, there), {"organisation_id": FAR}


def again(row: models.Model, numbers: range, **changed: Any) -> list[models.Model]:
    """Rows like this one, with other values in the columns that make them different."""
    columns = [one.attname for one in row._meta.local_concrete_fields if one.name != "pk"]
    same = {name: getattr(row, name) for name in columns}
    return [
        type(row)(**same | {name: _other(value, each) for name, value in changed.items()})
        for each in numbers
    ]


def _other(value: Any, number: int) -> Any:
    if isinstance(value, str):
        return value.format(number)
    return value + number if value >= FAR else value


def reads_of(here: Much) -> Mapping[str, Callable[[], int]]:
    """Each read of a page, which gives how much it read."""
    keeper, there, today = here.keeper, here.weavers.id, here.at.date()
    member = reader_of(keeper, here.group.people["asha"], today)
    nobody = reader_of(keeper, None, today)
    one = (keeper, here.practice)
    inside = {"is_inside": True}
    later = today.replace(year=today.year + 1)
    return {
        "antennas": lambda: len(antennas(keeper)),
        "watches": lambda: len(watches(keeper)),
        "observations_of": lambda: len(observations_of(keeper, here.watch)),
        "loose_observations": lambda: len(loose_observations(keeper)),
        "look_back": lambda: len(look_back(keeper).moved),
        "practices": lambda: len(practices(keeper, takes_part=True).practices),
        "published": lambda: len(published(today, but=there)),
        "practice": lambda: len(practice(*one, member, today).forks),
        "practice, seen from outside": lambda: len(practice(*one, nobody, today).evidence),
        "versions": lambda: len(versions(*one, member)),
        "places": lambda: len(places(keeper, **inside)),
        "place": lambda: max(
            len(one.values) for one in place(keeper, here.place, **inside).variables
        ),
        "similar_places": lambda: similar_places(keeper, here.place, **inside).too_little,
        "assessments": lambda: len(assessments(keeper, **inside)),
        "assessment": lambda: len(assessment(keeper, here.assessment, **inside).outcomes),
        "track_record": lambda: len(track_record(keeper, **inside).judged),
        "offers_to": lambda: len(offers_to(keeper)),
        "offers_by": lambda: len(offers_by(keeper)),
        "transfers_of": lambda: len(transfers_of(there)),
        "transfers_from": lambda: len(transfers_from(keeper)),
        "transfer": lambda: len(transfer(there, here.transfer).steps),
        "due_on": lambda: len(due_on(later, receivers=[there])),
        "waiting_for_a_receiver": lambda: len(waiting_for_a_receiver(keeper)),
    }


def test_nothing_is_read_row_by_row():
    opened = stage.library()
    here = Much(opened.group, opened.at)
    here.begin()
    for numbers, least in ((range(4), 4), (range(4, 49), 49)):
        here.grows(numbers)
        found = {}
        for name, read in reads_of(here).items():
            with CaptureQueriesContext(connection) as asked:
                many = read()
            found[name] = len(asked)
            assert many >= least, name
        assert found == QUERIES, least
