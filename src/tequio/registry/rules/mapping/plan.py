"""A mapping as it was understood: sources, parts, and which column says what.  Pure."""

from __future__ import annotations

from collections.abc import Mapping as Words
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SourceWords:
    """What is known of a source before its first file comes in.

    kind         one of `properties.SOURCE_KINDS`
    is_public    may be published under its licence
    is_complete  claims to list all of `scope`: only then absence from it says something
    """

    code: str
    title: str
    kind: str = "partner"
    url: str = ""
    licence: str = ""
    licence_url: str = ""
    attribution: str = ""
    is_public: bool = False
    is_complete: bool = False
    scope: str = ""


@dataclass(frozen=True)
class Filter:
    """A row counts where a column holds one of some words (or none of them).

    divider    the column holds several words, divided by this
    is_not     the column may hold none of the words
    is_filled  the column holds anything at all; `words` is empty then
    """

    column: str
    words: frozenset[str] = frozenset()
    divider: str = ""
    is_not: bool = False
    is_filled: bool = False


@dataclass(frozen=True)
class Spell:
    """A column that holds a day, and in which forms."""

    column: str
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Saying:
    """Which column says one property, and how it is read.

    columns       one, or several whose texts are joined by `joint`
    value         a constant instead of columns
    when          all of these must hold
    joint         what stands between texts of several columns
    divider       the column holds several values, divided by this
    nulls         words of this column that say nothing, besides those of the whole mapping
    codes         what each word of the column means; `` for one that says nothing
    otherwise     a word that is not among the codes: `report`, `keep` or `nothing`
    scheme        of codes and identifiers; from `scheme_column` by `schemes` where rows differ
    titles        columns with the words for a code, the first that is filled
    days          forms of a day, such as D/M/Y
    unit          of money, with the digits behind its point, and by what figures are multiplied
    decimal       what stands before the fraction; `thousands` is left out
    yes, no       words for yes and no
    empty_means   what an empty cell says where the source is complete: `yes`, `no` or nothing
    language      of a name
    form          of a point: `lonlat`, `latlon` or `wkt`
    precision     in metres, or from `precision_column`; and by which method
    after, before the text begins behind the one and ends before the other, where they stand
    first         only so many characters
    relation      type of a relation, to a record of `of_source` (`` where only a name is known)
    """

    property: str
    columns: tuple[str, ...] = ()
    value: str = ""
    when: tuple[Filter, ...] = ()
    joint: str = " "
    divider: str = ""
    nulls: frozenset[str] = frozenset()
    codes: Words[str, str] = field(default_factory=dict)
    otherwise: str = ""
    scheme: str = ""
    scheme_column: str = ""
    schemes: Words[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    unit: str = ""
    digits: int = 2
    times: int = 1
    decimal: str = "."
    thousands: str = ""
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    empty_means: str = ""
    language: str = ""
    form: str = "lonlat"
    precision: int = 1000
    precision_column: str = ""
    method: str = "unknown"
    after: str = ""
    before: str = ""
    first: int = 0
    relation: str = ""
    of_source: str = ""

    def all_columns(self) -> tuple[str, ...]:
        """Every column that it looks at."""
        more = (self.scheme_column, self.precision_column, *self.titles)
        tested = (one.column for one in self.when)
        return tuple(name for name in (*self.columns, *more, *tested) if name)


@dataclass(frozen=True)
class Part:
    """What one source says in each row.

    key            columns whose texts together tell its records apart
    about          columns with the key of the record of `of_source` that it speaks of
    when           rows in which it speaks
    absent         what its silence says in the other rows, where it claims to be complete
    since, until   when what it says was true
    """

    source: str
    key: tuple[str, ...]
    sayings: tuple[Saying, ...]
    about: tuple[str, ...] = ()
    of_source: str = ""
    when: tuple[Filter, ...] = ()
    absent: tuple[Saying, ...] = ()
    since: Spell | None = None
    until: Spell | None = None

    def all_columns(self) -> tuple[str, ...]:
        """Every column that it looks at."""
        said = (name for one in (*self.sayings, *self.absent) for name in one.all_columns())
        spells = (one.column for one in (self.since, self.until) if one)
        tested = (one.column for one in self.when)
        return (*self.key, *self.about, *tested, *spells, *said)


@dataclass(frozen=True)
class Mapping:
    """How the files of one kind are read.

    ignored    columns that are left alone, with the reason
    personal   columns about persons, with the reason: dropped from the raw row too
    nulls      words that say nothing in any column, in lower case
    """

    code: str
    title: str
    parts: tuple[Part, ...]
    version: int = 1
    format: str = ""
    sources: tuple[SourceWords, ...] = ()
    ignored: Words[str, str] = field(default_factory=dict)
    personal: Words[str, str] = field(default_factory=dict)
    nulls: frozenset[str] = frozenset()

    def used(self) -> frozenset[str]:
        """Columns that any part looks at."""
        return frozenset(name for part in self.parts for name in part.all_columns())
