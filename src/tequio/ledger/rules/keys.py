"""The foreign keys of mandates and ledger: what points to what.  Pure.

`verify` asks each of them again, because a program can open an SQLite file without them; a test
compares the list with the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Key:
    """A foreign key: columns of a table, and what they point to."""

    table: str
    columns: tuple[str, ...]
    target: str
    others: tuple[str, ...]


def _key(table: str, columns: str, target: str, others: str) -> Key:
    return Key(table, tuple(columns.split()), target, tuple(others.split()))


KEYS: tuple[Key, ...] = (
    _key("ledger_accountchangerow", "by_id", "membership_personrow", "id"),
    _key(
        "ledger_accountchangerow",
        "organisation_id book account_id",
        "ledger_accountrow",
        "organisation_id book id",
    ),
    _key(
        "ledger_accountchangerow",
        "organisation_id mandate_id code scope",
        "mandates_scoperow",
        "organisation_id mandate_id code subject",
    ),
    _key(
        "ledger_accountrow", "organisation_id text_id", "membership_textrow", "organisation_id id"
    ),
    _key("ledger_accountrow", "organisation_id unit", "mandates_unitrow", "organisation_id code"),
    _key(
        "ledger_claimrow",
        "organisation_id book account_id",
        "ledger_accountrow",
        "organisation_id book id",
    ),
    _key(
        "ledger_claimrow",
        "organisation_id book id",
        "ledger_transferrow",
        "organisation_id book id",
    ),
    _key("ledger_claimrow", "person_id", "membership_personrow", "id"),
    _key("ledger_countrow", "answerable_id", "membership_personrow", "id"),
    _key(
        "ledger_countrow",
        "organisation_id book account_id",
        "ledger_accountrow",
        "organisation_id book id",
    ),
    _key(
        "ledger_countrow",
        "organisation_id book transfer_id",
        "ledger_transferrow",
        "organisation_id book id",
    ),
    _key("ledger_journalrow", "by_id", "membership_personrow", "id"),
    _key("ledger_journalrow", "organisation_id", "membership_organisationrow", "id"),
    _key(
        "ledger_journalrow", "organisation_id text_id", "membership_textrow", "organisation_id id"
    ),
    _key("ledger_journalrow", "payee_id", "membership_personrow", "id"),
    _key(
        "ledger_linerow",
        "organisation_id book account_id",
        "ledger_accountrow",
        "organisation_id book id",
    ),
    _key("ledger_linerow", "organisation_id text_id", "membership_textrow", "organisation_id id"),
    _key(
        "ledger_matchrow",
        "organisation_id book line_id account_id",
        "ledger_linerow",
        "organisation_id book id account_id",
    ),
    _key(
        "ledger_matchrow",
        "organisation_id book transfer_id",
        "ledger_transferrow",
        "organisation_id book id",
    ),
    _key("ledger_periodcloserow", "by_id", "membership_personrow", "id"),
    _key(
        "ledger_periodcloserow",
        "organisation_id mandate_id code scope",
        "mandates_scoperow",
        "organisation_id mandate_id code subject",
    ),
    _key(
        "ledger_preparedrow",
        "organisation_id mandate_id",
        "mandates_mandaterow",
        "organisation_id id",
    ),
    _key(
        "ledger_preparedrow", "organisation_id text_id", "membership_textrow", "organisation_id id"
    ),
    _key("ledger_preparedrow", "payee_id", "membership_personrow", "id"),
    _key("ledger_preparedrow", "prepared_by_id", "membership_personrow", "id"),
    _key(
        "ledger_transferrow",
        "code debit_kind credit_kind",
        "ledger_postingrulerow",
        "code debit_kind credit_kind",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id book credit_id unit credit_kind",
        "ledger_accountrow",
        "organisation_id book id unit kind",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id book debit_id unit debit_kind",
        "ledger_accountrow",
        "organisation_id book id unit kind",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id book reverses_id credit_id debit_id unit minor",
        "ledger_transferrow",
        "organisation_id book id debit_id credit_id unit minor",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id journal_id value_date",
        "ledger_journalrow",
        "organisation_id id value_date",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id mandate_id code scope",
        "mandates_scoperow",
        "organisation_id mandate_id code subject",
    ),
    _key(
        "ledger_transferrow",
        "organisation_id mandate_id unit",
        "mandates_ceilingrow",
        "organisation_id mandate_id unit",
    ),
    _key(
        "mandates_ceilingrow",
        "organisation_id mandate_id",
        "mandates_mandaterow",
        "organisation_id id",
    ),
    _key("mandates_ceilingrow", "organisation_id unit", "mandates_unitrow", "organisation_id code"),
    _key(
        "mandates_endrow", "organisation_id mandate_id", "mandates_mandaterow", "organisation_id id"
    ),
    _key(
        "mandates_keyturnrow",
        "organisation_id mandate_id",
        "mandates_mandaterow",
        "organisation_id id",
    ),
    _key("mandates_keyturnrow", "person_id", "membership_personrow", "id"),
    _key("mandates_mandaterow", "organisation_id", "membership_organisationrow", "id"),
    _key(
        "mandates_scoperow",
        "organisation_id mandate_id",
        "mandates_mandaterow",
        "organisation_id id",
    ),
    _key(
        "mandates_spentrow",
        "organisation_id mandate_id unit ceiling",
        "mandates_ceilingrow",
        "organisation_id mandate_id unit minor",
    ),
    _key("mandates_unitrow", "organisation_id", "membership_organisationrow", "id"),
)
