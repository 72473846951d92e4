"""What comes with the house as data: kinds of assets, frameworks, rules of alliances.  No query."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tequio.ecosystem.rules.alliances import AllianceRule, load_rule
from tequio.ecosystem.rules.assets import KindOfAsset, load_assets
from tequio.ecosystem.rules.frameworks import Framework, load_framework

PLACE = Path(__file__).resolve().parent.parent
DEFAULT_FRAMEWORK = "seed-blocks"
DEFAULT_RULE = "nodess"
EARLIER = "earlier"
"""Folder, within that of its kind, of versions that a newer one replaced: what was recorded by one
is read by it for ever.  A file is called by code and version, such as `nodess-1.yaml`."""


@cache
def kinds_of_assets() -> Mapping[str, KindOfAsset]:
    """Every kind of asset by its code, in the order of the file."""
    return {kind.code: kind for kind in load_assets(_text("assets.yaml"))}


def ready_frameworks() -> Mapping[str, Framework]:
    """The frameworks that come with the house by their codes, the default first."""
    return _frameworks_in(PLACE / "frameworks")


def earlier_frameworks() -> Mapping[str, Framework]:
    """Versions of these that a newer one replaced, by key."""
    found = _frameworks_in(PLACE / "frameworks" / EARLIER)
    return {framework.key: framework for framework in found.values()}


@cache
def _frameworks_in(folder: Path) -> Mapping[str, Framework]:
    files = sorted(folder.glob("*.yaml"), key=lambda one: (one.stem != DEFAULT_FRAMEWORK, one.stem))
    return {file.stem: load_framework(file.read_text(encoding="utf-8")) for file in files}


def ready_framework_text(code: str) -> str:
    """The YAML of a ready framework, as a pattern for own ones.  Raises KeyError."""
    if code not in ready_frameworks():
        raise KeyError(code)
    return _text(f"frameworks/{code}.yaml")


def earlier_framework_text(framework: Framework) -> str:
    """The YAML of a version that a newer one replaced."""
    return _text(f"frameworks/{EARLIER}/{framework.code}-{framework.version}.yaml")


def ready_rules() -> Mapping[str, AllianceRule]:
    """The rules of alliances that come with the house, by code."""
    return _rules_in(PLACE / "alliances")


def earlier_rules() -> Mapping[str, AllianceRule]:
    """Versions of these that a newer one replaced, by key."""
    return {rule.key: rule for rule in _rules_in(PLACE / "alliances" / EARLIER).values()}


@cache
def _rules_in(folder: Path) -> Mapping[str, AllianceRule]:
    files = sorted(folder.glob("*.yaml"))
    return {file.stem: load_rule(file.read_text(encoding="utf-8")) for file in files}


def _text(name: str) -> str:
    return (PLACE / name).read_text(encoding="utf-8")
