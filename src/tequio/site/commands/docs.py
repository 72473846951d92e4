"""`./tequio docs`: write docs/acts from the code, one page an act."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from tequio.chronicle.service import ActSpec
from tequio.site.acts import all_acts, model_of
from tequio.site.explaining import summary, type_of

FOLDER = Path("docs/acts")
NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("--folder", type=Path, default=FOLDER)


def run(arguments: argparse.Namespace) -> int:
    """Write every page, and take away those of acts that are no more."""
    written = pages()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for old in arguments.folder.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (arguments.folder / name).write_text(text, encoding="utf-8")
    print(f"{len(written)} pages in {arguments.folder}")
    return 0


def pages() -> dict[str, str]:
    """File name → text for every act, and the list of all."""
    acts = all_acts()
    listed = [f"- [`{name}`]({name}.md) {summary(spec)}" for name, spec in acts.items()]
    intro = "# Acts\n\nMade from the code by `./tequio docs`. An act has one name everywhere.\n\n"
    return {"README.md": intro + "\n".join(listed) + "\n"} | {
        f"{name}.md": page(spec) for name, spec in acts.items()
    }


def page(spec: ActSpec) -> str:
    """Who may, what is needed, every refusal, the event."""
    parts = [f"# `{spec.name}`", spec.about, f"**Who may:** {spec.may}.", "## What is needed"]
    schema = model_of(spec.name).model_json_schema()
    parts.append(_fields(schema) or "Nothing but who, for which organisation, and a key.")
    for name, shape in sorted(schema.get("$defs", {}).items()):
        parts += [f"### {name}", str(shape.get("description", "")), _fields(shape)]
    parts.append("## Refusals, in this order")
    parts.append(
        "\n".join(
            ["| code | sentence | remedy |", "|---|---|---|"]
            + [f"| `{kind.code}` | {kind.sentence} | {kind.remedy} |" for kind in spec.refusals]
        )
    )
    returns = spec.signature.return_annotation
    event = (get_args(returns) or (returns,))[0]
    parts += ["## Event", f"`{event.__name__}`"]
    route = f"POST /api/v1/acts/{spec.name}"
    parts += ["## The same elsewhere", f"`{route}` · `./tequio act {spec.name} --by … --for …`"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _fields(schema: Mapping[str, Any]) -> str:
    """A table of the fields of an act or of one of its parts; empty if it has none."""
    needed = schema.get("required", [])
    rows = [
        f"| `{field}` | {type_of(facts)} | {'yes' if field in needed else 'no'} |"
        for field, facts in schema.get("properties", {}).items()
    ]
    return "\n".join(["| field | type | needed |", "|---|---|---|", *rows]) if rows else ""
