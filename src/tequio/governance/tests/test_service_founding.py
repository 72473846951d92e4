"""Founding as an act: from nothing to members, offices, statutes, mandates and a book."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tequio.chronicle import queries as chronicle
from tequio.governance import queries, service
from tequio.governance.queries.founding import Founding, to_found
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.tests import hall
from tequio.kernel import Act, Refused
from tequio.ledger import queries as ledger
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.statutes.queries import statutes_on

pytestmark = pytest.mark.django_db


def test_a_founded_group_has_everything_it_needs() -> None:
    group = hall.found(opening=(Opening("cash", 125_050), Opening("bank", 500_000)))
    organisation, today = group.organisation, group.today
    assert members.number_of_members(organisation, today) == 12
    held = {one.office: one.name for one in members.terms(organisation, today)}
    assert held == {"secretary": "Asha", "chair": "Bela", "treasurer": "Chitra"}
    assert [one.code for one in queries.bodies(organisation)] == ["assembly", "board"]
    assert statutes_on(organisation, today).integer("members.least") == 10
    in_force = mandates.mandates_of(organisation, today)
    codes = {scope.code for one in in_force for scope in one.grant.scopes}
    assert codes == set(statutes_on(organisation, today).purposes())
    balances = {one.kind: one.minor for one in ledger.accounts(organisation, today)}
    assert (balances["cash"], balances["bank"]) == (125_050, 500_000)


def test_the_founding_stands_in_the_groups_own_chronicle_and_in_the_book_of_decisions() -> None:
    group = hall.found()
    assert [
        kind["kind"] for kind in chronicle.facts_of(group.organisation, "governance.found")
    ] == ["self-help-group"]
    (founding,) = queries.resolutions(group.organisation)
    assert founding.outcome == "adopted"
    assert founding.certificate["statutes"]["notice.days"] == 0
    assert not list(queries.check(group.organisation))


def test_whoever_founds_is_a_member_with_the_office_that_she_chose() -> None:
    founder, _browser = hall.person("Asha")
    receipt = service.found(
        Act(founder, None, timezone.localtime(), "found"),
        group=NewGroup("Three keys", "savings-circle", "ZAR"),
        members=(
            Founder(person=founder, offices=("secretary", "treasurer")),
            *(Founder(name, offices=("keyholder",)) for name in "Bela Chitra Devi".split()),
            *(Founder(name) for name in "Esha Farida Gita Hema Indu Jaya".split()),
        ),
    )
    organisation = receipt.facts["organisation"]
    standing = members.standing(founder, organisation, timezone.localdate())
    assert standing.is_member
    assert standing.offices == {"secretary", "treasurer"}


def test_the_same_press_founds_one_group() -> None:
    given = {
        "group": NewGroup("Once", "association", "EUR"),
        "members": tuple(
            Founder(name, offices=("treasurer", "secretary", "chair")) for name in hall.NAMES
        ),
    }
    act = Act(None, None, timezone.localtime(), "the same key")
    first, again = service.found(act, **given), service.found(act, **given)
    assert again.replayed
    assert first.facts["organisation"] == again.facts["organisation"]
    assert len(members.organisations()) == 1


def test_a_refused_founding_leaves_nothing_behind() -> None:
    hall.found("Sakhi Mandal")
    with pytest.raises(Refused) as refused:
        hall.found("Sakhi Mandal")
    assert [one.code for one in refused.value.refusals] == ["name_taken"]
    assert len(members.organisations()) == 1


def test_the_last_page_asks_what_the_act_asks() -> None:
    few = Founding(NewGroup("Few", "self-help-group", "INR"), (Founder("Asha"),))
    foreseen = [one.code for one in to_found(few, timezone.localdate())]
    with pytest.raises(Refused) as refused:
        service.found(
            Act(None, None, timezone.localtime(), "few"), group=few.group, members=few.members
        )
    assert [one.code for one in refused.value.refusals] == foreseen
    assert foreseen == ["too_few_founders", "office_without_holder", "nobody_keeps_the_roll"]


def test_a_name_without_a_latin_letter_gets_an_address_of_its_own() -> None:
    first, second = hall.found("सखी मंडल"), hall.found("सखी मंडल")
    assert first.slug.startswith("group-")
    assert first.slug != second.slug
