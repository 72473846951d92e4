"""A mapping out of its YAML (or JSON) text, with every fault named at its line.  Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from tequio.kernel import Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.mapping.days import is_form
from tequio.registry.rules.mapping.nodes import Entries, outermost
from tequio.registry.rules.mapping.plan import Filter, Mapping, Part, Saying, SourceWords, Spell
from tequio.registry.rules.properties import IMPORTED_KINDS, METHODS, PROPERTIES, RELATIONS

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,58}")
FORMATS = ("csv", "xlsx", "geojson", "murmurations", "openfairdb", "umap", "json")
A_CODE = _("small letters, digits and hyphens")
A_PROPERTY = _("a property known here, such as name.legal")
A_COLUMN = _("a column, or a value that is the same in every row")
AT_LEAST_ONE = _("at least one")
A_DAY_FORM = _("a form such as D/M/Y")
A_UNIT = _("a currency of three letters")
NOT_IGNORED = _("a column that is not also left out")
TAKEN_ONCE = _("a column that is left out for one reason")
_NO_FRACTION = frozenset("BIF CLP DJF GNF JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())


def read_mapping(text: str) -> Mapping:
    """The mapping that a text describes.

    Raises Refused with all faults: `mapping_not_readable`, `mapping_entry_missing`,
    `mapping_entry_unknown`, `mapping_entry_wrong`.
    """
    top = outermost(text, "")
    mapping = Mapping(
        code=_code(top, "id"),
        title=top.text("title"),
        version=top.number("version", 1),
        format=top.one_of("format", FORMATS, ""),
        sources=tuple(_source(one) for one in top.rows("sources")),
        parts=tuple(_part(one) for one in top.rows("parts", needed=True)),
        ignored=_columns(top.words("ignored")),
        personal=_columns(top.words("personal")),
        nulls=_words(top.texts("nulls")),
    )
    top.end()
    if not mapping.parts and "parts" in top.held:
        top.wrong("parts", AT_LEAST_ONE)
    for name in sorted(mapping.used() & (mapping.ignored.keys() | mapping.personal.keys())):
        top.wrong("parts", NOT_IGNORED, name)
    for name in sorted(mapping.ignored.keys() & mapping.personal.keys()):
        top.wrong("ignored", TAKEN_ONCE, name)
    if top.faults:
        raise Refused(*top.faults)
    return mapping


def _code(entries: Entries, name: str) -> str:
    found = entries.text(name)
    if found and not CODE.fullmatch(found):
        entries.wrong(name, A_CODE, found)
    return found


def _name(text: str) -> str:
    """A column's name as the readers of files write it."""
    return " ".join(text.split())


def _names(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_name(text) for text in texts if text)


def _columns(words: dict[str, str]) -> dict[str, str]:
    return {_name(column): reason for column, reason in words.items()}


def _words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(text.lower() for text in texts)


def _source(entries: Entries) -> SourceWords:
    found = SourceWords(
        code=_code(entries, "code"),
        title=entries.text("title"),
        kind=entries.one_of("kind", tuple(IMPORTED_KINDS), "partner"),
        url=entries.text("url", ""),
        licence=entries.text("licence", ""),
        licence_url=entries.text("licence_url", ""),
        attribution=entries.text("attribution", ""),
        is_public=entries.flag("public"),
        is_complete=entries.flag("complete"),
        scope=entries.text("scope", ""),
    )
    entries.end()
    return found


def _part(entries: Entries) -> Part:
    found = Part(
        source=_code(entries, "source"),
        key=_names(entries.texts("key")),
        about=_names(entries.texts("about")),
        of_source=entries.text("of_source", ""),
        when=_filters(entries),
        sayings=tuple(_saying(one) for one in entries.rows("say", needed=True)),
        absent=tuple(_saying(one) for one in entries.rows("absent")),
        since=_spell(entries, "since"),
        until=_spell(entries, "until"),
    )
    if not found.key:
        entries.wrong("key", AT_LEAST_ONE)
    if bool(found.about) != bool(found.of_source):
        entries.text("of_source" if found.about else "about")
    entries.end()
    return found


