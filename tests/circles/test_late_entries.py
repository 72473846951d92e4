"""A sheet that is entered later than the statutes say is taken, and marked wherever it is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.circles.queries import cycles_of, late_entries, sheets_of
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told
from tests.circles.filling import Writer, words
from tests.circles.groups import WOMEN, everything_holds, ten

pytestmark = pytest.mark.django_db


def entered_after(days: int, started: date) -> Savers:
    """A meeting of the first day, typed in so many days later."""
    savers = ten(Stage(started), **{"circle.weekday": "any", "circle.sheet_days": 7})
    savers.starts()
    savers.group.stage.later(days)
    savers.meets(Told(dict.fromkeys(WOMEN, 1), held_on=started))
    return savers


@pytest.mark.parametrize(("days", "is_late"), [(7, False), (8, True)])
def test_a_sheet_is_late_from_the_day_after_the_last_one(days: int, is_late: bool) -> None:
    savers = entered_after(days, timezone.localdate() - timedelta(days=20))
    organisation = savers.group.organisation
    (sheet,) = sheets_of(organisation, cycles_of(organisation)[0].id)
    assert late_entries(organisation, [sheet]) == ({sheet.id: 8} if is_late else {})
    writer = Writer(savers)
    for page in (writer.opens("held", sheet.id), writer.opens("cycle")):
        assert ("Late entry: 8 days after the meeting" in words(page)) == is_late
    assert everything_holds()


def test_the_federation_sees_that_a_sheet_was_entered_late() -> None:
    started = timezone.localdate() - timedelta(days=20)
    stage = Stage(started)
    federation = told.found(stage, "Union", told.DELEGATES)
    values = {"privacy.federation": "sheets", "circle.share_price": 100}
    group = told.found(stage, "Nari", told.TEN, **values | {"circle.weekday": "any"})
    told.joins(group, federation)
    savers = Savers(group, told.treasurer(group), ("Dede", "Efua"))
    savers.starts()
    stage.later(9)
    savers.meets(Told({"Ama": 1}, held_on=started))
    (sheet,) = sheets_of(group.organisation, cycles_of(group.organisation)[0].id)
    client = browser_of(federation.person[told.treasurer(federation)])
    for name, numbers in (("group", ()), ("sheet_of_group", (sheet.id,))):
        said = page_of(client, name, federation, group, *numbers)
        assert "Late entry: 9 days after the meeting" in words(said)


def page_of(client: Client, name: str, federation: Group, group: Group, *more: int) -> str:
    """A page of the federation about a group."""
    place = reverse(f"circles:{name}", args=[federation.slug, group.slug, *more])
    return client.get(place).content.decode()
