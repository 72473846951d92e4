"""What a share-out sets off, shares and leaves; and what a leaver takes."""

from __future__ import annotations

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.circles.models import BroughtRow
from tequio.circles.queries import check, cycles_of, held_in, shared_out
from tequio.ledger import queries as books
from tequio.ledger import service as book
from tequio.lending import queries as lending_queries
from tequio.lending import service as lending
from tequio.lending.queries.loans import loans_of
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    TWO_KEYS,
    WOMEN,
    agrees_to_share_out,
    allows,
    everything_holds,
    holds,
    part_of,
    refused,
    saved,
    shares_out,
    spends,
    turns_keys,
    whole_share_out,
    worth_now,
)


def lends(savers: Savers, who: str, minor: int, months: int = 1) -> int:
    """A loan agreed and handed out in today's meeting; its number."""
    held = savers.meets(Told({}, asks=[Asks(who, minor, (10, 0, 0), months=months)]))
    return next(int(s["facts"]["loan"]) for s in held["steps"] if s["kind"] == "lending.pay_out")


def test_a_fine_is_due_paid_in_part_and_the_rest_set_off(savers: Savers) -> None:
    savers.starts()
    fines = {"Gifty": "absent", "Fati": "late"}
    attendance = {"Gifty": "absent", "Fati": "late"}
    shares = dict.fromkeys([name for name in WOMEN if name != "Gifty"], 3) | {"Gifty": 0}
    savers.meets(Told(shares, attendance=attendance, fines=fines, fines_paid={"Fati": 100}))
    assert (holds(savers, "fine-due"), holds(savers, "income")) == (200, 300)
    savers.group.stage.later(7)
    savers.meets(Told({"Gifty": 3}, fines_paid={"Gifty": 50}))
    assert holds(savers, "fine-due") == 150
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["pool"] == 15_300
    assert part_of(savers, shared, "Gifty") == (3, 1_530, 150, 1_350, 30)
    assert part_of(savers, shared, "Fati") == (3, 1_530, 0, 1_500, 30)
    assert holds(savers, "fine-due") == 0
    assert everything_holds()


def test_a_fine_of_somebody_without_shares_stays_owed_and_holds_nobody_up(savers: Savers) -> None:
    """It is no part of the pool until it is paid; then it is income of the cycle that runs."""
    savers.starts()
    savers.meets(
        Told(
            dict.fromkeys([name for name in WOMEN if name != "Gifty"], 3),
            attendance={"Gifty": "absent", "Fati": "late"},
            fines={"Gifty": "absent", "Fati": "late"},
        )
    )
    assert (holds(savers, "fine-due"), holds(savers, "income")) == (300, 300)
    assert worth_now(savers) == 13_600
    shared = whole_share_out(savers, TWO_KEYS)
    assert (shared["pool"], shared["income"]) == (13_600, 100)
    assert part_of(savers, shared, "Fati")[2] == 100
    assert savers.group.person["Gifty"] not in {part[0] for part in shared["parts"]}
    assert (holds(savers, "fine-due"), holds(savers, "income")) == (200, 200)
    assert savers.group.money_in("cash") == 0
    assert everything_holds()
    savers.group.stage.later(7)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 1))
    shared = whole_share_out(savers, TWO_KEYS)
    assert (shared["pool"], shared["income"]) == (5_200, 200)
    assert part_of(savers, shared, "Gifty") == (1, 520, 200, 300, 20)
    assert holds(savers, "fine-due") == holds(savers, "income") == 0
    assert everything_holds()


def test_a_loan_is_set_off_with_the_interest_of_the_day(savers: Savers) -> None:
    loan = lends(saved(savers), "Ama", 1_000)
    savers.group.stage.later(14)
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["income"] == 50, "5 % of 10.00 for the month that has begun"
    assert part_of(savers, shared, "Ama") == (3, 1_505, 1_050, 450, 5)
    assert holds(savers, "member-loan") == 0
    (found,) = loans_of(savers.group.organisation, ids=[loan])
    standing = found.position(savers.group.stage.today)
    assert standing is not None
    assert standing.owed == 0
    assert everything_holds()