def _filters(entries: Entries) -> tuple[Filter, ...]:
    return tuple(_filter(one) for one in entries.rows("when"))


def _filter(entries: Entries) -> Filter:
    kept, left_out = entries.texts("is"), entries.texts("is_not")
    found = Filter(
        column=_name(entries.text("column")),
        words=frozenset(kept or left_out),
        divider=entries.raw("divider"),
        is_not=bool(left_out),
        is_filled=entries.flag("filled"),
    )
    if not found.words and not found.is_filled:
        entries.text("is")
    entries.end()
    return found


def _spell(entries: Entries, name: str) -> Spell | None:
    inner = entries.inner(name)
    if inner is None:
        return None
    found = Spell(_name(inner.text("column")), _days(inner))
    inner.end()
    return found


def _days(entries: Entries) -> tuple[str, ...]:
    forms = entries.texts("days")
    for form in forms:
        if not is_form(form):
            entries.wrong("days", A_DAY_FORM, form)
    return forms


def _saying(entries: Entries) -> Saying:
    """One entry of `say`; what each name means stands at `plan.Saying`."""
    columns = _names(entries.texts("columns") or entries.texts("column"))
    if "value" not in entries.held and not columns:
        entries.wrong("column", A_COLUMN, entries.text("property", "") or "column")
    unit, digits = _unit(entries)
    found = Saying(
        property=_property(entries),
        columns=columns,
        value=entries.text("value", ""),
        when=_filters(entries),
        joint=entries.raw("join") or " ",
        divider=entries.raw("divider"),
        nulls=_words(entries.texts("nulls")),
        codes=entries.words("codes"),
        otherwise=entries.one_of("otherwise", ("report", "keep", "nothing"), ""),
        scheme=entries.text("scheme", ""),
        scheme_column=_name(entries.text("scheme_column", "")),
        schemes=entries.words("schemes"),
        titles=_names(entries.texts("titles")),
        unit=unit,
        digits=digits,
        times=entries.number("times", 1),
        decimal=entries.raw("decimal") or ".",
        thousands=entries.raw("thousands"),
    )
    found = _with_words(entries, _with_place(entries, found))
    entries.end()
    return found


def _with_words(entries: Entries, saying: Saying) -> Saying:
    """What days, answers, names and cut texts say besides."""
    return replace(
        saying,
        days=_days(entries),
        yes=_words(entries.texts("yes")),
        no=_words(entries.texts("no")),
        empty_means=entries.one_of("empty_means", ("yes", "no"), ""),
        language=entries.text("language", ""),
        after=entries.raw("after"),
        before=entries.raw("before"),
        first=entries.number("first", 0),
    )


def _with_place(entries: Entries, saying: Saying) -> Saying:
    """What places and relations say besides."""
    return replace(
        saying,
        form=entries.one_of("form", ("lonlat", "latlon", "wkt"), "lonlat"),
        precision=entries.number("precision", 1000),
        precision_column=_name(entries.text("precision_column", "")),
        method=entries.one_of("method", tuple(METHODS), "unknown"),
        relation=entries.one_of("relation", tuple(RELATIONS), ""),
        of_source=entries.text("of_source", ""),
    )


def _property(entries: Entries) -> str:
    """A property known here; identifiers need a scheme, money a unit, relations a type."""
    found = entries.text("property")
    if found and found not in PROPERTIES:
        entries.wrong("property", A_PROPERTY, found)
        return found
    kind = PROPERTIES[found].kind if found else ""
    needed = {"money": "unit", "relation": "relation"}.get(kind, "")
    if kind in ("identifier", "code") and found != "status" and "scheme" not in entries.held:
        needed = "scheme_column"
    if needed:
        entries.text(needed)
    return found


def _unit(entries: Entries) -> tuple[str, int]:
    """A currency, and how many digits stand behind its point."""
    unit = entries.text("unit", "")
    if unit and not re.fullmatch("[A-Z]{3}", unit):
        entries.wrong("unit", A_UNIT, unit)
    return unit, 0 if unit in _NO_FRACTION else 2
