"""How each refusal of asking for a new schedule, and of letting it hold, is met."""

from __future__ import annotations

from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests.scenes_of_losses import Scene, late_loan, lost_loan, of_draws


def asks(group, loan=None, who="Asma", **more):
    given = {"months": 4} | more
    loan = loan or late_loan(group)
    return group.does(who, lending.ask_new_schedule, loan=loan, **given)


def repaid_loan(group):
    loan = group.a_loan(minor=1_000)
    group.repays(loan, 1_000)
    return loan


ASKING: dict[str, Scene] = {
    "no_such_loan": lambda group: asks(group, 99_999),
    "not_hers_to_ask": lambda group: asks(group, who="Gita"),
    "not_paid_out": lambda group: asks(group, group.a_loan(stage="decided")),
    "written_off": lambda group: asks(group, lost_loan(group)),
    "nothing_left": lambda group: asks(group, repaid_loan(group)),
    "term_not_one": lambda group: asks(group, weeks=2),
    "loan_too_long": lambda group: asks(group, months=13),
}


def holds(group, schedule=None):
    schedule = schedule or asks(group)["schedule"]
    return group.does("Bina", lending.reschedule, schedule=schedule)


def held_twice(group):
    group.allow("lending.reschedule")
    schedule = holds(group)["schedule"]
    holds(group, schedule)


def held_after(group, what):
    group.allow("lending.reschedule")
    loan = late_loan(group)
    schedule = asks(group, loan)["schedule"]
    what(group, loan)
    holds(group, schedule)


def reverses_the_payout(group, loan):
    entry = find_loan(group.organisation, loan).payout.transfer
    group.does("Bina", ledger.reverse, transfer=entry)


def writes_off(group, loan):
    group.allow("lending.write_off")
    group.does("Bina", lending.write_off, loan=loan)


def repays_all(group, loan):
    group.repays(loan, find_loan(group.organisation, loan).position(group.today).owed)


HOLDING: dict[str, Scene] = of_draws("lending.reschedule", holds) | {
    "no_such_schedule": lambda group: holds(group, 99_999),
    "already_rescheduled": held_twice,
    "not_paid_out": lambda group: held_after(group, reverses_the_payout),
    "written_off": lambda group: held_after(group, writes_off),
    "nothing_left": lambda group: held_after(group, repays_all),
}
