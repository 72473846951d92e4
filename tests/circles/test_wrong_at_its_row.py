"""What a sheet is refused for stands at its field; what was not asked is read aloud."""

from __future__ import annotations

import re

import pytest

from tequio.circles.queries import running_cycle, sheets_of
from tests.circles.filling import Sent, Writer, codes, in_the_box, met_twice, words


@pytest.fixture
def writer(db: None) -> Writer:
    return Writer(met_twice())


def test_less_than_nothing_repaid_is_said_at_its_field(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    (loan,) = (name for name in fields if name.startswith("rp-"))
    page = writer.presses("check", fields | {loan: "-5"}).content.decode()
    assert f'aria-invalid="true" aria-describedby="e-{loan}"' in page
    told = "Write an amount above zero, without a minus sign."
    assert page.count(told) == 2, "in the list, and at the field"


def test_refusals_of_help_and_loans_stand_at_their_rows_all_at_once(writer: Writer) -> None:
    person = writer.savers.group.person
    help = {"hw-0": person["Efua"], "hm-0": "1", "hy-0": "9"}
    asks = {"lw-0": person["Dede"], "lm-0": "20", "lc-0": "4", "ly-0": "99"}
    fields = writer.sheet(**in_the_box(writer.savers)) | help | asks
    answer = writer.presses("check", fields)
    assert {*codes(answer)} == {"claim_without_reason", "hands_do_not_add_up"}
    page = answer.content.decode()
    for place, by in (("hr-0", "w-h-0"), ("ly-0", "w-l-0")):
        assert f'href="#{place}"' in page
        assert f'id="{by}"' in page
        assert re.search(f'name="{place}"[^>]* aria-invalid="true" aria-describedby="{by}"', page)
    assert "Dede, Loans:" in words(answer), "whose hands"
    for minor, code, by in (
        ("900", "help_over_the_most", "w-h-0"),
        ("50", "too_little_in_the_social_box", "w-help"),
    ):
        counted = {"hr-0": "illness", "ly-0": "9", "hm-0": minor}
        more = writer.presses("check", fields | counted)
        assert codes(more) == [code]
        assert f'id="{by}"' in more.content.decode()
        assert re.search(f'name="hm-0"[^>]* aria-describedby="{by}"', more.content.decode())


def test_a_fine_that_was_due_and_not_asked_is_read_aloud(writer: Writer) -> None:
    late = {writer.hers("at", "Joy"): "late", writer.hers("fi", "Joy"): "none"}
    looked = writer.presses("check", writer.sheet(**in_the_box(writer.savers)) | late)
    assert "Joy: Fine of GH₵1.00 not asked" in words(looked)
    assert writer.presses("write", Sent(looked.content.decode()).fields).status_code == 302
    cycle = running_cycle(writer.savers.group.organisation, "main")
    assert cycle is not None
    newest = sheets_of(writer.savers.group.organisation, cycle.id)[0].id
    held = words(writer.opens("held", newest))
    assert "Joy: Fine of GH₵1.00 not asked" in held
    assert held.count("not asked") == 1
