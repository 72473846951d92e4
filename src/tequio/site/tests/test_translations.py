"""Catalogues of all rooms become one per language, only when a source has changed."""

from __future__ import annotations

import gettext
from pathlib import Path

from tequio.site import translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def source(package: Path, room: str, pairs: dict[str, str]) -> None:
    place = package / room / "locale" / "hi" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    entries = (f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in pairs.items())
    (place / "django.po").write_text(HEAD + "".join(entries), encoding="utf-8")


def test_two_rooms_speak_through_one_catalogue(tmp_path: Path) -> None:
    source(tmp_path, "lending", {"Loan": "ऋण"})
    source(tmp_path, "ledger", {"Account": "खाता"})
    assert translations.compile_catalogues(tmp_path, tmp_path / "made") == ["hi"]
    spoken = gettext.translation("django", tmp_path / "made", ["hi"])
    assert (spoken.gettext("Loan"), spoken.gettext("Account")) == ("ऋण", "खाता")


def test_what_has_not_changed_is_not_compiled_again(tmp_path: Path) -> None:
    source(tmp_path, "lending", {"Loan": "ऋण"})
    made = tmp_path / "made"
    assert translations.compile_catalogues(tmp_path, made) == ["hi"]
    assert translations.compile_catalogues(tmp_path, made) == []
    source(tmp_path, "lending", {"Loan": "कर्ज़"})
    assert translations.compile_catalogues(tmp_path, made) == ["hi"]
    assert gettext.translation("django", made, ["hi"]).gettext("Loan") == "कर्ज़"
