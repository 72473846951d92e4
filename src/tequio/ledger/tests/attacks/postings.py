"""Attacks by one transfer."""

from __future__ import annotations

from tequio.ledger.tests.attacks.shapes import (
    APPEND_ONLY,
    FROM_SAVINGS,
    FROM_TRUST,
    LIMITS,
    LOAN,
    LOAN_ACCOUNT,
    NOT_IN_FORCE,
    OVER,
    REVERSAL,
    Attack,
    journal,
    named,
    posting,
    transfer,
)

POSTINGS = (
    posting("amount zero", {"minor": "0"}, {"both": "transfer_of_something"}),
    posting("amount negative", {"minor": "-100"}, {"both": "transfer_of_something"}),
    posting(
        "an amount beyond every bound",
        {"minor": "1000000000000001", "mandate_id": "{loan7}"},
        {"sqlite": LIMITS, "pg": "transfer_of_something"},
    ),
    posting(
        "the same account twice",
        {
            "code": "'ledger.move'",
            "subject": "''",
            "scope": "''",
            "mandate_id": "{standing}",
            "debit_id": "{cash}",
            "debit_kind": "'cash'",
        },
        {"both": "transfer_between_two"},
    ),
    posting("two units", {"debit_id": "{hours}"}, named("transfer_to_a_true_account")),
    posting(
        "an account of another organisation",
        {"credit_id": "{their_cash}"},
        named("transfer_from_a_true_account"),
    ),
    posting(
        "an account of another book",
        {"debit_id": "{elsewhere}"},
        named("transfer_to_a_true_account"),
    ),
    posting(
        "a false kind of account",
        {"debit_kind": "'member-loan'", "code": "'lending.loan'"},
        named("transfer_for_a_covered_purpose"),
    ),
    posting(
        "below the floor",
        FROM_SAVINGS | {"minor": "3001"},
        {"sqlite": LIMITS, "pg": "account_above_its_floor"},
        **(FROM_SAVINGS | {"minor": "3000"}),
    ),
    posting(
        "above the ceiling of the box",
        {
            "minor": "99999999",
            "code": "'ledger.claim'",
            "subject": "''",
            "scope": "''",
            "mandate_id": "{standing}",
            "debit_id": "{claim_account}",
            "debit_kind": "'claim'",
        },
        {"sqlite": LIMITS, "pg": "account_below_its_ceiling"},
        code="'ledger.claim'",
        subject="''",
        scope="''",
        mandate_id="{standing}",
        debit_id="{claim_account}",
        debit_kind="'claim'",
    ),
    posting(
        "beyond the limit of mutual credit",
        FROM_TRUST | {"minor": "10001"},
        {"sqlite": LIMITS, "pg": "account_above_its_floor"},
        **(FROM_TRUST | {"minor": "10000"}),
    ),
    posting(
        "an unknown mandate",
        {"mandate_id": "99999"},
        {"sqlite": NOT_IN_FORCE, "pg": "transfer_for_a_covered_purpose"},
    ),
    posting(
        "no mandate",
        {"mandate_id": "NULL"},
        {"sqlite": NOT_IN_FORCE, "pg": 'null value in column "mandate_id"'},
    ),
    posting(
        "a purpose that is not covered",
        {"code": "'ledger.fee'"},
        named("transfer_for_a_covered_purpose"),
    ),
    posting(
        "a subject that is not covered",
        {"subject": "'roof'", "scope": "'roof'"},
        named("transfer_for_a_covered_purpose"),
    ),
    posting(
        "a line for one subject used for another",
        {"subject": "'roof'"},
        {"both": "transfer_for_its_subject"},
    ),
    Attack(
        "the mandate of loan 7 pays loan 8",
        (LOAN_ACCOUNT, journal(), transfer(**(LOAN | {"subject": "'8'", "scope": "'8'"}))),
        (LOAN_ACCOUNT, journal(), transfer(**LOAN)),
        named("transfer_for_a_covered_purpose"),
    ),
    posting(
        "a unit that is not covered",
        {"unit": "'MIN'", "debit_id": "{hours}", "credit_id": "{hour_box}"},
        named("transfer_in_a_covered_unit"),
    ),
    posting(
        "the mandate of another organisation",
        {"mandate_id": "{their_rent}"},
        {"sqlite": NOT_IN_FORCE, "pg": "transfer_for_a_covered_purpose"},
    ),
    posting(
        "over the ceiling of the mandate",
        {"minor": "40001"},
        OVER,
        minor="40000",
    ),
    posting(
        "over a ceiling that renews each month",
        {"mandate_id": "{monthly}", "subject": "'tea'", "scope": "'tea'", "minor": "701"},
        OVER,
        mandate_id="{monthly}",
        subject="'tea'",
        scope="'tea'",
        minor="700",
    ),
    posting(
        "a mandate that has expired",
        {"mandate_id": "{expired}", "subject": "'old'", "scope": "'old'"},
        {"both": NOT_IN_FORCE},
    ),
    posting(
        "a mandate that is not yet in force",
        {"mandate_id": "{future}", "subject": "'new'", "scope": "'new'"},
        {"both": NOT_IN_FORCE},
    ),
    posting(
        "a mandate that a decision has ended",
        {"mandate_id": "{ended}", "subject": "'ended'", "scope": "'ended'"},
        {"both": NOT_IN_FORCE},
    ),
    Attack(
        "a closed period",
        (journal("2026-01-10"), transfer(value_date="'2026-01-10'")),
        (journal("2026-01-11"), transfer(value_date="'2026-01-11'")),
        {"both": "the period is closed"},
    ),
    posting(
        "a date unlike the journal's",
        {"value_date": "'2026-02-13'"},
        named("transfer_on_its_journals_day"),
    ),
    posting(
        "a journal that is not there",
        {"journal_id": "99999"},
        named("transfer_on_its_journals_day"),
    ),
    Attack(
        "a key used twice",
        (journal(), journal().replace("{next}", "{next} + 5")),
        (journal(), journal(key="another").replace("{next}", "{next} + 5")),
        {"sqlite": APPEND_ONLY, "pg": "journal_once_per_key"},
    ),
    posting(
        "a reversal of another amount",
        REVERSAL | {"minor": "9999"},
        named("reversal_is_an_exact_mirror"),
        **REVERSAL,
    ),
    posting(
        "a reversal in the same direction",
        REVERSAL
        | {
            "debit_id": "{expense}",
            "debit_kind": "'expense'",
            "credit_id": "{cash}",
            "credit_kind": "'cash'",
        },
        named("transfer_by_the_grammar"),
        **REVERSAL,
    ),
    posting(
        "a reversal for the second time",
        REVERSAL | {"reverses_id": "{reversed}", "minor": "500"},
        {"sqlite": APPEND_ONLY, "pg": "transfer_reversed_once"},
        **REVERSAL,
    ),
    posting(
        "a reversal of a reversal",
        REVERSAL
        | {
            "reverses_id": "{reversal}",
            "minor": "500",
            "debit_id": "{expense}",
            "debit_kind": "'expense'",
            "credit_id": "{cash}",
            "credit_kind": "'cash'",
        },
        {"sqlite": "a reversal is not reversed", "pg": "transfer_by_the_grammar"},
        **REVERSAL,
    ),
    posting(
        "a reversal that does not say what it reverses",
        REVERSAL | {"reverses_id": "NULL"},
        {"both": "transfer_reverses_by_name"},
        **REVERSAL,
    ),
    posting(
        "a payment that poses as a reversal",
        {"reverses_id": "{paid}"},
        {"both": "transfer_reverses_by_name"},
    ),
    posting(
        "the indivisible reserve to a member",
        FROM_SAVINGS
        | {
            "debit_id": "{reserve}",
            "debit_kind": "'indivisible-reserve'",
            "credit_id": "{savings}",
            "credit_kind": "'member-savings'",
        },
        named("transfer_by_the_grammar"),
        **FROM_SAVINGS,
    ),
    Attack(
        "to a closed account on the day after its closing",
        (journal("2026-02-15"), transfer(debit_id="{gone}", value_date="'2026-02-15'")),
        (journal("2026-02-15"), transfer(value_date="'2026-02-15'")),
        {"sqlite": LIMITS, "pg": "account_still_open"},
    ),
    posting(
        "an entry numbered before the others",
        {"id": "1"},
        {"sqlite": LIMITS, "pg": "an entry is numbered after those before it"},
    ),
)
