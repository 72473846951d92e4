"""What the node says to the outbox of a phone that sends a sheet late, twice, or out of an old
page."""

from __future__ import annotations

import json

import pytest

from tests.circles.filling import Writer, codes, in_the_box, met_twice


@pytest.fixture
def writer(db: None) -> Writer:
    return Writer(met_twice())


def test_a_sheet_whose_answer_was_lost_is_the_same_when_it_comes_again(writer: Writer) -> None:
    """What was due, owed and running changes when a sheet is taken; what was sent does not."""
    fields = writer.sheet(**in_the_box(writer.savers, 1_617))
    loan = next(name for name in fields if name.startswith("rp-"))
    fields |= {loan: "15.17", writer.hers("pd", "Ama"): "100"}
    head = {"Tequio-Outbox": "1"}
    told = [json.loads(writer.presses("write", fields, **head).content) for _time in range(2)]
    assert [one["outcome"] for one in told] == ["accepted", "replayed"], told
    assert told[0]["number"] == told[1]["number"]


def test_the_outbox_hears_line_by_line_what_two_sheets_say(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    loan = next(name for name in fields if name.startswith("rp-"))
    head = {"Tequio-Outbox": "1"}
    short = fields | {loan: "7.50"}
    first = json.loads(writer.presses("write", short, **head).content)
    box = float(fields["counted"])
    assert first["said"] == (
        f"The meeting is written down. In the box GH₵{box:.2f}; by the book GH₵{box + 7.5:.2f}. "
        "Caro answers for the difference until the members decide."
    )
    other = fields | {"key": "other", writer.hers("at", "Joy"): "absent"}
    told = json.loads(writer.presses("write", other, **head).content)
    assert [one["code"] for one in told["refusals"]] == ["sheet_already_there"]
    assert told["onward"] == first["onward"]
    assert told["beside"] == [
        "Fati, Repaid: The sheet that is there GH₵7.50 · What you typed GH₵0.00",
        "Joy, Attendance: The sheet that is there Here · What you typed Absent",
        "Joy, Shares: The sheet that is there 2 · What you typed 0",
        "Joy, Social fund: The sheet that is there GH₵0.50 · What you typed GH₵0.00",
    ]
    same = json.loads(writer.presses("write", short | {"key": "third"}, **head).content)
    assert same["beside"] == ["What you typed says the same. Nothing more is to do."]


def test_a_page_older_than_the_roll_and_the_loans_passes_nothing_over(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    del fields[writer.hers("at", "Joy")]
    fields |= {"at-999": "present", "sh-999": "2", "rp-999": "3"}
    answer = writer.presses("write", fields, **{"Tequio-Outbox": "1"})
    told = {one["code"]: one["sentence"] for one in json.loads(answer.content)["refusals"]}
    assert told["member_not_on_the_sheet"] == "The sheet says nothing of member Joy."
    assert "not_on_the_sheets_roll" in told
    del fields["at-999"]
    fields[writer.hers("at", "Joy")] = "present"
    assert codes(writer.presses("check", fields)) == ["no_such_loan"]
