"""The books as hledger reads them, for an outside audit and as an oracle in the tests.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tequio.kernel import Unit


@dataclass(frozen=True)
class Posting:
    """One side's account as `kind:name`, and the other's; the amount goes to the debit."""

    transfer: int
    debit: str
    credit: str
    minor: int
    unit: Unit
    code: str
    subject: str
    mandate: int


@dataclass(frozen=True)
class Journal:
    """What one act wrote, in one book."""

    number: int
    value_date: date
    document: str
    postings: tuple[Posting, ...]


ROOTS = {
    "cash": "assets:cash",
    "bank": "assets:bank",
    "member-loan": "assets:member-loan",
    "claim": "assets:claim",
    "cash-difference": "assets:cash-difference",
    "member-savings": "liabilities:member-savings",
    "budget": "liabilities:budget",
    "indivisible-reserve": "equity:indivisible-reserve",
    "opening": "equity:opening",
    "income": "revenues",
    "expense": "expenses",
    "member-shares": "liabilities:member-shares",
    "social-fund": "liabilities:social-fund",
    "fine-due": "assets:fine-due",
    "pot": "liabilities:pot",
    "turn-due": "assets:turn-due",
    "circle-reserve": "equity:circle-reserve",
    "group-loan": "assets:group-loan",
    "bulk-loan": "liabilities:bulk-loan",
    "loan-provision": "assets:loan-provision",
    "member-capital": "equity:member-capital",
    "surplus": "equity:surplus",
    "education-fund": "equity:education-fund",
    "set-aside": "equity:set-aside",
    "surplus-due": "liabilities:surplus-due",
}


def account_name(kind: str, ref: str) -> str:
    """`assets:cash:box`: what hledger groups by; blanks and colons of names become dashes."""
    name = re.sub(r"[\s;:]+", "-", ref)
    return ROOTS[kind] + (f":{name}" if name else "")


def decimal(minor: int, unit: Unit) -> str:
    """`1234.50 INR`; a code with other signs than letters is put in quotation marks."""
    digits = str(abs(minor)).rjust(unit.exponent + 1, "0")
    cut = len(digits) - unit.exponent
    point = "." + digits[cut:] if unit.exponent else ""
    code = unit.code if unit.code.isalpha() else f'"{unit.code}"'
    return f"{'-' if minor < 0 else ''}{digits[:cut]}{point} {code}"


def hledger_lines(units: Iterable[Unit], journals: Iterable[Journal]) -> Iterator[str]:
    """The text, line by line: commodities first, then one transaction for each journal.

    Names of people are not in it; purposes, mandates and numbers are in comments as tags.
    """
    for unit in units:
        sample = decimal(1000 * 10**unit.exponent, unit)
        yield "commodity " + (sample if unit.exponent else sample.replace(" ", ". ", 1))
    for journal in journals:
        yield ""
        document = f" {journal.document}" if journal.document else ""
        yield f"{journal.value_date.isoformat()} * ({journal.number}){document}"
        for one in journal.postings:
            tags = f"  ; transfer:{one.transfer}, purpose:{one.code}, mandate:{one.mandate}"
            tags += f", subject:{one.subject}" if one.subject else ""
            yield f"    {one.debit}    {decimal(one.minor, one.unit)}{tags}"
            yield f"    {one.credit}    {decimal(-one.minor, one.unit)}"
