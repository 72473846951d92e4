"""What the command line says about acts: all by room, or one with its fields and an example."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from tequio.chronicle.service import ActSpec
from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.site.acts import NO_SUCH_ACT, all_acts, model_of
from tequio.site.examples import example_of

NO_SUCH_ACT_BUT_NEAR = RefusalKind(
    "no_such_act",
    _("There is no act called {name}."),
    _("The nearest are: {near}. ./tequio act --list shows all."),
    about="input",
)
NO_SUCH_FIELD = RefusalKind(
    "input_not_readable",
    _("{act} has no field called {field}."),
    _("Its fields are: {fields}."),
    about="input",
)
NO_SUCH_FIELD_BUT_NEAR = RefusalKind(
    "input_not_readable",
    _("{act} has no field called {field}."),
    _("Did you mean {near}? Its fields are: {fields}."),
    about="input",
)
TYPES: Mapping[str, str] = {
    "integer": "whole number",
    "string": "text",
    "date": "day as 2026-02-14",
    "object": "JSON object",
    "null": "null",
}


def act_named(name: str) -> ActSpec:
    """The act of this name.  Raises Refused `no_such_act` with those that sound alike."""
    known = all_acts()
    if name in known:
        return known[name]
    near = nearest(name, known)
    if near:
        raise Refused(NO_SUCH_ACT_BUT_NEAR.because(name=name, near=", ".join(near)))
    raise Refused(NO_SUCH_ACT.because(name=name))


def nearest(name: str, known: Mapping[str, Any]) -> list[str]:
    """Up to three names that are spelt alike, or whose verb was written without its room."""
    verb = name.rpartition(".")[2].replace("-", "_")
    same_verb = [one for one in known if one.rpartition(".")[2] == verb]
    alike = difflib.get_close_matches(name.replace("-", "_"), [*known], n=3, cutoff=0.6)
    return [*dict.fromkeys([*same_verb, *alike])][:3]


def objections_to_fields(spec: ActSpec, given: Mapping[str, Any]) -> Iterator[Refusal]:
    """Fields that the act does not have, each with the one that is spelt alike."""
    known = model_of(spec.name).model_fields
    listed = ", ".join(known) or "-"
    for field in given:
        if field in known:
            continue
        near = nearest(field, known)
        told = {"act": spec.name, "field": field, "fields": listed}
        if near:
            yield NO_SUCH_FIELD_BUT_NEAR.because(**told, near=near[0])
        else:
            yield NO_SUCH_FIELD.because(**told)


def by_room() -> str:
    """All acts, a paragraph for each room."""
    parts = []
    for room, specs in groupby(all_acts().values(), key=lambda spec: spec.room):
        lines = [f"  {spec.name:28} {summary(spec)}" for spec in specs]
        parts.append("\n".join([f"{room}:", *lines]))
    end = [
        "./tequio act ROOM.VERB --help shows who may, the fields and an example.",
        "--demo after any of them works on the demonstration, which ./tequio demo builds.",
    ]
    return "\n\n".join([*parts, "\n".join(end)])


def summary(spec: ActSpec) -> str:
    """The first sentences of an act's description, whole."""
    return " ".join(spec.about.partition("\n\n")[0].split())


def about(spec: ActSpec, today: date, *, looks: bool = True) -> str:
    """Who may, every field with its type, what is needed, and an example.

    looks  whether there is a demonstration in whose data an example can be found
    """
    parts = [f"{spec.name}: {_said(spec)}", f"Who may: {spec.may}.", _fields(spec)]
    example = example_of(spec.name, today) if looks else None
    if example is not None:
        parts.append(
            "Example, on the demonstration as it stands now:\n\n"
            f"  ./tequio {example.command(spec.name)}\n\n"
            "Without --demo, and with your own numbers, it works on your own data."
        )
    else:
        parts.append(
            f"  ./tequio {_pattern(spec)}\n\n"
            "The demonstration, if it was built (./tequio demo), holds nothing for this act now."
        )
    parts.append(f"Every refusal with its remedy: docs/acts/{spec.name}.md")
    return "\n\n".join(parts)


