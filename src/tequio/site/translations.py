"""Compiles the rooms' .po files into one catalogue a language, with Babel, outside git."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from tequio.site import environment

PACKAGE = Path(__file__).resolve().parent.parent


def sources(package: Path = PACKAGE) -> dict[str, list[Path]]:
    """The .po files by language: `<room>/locale/<language>/LC_MESSAGES/django.po`."""
    found: dict[str, list[Path]] = {}
    for path in sorted(package.glob("*/locale/*/LC_MESSAGES/django.po")):
        found.setdefault(path.parent.parent.name, []).append(path)
    return found


def compile_catalogues(package: Path = PACKAGE, target: Path | None = None) -> list[str]:
    """Write `<target>/<language>/LC_MESSAGES/django.mo` where a source has changed.

    Returns the languages that were written. Fuzzy entries are left out, as gettext does.
    """
    into = target or environment.read().cache / "locale"
    written = []
    for language, paths in sources(package).items():
        place = into / language / "LC_MESSAGES"
        stamp = _stamp(paths)
        if _read(place / "stamp") != stamp:
            place.mkdir(parents=True, exist_ok=True)
            _compile(language, paths, place / "django.mo")
            (place / "stamp").write_text(stamp)
            written.append(language)
    return written


def _stamp(paths: Iterable[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _compile(language: str, paths: Iterable[Path], place: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogues = []
    for path in paths:
        with path.open("rb") as source:
            catalogues.append(read_po(source, locale=language, abort_invalid=True))
    whole, *others = catalogues
    for other in others:
        for message in other:
            if message.id:
                whole[message.id] = message
    # Two processes may compile at once: each writes its own file, the rename is whole.
    draft = place.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as target:
        write_mo(target, whole)
    draft.replace(place)
