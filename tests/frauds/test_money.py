"""The box, the bag, the bank, and what was saved."""

from __future__ import annotations

from datetime import timedelta

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.circles.models import SheetLineRow, SheetRow
from tequio.governance import service as governance
from tequio.governance.rules.meetings import Hands
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.notices import service as telling
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    WOMEN,
    account_of,
    agrees_to_share_out,
    carrying,
    holds,
    refused,
    shares_out,
    turns_keys,
    whole_share_out,
)
from tests.frauds.scenes import by_hand, has_a_phone, is_told, says_no, verify


def test_savings_not_entered(savers: Savers) -> None:
    has_a_phone(savers, "Fati")
    savers.meets({"Fati": 2})
    assert "10 GHS" in next(one.text for one in is_told(savers, "Fati") if one.is_receipt)
    (dispute,) = says_no(savers, "Fati")
    with refused("party_to_it"):
        savers.group.does(
            "Caro", telling.answer_dispute, dispute=dispute.id, how="stands", note="All right"
        )


def test_share_out_figure_changed(savers: Savers) -> None:
    savers.meets(Told({}, asks=[Asks("Fati", 1_000, (10, 0, 0), months=1)]))
    savers.group.stage.later(7)
    agrees_to_share_out(savers)
    turns_keys(savers, ("Hawa", "Ines"))
    with refused("keys_missing"):
        shares_out(savers, coin=500)
    shares_out(savers)
    assert verify() == set()
    joy = savers.group.person["Joy"]
    by_hand(f"UPDATE circles_partrow SET paid = paid + 100 WHERE person_id = {joy}")
    assert {"share_out_differs", "told_otherwise"} <= verify()


def test_carried_over_unasked(savers: Savers) -> None:
    """Joy wanted all of it in money."""
    has_a_phone(savers, "Joy")
    savers.group.stage.later(7)
    agrees_to_share_out(savers)
    turns_keys(savers, ("Hawa", "Ines"))
    kept = carrying(savers, Joy=2)
    with refused("keys_missing"):
        shares_out(savers, carried=kept)
    turns_keys(savers, ("Hawa", "Ines"), carried=kept)
    with refused("carried_more_than_decided"):
        shares_out(savers, carried=kept)
    agrees_to_share_out(savers, carried=kept)
    turns_keys(savers, ("Hawa", "Ines"), carried=kept)
    shares_out(savers, carried=kept)
    assert "2 shares (10 GHS)" in next(one.text for one in is_told(savers, "Joy") if one.is_receipt)
    assert says_no(savers, "Joy")


def test_cash_lent_between_meetings(savers: Savers) -> None:
    """Caro lent 40.00 until Monday evening; what lay there in the morning is on the sheet."""
    fields = savers.fields(Told({}))
    savers.group.does("Caro", circles.close_meeting, **fields | {"opening_counted": 11_000})
    sheet = SheetRow.objects.latest("id")
    assert sheet.opening_counted is not None
    assert sheet.opening_booked - sheet.opening_counted == 4_000


def test_box_emptied_before_the_share_out(savers: Savers) -> None:
    told = savers.meets(Told({}, too_much=-12_000))
    assert told["booked"] - told["counted"] == 12_000
    (claim,) = books.claims(savers.group.organisation)
    assert (claim.person, claim.left) == (savers.group.person["Caro"], 12_000)
    with refused("claims_are_open"):
        savers.group.does("Dede", circles.propose_share_out)


def test_blame_shifted(savers: Savers) -> None:
    fields = savers.fields(Told({}, too_much=-5_000))
    kept = rules.Kept(
        bookkeeper=savers.group.person["Fati"], witnesses=savers.group.numbers(("Dede", "Efua"))
    )
    with refused("not_a_bookkeeper"):
        savers.group.does("Caro", circles.close_meeting, **fields | {"kept": kept})


