"""`./tequio import`: what cannot be read is said in a sentence, and the help says what to write."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tequio.governance.tests.test_counting_pabulib import GOOD
from tequio.site.__main__ import main
from tests.stories.paying_page import pay_on_page

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


MEMBERS = "name;offices\nAsha;chair\nBina;treasurer secretary\nCharu;\n"
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def told_by(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """What a verb printed as JSON."""
    assert main([*words]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def signed_up(phone: str) -> Client:
    """Somebody who opened a sign-in of her own and belongs nowhere yet."""
    client = Client()
    word = "kumasi-harvest-71"
    sent = {"name": "Somebody", "phone": phone, "password1": word}
    assert client.post("/account/sign-up", sent).status_code == 302
    return client


def take_possession(client: Client, code: str) -> str:
    """Type the code, press "yes, this is me"; the address that follows."""
    asked = client.post("/code/", {"code": code})
    key = re.search(r'name="key" value="([^"]+)"', asked.content.decode())
    assert key, asked.content.decode()
    done = client.post("/code/", {"code": code, "sure": "1", "key": key[1]})
    assert done.status_code == 302, done.content.decode()
    return str(done["Location"])


def test_the_officers_of_an_imported_group_come_in_with_the_codes_that_were_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS)
    words = (
        "import",
        "group",
        str(file),
        "--kind",
        "association",
        "--for",
        "Sakhi",
        "--country",
        "IN",
    )
    told = told_by(capsys, *words)
    assert [one["name"] for one in told["sign_in_codes"]] == ["Asha", "Bina"]
    assert "/code/" in told["sign_in_codes_how"]
    asha = signed_up("+919876543210")
    assert CODE.fullmatch(told["sign_in_codes"][0]["sign_in_code"])
    take_possession(asha, told["sign_in_codes"][0]["sign_in_code"])
    assert asha.get("/o/sakhi/members/").status_code == 200
    again = told_by(capsys, *words)
    assert "sign_in_codes" not in again
    assert "./tequio invite PERSON --for sakhi" in again["note"]
    charu = told_by(capsys, "invite", str(told["members"][2]), "--for", "sakhi")
    assert take_possession(signed_up("+919876543211"), charu["sign_in_code"])
    assert main(["invite", str(told["members"][2]), "--for", "sakhi"]) == 1
    assert "already_linked" in capsys.readouterr().err


def test_a_budget_that_was_imported_is_paid_by_page_after_the_code_was_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "village.pb"
    file.write_text(GOOD, encoding="utf-8")
    words = ("import", "pabulib", str(file), "--for", "Village")
    told = told_by(capsys, *words)
    assert "/code/" in told["sign_in_code_how"]
    officer = signed_up("+919876543210")
    take_possession(officer, told["sign_in_code"])
    winner = told["winners"][0]
    fields = {
        "purpose": told["purpose"],
        "subject": winner["subject"],
        "account": told["bank"],
        "minor": winner["minor"],
        "exponent": told["exponent"],
        "payee_text": "Builders",
    }
    assert pay_on_page(officer, told["organisation"], fields) == ""
    again = told_by(capsys, *words)
    assert "sign_in_code" not in again
    assert "was here already" in again["note"]


def test_a_token_made_by_command_acts_through_the_api(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS)
    made = told_by(capsys, "import", "group", str(file), "--kind", "association", "--for", "Sakhi")
    told = told_by(capsys, "token", str(made["members"][0]), "--title", "sheet")
    answer = Client().post(
        "/api/v1/acts/membership.register_person",
        json.dumps({"organisation": "sakhi", "key": "dina-1", "with": {"name": "Dina"}}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {told['token']}"},
    )
    assert answer.status_code == 200, answer.content
    assert main(["token", "nobody@example.org"]) == 1
    assert "no_such_person" in capsys.readouterr().err


def test_who_belongs_nowhere_finds_where_to_type_a_code() -> None:
    for client in (Client(), signed_up("+919876543210")):
        assert 'href="/code/"' in client.get("/").content.decode()
