"""Attacks by changing, widening, reopening, deleting."""

from __future__ import annotations

from tequio.ledger.tests.attacks.shapes import (
    APPEND_ONLY,
    BY_HAND,
    LIMITS,
    MANDATE,
    SPENT_BY_HAND,
    UNCHANGED,
    WIDENED,
    Attack,
    account,
    ceiling,
    change,
    close,
    delete,
    named,
    never,
    scope,
    update,
)

BOX = "book = 'main' AND id = {cash}"
CHANGES = (
    never(
        "change the amount of an entry",
        update("ledger_transferrow", "minor = 1", "id = {paid}"),
        APPEND_ONLY,
    ),
    never(
        "move an entry under another mandate",
        update("ledger_transferrow", "mandate_id = {loan7}", "id = {paid}"),
        APPEND_ONLY,
    ),
    never("delete an entry", delete("ledger_transferrow", "id = {paid}"), APPEND_ONLY),
    never(
        "change a journal's date",
        update("ledger_journalrow", "value_date = '2026-02-13'", "id = {journal}"),
        APPEND_ONLY,
    ),
    never("delete a journal", delete("ledger_journalrow", "id = {next}"), APPEND_ONLY),
    never(
        "change who may execute a decision",
        update("mandates_mandaterow", "offices = 'member'", "id = {rent}"),
        UNCHANGED,
    ),
    never(
        "make a decision last longer",
        update("mandates_mandaterow", "valid_until = NULL", "id = {expired}"),
        UNCHANGED,
    ),
    never("delete a decision", delete("mandates_mandaterow", "id = {future}"), UNCHANGED),
    never(
        "raise a ceiling",
        update("mandates_ceilingrow", "minor = 999999", "mandate_id = {rent}"),
        UNCHANGED,
    ),
    never(
        "lower what is spent",
        update("mandates_spentrow", "spent = 0", "mandate_id = {rent}"),
        SPENT_BY_HAND,
    ),
    never(
        "say that a reversal gave more back",
        update("mandates_spentrow", "returned = returned + 100", "mandate_id = {rent}"),
        SPENT_BY_HAND,
    ),
    never(
        "forget what is spent", delete("mandates_spentrow", "mandate_id = {rent}"), SPENT_BY_HAND
    ),
    never(
        "begin what is spent by hand",
        """INSERT INTO mandates_spentrow (organisation_id, mandate_id, unit, period, ceiling,
        spent, returned, last_transfer_id)
        VALUES ({org}, {loan7}, 'INR', '', 50000, 0, 0, {paid})""",
        SPENT_BY_HAND,
    ),
    never(
        "raise an account's counter by hand",
        update("ledger_accountrow", "credits = credits + 1000", BOX),
        BY_HAND,
    ),
    never(
        "lower an account's counter by hand",
        update("ledger_accountrow", "debits = debits - 1000", BOX),
        BY_HAND,
    ),
    never(
        "raise a counter naming an old entry",
        update("ledger_accountrow", "debits = debits + 10000, last_transfer_id = {paid}", BOX),
        BY_HAND,
    ),
    never("change an account's unit", update("ledger_accountrow", "unit = 'MIN'", BOX), BY_HAND),
    never(
        "change an account's kind", update("ledger_accountrow", "kind = 'expense'", BOX), BY_HAND
    ),
    never(
        "lift an account's limit by hand",
        update("ledger_accountrow", "ceiling = NULL", BOX),
        BY_HAND,
    ),
    never(
        "open a closed account again by hand",
        update("ledger_accountrow", "closed_on = NULL", "id = {gone}"),
        BY_HAND,
    ),
    never(
        "delete an account",
        delete("ledger_accountrow", "id = {trust}"),
        "an account is never deleted",
    ),
    Attack(
        "open an account with money in it",
        (account(debits="500"),),
        (account(),),
        {"both": "an account opens empty"},
    ),
    Attack(
        "open an account twice",
        (account(kind="'cash'", ref="'box'"),),
        (account(kind="'cash'", ref="'second box'"),),
        {"sqlite": "an account is opened once", "pg": "account_of_its_name"},
    ),
    Attack(
        "open an account in a unit that nobody opened",
        (account(unit="'ZZZ'"),),
        (account(),),
        named("account_in_a_unit"),
    ),
    Attack(
        "a floor above the balance",
        (change(floor="3001"),),
        (change(floor="3000"),),
        {"sqlite": LIMITS, "pg": "account_above_its_floor"},
    ),
    Attack(
        "a ceiling below the balance",
        (change(ceiling="2999"),),
        (change(ceiling="3000"),),
        {"sqlite": LIMITS, "pg": "account_below_its_ceiling"},
    ),
    Attack(
        "a change of limits without a decision about limits",
        (change(mandate_id="{rent}"),),
        (change(),),
        named("change_by_a_decision"),
    ),
    Attack(
        "a change of limits under another purpose",
        (change(mandate_id="{standing}", code="'ledger.fee'"),),
        (change(),),
        {"sqlite": "code = 'ledger.limits'", "pg": "ledger_accountchangerow_code_check"},
    ),
    never(
        "delete a line of a decision that is in use",
        delete("mandates_scoperow", "mandate_id = {rent}"),
        UNCHANGED,
    ),
    Attack(
        "widen a decision by a purpose",
        (scope("{rent}"),),
        (scope("{next} + 2"), ceiling("{next} + 2"), MANDATE),
        {"both": WIDENED},
    ),
    Attack(
        "widen a decision by a unit",
        (ceiling("{rent}"),),
        (scope("{next} + 2"), ceiling("{next} + 2"), MANDATE),
        {"both": WIDENED},
    ),
    Attack(
        "lay a line ready for a decision that never comes",
        (scope("{next} + 2"),),
        (scope("{next} + 2"), MANDATE),
        named("scope_of_a_mandate"),
    ),
    Attack(
        "lay a ceiling ready for a decision that never comes",
        (ceiling("{next} + 2"),),
        (ceiling("{next} + 2"), MANDATE),
        named("ceiling_of_a_mandate"),
    ),
    never(
        "bring a revoked decision back to life",
        delete("mandates_endrow", "mandate_id = {ended}"),
        "a mandate ends once",
    ),
    never(
        "move the end of a decision",
        update("mandates_endrow", "ends_on = '2027-01-01'", "mandate_id = {ended}"),
        "a mandate ends once",
    ),
    never(
        "open a closed period again",
        delete("ledger_periodcloserow", "1 = 1"),
        "a closed period stays closed",
    ),
    Attack(
        "close a period backwards",
        (close("2026-01-09"),),
        (close("2026-01-11"),),
        {"both": "periods are closed forwards"},
    ),
    Attack(
        "close a period without a decision about closing",
        (close("2026-01-11", mandate_id="{rent}"),),
        (close("2026-01-11"),),
        named("close_by_a_decision"),
    ),
    never(
        "add a posting to the grammar",
        """INSERT INTO ledger_postingrulerow (code, debit_kind, credit_kind)
        VALUES ('ledger.pay', 'indivisible-reserve', 'member-savings')""",
        "the posting grammar changes by migration only",
    ),
    never(
        "change the grammar",
        "UPDATE ledger_postingrulerow SET debit_kind = 'cash' WHERE code = 'ledger.pay'",
        "the posting grammar changes by migration only",
    ),
    never(
        "change what a unit is",
        update("mandates_unitrow", "exponent = 0", "code = 'INR'"),
        "a unit is never changed",
    ),
    never("delete a claim", delete("ledger_claimrow", "id = {claim}"), "a claim stays"),
    never(
        "let somebody else answer for a claim",
        update("ledger_claimrow", "person_id = person_id + 1", "id = {claim}"),
        "a claim stays",
    ),
    never(
        "change a count of the box",
        update("ledger_countrow", "counted_minor = 1, booked_minor = 1", "1 = 1"),
        "a count stays",
    ),
    never(
        "change a line of a bank statement",
        update("ledger_linerow", "minor = 1", "id = {line}"),
        "a line of a statement stays",
    ),
    Attack(
        "match a line with an entry of another amount",
        (
            """INSERT INTO ledger_matchrow (organisation_id, book, line_id, account_id, transfer_id)
            VALUES ({org}, 'main', {other_line}, {bank}, {paid})""",
        ),
        (
            """INSERT INTO ledger_matchrow (organisation_id, book, line_id, account_id, transfer_id)
            VALUES ({org}, 'main', {other_line}, {bank}, {moved_again})""",
        ),
        {"both": "a line matches an entry of the same amount in the same account"},
    ),
    Attack(
        "turn somebody else's key",
        (update("mandates_keyturnrow", "person_id = person_id + 1", "1 = 1"),),
        (update("mandates_keyturnrow", "used_by = 'an act'", "1 = 1"),),
        {"both": "a key is turned once"},
    ),
    Attack(
        "use a key twice",
        (
            update("mandates_keyturnrow", "used_by = 'an act'", "1 = 1"),
            update("mandates_keyturnrow", "used_by = ''", "1 = 1"),
        ),
        (update("mandates_keyturnrow", "used_by = 'an act'", "1 = 1"),),
        {"both": "a key is turned once"},
    ),
)