def test_what_no_coin_is_small_enough_for_goes_into_the_social_bag(savers: Savers) -> None:
    lends(saved(savers), "Ama", 1_000)
    savers.group.stage.later(14)
    before = holds(savers, "cash", "social"), holds(savers, "social-fund")
    shared = whole_share_out(savers, TWO_KEYS)
    left = sum(part[5] for part in shared["parts"])
    assert left == 10 * 5
    assert holds(savers, "cash", "social") == before[0] + left
    assert holds(savers, "social-fund") == before[1] + left
    assert savers.group.money_in("cash") == 0


def test_a_loss_is_shared_by_the_same_formula(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2) | {"Ama": 5})
    spends(savers, 460, "roof")
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["pool"] == 11_500 - 460
    assert part_of(savers, shared, "Ama") == (5, 2_400, 0, 2_400, 0)
    assert part_of(savers, shared, "Bea") == (2, 960, 0, 950, 10)
    assert everything_holds()


def test_where_everything_was_lost_there_is_nothing_to_share_out(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 1))
    spends(savers, 5_000, "flood")
    assert worth_now(savers) == 0
    with refused("pool_negative"):
        agrees_to_share_out(savers)
    ended = savers.group.does("Caro", circles.end_cycle)
    assert (ended["savings"], ended["costs"], ended["pool"]) == (5_000, 5_000, 0)
    assert part_of(savers, ended, "Ama") == (1, 0, 0, 0, 0)
    assert holds(savers, "member-shares") == holds(savers, "expense") == 0
    (over,) = cycles_of(savers.group.organisation)
    done = shared_out(savers.group.organisation, over.id, price=over.price)
    assert done is not None
    assert {one.gained for one in done.parts} == {-500}
    savers.starts()
    savers.meets({"Ama": 1})
    assert everything_holds()


def test_what_was_lost_beyond_what_was_saved_stays_a_cost_of_the_book(savers: Savers) -> None:
    savers.starts(brought=rules.Brought(money=1_000))
    savers.meets(dict.fromkeys(WOMEN, 1))
    spends(savers, 5_600, "flood")
    assert savers.group.does("Caro", circles.end_cycle)["pool"] == -600
    assert (holds(savers, "member-shares"), holds(savers, "expense")) == (0, 600)
    assert everything_holds()


def test_a_member_who_leaves_takes_her_savings_less_loan_interest_and_fine(
    savers: Savers,
) -> None:
    savers.starts()
    savers.meets(Told(dict.fromkeys(WOMEN, 3), attendance={"Joy": "late"}, fines={"Joy": "late"}))
    savers.group.stage.later(7)
    lends(savers, "Joy", 1_000)
    savers.group.stage.later(14)
    joy = savers.group.person["Joy"]
    left = savers.leaves("Joy")
    assert (left["saved"], left["set_off"], left["paid"]) == (1_500, 1_150, 350)
    assert holds(savers, "member-shares", f"person:{joy}") == 0
    assert holds(savers, "member-loan") + holds(savers, "fine-due") == 0
    assert joy not in {part[0] for part in whole_share_out(savers, TWO_KEYS)["parts"]}
    assert everything_holds()


def test_a_member_who_left_buys_no_share_until_the_next_cycle(savers: Savers) -> None:
    saved(savers)
    savers.leaves("Joy")
    with refused("left_the_cycle"):
        savers.meets({"Joy": 1})
    savers.meets({"Ama": 1})
    whole_share_out(savers, TWO_KEYS)
    savers.group.stage.later(7)
    savers.starts()
    savers.meets({"Joy": 1})
    assert holds(savers, "member-shares") == 500
    assert everything_holds()


def test_what_was_brought_counts_as_bought(savers: Savers) -> None:
    ama = rules.SharesBrought(savers.group.person["Ama"], 10)
    started = savers.starts(brought=rules.Brought((ama,), social=200, money=5_000))
    assert started["brought"] == [[savers.group.person["Ama"], 10]]
    assert holds(savers, "social-fund") == holds(savers, "cash", "social") == 200
    savers.meets({"Ama": 1, "Bea": 1})
    (cycle,) = cycles_of(savers.group.organisation)
    held = held_in(savers.group.organisation, cycle)
    assert held[savers.group.person["Ama"]].shares == 11
    shared = whole_share_out(savers, TWO_KEYS)
    assert part_of(savers, shared, "Ama") == (11, 5_500, 0, 5_500, 0)
    assert savers.group.money_in("cash") == 0
    assert everything_holds()


