"""What the database must keep for mandates and ledger: keys and guards, word for word.  Pure.

`GUARDS` is compared with the catalogue by `verify` and by a test; a migration that changes a guard
changes this list, and the test prints the new one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
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


def digest_of_guard(text: str) -> str:
    """Sixteen hexadecimal characters of SHA-256 over the words; blanks do not count."""
    words = re.sub(r"\s+", " ", text).strip()
    return hashlib.sha256(words.encode()).hexdigest()[:16]


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

GUARDS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "ledger_accountchangerow.ledger_change_is_carried_out": "60344402ce4de98f",
        "ledger_accountchangerow.ledger_change_not_changed": "31936f975e9b00fe",
        "ledger_accountchangerow.ledger_change_not_deleted": "eee0360f0a6b0382",
        "ledger_accountchangerow.ledger_change_not_replaced": "08a3d29897b6544a",
        "ledger_accountchangerow.ledger_change_under_a_mandate": "77a0a15ef0b19b2b",
        "ledger_accountchangerow.ledger_change_within_reason": "76e5b9d8aa3b5a84",
        "ledger_accountrow.ledger_account_moves_by_transfer": "c506c136efe9b8b2",
        "ledger_accountrow.ledger_account_not_deleted": "c5d1a217f337f25f",
        "ledger_accountrow.ledger_account_not_replaced": "aab5a481bff32624",
        "ledger_accountrow.ledger_account_opens_empty": "d47a7e307a8afa1c",
        "ledger_claimrow.ledger_claim_not_changed": "d43d60c740b63877",
        "ledger_claimrow.ledger_claim_not_deleted": "d70b431792093d8c",
        "ledger_claimrow.ledger_claim_not_replaced": "786732bf3cc0ee7a",
        "ledger_countrow.ledger_count_not_changed": "b24a37b2378cd709",
        "ledger_countrow.ledger_count_not_deleted": "3fbdf6851d8d0a5f",
        "ledger_countrow.ledger_count_not_replaced": "5b0cdd2f329261cb",
        "ledger_journalrow.ledger_journal_not_changed": "3fa04f5c5a7c3ead",
        "ledger_journalrow.ledger_journal_not_deleted": "f08b6ea5b3bf6b71",
        "ledger_journalrow.ledger_journal_not_replaced": "8fc5537e3c61dec3",
        "ledger_linerow.ledger_line_not_changed": "0a5f6326b9f346e1",
        "ledger_linerow.ledger_line_not_deleted": "efebab1356ba27ff",
        "ledger_linerow.ledger_line_not_replaced": "efe9cbc795b6dd17",
        "ledger_matchrow.ledger_match_is_exact": "eeb6521e4d216f67",
        "ledger_matchrow.ledger_match_not_changed": "e5880247af21d58e",
        "ledger_matchrow.ledger_match_not_replaced": "5c705916d29a4b15",
        "ledger_periodcloserow.ledger_close_goes_forward": "1f7b13f846f983c6",
        "ledger_periodcloserow.ledger_close_not_changed": "78039419fab1356b",
        "ledger_periodcloserow.ledger_close_not_deleted": "fb6407a01c9b8588",
        "ledger_periodcloserow.ledger_close_not_replaced": "bc01ea74dca9e16c",
        "ledger_periodcloserow.ledger_close_under_a_mandate": "d6b2f0517d4d1391",
        "ledger_postingrulerow.ledger_rule_not_added": "be4a694cde630b34",
        "ledger_postingrulerow.ledger_rule_not_changed": "d4e047bf42248d48",
        "ledger_postingrulerow.ledger_rule_not_deleted": "96d0fa7ba1a328b5",
        "ledger_postingrulerow.ledger_rule_not_replaced": "2bbdbb42e2cb9612",
        "ledger_transferrow.ledger_transfer_in_an_open_period": "a28c7516548e1215",
        "ledger_transferrow.ledger_transfer_is_booked": "6d582474cf2161b6",
        "ledger_transferrow.ledger_transfer_is_returned": "3857b30f4c5d9381",
        "ledger_transferrow.ledger_transfer_is_spent": "53c488739e9f9fec",
        "ledger_transferrow.ledger_transfer_not_changed": "274b831fe7ec06f5",
        "ledger_transferrow.ledger_transfer_not_deleted": "baf814944d5125a2",
        "ledger_transferrow.ledger_transfer_not_replaced": "f4ba5f9ab73617a1",
        "ledger_transferrow.ledger_transfer_reverses_no_reversal": "0eb42ece1e4e5ebb",
        "ledger_transferrow.ledger_transfer_under_a_mandate": "cd23e1e53cda813f",
        "ledger_transferrow.ledger_transfer_within_the_ceiling": "aeb1741e6cf2acb4",
        "ledger_transferrow.ledger_transfer_within_the_limits": "7db40fac47eff839",
        "mandates_ceilingrow.mandates_ceiling_before_its_mandate": "216405ec54b36695",
        "mandates_ceilingrow.mandates_ceiling_not_changed": "9e6d668c9bb0519c",
        "mandates_ceilingrow.mandates_ceiling_not_deleted": "bf1bbfbeb9ef0a35",
        "mandates_ceilingrow.mandates_ceiling_not_replaced": "4d8ac5789d68af1b",
        "mandates_endrow.mandates_end_not_changed": "01ec2f39f5ec2eed",
        "mandates_endrow.mandates_end_not_deleted": "53f79fc874b26144",
        "mandates_endrow.mandates_end_not_replaced": "ea57ed6673564c35",
        "mandates_keyturnrow.mandates_key_not_changed": "865863f410f5cf90",
        "mandates_keyturnrow.mandates_key_not_deleted": "badbd38337d2f117",
        "mandates_keyturnrow.mandates_key_not_replaced": "9ab305955c33aead",
        "mandates_mandaterow.mandates_mandate_not_changed": "d0240e38a648f9a8",
        "mandates_mandaterow.mandates_mandate_not_deleted": "b25304f080204c1f",
        "mandates_mandaterow.mandates_mandate_not_replaced": "d7931713096e42fe",
        "mandates_scoperow.mandates_scope_before_its_mandate": "62580054528f3e50",
        "mandates_scoperow.mandates_scope_not_changed": "5fa841a0a84fd794",
        "mandates_scoperow.mandates_scope_not_deleted": "d50281b019c2742a",
        "mandates_scoperow.mandates_scope_not_replaced": "59cd97aec7f6613e",
        "mandates_spentrow.ledger_spent_begins_by_transfer": "de15299f14fc97cb",
        "mandates_spentrow.ledger_spent_grows_by_transfer": "39fb166abcf23aa3",
        "mandates_spentrow.ledger_spent_not_deleted": "132d3051879beb75",
        "mandates_spentrow.ledger_spent_not_replaced": "e8ae907ed34ff263",
        "mandates_unitrow.mandates_unit_not_changed": "005b565e3510f201",
        "mandates_unitrow.mandates_unit_not_deleted": "35e322a9432b5193",
        "mandates_unitrow.mandates_unit_not_replaced": "db9a7f008ba4d700",
    },
    "postgresql": {
        "ledger_accountchangerow.ledger_change_is_carried_out": "a6fdb099e151de75",
        "ledger_accountchangerow.ledger_change_not_changed": "98cdfd25d7967ef8",
        "ledger_accountchangerow.ledger_change_not_deleted": "52d47e0397d8a008",
        "ledger_accountchangerow.ledger_change_not_truncated": "4187164da3a925ed",
        "ledger_accountchangerow.ledger_change_under_a_mandate": "241c27dbd667a2c2",
        "ledger_accountrow.ledger_account_moves_by_transfer": "576b547c8d293cea",
        "ledger_accountrow.ledger_account_not_deleted": "b1649da5e7dbc6e3",
        "ledger_accountrow.ledger_account_not_truncated": "fb61e6e9ba83b804",
        "ledger_accountrow.ledger_account_opens_empty": "93116aa7b7bac729",
        "ledger_claimrow.ledger_claim_not_changed": "171d0cccc05dae88",
        "ledger_claimrow.ledger_claim_not_deleted": "09662db529a94341",
        "ledger_claimrow.ledger_claim_not_truncated": "798e6756430bfb0e",
        "ledger_countrow.ledger_count_not_changed": "71e38e458bb92905",
        "ledger_countrow.ledger_count_not_deleted": "686cedc209daa494",
        "ledger_countrow.ledger_count_not_truncated": "19cc5fd0173a7144",
        "ledger_journalrow.ledger_journal_not_changed": "f1d2a3591b5c0209",
        "ledger_journalrow.ledger_journal_not_deleted": "754aad7fa7714d7c",
        "ledger_journalrow.ledger_journal_not_truncated": "5a27a1b019e1f11b",
        "ledger_linerow.ledger_line_not_changed": "752a407b7f17cc23",
        "ledger_linerow.ledger_line_not_deleted": "0e350838b80717ec",
        "ledger_linerow.ledger_line_not_truncated": "6692aa7e5d8dabb6",
        "ledger_matchrow.ledger_match_is_exact": "eb0ddf835caa293c",
        "ledger_matchrow.ledger_match_not_changed": "089c70fb7419571e",
        "ledger_matchrow.ledger_match_not_truncated": "5ebb64b4b9bf3e0a",
        "ledger_periodcloserow.ledger_close_goes_forward": "834698535fe57db9",
        "ledger_periodcloserow.ledger_close_not_changed": "cbfd063f77617213",
        "ledger_periodcloserow.ledger_close_not_deleted": "d7659a4d86992cfb",
        "ledger_periodcloserow.ledger_close_not_truncated": "34a142c971d1526d",
        "ledger_periodcloserow.ledger_close_under_a_mandate": "b4844e2dbdf81b0e",
        "ledger_postingrulerow.ledger_rule_not_added": "89f55f89729f15c9",
        "ledger_postingrulerow.ledger_rule_not_changed": "46e343495a794997",
        "ledger_postingrulerow.ledger_rule_not_deleted": "222c23f560ee0be1",
        "ledger_postingrulerow.ledger_rule_not_truncated": "585465b8552eb019",
        "ledger_transferrow.ledger_transfer_is_booked": "309e4950d5d8c66f",
        "ledger_transferrow.ledger_transfer_not_changed": "f1d2a3591b5c0209",
        "ledger_transferrow.ledger_transfer_not_deleted": "754aad7fa7714d7c",
        "ledger_transferrow.ledger_transfer_not_truncated": "5a27a1b019e1f11b",
        "mandates_ceilingrow.mandates_ceiling_before_its_mandate": "4c2faefca72446af",
        "mandates_ceilingrow.mandates_ceiling_not_changed": "cff0c81b3abc782a",
        "mandates_ceilingrow.mandates_ceiling_not_deleted": "d11d3f44f6cb0798",
        "mandates_ceilingrow.mandates_ceiling_not_truncated": "174181f92e331c74",
        "mandates_endrow.mandates_end_not_changed": "81d5f7cfe845955f",
        "mandates_endrow.mandates_end_not_deleted": "0107c27cd2aee2d9",
        "mandates_endrow.mandates_end_not_truncated": "b8c34afcd885079b",
        "mandates_keyturnrow.mandates_key_not_changed": "2037b0068c086b94",
        "mandates_keyturnrow.mandates_key_not_deleted": "3c0bbfe577422242",
        "mandates_keyturnrow.mandates_key_not_truncated": "a07eafb3444b30ec",
        "mandates_mandaterow.mandates_mandate_not_changed": "cff0c81b3abc782a",
        "mandates_mandaterow.mandates_mandate_not_deleted": "d11d3f44f6cb0798",
        "mandates_mandaterow.mandates_mandate_not_truncated": "174181f92e331c74",
        "mandates_scoperow.mandates_scope_before_its_mandate": "4c2faefca72446af",
        "mandates_scoperow.mandates_scope_not_changed": "cff0c81b3abc782a",
        "mandates_scoperow.mandates_scope_not_deleted": "d11d3f44f6cb0798",
        "mandates_scoperow.mandates_scope_not_truncated": "174181f92e331c74",
        "mandates_spentrow.ledger_spent_begins_by_transfer": "184046469988c8bc",
        "mandates_spentrow.ledger_spent_grows_by_transfer": "2f151ccc619092ff",
        "mandates_spentrow.ledger_spent_not_deleted": "972920c7554b9497",
        "mandates_spentrow.ledger_spent_not_truncated": "ae3cc04ff4ac8bec",
        "mandates_unitrow.mandates_unit_not_changed": "a6e76141b6bef532",
        "mandates_unitrow.mandates_unit_not_deleted": "80a7343b0ba6821e",
        "mandates_unitrow.mandates_unit_not_truncated": "22d7c3ddb0a0757a",
    },
}
