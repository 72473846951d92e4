"""`verify` holds memberships and offices against the chronicle: each attack beside its lawful twin.

The database refuses such changes; whoever owns the machine takes its guards away first.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from tequio.governance import queries, service
from tequio.governance.rules import effects
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests.scene import founded
from tequio.governance.tests.test_refusals_importing import FILE
from tequio.kernel import Act
from tequio.membership import service as membership
from tequio.membership.models import MembershipRow, RegistrationRow, TermRow


def a_long_life():
    """A group that lived through everything that gives or ends a membership or an office."""
    group = founded()
    group.decides(effects.GiveOffice("office", "treasurer", group.person["Dede"], None))
    hand_over(group, "treasurer", to="Efua", replaces="Dede")
    below = founded("Village below")
    below.does("Bea", membership.apply, federation=group.organisation)
    group.decides(effects.AdmitOrganisation("admission_of_organisation", below.organisation))
    for name in ("Gifty", "Hawa", "Ines"):
        is_let_in(group, name)
    group.decides(effects.Exclude("exclusion", group.person["Ines"]))
    is_let_in(group, "Joy")
    group.later(days=3)
    group.does("Gifty", membership.leave)
    erases_herself(group, "Hawa")
    group.does(
        "Bea",
        membership.erase_on_request,
        person=group.person["Joy"],
        asked="spoken",
        witness=group.person["Dede"],
    )
    return group


@pytest.fixture(scope="module")
def history(told_once):
    return told_once(a_long_life)


@pytest.fixture
def scene(history, db):
    return deepcopy(history)


def is_let_in(group, name):
    told = group.does("Bea", membership.register_person, name=name)
    group.person[name] = told["person"]
    group.decides(effects.Admit("admission", group.person[name]))


def erases_herself(group, name):
    """She asks the node, for no group."""
    act = Act(group.person[name], None, group.at, f"{name} erases herself")
    membership.erase_person(act, person=group.person[name])


def hand_over(group, office, *, to, replaces):
    present = group.numbers("Ama", "Bea", "Caro", "Dede", "Efua")
    group.does(
        "Ama",
        service.hand_over,
        office=office,
        person=group.person[to],
        replaces=group.person[replaces],
        present=present,
        hands=Hands(5, 0, 0, group.numbers("Caro", "Dede")),
    )


def found_in(scene):
    return [one.code for one in queries.check(scene.organisation)]


def unguarded(table):
    """What the owner of the machine does before an attack."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE membership_{table} DISABLE TRIGGER USER")
            return
        for guard in ("changed", "deleted", "replaced"):
            cursor.execute(f"DROP TRIGGER membership_{table}_not_{guard}")


def test_whatever_was_decided_and_done_is_found_as_it_was_told(scene):
    assert found_in(scene) == []
    kept = MembershipRow.objects.filter(organisation_id=scene.organisation)
    assert kept.filter(is_void=True).count() == 1
    assert TermRow.objects.filter(organisation_id=scene.organisation, is_void=True).count() == 1


def test_days_are_those_of_the_zone_in_which_it_was_done_not_of_the_node_s_zone_today(db):
    """At one in the night of Kolkata it is still the day before in London."""
    group = founded("Another circle")
    group.at = datetime(2026, 11, 20, 1, tzinfo=ZoneInfo("Asia/Kolkata"))
    group.does("Dede", membership.leave)
    erases_herself(group, "Efua")
    group.does("", service.import_budget, file=FILE)
    for zone in ("Asia/Kolkata", "UTC", "America/Mexico_City"):
        with timezone.override(ZoneInfo(zone)):
            assert found_in(group) == []


def of(scene, table, who=None, **which):
    rows = table.objects.filter(organisation_id=scene.organisation, **which)
    return rows.filter(person_id=scene.person[who]) if who else rows


MEMBERS = {
    "Dede belongs since longer": lambda s: of(s, MembershipRow, "Dede").update(since="2020-01-01"),
    "Gifty never left": lambda s: of(s, MembershipRow, "Gifty").update(until=None),
    "Efua belongs no more": lambda s: of(s, MembershipRow, "Efua").update(until=s.today),
    "Ines was no day too short": lambda s: of(s, MembershipRow, "Ines").update(is_void=False),
    "Efua was never there": lambda s: of(s, MembershipRow, "Efua").delete(),
    "the village below is gone": lambda s: of(s, MembershipRow, person=None).delete(),
    "Joy, erased because she asked, belongs no more": lambda s: of(s, MembershipRow, "Joy").update(
        until=s.today
    ),
    "Dede is of another class": lambda s: of(s, MembershipRow, "Dede").update(member_class="x"),
    "Zora belongs": lambda s: membership.admit(
        s.organisation, [s.person["Zora"]], since=s.today - timedelta(days=1)
    ),
}
TERMS = {
    "Dede is secretary": lambda s: of(s, TermRow, "Bea").update(person_id=s.person["Dede"]),
    "Dede was treasurer for days": lambda s: of(s, TermRow, "Dede").update(is_void=False),
    "Ama is no longer chair": lambda s: of(s, TermRow, "Ama").update(until=s.today),
    "Ama never was": lambda s: of(s, TermRow, "Ama").delete(),
    "Zora is chair": lambda s: membership.seat(
        s.organisation, office="chair", person=s.person["Zora"], since=s.today
    ),
}


@pytest.mark.parametrize("says", MEMBERS)
def test_a_membership_that_nobody_gave_or_ended_is_found(scene, says):
    unguarded("membershiprow")
    MEMBERS[says](scene)
    assert set(found_in(scene)) == {"membership_differs"}


@pytest.mark.parametrize("says", TERMS)
def test_an_office_that_nobody_gave_or_ended_is_found(scene, says):
    unguarded("termrow")
    TERMS[says](scene)
    assert set(found_in(scene)) == {"term_differs"}


@pytest.mark.parametrize(
    "says",
    [
        lambda s: of(s, RegistrationRow, "Gifty").delete(),
        lambda s: RegistrationRow.objects.create(
            organisation_id=s.organisation, person_id=s.person["Zora"]
        ),
    ],
    ids=["taken away", "put in"],
)
def test_a_person_whom_nobody_wrote_down_is_found(scene, says):
    unguarded("registrationrow")
    says(scene)
    assert found_in(scene) == ["registration_differs"]


def test_the_check_asks_the_same_number_of_questions_however_many_members(scene, db):
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert found_in(scene) == []
        return len(seen)

    before = asked()
    for name in ("Kuku", "Lena", "Mona"):
        told = scene.does("Bea", membership.register_person, name=name)
        scene.person[name] = told["person"]
        scene.does("Bea", membership.correct_person, person=told["person"], name=name + "a")
    assert asked() == before