def brings(savers: Savers, money: int) -> None:
    """Ama brought ten shares of 5.00, and the box was counted."""
    ama = rules.SharesBrought(savers.group.person["Ama"], 10)
    savers.starts(brought=rules.Brought((ama,), money=money))


def test_what_was_earned_before_the_book_began_is_shared_too(savers: Savers) -> None:
    brings(savers, 6_000)
    assert (holds(savers, "income", "brought"), holds(savers, "opening")) == (1_000, 0)
    savers.meets({"Ama": 1, "Bea": 1})
    shared = whole_share_out(savers, TWO_KEYS)
    assert (shared["savings"], shared["income"], shared["pool"]) == (6_000, 1_000, 7_000)
    assert sum(part_of(savers, shared, name)[1] for name in ("Ama", "Bea")) == 7_000
    assert savers.group.money_in("cash") == 0
    assert everything_holds()


def test_what_was_lost_before_the_book_began_is_everybodys_loss(savers: Savers) -> None:
    brings(savers, 4_000)
    assert (holds(savers, "expense", "brought"), holds(savers, "opening")) == (1_000, 0)
    shared = whole_share_out(savers, TWO_KEYS)
    assert part_of(savers, shared, "Ama") == (10, 4_000, 0, 4_000, 0)
    assert savers.group.money_in("cash") == 0
    assert everything_holds()


def test_what_was_set_aside_for_a_loan_that_came_back_is_shared_out(savers: Savers) -> None:
    loan = lends(saved(savers), "Ama", 1_000)
    savers.group.stage.later(119)
    allows(savers, "lending.provide")
    savers.group.does("Caro", lending.provide, table="arkansas")
    aside = holds(savers, "loan-provision")
    assert aside == holds(savers, "expense") > 0
    (found,) = loans_of(savers.group.organisation, ids=[loan])
    standing = found.position(savers.group.stage.today)
    assert standing is not None
    savers.meets(Told({}, repays={loan: standing.owed}))
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["pool"] == 15_000 + standing.owed - 1_000
    assert holds(savers, "loan-provision") == holds(savers, "expense") == 0
    assert savers.group.money_in("cash") == 0
    organisation = savers.group.organisation
    assert [*check(organisation), *lending_queries.check(organisation)] == []


def test_a_fund_that_grew_after_the_decision_needs_another_one(savers: Savers) -> None:
    saved(savers)
    agrees_to_share_out(savers)
    savers.meets({"Ama": 1})
    with refused("over_the_ceiling"):
        shares_out(savers)
    agrees_to_share_out(savers)
    turns_keys(savers, TWO_KEYS)
    assert shares_out(savers)["pool"] == 15_500


def test_an_interest_of_tomorrow_is_another_payment(savers: Savers) -> None:
    """Keys lapse with the figures: the loan has a new month, and everybody's part is another."""
    lends(saved(savers), "Ama", 1_000, months=3)
    savers.group.stage.later(27)
    agrees_to_share_out(savers)
    turns_keys(savers, TWO_KEYS)
    savers.group.stage.later(7)
    with refused("over_the_ceiling"):
        shares_out(savers)


def called_on_gifty(savers: Savers) -> None:
    """Fati does not repay 10.00; the members decide that Gifty's shares pay 6.00 of it."""
    saved(savers)
    asks = [Asks("Fati", 1_000, (10, 0, 0), months=1, guarantors=("Gifty",))]
    held = savers.meets(Told({}, asks=asks))
    loan = next(int(s["facts"]["loan"]) for s in held["steps"] if s["kind"] == "lending.pay_out")
    savers.group.stage.later(42)
    allows(savers, "lending.call", subject=str(loan))
    savers.group.does(
        "Caro",
        lending.call_guarantees,
        loan=loan,
        minor=600,
        account=savers.group.account("cash"),
        from_shares=savers.group.numbers(["Gifty"]),
    )


