"""Classifications and how one leads to another: data with a source, a date and a mark of loss.

A classification is shown in the reader's language where it has words in it, else in English or
the language that it has.  Pure: texts of YAML come in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tequio.registry.rules.properties import PROPERTIES
from tequio.statutes.rules.schema import SchemaError, Table, read_table

LANGUAGES = ("en", "fr", "es", "pt", "hi")
Titles = Mapping[str, str]


@dataclass(frozen=True)
class Classification:
    """Codes of one scheme.

    property     what is said with it
    is_verified  the codes and the words of at least one language were read in a publication
    titles       by code, then by language; `within` the wider code of a narrower one
    """

    code: str
    property: str
    title: Titles
    source: str
    is_verified: bool
    titles: Mapping[str, Titles]
    within: Mapping[str, str]
    url: str = ""
    licence: str = ""

    def words(self, code: str, language: str) -> str:
        """The words of a code; the code itself where it is not known."""
        return in_language(self.titles.get(code, {}), language) or code


class Step(NamedTuple):
    """Where a crosswalk leads, and whether something is lost on the way."""

    code: str
    is_lossy: bool


@dataclass(frozen=True)
class Crosswalk:
    """From the codes of one scheme to those of another, as of a day.

    What has no plain answer is left out: then nothing is said.
    """

    code: str
    of: str
    to: str
    as_of: date
    steps: Mapping[str, Step]


def in_language(titles: Titles, language: str) -> str:
    """`pt-br` reads `pt`; what is missing is told in English or whatever there is."""
    short = language[:2]
    return titles.get(short) or titles.get("en") or next(iter(titles.values()), "")


def read_classification(text: str, *, where: str) -> Classification:
    """A classification out of its YAML.  Raises SchemaError, naming place and problem."""
    table = read_table(text, where=where)
    titles, within = {}, {}
    head = table.table("title")
    for code, one in table.tables("codes"):
        wider = one.text("within", "")
        if wider:
            within[code] = wider
        titles[code] = _titles(one)
    found = Classification(
        code=table.text("id"),
        property=table.one_of("property", tuple(PROPERTIES)),
        title=_titles(head) if head else {},
        source=table.text("source"),
        is_verified=table.flag("verified"),
        titles=titles,
        within=within,
        url=table.text("url", ""),
        licence=table.text("licence", ""),
    )
    table.end()
    unknown = set(within.values()) - titles.keys()
    if unknown:
        raise SchemaError(f"{where}: not among the codes: {', '.join(sorted(unknown))}")
    return found


def _titles(table: Table) -> Titles:
    found = {language: table.text(language, "") for language in LANGUAGES}
    table.end()
    if not any(found.values()):
        raise table.problem("needs a title")
    return {language: title for language, title in found.items() if title}


def read_crosswalk(text: str, *, where: str) -> Crosswalk:
    """A crosswalk out of its YAML.  Raises SchemaError, naming place and problem."""
    table = read_table(text, where=where)
    codes = table.table("codes")
    if codes is None:
        raise table.problem("is missing", "codes")
    steps = {str(code): _step(Table({"step": said}, where)) for code, said in codes.content.items()}
    found = Crosswalk(
        table.text("id"), table.text("of"), table.text("to"), table.day("as_of"), steps
    )
    table.end()
    return found


def _step(table: Table) -> Step:
    said = table.content["step"]
    if isinstance(said, str):
        return Step(said, is_lossy=False)
    inner = table.table("step")
    assert inner is not None
    found = Step(inner.text("to"), inner.flag("lossy"))
    inner.end()
    return found
