"""Votes, budgets, the book of decisions and offices in the browser, refusals included."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tequio.governance import queries, service
from tequio.governance.rules import effects
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import Form, address, codes, press, shown, words
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.membership.tests.groups import on_the_shared_phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Hall:
    return hall.found()


@pytest.fixture
def asha(group: Hall) -> Client:
    return group.enters("Asha")


@pytest.fixture
def devi(group: Hall) -> Client:
    return group.enters("Devi")


# Withdrawing, voting by phone ---------------------------------------------------------------


def test_a_proposal_is_taken_back_by_who_made_it_and_by_nobody_else(
    group: Hall, devi: Client
) -> None:
    proposal = group.proposes()
    esha = group.enters("Esha")
    page = shown(esha, address(group, "proposal", proposal))
    assert "Only the person who made the proposal, or the secretary, may withdraw it." in page
    refused = press(esha, address(group, "withdraw", proposal))
    assert (refused.status_code, codes(refused)) == (403, ["not_the_proposer"])
    done = press(devi, address(group, "withdraw", proposal))
    assert "Withdrawn" in shown(devi, done["Location"])


def open_vote(group: Hall, asha: Client, proposal: int, **typed: Any) -> Any:
    place = address(group, "open_ballot", proposal)
    fields = Form(asha.get(place)).fields | typed
    return asha.post(place, fields)


def test_a_vote_by_phone_is_opened_until_a_day(group: Hall, asha: Client) -> None:
    proposal = group.proposes()
    until = group.today + timedelta(days=2)
    answer = open_vote(group, asha, proposal, closes_on=until.isoformat())
    page = shown(asha, answer["Location"])
    assert "0 of 12 have voted" in page
    again = open_vote(group, asha, proposal)
    assert (again.status_code, codes(again)) == (409, ["ballot_already_open"])


def test_a_vote_with_too_little_notice_is_refused(asha: Client) -> None:
    group = hall.found("Careful", values={"notice.days": 7})
    secretary = group.enters("Asha")
    answer = open_vote(group, secretary, group.proposes(), closes_on=group.today.isoformat())
    assert (answer.status_code, codes(answer)) == (409, ["notice_too_short"])


def test_one_press_votes_and_another_changes_it(group: Hall, devi: Client) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    place = address(group, "ballot", ballot)
    assert press(devi, address(group, "cast", ballot), choice="yes")["Location"] == place
    assert "You voted: Yes" in shown(devi, place)
    press(devi, address(group, "cast", ballot), choice="no")
    page = shown(devi, place)
    assert "You voted: No" in page
    assert "1 of 12 have voted" in page
    assert len(queries.votes(group.organisation, ballot)) == 1


def test_a_vote_by_phone_is_given_with_a_pin_on_the_shared_phone(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    devi, asha = group.people["Devi"], group.people["Asha"]
    phone = on_the_shared_phone(group.organisation, devi, officer=asha)
    press(phone, address(group, "cast", ballot), choice="yes")
    assert "You voted: Yes" in shown(phone, address(group, "ballot", ballot))
    closed = press(phone, address(group, "close_ballot", ballot))
    assert (closed.status_code, codes(closed)) == (403, ["full_sign_in_needed"])


@pytest.mark.parametrize("choice", ["", "perhaps", "YES"])
def test_only_yes_no_and_abstain_are_votes(group: Hall, devi: Client, choice: str) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    answer = press(devi, address(group, "cast", ballot), choice=choice)
    assert answer.status_code == 422
    assert queries.votes(group.organisation, ballot) == []


def test_who_is_not_on_the_roll_reads_why_and_cannot_vote(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    mina = membership.create_person(membership.NewPerson("Mina", language="en"))
    membership.admit(group.organisation, [mina], since=group.today)
    group.people["Mina"] = mina
    browser = group.enters("Mina")
    page = browser.get(address(group, "ballot", ballot))
    assert "Person Mina is not on the roll of this body." in words(page)
    assert 'name="choice"' not in page.content.decode()
    answer = press(browser, address(group, "cast", ballot), choice="yes")
    assert (answer.status_code, codes(answer)) == (403, ["not_on_the_roll"])


def test_the_button_to_close_says_until_when_the_vote_runs(group: Hall, asha: Client) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    page = shown(asha, address(group, "ballot", ballot))
    assert "and 12 members have not voted yet" in page
    answer = press(asha, address(group, "close_ballot", ballot))
    assert (answer.status_code, codes(answer)) == (409, ["ballot_still_runs"])


def voted_by_all(group: Hall, yes: int) -> int:
    ballot = group.votes(group.proposes(hall.payment()), way="phone")
    for place, name in enumerate(NAMES):
        choice = "yes" if place < yes else "no"
        service.cast(group.act(name), ballot=ballot, choice=choice)
    return ballot


def test_the_result_shows_its_arithmetic(group: Hall, asha: Client) -> None:
    ballot = voted_by_all(group, yes=7)
    closed = press(asha, address(group, "close_ballot", ballot))
    page = shown(asha, closed["Location"])
    assert (
        "Yes more than 1/2 of 12: of everybody present; not voting counts against 7 7 enough"
        in page
    )
    assert "Taking part 1/2 of 12 members 6 12 enough" in page
    assert "What it allows to pay" in page
    assert "₹500.00" in page


@pytest.mark.parametrize(
    ("privacy", "secretary_sees", "member_sees"),
    [("members", True, True), ("officers", True, False), ("self", False, False)],
)
def test_who_voted_how_is_shown_only_if_the_statutes_allow_it(
    privacy: str, secretary_sees: bool, member_sees: bool
) -> None:
    group = hall.found("Private", values={"privacy.votes": privacy})
    ballot = voted_by_all(group, yes=7)
    place = address(group, "ballot", ballot)
    assert "Who voted how" not in shown(group.enters("Asha"), place)
    group.closes(ballot)
    assert ("Gita: Yes" in shown(group.enters("Asha"), place)) is secretary_sees
    assert ("Gita: Yes" in shown(group.enters("Devi"), place)) is member_sees
    assert "You voted: Yes" in shown(group.enters("Devi"), place)


def test_what_could_no_longer_be_done_says_why(group: Hall, asha: Client) -> None:
    gives = effects.GiveOffice("office", "keyholder", group.people["Devi"])
    ballot = group.votes(group.proposes(gives), way="phone")
    group.decides(gives)
    for name in NAMES:
        service.cast(group.act(name), ballot=ballot, choice="yes")
    number = group.closes(ballot)["resolution"]
    page = shown(asha, address(group, "resolution", number))
    assert "Adopted, but no longer possible" in page
    assert "Person Devi already holds the office Key-holder." in page


# Participatory budgets ----------------------------------------------------------------------


def open_budget(group: Hall, browser: Client, *, number: int = 0, **typed: Any) -> Any:
    """Open the vote on a budget, decided before or now, on the page."""
    decided = number or group.decides(hall.budget())["resolution"]
    place = address(group, "open_budget", query=f"?resolution={decided}")
    rows = {"p-0-title": "A well", "p-0-minor": "400", "p-1-title": "A lamp", "p-1-minor": "700"}
    fields = Form(browser.get(place)).fields | {"go": "open"} | rows | typed
    return browser.post(place, fields)


def test_a_budget_is_opened_approved_and_counted_step_by_step(group: Hall, asha: Client) -> None:
    opened = open_budget(group, asha)
    assert opened.status_code == 302
    page = shown(asha, opened["Location"])
    assert "To be shared: ₹1,000.00" in page
    assert "A lamp ₹700.00" in page
    (ballot,) = queries.open_ballots(group.organisation)
    well, lamp = queries.projects_of_budget(group.organisation, ballot.id)
    place = address(group, "approve", ballot.id)
    for place_of, name in enumerate(NAMES):
        ticked = [well.id, lamp.id] if place_of < 3 else [well.id]
        assert press(group.enters(name), place, project=ticked).status_code == 302
    assert "Your choice is kept. Tick anew to change it." in shown(asha, opened["Location"])
    closed = press(asha, address(group, "close_ballot", ballot.id))
    page = shown(asha, closed["Location"])
    assert "A well ₹400.00 12 won" in page
    assert "A lamp ₹700.00 3 not won" in page
    assert "A well costs ₹400.00: chosen." in page
    number = int(closed["Location"].rstrip("/").rpartition("/")[2])
    (won,) = mandates.mandates_from(group.organisation, f"resolution:{number}")
    assert won.grant.ceilings[0].minor == 40_000


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"p-0-minor": "0"}, 422, "Write what it costs."),
        ({"p-0-minor": "1,001"}, 422, "the members decided to share ₹1,000.00"),
        ({"p-1-minor": ""}, 422, "Write what it costs."),
        ({"p-1-title": ""}, 422, "Write what the project is."),
        ({"resolution": "999999"}, 422, "The members adopted no budget"),
        (dict.fromkeys(["p-0-title", "p-0-minor", "p-1-title", "p-1-minor"], ""), 422, "projects"),
        ({"closes_on": "2020-01-01"}, 409, "days of notice"),
    ],
)
def test_a_budget_that_cannot_be_opened_shows_the_form_again(
    group: Hall, asha: Client, typed: dict[str, str], status: int, said: str
) -> None:
    answer = open_budget(group, asha, **typed)
    assert answer.status_code == status
    assert said in words(answer)
    assert queries.open_ballots(group.organisation) == []


def test_before_anything_is_decided_the_page_leads_to_a_proposal(group: Hall, asha: Client) -> None:
    page = asha.get(address(group, "open_budget"))
    assert "No budget waits to be shared." in words(page)
    place = address(group, "propose_kind", "budget")
    assert place in page.content.decode()
    fields = Form(asha.get(place)).fields | {"title": "Village budget", "minor": "1,000"}
    made = asha.post(place, fields)
    assert made.status_code == 302
    page = shown(asha, made["Location"])
    assert "Up to ₹1,000.00 are shared among projects, in one vote of the members." in page
    assert "Equal shares" in page


def test_of_two_decided_budgets_one_is_chosen_and_a_shared_one_is_not_opened_again(
    group: Hall, asha: Client
) -> None:
    first = group.decides(hall.budget())["resolution"]
    second = group.decides(hall.budget(70_000))["resolution"]
    page = asha.get(address(group, "open_budget")).content.decode()
    assert f"?resolution={first}" in page
    assert f"?resolution={second}" in page
    offered = shown(asha, address(group, "resolution", second))
    assert "Name its projects and open the vote" in offered
    assert open_budget(group, asha, number=second).status_code == 302
    assert "The vote on its projects" in shown(asha, address(group, "resolution", second))
    again = asha.get(address(group, "open_budget", query=f"?resolution={second}"))
    assert codes(again) == []
    assert "was already put to the vote" in words(again)


def test_more_rows_keep_the_projects_that_were_typed(group: Hall, asha: Client) -> None:
    page = open_budget(group, asha, go="more")
    fields = Form(page).fields
    assert page.status_code == 200
    assert fields["p-1-title"] == "A lamp"
    assert "p-9-title" in fields


def test_only_projects_on_the_ballot_are_approved(group: Hall, asha: Client) -> None:
    open_budget(group, asha)
    (ballot,) = queries.open_ballots(group.organisation)
    place = address(group, "approve", ballot.id)
    answer = press(asha, place, project=[999_999])
    assert (answer.status_code, codes(answer)) == (422, ["project_unknown"])
    assert press(asha, place, project=["all"]).status_code == 422


# The book of decisions, offices -------------------------------------------------------------


def test_the_book_of_decisions_goes_back_page_by_page(group: Hall, devi: Client) -> None:
    for _decision in range(31):
        group.decides()
    first = devi.get(address(group, "resolutions"))
    assert first.content.decode().count("New tyres") == 30
    older = devi.get(address(group, "resolutions", query=f"?before={first.context['older']}"))
    page = words(older)
    assert page.count("New tyres") == 1
    assert "The founding of the group" in page


def test_a_resolution_can_be_printed_with_its_proof(group: Hall, devi: Client) -> None:
    ended = group.decides(hall.payment(70_000), yes=9, no=3)
    answer = devi.get(address(group, "resolution", ended["resolution"]))
    page = words(answer)
    assert 'class="sheet"' in answer.content.decode()
    assert "Counted by raised hands. Witnesses of the count: Bela, Chitra. Entered by Asha." in page
    assert ended["certificate"] in page
    assert address(group, "ballot", ended["ballot"]) in answer.content.decode()
    founding = queries.resolutions(group.organisation)[-1]
    assert "The rules that were adopted" in shown(devi, address(group, "resolution", founding.id))


def hand_over(group: Hall, browser: Client, **typed: Any) -> Any:
    chitra, esha, bela, farida = group.numbers(("Chitra", "Esha", "Bela", "Farida"))
    given = {
        "held": f"treasurer:{chitra}",
        "person": esha,
        "present": group.numbers(name for name in NAMES if name != "Chitra"),
        "yes": 10,
        "no": 1,
        "abstain": 0,
        "witness0": bela,
        "witness1": farida,
    }
    return press(browser, address(group, "hand_over"), **(given | typed))


def test_an_office_is_handed_over_in_one_press(group: Hall, asha: Client) -> None:
    assert "8 of 12 members must be in the room." in shown(asha, address(group, "hand_over"))
    answer = hand_over(group, asha)
    assert answer.status_code == 302
    page = shown(asha, answer["Location"])
    assert "Treasurer: Esha" in page
    assert "Esha takes the office: Treasurer. Chitra leaves it." in page
    esha = members.standing(group.people["Esha"], group.organisation, group.today)
    assert esha.offices == {"treasurer"}


@pytest.mark.parametrize(
    ("typed", "status", "code"),
    [
        ({"held": "treasurer"}, 302, ""),
        ({"held": "storekeeper"}, 422, ""),
        ({"person": ""}, 422, ""),
        ({"present": []}, 422, ""),
        ({"yes": 5, "no": 6}, 409, "not_adopted"),
        ({"yes": 12}, 422, "hands_do_not_add_up"),
    ],
)
def test_a_handing_over_that_cannot_be_is_refused_and_nothing_remains(
    group: Hall, asha: Client, typed: dict[str, Any], status: int, code: str
) -> None:
    answer = hand_over(group, asha, **typed)
    assert answer.status_code == status
    if status == 302:
        return
    assert codes(answer) == ([code] if code else [])
    assert queries.meetings(group.organisation) == []


def test_a_member_without_an_office_reads_who_may_enter_it(group: Hall, devi: Client) -> None:
    page = shown(devi, address(group, "hand_over"))
    assert "Only somebody who holds an office enters what the meeting decided." in page
    answer = hand_over(group, devi)
    assert (answer.status_code, codes(answer)) == (403, ["no_officer"])


def test_too_few_in_the_room_hand_over_nothing(group: Hall, asha: Client) -> None:
    present = group.numbers(("Devi", "Bela", "Farida", "Gita"))
    answer = hand_over(group, asha, present=present, yes=4, no=0)
    assert (answer.status_code, codes(answer)) == (409, ["too_few_present"])


def test_the_link_from_an_office_chooses_it(group: Hall, devi: Client) -> None:
    chitra = group.people["Chitra"]
    page = devi.get(address(group, "hand_over", query=f"?office=treasurer:{chitra}&all=1"))
    fields = Form(page).fields
    assert fields["held"] == f"treasurer:{chitra}"
    assert len(fields["present"]) == 12
