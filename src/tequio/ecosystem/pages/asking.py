"""Blocks and statements of a framework in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tequio.ecosystem.pages.telling import group_name
from tequio.ecosystem.pages.wording import text_of
from tequio.ecosystem.rules.frameworks import Framework


@dataclass(frozen=True)
class Asked:
    """A statement with both ends of its answer; `field`: of a form, if there is one."""

    id: str
    says: str
    low: str
    high: str
    field: Any = None


@dataclass(frozen=True)
class BlockAsked:
    """A building block."""

    code: str
    name: str
    about: str
    statements: tuple[Asked, ...]
    verified: bool


def blocks_asked(framework: Framework, form: Any = None) -> list[BlockAsked]:
    """All blocks in their order, with the controls of a form where one is given."""
    return [
        BlockAsked(
            block.code,
            text_of(block.names),
            text_of(block.about),
            tuple(
                Asked(
                    one.id,
                    text_of(one.says),
                    text_of(one.low),
                    text_of(one.high),
                    form[f"s-{one.id}"] if form is not None else None,
                )
                for one in block.statements
            ),
            block.verified,
        )
        for block in framework.blocks
    ]


def groups_to_choose(groups: Iterable[str]) -> list[tuple[str, str]]:
    """Codes of groups with their names."""
    return [(code, group_name(code)) for code in groups]
