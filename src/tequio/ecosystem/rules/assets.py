"""Kinds of things that an organisation can bring to others.  Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.ecosystem.rules.files import CODE, FileError, parts, read
from tequio.screening.rules.packs import Texts
from tequio.screening.rules.packs.fields import Fields


class AssetsError(FileError):
    """A text that is no list of kinds of assets."""


@dataclass(frozen=True)
class KindOfAsset:
    """`concept`: of the registry's thesaurus, by which people search for it, or ""."""

    code: str
    names: Texts
    concept: str = ""


def load_assets(text: str) -> tuple[KindOfAsset, ...]:
    """The kinds of a file, in its order.  Raises AssetsError with everything that is wrong."""
    return read(text, _assets, AssetsError)


def _assets(fields: Fields) -> tuple[KindOfAsset, ...]:
    found = parts(fields, "assets", _asset)
    fields.once("assets", [kind.code for kind in found])
    fields.end()
    return found


def _asset(fields: Fields) -> KindOfAsset:
    kind = KindOfAsset(
        code=fields.matching("code", CODE, "a code such as training"),
        names=fields.texts("name"),
        concept=fields.matching("concept", CODE, "a concept of the thesaurus", ""),
    )
    fields.end()
    return kind
