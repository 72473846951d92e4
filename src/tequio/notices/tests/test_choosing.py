"""Nobody gets a message before she said where; an officer notes a wish and decides nothing."""

from __future__ import annotations

import pytest

from tequio.chronicle import queries as chronicle
from tequio.ledger.tests.founding import refused
from tequio.membership.models import PersonRow
from tequio.membership.service import open_account
from tequio.notices import queries
from tequio.notices import service as notices
from tequio.notices.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return stage.found()


def choosing(group, by: str, **given) -> list[str]:
    fields = {"person": group.person["Asma"], "channel": "sms", "wish": "own"} | given
    return refused(notices.choose_channel, group.act(by), **fields)


def test_nobody_has_chosen_anything_to_begin_with(group):
    for person in group.person.values():
        assert queries.choice_of(group.organisation, person) == queries.Choice()


def test_the_chronicle_knows_the_channel_and_not_the_number(group):
    stage.wants(group)
    (facts,) = chronicle.facts_of(group.organisation, "notices.choose_channel")
    assert (facts["channel"], facts["wish"]) == ("sms", "own")
    assert "98765" not in str(facts)


def test_an_officer_notes_on_paper_what_she_wants(group):
    group.does(
        "Chand",
        notices.choose_channel,
        person=group.person["Asma"],
        channel="sms",
        wish="written",
    )
    assert queries.choice_of(group.organisation, group.person["Asma"]).channel == "sms"


def test_choices_that_are_refused(group):
    assert choosing(group, "Esha") == ["office_not_held"]
    assert choosing(group, "Esha", wish="spoken") == ["office_not_held"]
    assert choosing(group, "Chand", person=9_999, wish="spoken") == ["no_such_person"]
    assert choosing(group, "Chand") == ["not_her_own_wish"]
    assert choosing(group, "Asma", wish="spoken") == ["not_her_own_wish"]
    PersonRow.objects.filter(pk=group.person["Asma"]).update(phone="", email="")
    assert choosing(group, "Asma") == ["no_phone_known"]
    assert choosing(group, "Asma", channel="email") == ["no_address_known"]
    stage.wants(group, channel="none")


def test_what_she_chose_with_her_own_sign_in_no_officer_changes(group):
    open_account(group.person["Asma"])
    group.does(
        "Chand",
        notices.choose_channel,
        person=group.person["Asma"],
        channel="sms",
        wish="spoken",
    )
    stage.wants(group, channel="none")
    assert choosing(group, "Chand", wish="spoken") == ["she_chose_herself"]
