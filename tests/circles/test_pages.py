"""The pages of a savings group: a sheet is filled, looked at and written, and nothing is lost."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tequio.circles.queries import keys_of, lines_of, running_cycle, sheets_of
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.membership.queries import pins
from tequio.membership.rules.pins import verifier_of
from tequio.membership.service import set_pin
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Sent, Writer, codes, in_the_box, met_twice, words
from tests.circles.groups import (
    WOMEN,
    agrees_to_share_out,
    everything_holds,
    holds,
    ten,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"a photograph"


@pytest.fixture
def met(db: None) -> Savers:
    return met_twice()


@pytest.fixture
def writer(met: Savers) -> Writer:
    return Writer(met)


def written(savers: Savers) -> list[int]:
    cycle = running_cycle(savers.group.organisation, "main")
    assert cycle is not None
    return [one.id for one in sheets_of(savers.group.organisation, cycle.id)]


def test_an_ordinary_meeting_needs_only_what_is_counted_and_seen(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    looked = writer.presses("check", fields)
    assert "As the book says" in words(looked)
    assert "20 · GH₵100.00" in words(looked)
    assert len(written(writer.savers)) == 2, "nothing is written before it is looked at"
    done = writer.presses("write", Sent(looked.content.decode()).fields)
    assert done.status_code == 302, words(done)
    newest = written(writer.savers)[0]
    lines = lines_of(writer.savers.group.organisation, newest)
    assert {(one.attendance, one.shares, one.social) for one in lines} == {("present", 2, 50)}
    page = words(writer.opens("held", newest))
    assert "Read this aloud" in page
    assert "Dede, Efua" in page
    assert everything_holds()


def test_everything_of_a_meeting_goes_onto_one_sheet(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers), heard="same", opening="180")
    loan = next(name for name in fields if name.startswith("rp-"))
    person = writer.savers.group.person
    fields |= {
        writer.hers("at", "Bea"): "absent",
        writer.hers("pd", "Ama"): "100",
        writer.hers("sh", "Joy"): "5",
        loan.replace("rp", "rd"): "7.50",
        "hw-0": person["Gifty"],
        "hm-0": "3",
        "lw-0": person["Dede"],
        "lm-0": "20",
        "lc-0": "4",
        "lp-0": "A pot",
        "ly-0": "8",
        "ln-0": "1",
        f"ky-{person['Hawa']}": "1",
    }
    del fields[writer.hers("so", "Ines")]
    looked = writer.presses("check", fields)
    assert looked.status_code == 200, codes(looked)
    page = words(looked)
    assert "Loan of GH₵20.00 to Dede: 8 yes, 1 no, 0 abstained · handed out" in page
    assert "Bea (Absent)" in page
    assert "1 key named, 0 proved" in page
    done = writer.presses("write", Sent(looked.content.decode()).fields)
    assert done.status_code == 302, codes(done)
    newest = written(writer.savers)[0]
    organisation = writer.savers.group.organisation
    by_person = {one.person: one for one in lines_of(organisation, newest)}
    bea, ama = by_person[person["Bea"]], by_person[person["Ama"]]
    assert (bea.shares, bea.social, bea.fine) == (0, 0, "absent"), "who is absent gives nothing"
    assert ama.fine_paid == 100, "she pays what she owes from before"
    assert by_person[person["Joy"]].shares == 5
    assert by_person[person["Ines"]].social == 0
    assert by_person[person["Gifty"]].helped == 300
    held = words(writer.opens("held", newest))
    assert "Repayments Fati" in held
    assert "Caro answers for it" in held
    assert "1 named, 0 proved: Hawa" in held


def test_a_refusal_stands_at_its_row_and_nothing_typed_is_lost(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    fields |= {writer.hers("fp", "Gifty"): "4", "lp-0": "A pot", "opening": "180"}
    answer = writer.presses("check", fields)
    assert answer.status_code == 409
    assert codes(answer) == ["fine_overpaid"]
    page = answer.content.decode()
    row = page[page.index("Gifty</legend>") : page.index("Hawa</legend>")]
    assert "Member Gifty pays GH₵4.00 of fines, and GH₵0.00 are due." in words(row)
    person = writer.savers.group.person["Gifty"]
    assert f'<a class="touch" href="#m-{person}">' in page, "the list above leads to her row"
    marked = re.findall('aria-invalid="true" aria-describedby="([^"]+)"', page)
    assert marked == [f"w-{person}"]
    assert page.count(f' id="w-{person}"') == 1
    assert said_by(Sent(page).fields) == said_by(fields)


def said_by(fields: dict[str, Any]) -> dict[str, str]:
    return {name: str(one) for name, one in fields.items() if one and name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("counted", "", "Count it, and write the sum; 0 if it is empty."),
        ("social", "three", "“three” is not an amount."),
        ("hm-0", "5", "Say who is helped, and with how much."),
        ("lm-1", "50", "Say who asks, how much, for how long, and how many hands were raised."),
        ("ly-0", "many", "Write a number."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(
    writer: Writer, name: str, typed: str, said: str
) -> None:
    fields = writer.sheet(**in_the_box(writer.savers)) | {name: typed}
    answer = writer.presses("check", fields)
    assert answer.status_code == 422
    assert said in words(answer)
    assert Sent(answer.content.decode()).fields[name] == typed
    assert len(written(writer.savers)) == 2


def test_one_more_row_is_offered_and_keeps_what_was_typed(writer: Writer) -> None:
    fields = writer.sheet(counted="77")
    answer = writer.presses("more-loans", fields)
    again = Sent(answer.content.decode()).fields
    assert "lw-3" in again
    assert "lw-3" not in fields
    assert again["counted"] == "77"
    assert "hw-1" in Sent(writer.presses("more-help", again).content.decode()).fields


def test_a_second_sheet_of_a_day_is_shown_beside_the_first(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    assert writer.presses("write", fields).status_code == 302
    other = writer.sheet(**in_the_box(writer.savers)) | {writer.hers("sh", "Joy"): "3"}
    answer = writer.presses("write", other)
    assert answer.status_code == 409
    assert codes(answer) == ["sheet_already_there"]
    page = words(answer)
    assert "What you typed says otherwise" in page
    assert "Joy Shares 2 3" in page
    assert len(written(writer.savers)) == 3
    same = writer.presses("write", fields | {"key": "another phone"})
    assert "What you typed says the same." in words(same)


def test_a_sheet_on_paper_is_typed_in_later(writer: Writer) -> None:
    day = timezone.localdate() - timedelta(days=3)
    fields = writer.sheet(**in_the_box(writer.savers), held_on=day.isoformat())
    fields["held_on"] = fields.pop("held-on")
    with_photo = fields | {"photo": SimpleUploadedFile("sheet.png", PNG)}
    looked = writer.presses("check", with_photo)
    assert "The photograph is attached" in words(looked)
    done = writer.presses("write", Sent(looked.content.decode()).fields)
    assert done.status_code == 302, codes(done)
    page = writer.client.get(done["Location"]).content.decode()
    assert day.strftime("%-d %B %Y") in page
    place = re.findall('href="([^"]+/circle/photo/[^"]+)"', page)[0]
    photo = writer.client.get(place)
    assert b"".join(photo.streaming_content) == PNG
    assert writer.client.get(writer.address("photo", "0" * 64)).status_code == 404


def test_the_outbox_is_answered_in_json(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    unread = writer.presses("write", fields | {"counted": "?"}, **{"Tequio-Outbox": "1"})
    assert unread.status_code == 422
    assert json.loads(unread.content)["outcome"] == "refused"
    first = writer.presses("write", fields, **{"Tequio-Outbox": "1"})
    again = writer.presses("write", fields, **{"Tequio-Outbox": "1"})
    told = [json.loads(answer.content) for answer in (first, again)]
    assert [one["outcome"] for one in told] == ["accepted", "replayed"]
    assert told[0]["onward"] == told[1]["onward"]
    other = writer.presses("write", fields | {"key": "other"}, **{"Tequio-Outbox": "1"})
    refused = json.loads(other.content)
    assert [one["code"] for one in refused["refusals"]] == ["sheet_already_there"]


def chooses(savers: Savers, name: str, pin: str) -> None:
    salt = "ab" * 32
    savers.group.does(name, set_pin, salt=salt, verifier=verifier_of(pin, salt=salt))


def test_a_key_is_proved_by_her_pin_and_named_without_it(writer: Writer) -> None:
    savers, person = writer.savers, writer.savers.group.person
    chooses(savers, "Hawa", "4711")
    fields = writer.sheet(**in_the_box(savers)) | {
        f"pin-{person['Hawa']}": "4711",
        f"ky-{person['Ines']}": "1",
    }
    looked = writer.presses("check", fields)
    assert "2 keys named, 1 proved" in words(looked)
    assert "4711" not in looked.content.decode(), "the PIN itself is carried nowhere"
    assert writer.presses("write", Sent(looked.content.decode()).fields).status_code == 302
    newest = written(savers)[0]
    found = dict(keys_of(savers.group.organisation, newest))
    assert found == {person["Hawa"]: True, person["Ines"]: False}


def test_a_loan_of_three_locks_is_handed_out_when_its_keys_were_proved(db: None) -> None:
    today = timezone.localdate()
    stage = Stage(today - timedelta(days=7))
    savers = ten(stage, **{"circle.weekday": "any", "circle.keys": 3})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    stage.on(today)
    writer, person = Writer(savers), savers.group.person
    asks = {"lw-0": person["Dede"], "lm-0": "20", "lc-0": "4", "ly-0": "9", "ln-0": "0"}
    fields = writer.sheet(**in_the_box(savers, more=-2000)) | asks
    keyless = writer.presses("check", fields)
    assert codes(keyless) == ["keys_missing"]
    for name in ("Hawa", "Ines", "Joy"):
        chooses(savers, name, "4711")
        fields[f"pin-{person[name]}"] = "4711"
    looked = writer.presses("check", fields)
    assert "3 keys named, 3 proved" in words(looked), codes(looked)
    assert "As the book says" in words(looked)
    assert writer.presses("write", Sent(looked.content.decode()).fields).status_code == 302
    assert holds(savers, "member-loan") == 2_000
    assert everything_holds()


def test_a_wrong_pin_is_said_at_its_key_and_counted(writer: Writer) -> None:
    savers, person = writer.savers, writer.savers.group.person
    chooses(savers, "Hawa", "4711")
    fields = writer.sheet(**in_the_box(savers)) | {f"pin-{person['Hawa']}": "1174"}
    answers = [writer.presses("check", fields) for _guess in range(6)]
    assert codes(answers[0]) == ["pin_not_right"]
    assert codes(answers[-1]) == ["too_many_guesses"]
    assert pins.latest(savers.group.organisation, person["Hawa"]) is not None


def test_a_proof_of_another_sheet_proves_nothing(writer: Writer) -> None:
    savers, person = writer.savers, writer.savers.group.person
    chooses(savers, "Hawa", "4711")
    fields = writer.sheet(**in_the_box(savers)) | {f"proof-{person['Hawa']}": "0" * 64}
    assert writer.presses("write", fields).status_code == 302
    newest = written(savers)[0]
    assert dict(keys_of(savers.group.organisation, newest)) == {person["Hawa"]: False}


def test_only_who_writes_the_book_sees_the_sheet(met: Savers) -> None:
    member = Writer(met, "Gifty")
    assert "office_not_held" in member.opens("meeting", status=403)
    page = member.opens("cycle")
    assert "disabled" in page
    assert "My shares" in page


def test_the_cycle_says_when_the_group_meets_next(writer: Writer) -> None:
    page = words(writer.opens("cycle"))
    assert "Next meeting Today" in page
    assert "2 meetings held" in page
    assert "40 shares" in page


def test_the_empty_sheet_has_a_row_for_each_member_in_the_order_of_the_screen(
    writer: Writer,
) -> None:
    page = words(writer.opens("paper"))
    places = [page.index(f" {name} ") for name in sorted(WOMEN)]
    assert places == sorted(places)
    assert page.index("Read aloud") < places[0] < page.index("Repayments") < page.index("Keys")


def test_what_each_would_get_is_shown_proposed_and_done_with_three_keys(writer: Writer) -> None:
    savers, place = writer.savers, writer.address("share_out")
    page = words(writer.opens("share_out"))
    assert "Worth = set off + carried over + paid + left, for each member." in page
    assert "Fati 4" in page
    proposed = writer.client.post(place, {"do": "propose", "key": "propose"})
    assert "/proposals/" in proposed["Location"]
    savers.group.stage.today = timezone.localdate()
    agrees_to_share_out(savers)
    early = writer.client.post(place, {"do": "share", "key": "share"})
    assert codes(early) == ["keys_missing"]
    turned = Writer(savers, "Hawa").client.post(place, {"do": "key", "key": "mine"})
    assert turned.status_code == 302
    assert "1 of 3 keys are turned on these parts: Hawa." in words(writer.opens("share_out"))
    for name in ("Ines", "Joy"):
        Writer(savers, name).client.post(place, {"do": "key", "key": name})
    done = writer.client.post(place, {"do": "share", "key": "share 2"})
    assert done.status_code == 302, codes(done)
    assert "Shared out on" in words(writer.client.get(done["Location"]).content.decode())
    assert "No cycle is running" in words(writer.opens("cycle"))
    assert "No cycle is running" in words(writer.opens("meeting"))


def test_a_member_who_leaves_sees_what_she_gets_before_she_is_paid(writer: Writer) -> None:
    place, gifty = writer.address("leave"), writer.savers.group.person["Gifty"]
    asked = writer.client.post(place, {"person": gifty, "do": "see", "key": "see"})
    assert "She is paid GH₵20.00" in words(asked)
    pay = {"person": gifty, "do": "pay", "key": "pay"}
    assert "Who saw that she agrees and is paid? Witness 2" in words(asked)
    assert codes(writer.client.post(place, pay)) == ["too_few_witnesses"]
    seen = zip(("witness_1", "witness_2"), writer.savers.group.numbers(["Ama", "Bea"]), strict=True)
    assert writer.client.post(place, pay | dict(seen)).status_code == 302
    fati = {"person": writer.savers.group.person["Fati"], "do": "see", "key": "see 2"}
    assert "What she owes GH₵15." in words(writer.client.post(place, fati))
    assert "goes on owing" not in words(writer.client.post(place, fati)), "her shares cover it"
    again = writer.client.post(place, {"person": gifty, "do": "pay", "key": "pay 2"})
    assert again.status_code == 422, "who has left is not offered any more"


def test_a_cycle_is_begun_with_what_was_saved_on_paper(db: None) -> None:
    savers = ten(Stage(timezone.localdate()))
    writer, gifty = Writer(savers), savers.group.person["Gifty"]
    assert "Begin a cycle" in words(writer.opens("cycle"))
    fields = {"money": "20", "social": "1", f"shares-{gifty}": "4", "key": "begin"}
    wrong = writer.client.post(writer.address("begin"), fields | {"money": "much"})
    assert wrong.status_code == 422
    assert writer.client.post(writer.address("begin"), fields).status_code == 302
    twice = writer.client.post(writer.address("begin"), fields | {"key": "again"})
    assert codes(twice) == ["cycle_already_runs"]
    assert "4 shares" in words(writer.opens("cycle"))


def crowd(number: int) -> Writer:
    """A group of so many, a week after its first meeting, with so many running loans."""
    names = [f"Woman {place:02}" for place in range(number)]
    offices = {names[0]: ("chair",), names[1]: ("secretary",), names[2]: ("treasurer",)}
    offices |= dict.fromkeys(names[3:6], ("keyholder",))
    stage = Stage(timezone.localdate() - timedelta(days=7), acts=1_000 * number)
    group = stage.found(
        NewGroup(f"Group of {number}", "savings-circle", "GHS", template="savings-circle"),
        [Founder(one, offices=offices.get(one, ())) for one in names],
        values={"circle.keys": 1, "circle.weekday": "any", "members.most": 60, "members.least": 5},
    )
    savers = Savers(group, names[2], (names[6], names[7]))
    savers.starts()
    savers.meets(dict.fromkeys(names, 3))
    stage.later(7)
    return Writer(savers)


def test_the_sheet_is_read_in_a_fixed_number_of_queries_and_is_light(db: None) -> None:
    few, many = crowd(10), crowd(30)
    counted = []
    for one in (few, many):
        one.opens("meeting")
        with CaptureQueriesContext(connection) as asked:
            page = one.opens("meeting")
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert counted[1] <= 60
    assert len(gzip.compress(page.encode())) <= 15_000
    assert re.findall('href="#(m-[0-9]+)"', page) == re.findall('class="seat" id="([^"]+)"', page)