def test_what_her_shares_paid_for_another_is_not_paid_to_her_again(savers: Savers) -> None:
    called_on_gifty(savers)
    assert list(check(savers.group.organisation)) == []
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["pool"] == 15_050
    assert part_of(savers, shared, "Gifty") == (3, 1_505, 600, 900, 5)
    assert part_of(savers, shared, "Fati") == (3, 1_505, 1_050, 450, 5), "450 of the loan"
    assert holds(savers, "member-shares") == 0
    gifty = f"person:{savers.group.person['Gifty']}"
    assert holds(savers, "member-savings", gifty) == savers.group.money_in("cash") == 600
    assert [one.claimed for one in loans_of(savers.group.organisation)] == [0]
    organisation = savers.group.organisation
    assert [*check(organisation), *lending_queries.check(organisation)] == []


def test_a_guarantor_whose_shares_paid_leaves_with_the_rest(savers: Savers) -> None:
    called_on_gifty(savers)
    left = savers.leaves("Gifty")
    assert (left["saved"], left["set_off"], left["paid"]) == (1_500, 600, 900)
    assert list(check(savers.group.organisation)) == []


def test_who_leaves_gives_back_what_another_paid_for_her(savers: Savers) -> None:
    """Of Fati's 15.00 the loan takes 4.50 and Gifty gets her 6.00."""
    called_on_gifty(savers)
    left = savers.leaves("Fati")
    assert (left["saved"], left["set_off"], left["paid"]) == (1_500, 1_050, 450)
    gifty = f"person:{savers.group.person['Gifty']}"
    assert holds(savers, "member-savings", gifty) == 600
    organisation = savers.group.organisation
    assert [*check(organisation), *lending_queries.check(organisation)] == []


def test_who_owes_more_than_she_saved_leaves_what_she_saved(savers: Savers) -> None:
    """Fati owes 45.00, two months of interest and a fine; her 15.00 repay interest first."""
    savers.starts()
    savers.meets(Told(dict.fromkeys(WOMEN, 3), attendance={"Fati": "late"}, fines={"Fati": "late"}))
    savers.group.stage.later(7)
    lends(savers, "Fati", 4_500, months=3)
    savers.group.stage.later(14)
    with refused("debt_over_the_share"):
        savers.leaves("Fati")
    left = savers.leaves("Fati", in_part=True)
    assert (left["saved"], left["set_off"], left["paid"]) == (1_500, 1_500, 0)
    assert holds(savers, "member-loan") == 4_500 - (1_500 - 225)
    assert holds(savers, "fine-due") == 100
    assert everything_holds()


def test_what_shares_paid_in_a_cycle_that_ended_takes_nothing_from_the_next(
    savers: Savers,
) -> None:
    """Everybody left, so that it ended without a share-out; who stood for Fati saves anew."""
    called_on_gifty(savers)
    for name in WOMEN:
        savers.leaves(name)
    savers.group.does("Caro", circles.end_cycle)
    savers.group.stage.later(7)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    assert list(check(savers.group.organisation)) == []
    left = savers.leaves("Gifty")
    assert (left["saved"], left["set_off"], left["paid"]) == (1_000, 0, 1_000)


def test_what_a_leaver_took_and_what_was_shared_out_is_not_turned_around_by_hand(
    savers: Savers,
) -> None:
    saved(savers)
    savers.leaves("Joy")
    whole_share_out(savers, TWO_KEYS)
    for purpose in ("circle.leave", "circle.share_out"):
        entry = min(books.entries_for(savers.group.organisation, [purpose]))
        with refused("settled_elsewhere"):
            savers.group.does("Caro", book.reverse, transfer=entry)
    assert everything_holds()


def test_shares_that_were_brought_along_count_no_more_once_their_entry_is_reversed(
    savers: Savers,
) -> None:
    joy, ama = savers.group.numbers(["Joy", "Ama"])
    both = (rules.SharesBrought(joy, 4), rules.SharesBrought(ama, 2))
    savers.starts(brought=rules.Brought(both, money=3_000))
    row = BroughtRow.objects.get(organisation_id=savers.group.organisation, person_id=joy)
    savers.group.does("Caro", book.reverse, transfer=row.entry)
    (cycle,) = cycles_of(savers.group.organisation)
    held = held_in(savers.group.organisation, cycle)
    assert {person: one.saved for person, one in held.items()} == {ama: 1_000}
    assert everything_holds()