def test_fine_waived_for_friends(savers: Savers) -> None:
    savers.meets(
        Told(
            {},
            attendance={"Fati": "late", "Joy": "late"},
            fines={"Joy": "late"},
            fines_paid={"Joy": 100},
        )
    )
    late = SheetLineRow.objects.filter(attendance="late").values_list("person_id", "fine", "fined")
    person = savers.group.person
    assert set(late) == {(person["Fati"], "", 0), (person["Joy"], "late", 100)}
    (entry,) = books.entries_for(savers.group.organisation, ["circle.fine_paid"])
    back = savers.group.does("Caro", ledger.reverse, transfer=entry)
    assert back["reverses"] == entry


def test_social_fund_claim_invented(savers: Savers) -> None:
    has_a_phone(savers, "Fati")
    savers.meets(Told({}, helps={"Fati": 300}))
    assert "help for you 3 GHS" in next(
        one.text for one in is_told(savers, "Fati") if one.is_receipt
    )
    savers.group.stage.later(7)
    more = {"help": (rules.Helped(savers.group.person["Fati"], 9_000),)}
    with refused("too_little_in_the_social_box"):
        savers.group.does("Caro", circles.close_meeting, **savers.fields(Told({})) | more)


def test_federation_grant_not_entered(savers: Savers) -> None:
    bank = account_of(savers, "bank")
    day = savers.group.stage.today - timedelta(days=2)
    lines = (BankLine(day, 50_000, "Federation, revolving fund", "R1"),)
    savers.group.does("Caro", ledger.import_lines, account=bank, lines=lines)
    (line,) = books.unmatched_lines(savers.group.organisation, bank)
    assert line.amount.minor == 50_000
    assert holds(savers, "bank") == 0


def test_early_payout_to_insiders(savers: Savers) -> None:
    savers.meets(Told({}, attendance={"Ama": "late"}, fines={"Ama": "late"}))
    with refused("no_mandate"):
        shares_out(savers)
    left = savers.leaves("Joy")
    assert left["paid"] == 1_500, "her savings and no gain"
    with refused("already_left"):
        savers.leaves("Joy")


def test_leaver_who_never_left(savers: Savers) -> None:
    ask = {"person": savers.group.person["Fati"]}
    witnesses = savers.group.numbers(["Caro", "Ama"])
    for seen, code in (((), "too_few_witnesses"), (witnesses, "witness_is_concerned")):
        with refused(code):
            savers.group.does("Caro", circles.leave, **ask, witnesses=seen)
    has_a_phone(savers, "Fati")
    savers.leaves("Fati")
    assert "you left the cycle" in next(
        one.text for one in is_told(savers, "Fati") if one.is_receipt
    )
    assert says_no(savers, "Fati")


def test_old_entry_reversed(savers: Savers) -> None:
    old = min(books.entries_for(savers.group.organisation, ["circle.shares"]))
    whole_share_out(savers, ("Hawa", "Ines"))
    savers.group.stage.later(7)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 5))
    assert verify() == set()
    savers.group.does("Caro", ledger.reverse, transfer=old)
    assert verify() == {"shares_differ"}


def test_office_kept_after_it_ended(savers: Savers) -> None:
    for office in ("treasurer", "bookkeeper"):
        savers.group.does(
            "Bea",
            governance.hand_over,
            office=office,
            person=savers.group.person["Gifty"],
            replaces=savers.group.person["Caro"],
            present=savers.group.numbers(WOMEN),
            hands=Hands(10, 0, 0, savers.group.numbers(("Dede", "Efua"))),
        )
    with refused("office_not_held"):
        savers.meets({"Ama": 1})


def test_meeting_without_the_members(savers: Savers) -> None:
    savers.group.stage.later(3)
    away = dict.fromkeys(("Gifty", "Hawa", "Ines", "Joy"), "absent")
    told = savers.meets(
        Told(
            {},
            attendance=away,
            asks=[Asks("Ama", 1_000, (6, 0, 0), months=1)],
            too_much=1_000,
        )
    )
    closed = [one["facts"] for one in told["steps"] if one["kind"] == "governance.close_ballot"]
    assert [one["outcome"] for one in closed] != ["adopted"]
    assert holds(savers, "member-loan") == 0
