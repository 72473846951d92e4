"""What the law itself gives to a legal form: a clause that needs no paper.  Pure.

"The same asset lock is statutory for one form and needs a clause in another" (reference, section
3).  Such a clause counts as said by an official register: grade 2, dated and cited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.screening.rules.catalogue import FACTS, FORMS
from tequio.screening.rules.items import Item
from tequio.screening.rules.values import exact
from tequio.statutes.rules.schema import Table, read_table

OF_THE_LAW = 2
QUEBEC = frozenset({"québec", "quebec", "qc"})


@dataclass(frozen=True)
class Clause:
    """One clause that the law gives.  `until`: the last day on which it did."""

    fact: str
    value: Any
    since: date
    until: date | None
    document: str
    article: str
    url: str
    note: str


@dataclass(frozen=True)
class Given:
    """What the law of a jurisdiction gives to a form, or only to what registers call so.

    codes  scheme of a register → codes; empty: to every organisation of the form
    """

    jurisdiction: str
    form: str
    codes: Mapping[str, frozenset[str]]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Formed:
    """What is said of a legal form: where, which, under which code a register lists it; `grade`:
    of whoever says so."""

    jurisdictions: frozenset[str]
    form: str
    scheme: str
    code: str
    grade: int = OF_THE_LAW


def read_law(text: str, *, where: str) -> tuple[Given, ...]:
    """The table of a YAML text.  Raises SchemaError, naming the place."""
    table = read_table(text, where=where)
    found = tuple(_given(row) for row in table.rows("forms"))
    table.end()
    return found


def _given(row: Table) -> Given:
    codes = row.table("codes")
    found = Given(
        jurisdiction=row.text("jurisdiction"),
        form=row.one_of("form", tuple(FORMS)),
        codes={}
        if codes is None
        else {scheme: frozenset(codes.texts(scheme)) for scheme in tuple(codes.content)},
        clauses=tuple(_clause(one) for one in row.rows("clauses")),
    )
    row.end()
    return found


def _clause(row: Table) -> Clause:
    fact = row.text("fact")
    if fact not in FACTS or FACTS[fact].aspect != "rules":
        raise row.problem(f"{fact} is not a fact of the rules", "fact")
    value = row.anything("value")
    try:
        exact(fact, value)
    except ValueError as problem:
        raise row.problem(str(problem), "value") from None
    since, until = row.day("since"), row.content.pop("until", None)
    citation = row.table("citation")
    if citation is None:
        raise row.problem("is missing: every clause names its law", "citation")
    if citation.flag("verified"):
        citation.day("checked_on")
    else:
        citation.content.pop("checked_on", None)
    found = Clause(
        fact=fact,
        value=value,
        since=since,
        until=until,
        document=citation.text("document"),
        article=citation.text("article", ""),
        url=citation.text("url", ""),
        note=citation.text("note", ""),
    )
    citation.end()
    row.end()
    return found


def jurisdictions_of(country: str, region: str) -> frozenset[str]:
    """Whose law holds there: the country's, and that of a part which packs know."""
    own = {"CA-QC"} if country == "CA" and region.strip().lower() in QUEBEC else set()
    return frozenset({country, *own} - {""})


def clauses_of(law: Collection[Given], formed: Formed, on: date) -> Iterator[Item]:
    """The clauses that the law gives to an organisation of this form on a day, as items: they weigh
    no more than the word of whoever says that it has this form."""
    grade = min(OF_THE_LAW, formed.grade)
    for given in law:
        if given.form != formed.form or given.jurisdiction not in formed.jurisdictions:
            continue
        if given.codes and formed.code not in given.codes.get(formed.scheme, ()):
            continue
        for clause in given.clauses:
            if clause.since <= on and (clause.until is None or on <= clause.until):
                origin = f"register:law.{given.jurisdiction}.{given.form}.{clause.fact}"
                yield Item(clause.fact, clause.value, grade, clause.since, on, origin)
