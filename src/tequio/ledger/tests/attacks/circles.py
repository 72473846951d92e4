"""Attacks on what a savings circle keeps: shares, fines, the social fund, share-outs, keys."""

from __future__ import annotations

from tequio.ledger.tests.attacks.shapes import (
    BY_HAND,
    LIMITS,
    OVER,
    UNCHANGED,
    named,
    never,
    posting,
    update,
)

SHARE_OUT = {
    "code": "'circle.share_out'",
    "subject": "'7'",
    "scope": "'7'",
    "mandate_id": "{shared}",
    "debit_id": "{shares}",
    "debit_kind": "'member-shares'",
}
SET_OFF = SHARE_OUT | {"credit_id": "{due}", "credit_kind": "'fine-due'"}
FINE_PAID = {
    "code": "'circle.fine_paid'",
    "subject": "''",
    "scope": "''",
    "mandate_id": "{saving}",
    "debit_id": "{cash}",
    "debit_kind": "'cash'",
    "credit_id": "{due}",
    "credit_kind": "'fine-due'",
}
HELP = {
    "code": "'circle.help'",
    "subject": "''",
    "scope": "''",
    "mandate_id": "{saving}",
    "debit_id": "{social}",
    "debit_kind": "'social-fund'",
}
CIRCLES = (
    posting(
        "the share-out of one cycle pays for another",
        SHARE_OUT | {"subject": "'8'", "scope": "'8'"},
        named("transfer_for_a_covered_purpose"),
        **SHARE_OUT,
    ),
    posting(
        "a share-out that nobody decided",
        SHARE_OUT | {"mandate_id": "{saving}"},
        named("transfer_for_a_covered_purpose"),
        **SHARE_OUT,
    ),
    posting(
        "a share-out over what was decided",
        SHARE_OUT | {"minor": "1501"},
        OVER,
        **(SHARE_OUT | {"minor": "1500"}),
    ),
    posting(
        "shares paid out that she never bought",
        HELP
        | {"debit_id": "{her_shares}", "debit_kind": "'member-shares'"}
        | {"code": "'circle.leave'", "minor": "501"},
        {"sqlite": LIMITS, "pg": "account_above_its_floor"},
        **(
            HELP
            | {"debit_id": "{her_shares}", "debit_kind": "'member-shares'"}
            | {"code": "'circle.leave'", "minor": "500"}
        ),
    ),
    posting(
        "the social fund shared out with the loan fund",
        SHARE_OUT | {"debit_id": "{social}", "debit_kind": "'social-fund'"},
        named("transfer_by_the_grammar"),
        **SHARE_OUT,
    ),
    posting(
        "shares of one member into those of another",
        SHARE_OUT | {"credit_id": "{her_shares}", "credit_kind": "'member-shares'"},
        named("transfer_by_the_grammar"),
        **SHARE_OUT,
    ),
    posting(
        "help beyond the social fund",
        HELP | {"minor": "401"},
        {"sqlite": LIMITS, "pg": "account_above_its_floor"},
        **(HELP | {"minor": "400"}),
    ),
    posting(
        "a fine paid that was not due",
        FINE_PAID | {"minor": "201"},
        {"sqlite": LIMITS, "pg": "account_below_its_ceiling"},
        **(FINE_PAID | {"minor": "200"}),
    ),
    posting(
        "a fine set off that was not due",
        SET_OFF | {"minor": "201"},
        {"sqlite": LIMITS, "pg": "account_below_its_ceiling"},
        **(SET_OFF | {"minor": "200"}),
    ),
    never(
        "one key where three were decided",
        update("mandates_mandaterow", "keys = 1", "id = {box}"),
        UNCHANGED,
    ),
    never(
        "let the treasurer hold the keys of the share-out",
        update("mandates_mandaterow", "offices = 'treasurer keyholder'", "id = {shared}"),
        UNCHANGED,
    ),
    never(
        "raise what was decided for the share-out",
        update("mandates_ceilingrow", "minor = 999999", "mandate_id = {shared}"),
        UNCHANGED,
    ),
    never(
        "lift the floor under a member's shares",
        update("ledger_accountrow", "floor = -100000", "book = 'main' AND id = {shares}"),
        BY_HAND,
    ),
    never(
        "let a fine be paid twice",
        update("ledger_accountrow", "ceiling = NULL", "book = 'main' AND id = {due}"),
        BY_HAND,
    ),
)
