"""Reading lines of a bank or mobile-money statement out of a CSV file.  Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tequio.chronicle.rules.inputs import Minor, Reference, Words
from tequio.kernel import RefusalKind, Refused, digest
from tequio.ledger.rules.refusals import (
    CSV_NO_AMOUNT,
    CSV_NO_DAY,
    CSV_TOO_FINE,
    CSV_TOO_SHORT,
    CSV_WITHOUT_HEADER,
)


@dataclass(frozen=True)
class BankLine:
    """A line of a statement: positive minor units came in, negative ones went out."""

    day: date
    minor: Minor
    text: Words = ""
    reference: Reference = ""


@dataclass(frozen=True)
class Columns:
    """Which column (from 0) holds what; either `amount`, or `money_in` and `money_out`."""

    day: int
    amount: int | None = None
    money_in: int | None = None
    money_out: int | None = None
    text: int | None = None
    reference: int | None = None


HEADINGS = {
    "day": r"(value |transaction |txn |posting |booking )?date|completion time|buchungstag|fecha"
    r"|data|दिनांक|तारीख",
    "amount": r"amount|betrag|importe|valor|monto|राशि|रकम|amount \(?[a-z]{3}\)?",
    "money_in": r"(paid|money) in|credits?|cr|deposits?|deposit amt\.?|credit amount|जमा",
    "money_out": r"(paid|money) out|debits?|dr|withdrawals?|withdrawal amt\.?|debit amount"
    r"|withdrawn|नाम|निकासी",
    "text": r"description|narration|details|particulars|remarks|text|concepto|verwendungszweck"
    r"|विवरण",
    "reference": r"ref(erence)?( no\.?| number)?|receipt( no\.?)?|utr|transaction id|chq.*|cheque.*"
    r"|txn id|संदर्भ",
}


AMOUNT = re.compile(r"(\(?)([-+]?)[^\d(+-]{0,4}([\d.,']+)(\)?)(-?)(cr|dr)?\.?")


class Unreadable(ValueError):
    """A cell that says nothing usable; `kind` is the refusal, once the line is known."""

    def __init__(self, kind: RefusalKind) -> None:
        super().__init__(kind.code)
        self.kind = kind


def read_lines(text: str, *, exponent: int, columns: Columns | None = None) -> list[BankLine]:
    """Every line of the file with an amount, in its order.

    exponent  decimal places of the account's unit
    columns   where the columns are, if the first line does not say so

    Days are ISO or day/month/year; amounts may carry thousands' marks, a sign, brackets, `Cr` or
    `Dr`.  Refused: `csv_without_header`; `csv_no_day`, `csv_no_amount`,
    `csv_too_fine`, `csv_too_short`, each naming the line (from 1).
    """
    rows = list(_rows(text))
    start = 0
    if columns is None:
        start, columns = find_header(rows)
    lines = []
    for number, row in rows[start:]:
        if any(cell.strip() for cell in row):
            line = _line(number, row, columns, exponent)
            lines += [line] if line.minor else []
    return lines


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    text = text.lstrip("\ufeff")
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    for row in reader:
        yield reader.line_num, [cell.strip() for cell in row]


def find_header(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, Columns]:
    """The place after the header among the first lines, and which columns it names.

    Banks write their own name above the table; the header is the first line that names a day and
    an amount.
    """
    for place, (_number, row) in enumerate(rows[:30]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            for meaning, pattern in HEADINGS.items():
                if meaning not in found and re.fullmatch(pattern, cell.strip().casefold()):
                    found[meaning] = column
                    break
        if "day" in found and ("amount" in found or {"money_in", "money_out"} <= found.keys()):
            return place + 1, Columns(**found)
    raise Refused(CSV_WITHOUT_HEADER.because())


def _line(number: int, row: list[str], columns: Columns, exponent: int) -> BankLine:
    try:
        return BankLine(
            read_day(row[columns.day]),
            _signed(row, columns, exponent),
            _cell(row, columns.text),
            _cell(row, columns.reference)[:80],
        )
    except IndexError:
        raise Refused(CSV_TOO_SHORT.because(line=number)) from None
    except Unreadable as trouble:
        raise Refused(trouble.kind.because(line=number)) from None


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _signed(row: list[str], columns: Columns, exponent: int) -> int:
    if columns.amount is not None:
        return read_amount(row[columns.amount], exponent=exponent)
    came = _cell(row, columns.money_in)
    went = _cell(row, columns.money_out)
    inward = abs(read_amount(came, exponent=exponent)) if came not in {"", "-"} else 0
    outward = abs(read_amount(went, exponent=exponent)) if went not in {"", "-"} else 0
    return inward - outward


def read_day(text: str) -> date:
    """A day from `2026-02-14`, `14/02/2026`, `14.2.26` or `14-02-2026 10:31`.

    Raises Unreadable; month/day/year is not read, because nobody could tell.
    """
    iso = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b", text.strip())
    if iso:
        year, month, day = map(int, iso.groups())
    else:
        usual = re.match(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b", text.strip())
        if not usual:
            raise Unreadable(CSV_NO_DAY)
        day, month, year = map(int, usual.groups())
        year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(CSV_NO_DAY) from None


def read_amount(text: str, *, exponent: int) -> int:
    """Minor units from `1,234.50`, `12,34,567.50`, `1.234,50`, `(500)`, `-500`, `500.00 Dr`.

    Raises Unreadable for what is no amount, and for one finer than the unit.
    """
    plain = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    found = re.fullmatch(
        r"(\(?)([-+]?)[^\d(+-]{0,4}([\d.,']+)(\)?)(-?)(cr|dr)?\.?", plain.casefold()
    )
    if not found:
        raise Unreadable(CSV_NO_AMOUNT)
    bracket, sign, digits, _close, behind, side = found.groups()
    whole, fraction = _parts(digits.replace("'", ""), exponent)
    if len(fraction.rstrip("0")) > exponent:
        raise Unreadable(CSV_TOO_FINE)
    minor = int((whole or "0") + fraction[:exponent].ljust(exponent, "0"))
    return -minor if bracket or sign == "-" or behind or side == "dr" else minor


def _parts(digits: str, exponent: int) -> tuple[str, str]:
    """Whole and fraction.  Marks of two kinds: the last one is the decimal mark.  One kind, more
    than once: they group.  A single comma before three digits groups, unless it could be the
    decimal mark of a unit with three places: a sum is never guessed.
    """
    marks = [place for place, letter in enumerate(digits) if letter in ".,"]
    if not marks:
        return digits, ""
    last = marks[-1]
    one_kind = len({digits[place] for place in marks}) == 1
    groups = one_kind and len(marks) > 1
    if len(marks) == 1 and digits[last] == "," and len(digits) - last - 1 == 3:
        if exponent == 3:
            raise Unreadable(CSV_NO_AMOUNT)
        groups = True
    if groups:
        return re.sub(r"[.,]", "", digits), ""
    return re.sub(r"[.,]", "", digits[:last]), digits[last + 1 :]


def fingerprints(lines: Sequence[BankLine]) -> list[str]:
    """One for each line, so that a second import of the same days adds nothing.

    Made of day, amount, reference and how many such lines came before; not of the text, which may
    name a person.
    """
    seen: dict[BankLine, int] = {}
    made = []
    for line in lines:
        alike = replace(line, text="")
        seen[alike] = seen.get(alike, -1) + 1
        made.append(fingerprint(alike.day, alike.minor, alike.reference, seen[alike]))
    return made


def fingerprint(day: date, minor: int, reference: str, place: int) -> str:
    """What identifies a line after so many that are alike."""
    return digest([day, minor, reference, place])