def _pattern(spec: ActSpec) -> str:
    """The command with the names of its needed fields in the place of values."""
    needed = model_of(spec.name).model_json_schema().get("required", [])
    with_fields = "".join(f" --with {field}=…" for field in needed)
    return f"act {spec.name} --by PERSON --for ORGANISATION{with_fields}"


def _said(spec: ActSpec) -> str:
    """What the act's description says besides its fields."""
    fields = model_of(spec.name).model_fields
    kept, is_field = [], False
    for line in spec.about.splitlines():
        is_field = _names(line, fields) != [] or (is_field and line.startswith(" "))
        if not is_field:
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _fields(spec: ActSpec) -> str:
    schema = model_of(spec.name).model_json_schema()
    rows = [
        _row(field, facts, schema, told_of(spec, field))
        for field, facts in schema.get("properties", {}).items()
    ]
    if not rows:
        return "It has no fields: only --by and --for."
    parts = [f"  {name} = {_shape(shape)}" for name, shape in schema.get("$defs", {}).items()]
    return "\n".join(["Fields (--with FIELD=VALUE for each):", *rows, *_titled(parts)])


def _titled(parts: list[str]) -> list[str]:
    return ["", "JSON objects in these:", *parts] if parts else []


def _row(field: str, facts: Mapping[str, Any], schema: Mapping[str, Any], told: str) -> str:
    is_needed = field in schema.get("required", [])
    default = facts.get("default")
    usual = f"if left out: {default!r}" if default not in (None, "", [], {}) else "may be left out"
    kind = in_words(type_of(facts))
    if field == "minor" or field.endswith("_minor"):
        kind += " of the unit's smallest parts (1250 is 12.50)"
    line = f"  {field:14} {kind}; {'needed' if is_needed else usual}"
    return f"{line}\n  {'':14}   {told}" if told else line


def told_of(spec: ActSpec, field: str) -> str:
    """What the act's description says of a field."""
    fields = model_of(spec.name).model_fields
    lines = iter(spec.about.splitlines())
    for line in lines:
        if field in _names(line, fields):
            found = [line.split("  ", 1)[1].strip()]
            for more in lines:
                if not more.startswith(" "):
                    break
                found.append(more.strip())
            return " ".join(found)
    return ""


def _names(line: str, fields: Mapping[str, Any]) -> list[str]:
    """The fields that a line of a description is about: `payer, payer_text  who brought it`."""
    head, gap, _tail = line.partition("  ")
    names = [name.strip() for name in head.split(",")]
    return names if gap and all(name in fields for name in names) else []


def _shape(shape: Mapping[str, Any]) -> str:
    needed = shape.get("required", [])
    fields = [
        f"{field}: {in_words(type_of(facts))}{'' if field in needed else ' (may be left out)'}"
        for field, facts in shape.get("properties", {}).items()
    ]
    return "{" + ", ".join(fields) + "}"


def in_words(kind: str) -> str:
    """`list of integer` → `list of whole number`; what may also be nothing says only what else."""
    kind = kind.removesuffix(" or null")
    return re.sub(r"[a-z]+", lambda found: TYPES.get(found[0], found[0]), kind)


def type_of(facts: Mapping[str, Any]) -> str:
    """The type of a field of a JSON schema, in a few words."""
    if "anyOf" in facts:
        return " or ".join(type_of(option) for option in facts["anyOf"])
    if "oneOf" in facts:
        return " or ".join(type_of(option) for option in facts["oneOf"])
    if "const" in facts or "enum" in facts:
        return " or ".join(f"`{one}`" for one in facts.get("enum", [facts.get("const")]))
    kind = facts.get("format") or facts.get("type") or str(facts.get("$ref", "")).split("/")[-1]
    if kind == "array" and isinstance(facts.get("items"), dict):
        return f"list of {type_of(facts['items'])}"
    return str(kind)
