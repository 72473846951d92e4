"""Reading a framework from its text; what is wrong is told all at once, with its path.  Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tequio.ecosystem.rules.files import CODE, FILE, FileError, parts, read, source
from tequio.ecosystem.rules.frameworks.framework import (
    COUNTS,
    SCALES,
    Block,
    Framework,
    Proposed,
    Statement,
)
from tequio.screening.rules.packs.fields import Fields

MOST_BLOCKS = 30
MOST_STATEMENTS = 20
ABOUT_ASSETS = re.compile(rf"(holders|needs)\.{CODE}")
STATEMENT = r"[a-z][a-z0-9_-]{1,49}"


class FrameworkError(FileError):
    """A text that is no framework."""


def load_framework(text: str) -> Framework:
    """A framework from its YAML (or JSON) text.  Raises FrameworkError with everything that is
    wrong."""
    return read(text, _framework, FrameworkError)


def _framework(fields: Fields) -> Framework:
    found = Framework(
        code=fields.matching("framework", FILE, "a code such as seed-blocks"),
        version=fields.whole("version", 1, 9_999),
        titles=fields.texts("title"),
        about=fields.texts("about"),
        cautions=fields.texts("caution", is_needed=False),
        scale=_scale(fields),
        source=source(fields),
        blocks=parts(fields, "blocks", _block),
        recommendations=parts(fields, "recommendations", _proposed, is_needed=False),
    )
    _hold_together(fields, found)
    fields.end()
    return found


def _scale(fields: Fields) -> int:
    found = fields.whole("scale", min(SCALES), max(SCALES), SCALES[0])
    if found not in SCALES:
        fields.note(f"needs one of {', '.join(map(str, SCALES))}", "scale")
    return found


def _hold_together(fields: Fields, found: Framework) -> None:
    codes = [block.code for block in found.blocks]
    fields.once("blocks", codes)
    asked = [one.id for block in found.blocks for one in block.statements]
    fields.once("statements", asked)
    fields.once("recommendations", [str(one.number) for one in found.recommendations])
    if len(codes) > MOST_BLOCKS:
        fields.note(f"has more than {MOST_BLOCKS}", "blocks")
    for one in found.recommendations:
        for code in one.blocks:
            if code not in codes:
                fields.note(f"{code} is no block of this framework", f"recommendation {one.number}")
    for block in found.blocks:
        if found.code in (block.crosswalk or {}):
            fields.note(f"{block.code} leads to its own framework", "crosswalk")


def _block(fields: Fields) -> Block:
    block = Block(
        code=fields.matching("code", CODE, "a code such as market_access"),
        names=fields.texts("name"),
        about=fields.texts("about"),
        statements=parts(fields, "statements", _statement),
        counts=_counts(fields),
        crosswalk=_crosswalk(fields),
        verified=fields.flag("verified", False),
    )
    if len(block.statements) > MOST_STATEMENTS:
        fields.note(f"has more than {MOST_STATEMENTS}", "statements")
    fields.end()
    return block


def _statement(fields: Fields) -> Statement:
    statement = Statement(
        id=fields.matching("id", STATEMENT, "a name such as market_access-1"),
        says=fields.texts("says"),
        low=fields.texts("low"),
        high=fields.texts("high"),
    )
    fields.end()
    return statement


def _proposed(fields: Fields) -> Proposed:
    proposed = Proposed(
        number=fields.whole("number", 1, 999),
        says=fields.texts("says"),
        blocks=_words(fields, "blocks"),
        verified=fields.flag("verified", False),
    )
    fields.end()
    return proposed


def _counts(fields: Fields) -> tuple[str, ...]:
    found = _words(fields, "counts", is_needed=False)
    for code in found:
        if code not in COUNTS and not ABOUT_ASSETS.fullmatch(code):
            fields.note(f"{code} is nothing that the platform counts", "counts")
    return found


def _crosswalk(fields: Fields) -> Mapping[str, tuple[str, ...]]:
    within = fields.table("crosswalk")
    if within is None:
        return {}
    found = {code: _words(within, code, is_needed=False) for code in tuple(within.content)}
    for code in found:
        if not re.fullmatch(FILE, code):
            within.note(f"{code} is not the code of a framework")
    within.end()
    return found


def _words(fields: Fields, name: str, *, is_needed: bool = True) -> tuple[str, ...]:
    listed = fields.list_of(name, is_needed=is_needed)
    if not all(isinstance(one, str) for one in listed):
        fields.note("needs a list of codes", name)
        return ()
    fields.once(name, listed)
    return tuple(dict.fromkeys(listed))
