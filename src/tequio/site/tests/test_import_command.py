"""`./tequio import`: what cannot be read is said in a sentence, and the help says what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tequio.site.__main__ import main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", ["group", "pabulib"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "There is no such file."),
        (b"\x89PNG\r\n\x1a\n\0", "This is not a text file (CSV, UTF-8)."),
        (b"name\nJos\xe9\n", "This is not a text file (CSV, UTF-8)."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, data: bytes | None, said: str
) -> None:
    file = tmp_path / "members.csv"
    if data is not None:
        file.write_bytes(data)
    assert main(["import", what, str(file), "--for", "Sakhi"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{file}: {said}")
    assert "codec" not in told
    assert "Errno" not in told


def test_the_help_says_columns_kinds_templates_and_units(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["import", "group", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for part in ("name, phone, email, offices", "savings-circle", "township-group", "ISO 4217"):
        assert part in told
