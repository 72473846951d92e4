"""`./tequio voices` tells somebody with a phone what to record, and when all is there."""

from __future__ import annotations

import pytest

from tequio.membership.tests.groups import found
from tequio.notices.queries import voices
from tequio.notices.rules import spoken
from tequio.site.__main__ import main


@pytest.fixture
def folder(db, settings, tmp_path):
    found()
    settings.VOICES = tmp_path
    return tmp_path


@pytest.mark.parametrize("language", sorted(spoken.NUMBERS))
def test_every_clip_is_named_beside_what_is_said_until_it_is_recorded(folder, capsys, language):
    assert main(["voices", language]) == 1
    said = capsys.readouterr().out
    assert str(folder / language) in said
    (folder / language).mkdir()
    for line in said.splitlines():
        name, _blank, words = line.partition(" ")
        if words.startswith(" " * 2) or words.strip() in voices.words_of(language, []).values():
            (folder / language / f"{name}.mp3").write_bytes(b"silence")
    for name in voices.words_of(language, ["INR"]):
        assert f"\n{name} " in said
    main(["voices", language])
    assert f"{language}: every clip is recorded." in capsys.readouterr().out


def test_all_languages_are_counted(folder, capsys):
    (folder / "en").mkdir()
    (folder / "en" / "zero.m4a").write_bytes(b"silence")
    (folder / "en" / "one.wav").write_bytes(b"not found")
    assert main(["voices"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[:2] for line in lines] == sorted(spoken.NUMBERS)
    assert lines[0].startswith("en: 1 of ")


def test_a_language_that_nobody_speaks_here_is_said_so(folder, capsys):
    assert main(["voices", "tlh"]) == 2
    assert "not in tlh" in capsys.readouterr().err
