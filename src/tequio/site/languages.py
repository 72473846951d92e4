"""The languages of the house: English, and one for each folder that holds a catalogue."""

from __future__ import annotations

from pathlib import Path

from babel import Locale, UnknownLocaleError

from tequio.site import translations

SOURCE = "en"
"""What the sentences are written in; it needs no catalogue."""


def languages(package: Path = translations.PACKAGE) -> list[tuple[str, str]]:
    """Code and name of every language, for Django's LANGUAGES; English comes first."""
    found = [code_of(folder) for folder in translations.sources(package)]
    return [(code, name_of(code)) for code in (SOURCE, *sorted(found))]


def code_of(folder: str) -> str:
    """`pt_BR` as browsers and pages write it: `pt-br`."""
    return folder.replace("_", "-").lower()


def name_of(code: str) -> str:
    """What a language calls itself (CLDR): `Français`."""
    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]
