"""A framework: building blocks of an ecosystem, and what is asked about each.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tequio.ecosystem.rules.files import Source, plain_source
from tequio.kernel import digest
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.packs import Texts

SCALES = (4, 10)
"""Answers go from 0 to one of these; it is a property of the framework."""
COUNTS: Mapping[str, str] = {
    "actors": _("organisations in the register"),
    "ties_confirmed": _("ties that both sides confirm"),
    "ties_one_sided": _("ties that one side only has said"),
    "needs_open": _("needs that are said and open"),
    "alliances_in_formation": _("alliances in formation"),
    "alliances_admitted": _("alliances that are admitted"),
    "processes": _("processes of policy that are followed"),
    "recommendations": _("recommendations that are followed"),
    "recommendations_without_owner": _("recommendations that nobody has taken on"),
    "recommendations_done": _("recommendations that are done"),
    "programmes_open": _("programmes that are open, heard by those affected"),
    "observations": _("observations brought to a watch"),
    "practices_systematised": _("practices with the sign-off of practice and research"),
    "transfers_alive": _("transfers to another place that go on"),
    "findings_standing": _("organisations found to meet the definition"),
    "scorecards_closed": _("tables of diagnosis that were held"),
}
"""What the platform itself can count.  Besides, `holders.<asset>`: organisations that say they have
an asset; `needs.<asset>`: those that say they need it."""


@dataclass(frozen=True)
class Statement:
    """What is asked, with both ends of the answer described: `low` for 0, `high` for the top."""

    id: str
    says: Texts
    low: Texts
    high: Texts


@dataclass(frozen=True)
class Block:
    """A building block.

    counts     codes of what the platform itself knows about it
    crosswalk  by code of another framework its blocks that mean the same, or part of it; an empty
               tuple says that the other one has no such block
    verified   its name was read in the source, or on a page that the source's note names
    """

    code: str
    names: Texts
    about: Texts
    statements: tuple[Statement, ...]
    counts: tuple[str, ...] = ()
    crosswalk: Mapping[str, tuple[str, ...]] | None = None
    verified: bool = False


@dataclass(frozen=True)
class Proposed:
    """A recommendation of the framework, told in our own words; `verified`: what it tells was
    read."""

    number: int
    says: Texts
    blocks: tuple[str, ...]
    verified: bool = False


@dataclass(frozen=True)
class Framework:
    """`scale`: answers go from 0 to this; `cautions`: what it must not be used for."""

    code: str
    version: int
    titles: Texts
    about: Texts
    cautions: Texts
    scale: int
    source: Source
    blocks: tuple[Block, ...]
    recommendations: tuple[Proposed, ...] = ()

    @property
    def key(self) -> str:
        """Such as `seed-blocks@1`."""
        return f"{self.code}@{self.version}"

    @cached_property
    def by_code(self) -> Mapping[str, Block]:
        """Its blocks by their codes, in its order."""
        return {block.code: block for block in self.blocks}

    @cached_property
    def block_of(self) -> Mapping[str, str]:
        """The code of the block to which each statement belongs."""
        return {one.id: block.code for block in self.blocks for one in block.statements}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what it says."""
        return digest(plain_framework(self))


def plain_framework(framework: Framework) -> dict[str, Any]:
    """A framework as `load_framework` reads it, with every field said."""
    return {
        "framework": framework.code,
        "version": framework.version,
        "title": dict(framework.titles),
        "about": dict(framework.about),
        "caution": dict(framework.cautions),
        "scale": framework.scale,
        "source": plain_source(framework.source),
        "blocks": [_plain_block(block) for block in framework.blocks],
        "recommendations": [_plain_proposed(one) for one in framework.recommendations],
    }


def _plain_block(block: Block) -> dict[str, Any]:
    return {
        "code": block.code,
        "name": dict(block.names),
        "about": dict(block.about),
        "verified": block.verified,
        "statements": [
            {"id": one.id, "says": dict(one.says), "low": dict(one.low), "high": dict(one.high)}
            for one in block.statements
        ],
        "counts": list(block.counts),
        "crosswalk": {other: list(codes) for other, codes in (block.crosswalk or {}).items()},
    }


def _plain_proposed(one: Proposed) -> dict[str, Any]:
    return {
        "number": one.number,
        "says": dict(one.says),
        "blocks": list(one.blocks),
        "verified": one.verified,
    }
